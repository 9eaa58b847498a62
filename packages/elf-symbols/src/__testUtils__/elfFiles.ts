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

import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { join } from 'node:path';

/** What most files of packages are; opening them all takes long. */
const TEXT = /\.(?:[cm]?[jt]sx?|css|html?|json|map|md|mdx|scss|svg|ya?ml|py)$/;

/** The folders in which a system keeps libraries and programs. */
export const SYSTEM_FOLDERS = [
  '/lib',
  '/lib64',
  '/usr/lib',
  '/usr/lib64',
  '/usr/libexec',
  '/usr/bin',
  '/usr/local/lib',
  // Of cross compilers.
  '/usr/aarch64-linux-gnu',
  '/usr/x86_64-linux-gnu',
];

/**
 * The ELF files below some folders, sorted, each once; links in them are not
 * followed, and folders that are not there are passed over.
 */
export function findElfFiles(folders: string[]): string[] {
  const roots = folders.filter(existsSync).map(path => realpathSync(path));
  const found: string[] = [];
  for (const root of new Set(roots)) {
    const inOther = roots.some(
      other => other !== root && root.startsWith(`${other}/`),
    );
    if (!inOther) {
      collect(root, found);
    }
  }
  return found.sort();
}

function collect(folder: string, found: string[]): void {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    // A folder that this system does not have, or may not be read.
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      collect(path, found);
    } else if (entry.isFile() && !TEXT.test(path) && isElf(path)) {
      found.push(path);
    }
  }
}

function isElf(path: string): boolean {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const head = Buffer.alloc(4);
    readSync(descriptor, head, 0, 4, 0);
    return head.readUInt32BE(0) === 0x7f454c46;
  } catch {
    return false;
  } finally {
    if (descriptor !== undefined) {
      closeSync(descriptor);
    }
  }
}
