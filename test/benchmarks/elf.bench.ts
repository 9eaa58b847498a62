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

import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import {
  FileSource,
  listElfFiles,
  readElf,
  scanArtifact,
} from '@lambda-compat/elf-symbols';
import { printRatio } from './coverage/timing';
import {
  findLibraries,
  findPackageFiles,
  type FoundFile,
  total,
} from './elf/files';
import { isInstalled, runProgram, takeTurns } from './elf/programs';
import { writeZip } from './elf/writeZip';

const LIBRARIES = 500;
const ROUNDS = 15;
const WARM_UP = 5;
const ZIP_ROUNDS = 5;

/** Goals: parts of what the other takes. */
const LIMIT_OF_EU_READELF = 0.4;
const LIMIT_OF_BYTES = 0.05;
const LIMIT_OF_UNZIP = 0.5;
const LIMIT_OF_LISTING = 0.05;

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** Reads the needs and provided versions of each; returns the bytes read. */
function readAll(files: FoundFile[]): number {
  let bytesRead = 0;
  for (const file of files) {
    const source = FileSource.open(file.path);
    try {
      bytesRead += readElf(source).bytesRead;
    } finally {
      source.close();
    }
  }
  return bytesRead;
}

async function compareLibraries(): Promise<void> {
  const files = findLibraries(LIBRARIES);
  if (files.length === 0) {
    console.log(`no folder of the system has ${LIBRARIES} shared libraries`);
    return;
  }
  const paths = files.map(file => file.path);
  const name = `${files.length} shared libraries, ${megabytes(total(files))}`;
  if (isInstalled('eu-readelf', ['--version'])) {
    const [ours, theirs] = await takeTurns(
      [
        () => readAll(files),
        () => runProgram('eu-readelf', ['-V', '-d', ...paths]),
      ],
      ROUNDS,
      WARM_UP,
    );
    printRatio(`${name}, eu-readelf -V -d`, ours, theirs, LIMIT_OF_EU_READELF);
  } else {
    console.log(`${name}: eu-readelf (elfutils) is not installed`);
  }
  if (isInstalled('objdump', ['--version'])) {
    const [ours, objdump, node] = await takeTurns(
      [
        () => readAll(files),
        () => runProgram('objdump', ['-p', ...paths]),
        () => runProgram(process.execPath, ['-e', '0']),
      ],
      ROUNDS,
      WARM_UP,
    );
    printRatio(
      `${name}, objdump -p and the start of Node.js`,
      ours,
      objdump + node,
      1,
    );
  } else {
    console.log(`${name}: objdump (binutils) is not installed`);
  }
  const [read, size] = [readAll(files), total(files)];
  const part = read / size;
  console.log(
    `${name}, bytes read: ${(read / 1e6).toFixed(1)} MB, ${(size / 1e6).toFixed(
      1,
    )} MB, ${part.toFixed(3)}${
      part > LIMIT_OF_BYTES ? ` (over ${LIMIT_OF_BYTES})` : ''
    }`,
  );
}

/** A function's package as large as they come, of the files installed. */
async function buildPackage(folder: string) {
  const { elf, scripts } = findPackageFiles({
    elfCount: 300,
    elfBytes: 300e6,
    scriptCount: 3_000,
  });
  const target = path.join(folder, 'package.zip');
  const out = fs.createWriteStream(target);
  function* contents() {
    for (const file of [...scripts, ...elf]) {
      yield { name: file.path.slice(1), content: fs.readFileSync(file.path) };
    }
  }
  for await (const piece of writeZip(contents())) {
    if (!out.write(piece)) {
      await once(out, 'drain');
    }
  }
  out.end();
  await finished(out);
  return { target, elf, scripts };
}

async function compareZip(folder: string): Promise<void> {
  const { target, elf, scripts } = await buildPackage(folder);
  const name = `zip of ${megabytes(fs.statSync(target).size)}, ${megabytes(
    total(elf) + total(scripts),
  )} unpacked, ${elf.length + scripts.length} entries, ${elf.length} ELF`;
  const report = await scanArtifact(target);
  const listing = await listElfFiles(target);
  if (report.files.length !== elf.length || !report.complete) {
    throw new Error(`${report.files.length} of ${elf.length} files were read`);
  }
  if (listing.files.length !== elf.length) {
    throw new Error(`${listing.files.length} files were listed`);
  }
  if (!isInstalled('unzip', ['-v'])) {
    console.log(`${name}: unzip is not installed`);
    return;
  }
  const [full, list, theirs] = await takeTurns(
    [
      () => scanArtifact(target),
      () => listElfFiles(target),
      () => runProgram('unzip', ['-tqq', target]),
    ],
    ZIP_ROUNDS,
    1,
  );
  printRatio(`${name}, full report, unzip -t`, full, theirs, LIMIT_OF_UNZIP);
  printRatio(
    `${name}, list of ELF entries, unzip -t`,
    list,
    theirs,
    LIMIT_OF_LISTING,
  );
}

/** Reading ELF files, of the system and in the package of a function. */
export async function run(): Promise<void> {
  await compareLibraries();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'elf-bench-'));
  try {
    await compareZip(folder);
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
