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

import { defaultDirectories } from './defaultDirectories';
import type { SystemAnswer, SystemLibraries } from './system';
import type { TargetMachine } from './types';

const NO: SystemAnswer = { answer: 'no' };

/**
 * Lambda's processors for x86_64 have AVX2. The folders after the first three
 * are those of glibc before 2.37.
 */
const X86_64_FOLDERS: SystemLibraries['hardwareFolders'] = [
  { folder: 'glibc-hwcaps/x86-64-v4', used: 'unknown' },
  { folder: 'glibc-hwcaps/x86-64-v3', used: 'yes' },
  { folder: 'glibc-hwcaps/x86-64-v2', used: 'yes' },
  { folder: 'tls', used: 'unknown' },
  { folder: 'haswell', used: 'unknown' },
  { folder: 'x86_64', used: 'unknown' },
];

/**
 * A system without any file of its own: for an image function, whose files are
 * all in the artifact, and as a start for others. `hardwareFolders` are those
 * of glibc 2.33 and later; older ones have none of them.
 *
 * @public
 */
export function emptySystem(
  machine: TargetMachine,
  libc: 'glibc' | 'musl' = 'glibc',
): SystemLibraries {
  return {
    libc,
    cacheDirectories: [],
    defaultDirectories: defaultDirectories(libc),
    hardwareFolders:
      machine === 'x86_64' && libc === 'glibc' ? X86_64_FOLDERS : [],
    lib: libc === 'glibc' ? 'lib64' : 'lib',
    platform: machine === 'aarch64' ? 'aarch64' : null,
    findLibrary: () => NO,
    findVersion: () => NO,
    findSymbol: () => null,
    listVersions: () => null,
    findInterpreter: () => NO,
  };
}
