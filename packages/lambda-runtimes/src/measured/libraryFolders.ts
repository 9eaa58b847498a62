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

import type { OperatingSystem } from '../types';

/**
 * Folders that the loader looks through after `LD_LIBRARY_PATH` and
 * `ld.so.conf`: those of Red Hat's relatives, then those of Debian's.
 */
const DEFAULT_FOLDERS = [
  '/lib64',
  '/usr/lib64',
  '/lib',
  '/usr/lib',
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
  '/lib/aarch64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
];

/** More folders than any loader is given. */
const MAX_FOLDERS = 400;

/** The folders of the function and its layers are no part of the system. */
const OF_THE_FUNCTION = /^\/(?:var\/task|opt)(?:\/|$)/;

/**
 * The folders of the system in which the loader looks, in its order.
 *
 * @param libraryPath - elements of `LD_LIBRARY_PATH`
 * @param configured - folders of `/etc/ld.so.conf`
 *
 * @internal
 */
export function libraryFolders(
  libraryPath: readonly string[],
  configured: readonly string[],
): string[] {
  const folders = [
    ...[...libraryPath, ...configured].slice(0, MAX_FOLDERS),
    ...DEFAULT_FOLDERS,
  ]
    // Relative ones start in the folder of the function.
    .filter(folder => folder.startsWith('/') && !OF_THE_FUNCTION.test(folder))
    .map(folder => folder.replace(/(?<=.)\/+$/, ''));
  return [...new Set(folders)];
}

/**
 * The folders that a text of `ld.so.conf` names, and the patterns it includes.
 *
 * @internal
 */
export function parseLoaderConfiguration(text: string): {
  folders: string[];
  includes: string[];
} {
  const folders: string[] = [];
  const includes: string[] = [];
  for (const line of text.split('\n').slice(0, 10_000)) {
    const [content] = line.split('#');
    const words = content.trim().split(/[\s:,]+/);
    if (words[0] === 'include') {
      includes.push(...words.slice(1));
    } else if (words[0] !== 'hwcap') {
      folders.push(...words.filter(word => word.startsWith('/')));
    }
  }
  return { folders, includes };
}

const SYSTEM_IDS: Record<string, OperatingSystem> = {
  '2018': 'al1',
  '2': 'al2',
  '2023': 'al2023',
  '2027': 'al2027',
};

/**
 * Which Amazon Linux a text of `/etc/os-release` names, or null.
 *
 * @internal
 */
export function parseSystem(text: string): OperatingSystem | null {
  const version = /^VERSION_ID="?(\d{1,8})/m.exec(text)?.[1] ?? '';
  return /^ID="?amzn"?$/m.test(text) && Object.hasOwn(SYSTEM_IDS, version)
    ? SYSTEM_IDS[version]
    : null;
}

/**
 * Loaders by the names that ABIs give them, which are the paths in programs.
 *
 * @internal
 */
export const LOADER_PATHS = [
  '/lib64/ld-linux-x86-64.so.2',
  '/lib64/ld-lsb-x86-64.so.3',
  '/lib/ld-linux-aarch64.so.1',
  '/lib/ld-linux.so.2',
  '/lib/ld-musl-x86_64.so.1',
  '/lib/ld-musl-aarch64.so.1',
];
