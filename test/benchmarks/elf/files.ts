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

import fs from 'node:fs';
import path from 'node:path';

/** A file of the machine, with its size in bytes. */
export interface FoundFile {
  path: string;
  size: number;
}

const NODE_MODULES = path.resolve(__dirname, '../../../node_modules');
const LIBRARY_FOLDERS = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
];

/** At most as many of the system's shared libraries, in the order of names. */
export function findLibraries(count: number): FoundFile[] {
  for (const folder of LIBRARY_FOLDERS.filter(name => fs.existsSync(name))) {
    const names = fs.readdirSync(folder).filter(name => name.includes('.so'));
    const files = names
      .sort()
      .map(name => path.join(folder, name))
      .filter(file => fs.lstatSync(file).isFile() && isElf(file));
    if (files.length >= count) {
      return largest(files.map(withSize), count);
    }
  }
  return [];
}

/** The largest, in the order of names: what costs is size. */
function largest(files: FoundFile[], count: number): FoundFile[] {
  const kept = new Set(
    [...files].sort((a, b) => b.size - a.size).slice(0, count),
  );
  return files.filter(file => kept.has(file));
}

/**
 * Of the packages installed and the system: about so many bytes of ELF files
 * and of scripts, the same on each run.
 */
export function findPackageFiles(options: {
  elfCount: number;
  elfBytes: number;
  scriptCount: number;
}): { elf: FoundFile[]; scripts: FoundFile[] } {
  const { elf, scripts } = findAll();
  return {
    elf: pickElf(elf, options.elfCount, options.elfBytes),
    scripts: pick(scripts, options.scriptCount),
  };
}

/** Some ELF files of less than a size, from all over the machine. */
export function findSmallElf(count: number, size: number): FoundFile[] {
  return pick(
    findAll().elf.filter(file => file.size < size),
    count,
  );
}

function findAll(): { elf: FoundFile[]; scripts: FoundFile[] } {
  const elf: FoundFile[] = [];
  const scripts: FoundFile[] = [];
  for (const folder of [NODE_MODULES, ...LIBRARY_FOLDERS]) {
    collect(folder, elf, scripts);
  }
  const distinct = new Map(elf.map(file => [file.path, file]));
  return { elf: [...distinct.values()], scripts };
}

/** Large and small ones, none of which is more than a tenth of all. */
function pickElf(files: FoundFile[], count: number, bytes: number) {
  const bySize = files
    .filter(({ size }) => size < bytes / 10)
    .sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1));
  let picked = pick(bySize, count);
  // Larger ones instead of smaller ones until the sum is reached.
  for (let from = 0; total(picked) < bytes && from < bySize.length; ) {
    from += Math.ceil(bySize.length / 40);
    picked = pick(bySize.slice(from), count);
  }
  return picked;
}

function pick(files: FoundFile[], count: number): FoundFile[] {
  const step = Math.max(1, files.length / count);
  return Array.from(
    { length: Math.min(count, files.length) },
    (_unused, index) => files[Math.floor(index * step)],
  );
}

/** Bytes of all files together. */
export function total(files: FoundFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function withSize(file: string): FoundFile {
  return { path: file, size: fs.statSync(file).size };
}

const SCRIPT = /\.[cm]?js$/;
const OTHER_TEXT = /\.(?:ts|map|json|md|css|html|svg|py|h|yml|yaml|txt)$/;

function collect(folder: string, elf: FoundFile[], scripts: FoundFile[]): void {
  if (!fs.existsSync(folder)) {
    return;
  }
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      collect(file, elf, scripts);
    } else if (entry.isFile() && SCRIPT.test(entry.name)) {
      const found = withSize(file);
      if (found.size > 8_000 && found.size < 200_000) {
        scripts.push(found);
      }
    } else if (entry.isFile() && !OTHER_TEXT.test(entry.name) && isElf(file)) {
      elf.push(withSize(file));
    }
  }
}

function isElf(file: string): boolean {
  const descriptor = fs.openSync(file, 'r');
  try {
    const head = Buffer.alloc(4);
    fs.readSync(descriptor, head, 0, 4, 0);
    return head.readUInt32BE(0) === 0x7f454c46;
  } finally {
    fs.closeSync(descriptor);
  }
}
