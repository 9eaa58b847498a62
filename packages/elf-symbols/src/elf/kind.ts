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
  type Section,
  SHF_ALLOC,
  SHF_EXECINSTR,
  SHT_NOBITS,
} from './sectionHeaders';
import type { ElfKind } from './types';

const ET_REL = 1;
const ET_EXEC = 2;
const ET_DYN = 3;
const ET_CORE = 4;

/**
 * Whether the kernel or the loader loads files of this type at all.
 *
 * @internal
 */
export function isLoadableType(type: number): boolean {
  return type === ET_EXEC || type === ET_DYN;
}

/**
 * Whether only the debug information of a file was kept (`objcopy
 * --only-keep-debug`): its code has a section header but no bytes, and the
 * program headers are those of the original and lead astray.
 *
 * @internal
 */
export function isDebugOnly(sections: Section[]): boolean {
  const code = sections.filter(
    ({ flags }) =>
      flags % (2 * SHF_ALLOC) >= SHF_ALLOC &&
      flags % (2 * SHF_EXECINSTR) >= SHF_EXECINSTR,
  );
  return code.length > 0 && code.every(({ type }) => type === SHT_NOBITS);
}

/**
 * Tells what a file is. `ET_DYN` is both library and program: a program has a
 * loader, says `DF_1_PIE` or has a `DT_DEBUG`; a library that can also be started, as glibc's
 * libc.so.6, has a soname.
 *
 * @internal
 */
export function detectKind(facts: {
  type: number;
  debugOnly: boolean;
  interpreter: string | null;
  needed: string[];
  soname: string | null;
  pie: boolean;
}): ElfKind {
  if (facts.debugOnly) {
    return 'debug';
  }
  const started = facts.interpreter !== null || facts.needed.length > 0;
  switch (facts.type) {
    case ET_REL:
      return 'relocatable';
    case ET_CORE:
      return 'core';
    case ET_EXEC:
      return started ? 'executable' : 'static';
    case ET_DYN:
      if (facts.pie) {
        return started ? 'pie' : 'static-pie';
      }
      return facts.interpreter !== null && facts.soname === null
        ? 'pie'
        : 'shared';
    default:
      return 'other';
  }
}
