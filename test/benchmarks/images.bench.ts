/*
 * Copyright 2026 The lambda-compat Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/* eslint-disable no-console -- its lines are what it is for */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { printRatio } from './coverage/timing';
import { isInstalled } from './elf/programs';
import { blobFile } from './images/LayoutClient';
import { measureInChild, median, type Measured } from './images/measure';
import { findPeer } from './images/unpackAndCompare';
import {
  LARGEST_FILE,
  makeUserlands,
  type Userlands,
} from './images/userlands';

const ROUNDS = 3;
const LAYER_ROUNDS = 5;
const MIB = 1024 * 1024;

/** Goals: parts of what the other takes, and memory. */
const LIMIT_OF_UNPACKING = 0.2;
const LIMIT_OF_TAR = 0.4;
const LIMIT_OF_ZSTD = 1.2;
const LIMIT_OF_MEMORY = 200 * MIB;
const LIMIT_OF_LAYER_MEMORY = 64 * MIB;

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function shell(script: string, file: string): number {
  return timed(() => {
    const { status, stderr } = spawnSync('sh', ['-c', script, file]);
    if (status !== 0) {
      throw new Error(`${script}: ${stderr}`);
    }
  });
}

function printMemory(name: string, runs: Measured[], limit: number): void {
  const grown = Math.max(...runs.map(one => one.grown));
  const mark = grown > limit ? ` (over ${limit / MIB} MiB)` : '';
  console.log(`${name}, memory: ${(grown / MIB).toFixed(0)} MiB${mark}`);
}

function compareImages(userlands: Userlands, folder: string): void {
  const { layout, digests, size } = userlands;
  const peer = findPeer();
  const fresh: Measured[] = [];
  const known: Measured[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const work = path.join(folder, 'work');
    fs.mkdirSync(work);
    theirs.push(timed(() => peer.run(userlands, work)));
    fs.rmSync(work, { recursive: true });
    fresh.push(measureInChild('compare', layout, ...digests));
    known.push(measureInChild('compare-known', layout, ...digests));
  }
  const name = `two images of ${(size / 1e6).toFixed(0)} MB`;
  for (const [what, runs] of [
    [name, fresh],
    [`${name}, the first known`, known],
  ] as const) {
    printRatio(
      `${what}, ${peer.name}`,
      median(runs.map(({ took }) => took)),
      median(theirs),
      LIMIT_OF_UNPACKING,
    );
    printMemory(what, runs, LIMIT_OF_MEMORY);
  }
}

function readLayers({ layout, layers: [base] }: Userlands): void {
  const gzip = blobFile(layout, base.digest);
  const forms: Array<[string, string, Array<[string, number | undefined]>]> = [
    [
      'gzip',
      gzip,
      [
        ['gzip -dc "$0" | sha256sum', undefined],
        ['tar tzf "$0"', LIMIT_OF_TAR],
      ],
    ],
  ];
  if (isInstalled('zstd', ['--version'])) {
    const zstd = `${base.tar}.zst`;
    shell('zstd -q -k "$0"', base.tar);
    forms.push(['zstd', zstd, [['zstd -dc "$0" > /dev/null', LIMIT_OF_ZSTD]]]);
  } else {
    console.log('a layer of zstd: zstd is not installed');
  }
  for (const [form, file, peers] of forms) {
    const ours: Measured[] = [];
    const theirs = peers.map((): number[] => []);
    for (let round = 0; round < LAYER_ROUNDS; round += 1) {
      ours.push(measureInChild('layer', file, base.diffId));
      for (const [index, [script]] of peers.entries()) {
        theirs[index].push(shell(script, file));
      }
    }
    const bytes = fs.statSync(base.tar).size;
    const name = `a layer of ${(bytes / 1e6).toFixed(0)} MB, ${form}`;
    for (const [index, [script, limit]] of peers.entries()) {
      printRatio(
        `${name}, ${script.replace('"$0"', 'file')}`,
        median(ours.map(({ took }) => took)),
        median(theirs[index]),
        limit,
      );
    }
    printMemory(name, ours, LIMIT_OF_LAYER_MEMORY + LARGEST_FILE);
  }
}

/** Images of real files, of the machine that this runs on. */
export async function run(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'images-bench-'));
  try {
    const userlands = makeUserlands(folder);
    compareImages(userlands, folder);
    readLayers(userlands);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

if (require.main === module) {
  run().catch(error => {
    console.error(error);
    process.exitCode = 1;
  });
}
