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

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import zlib from 'node:zlib';
import {
  ArtifactError,
  BufferSource,
  ElfError,
  type RandomAccessSource,
  readElf,
  readNeededSymbols,
  readProvidedSymbols,
  scanArtifact,
  toScanJson,
} from '@lambda-compat/elf-symbols';
import { findSmallElf } from './elf/files';
import { createRandom, mutate, type Range } from './elf/mutate';
import { isInstalled } from './elf/programs';
import { writeZip, type ZipContent } from './elf/writeZip';

/** `ELF_MUTATIONS` sets another number. */
const COUNT = Number(process.env.ELF_MUTATIONS ?? 100_000);
/** Of ten: five ELF files, two zip files, and one of each tar form. */
const KINDS = ['zip', 'zip', 'tar', 'tar.gz', 'tar.zst'];
const MAX_MILLISECONDS = 1000;
/** Beyond what the process has when it starts. */
const MAX_MEMORY = 512 * 1024 * 1024;
const SEED_SIZE = 120_000;
const SEEDS = 12;

interface Seed {
  name: string;
  bytes: Buffer;
  ranges: Range[];
}

/** A real file; what its report was read from is what to break. */
function elfSeed(file: string): Seed {
  const bytes = fs.readFileSync(file);
  const ranges: Range[] = [{ start: 0, end: 1024 }];
  const recording: RandomAccessSource = {
    name: file,
    size: bytes.length,
    read: (offset, length) => {
      ranges.push({ start: offset, end: offset + length });
      return bytes.subarray(offset, offset + length);
    },
  };
  readProvidedSymbols(recording, readElf(recording));
  return {
    name: 'elf',
    bytes,
    ranges: ranges
      .map(({ start, end }) => ({ start, end: Math.min(end, bytes.length) }))
      .filter(({ start, end }) => end > start),
  };
}

async function zipOf(entries: ZipContent[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of writeZip(entries)) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function zipSeed(files: Seed[]): Promise<Seed> {
  const inner = files.slice(2).map((file, n) => ({
    name: `jni${n}.so`,
    content: file.bytes,
  }));
  const jar = await zipOf(inner);
  const entries = [
    { name: 'lib/a.so', content: files[0].bytes },
    { name: 'app.jar', content: jar },
    { name: 'index.js', content: Buffer.from('exports.handler = 1;\n') },
    { name: 'lib/b.so', content: files[1].bytes },
  ];
  const bytes = await zipOf(entries);
  const ranges: Range[] = [];
  for (const mark of ['PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06']) {
    let at = bytes.indexOf(mark, 0, 'latin1');
    for (; at >= 0; at = bytes.indexOf(mark, at + 1, 'latin1')) {
      ranges.push({ start: at, end: Math.min(bytes.length, at + 64) });
    }
  }
  return { name: 'zip', bytes, ranges };
}

/** A tar file as GNU tar writes it, with long names, links and pax headers. */
function tarSeed(files: Seed[], folder: string): Seed {
  const deep = `${folder}/${'long/'.repeat(30)}`;
  fs.mkdirSync(deep, { recursive: true });
  files.forEach(({ bytes }, n) => {
    fs.writeFileSync(`${n === 0 ? deep : `${folder}/`}lib${n}.so`, bytes);
  });
  fs.symlinkSync('lib1.so', `${folder}/lib.so`);
  const { stdout } = spawnSync(
    'tar',
    ['--format=posix', '-C', folder, '-cf', '-', '.'],
    { maxBuffer: 2 ** 28 },
  );
  const ranges: Range[] = [];
  for (let at = 0; at < stdout.length; at += 512) {
    if (stdout.toString('latin1', at + 257, at + 262) === 'ustar') {
      ranges.push({ start: at, end: at + 512 });
    }
  }
  return { name: 'tar', bytes: stdout, ranges };
}

function packed(seed: Seed, pack: (bytes: Buffer) => Buffer): Seed {
  const bytes = pack(seed.bytes);
  return {
    name: seed.name,
    bytes,
    ranges: [{ start: 0, end: Math.min(bytes.length, 4096) }],
  };
}

/** Reads all there is to read; true for a report, false for our own error. */
async function answers(kind: string, bytes: Buffer): Promise<boolean> {
  const source = new BufferSource(bytes, kind);
  try {
    if (kind === 'elf') {
      const report = readElf(source);
      readNeededSymbols(source, report);
      readProvidedSymbols(source, report);
    } else {
      const report = await scanArtifact(source, { symbolsOf: () => true });
      JSON.stringify(toScanJson(report));
    }
    return true;
  } catch (error) {
    if (error instanceof ElfError || error instanceof ArtifactError) {
      return false;
    }
    throw error;
  }
}

async function buildSeeds(folder: string): Promise<Map<string, Seed[]>> {
  const files = findSmallElf(SEEDS, SEED_SIZE).map(file => elfSeed(file.path));
  const seeds = new Map([
    ['elf', files],
    ['zip', [await zipSeed(files.slice(0, 4))]],
  ]);
  if (isInstalled('tar', ['--version'])) {
    const tar = tarSeed(files.slice(0, 3), folder);
    seeds.set('tar', [tar]);
    seeds.set('tar.gz', [packed(tar, bytes => zlib.gzipSync(bytes))]);
    seeds.set('tar.zst', [packed(tar, bytes => zlib.zstdCompressSync(bytes))]);
  } else {
    console.log('tar is not installed: only ELF and zip files are broken');
  }
  return seeds;
}

/**
 * Breaks real files, always in the same ways, and expects a report or an error
 * of ours for each, within a second and a bound of memory.
 */
export async function run(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'elf-mutations-'));
  const seeds = await buildSeeds(folder);
  fs.rmSync(folder, { recursive: true });
  const before = process.memoryUsage().rss;
  let memory = 0;
  let longest = 0;
  const counts = new Map<string, { reports: number; errors: number }>();
  for (let index = 0; index < COUNT; index += 1) {
    const wanted = index % 2 === 0 ? 'elf' : KINDS[(index >> 1) % KINDS.length];
    const kind = seeds.has(wanted) ? wanted : 'zip';
    const all = seeds.get(kind) ?? [];
    const random = createRandom(index);
    const { bytes, ranges } = all[random(all.length)];
    const broken = mutate(bytes, ranges, random);
    const start = performance.now();
    let report: boolean;
    try {
      report = await answers(kind, broken);
    } catch (error) {
      throw new Error(`mutation ${index} of ${kind}`, { cause: error });
    }
    const time = performance.now() - start;
    longest = Math.max(longest, time);
    if (time > MAX_MILLISECONDS) {
      throw new Error(`mutation ${index} of ${kind} took ${time} ms`);
    }
    const count = counts.get(kind) ?? { reports: 0, errors: 0 };
    count[report ? 'reports' : 'errors'] += 1;
    counts.set(kind, count);
    if (index % 256 === 0) {
      memory = Math.max(memory, process.memoryUsage().rss - before);
      if (memory > MAX_MEMORY) {
        throw new Error(`mutation ${index} of ${kind}: ${memory} bytes more`);
      }
    }
  }
  for (const [kind, { reports, errors }] of counts) {
    console.log(
      `${kind}: ${
        reports + errors
      } mutations, ${reports} reports, ${errors} errors of ours`,
    );
  }
  console.log(
    `longest ${longest.toFixed(0)} ms of ${MAX_MILLISECONDS} ms, memory ${(
      memory / 1e6
    ).toFixed(0)} MB of ${(MAX_MEMORY / 1e6).toFixed(0)} MB`,
  );
}

if (require.main === module) {
  run().catch(error => {
    console.error(error);
    process.exitCode = 1;
  });
}
