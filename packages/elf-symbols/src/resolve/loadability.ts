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

import type { ElfReport } from '../elf/types';
import type { PlacedFile, TargetMachine } from './types';

/**
 * What the loader does with a file it meets on its search.
 *
 * - `take`: loads it.
 * - `skip`: searches on, as for a file of another class or machine.
 * - `fatal`: ends, as for a text file.
 * - `unknown`: the file could not be read.
 *
 * @internal
 */
export type Loadability =
  | { verdict: 'take' }
  | { verdict: 'skip' | 'fatal' | 'unknown'; reason: string };

const OSABI_SYSV = 0;
const OSABI_GNU = 3;
const ET_EXEC = 2;
const ET_DYN = 3;

/**
 * Judges a file as glibc's `open_verify` does, in its order: class, byte order
 * and OS/ABI before the machine.
 *
 * @internal
 */
export function judgeLibrary(
  file: Pick<PlacedFile, 'report' | 'unloadable'>,
  machine: TargetMachine,
): Loadability {
  const { report, unloadable } = file;
  if (!report) {
    return unloadable
      ? { verdict: 'fatal', reason: unloadable }
      : { verdict: 'unknown', reason: 'the file could not be read' };
  }
  const foreign = foreignReason(report, machine);
  if (foreign) {
    return foreign;
  }
  if (report.type !== ET_DYN && report.type !== ET_EXEC) {
    return { verdict: 'fatal', reason: `it is no library (${report.kind})` };
  }
  if (report.type === ET_EXEC || report.dynamicFlags.includes('PIE')) {
    return { verdict: 'fatal', reason: 'it is an executable, not a library' };
  }
  if (report.kind === 'debug') {
    return { verdict: 'fatal', reason: 'it holds debug information only' };
  }
  return { verdict: 'take' };
}

/**
 * Why a file is not for the machine at all, or null.
 *
 * @internal
 */
export function foreignReason(
  report: ElfReport,
  machine: TargetMachine,
): { verdict: 'skip' | 'fatal'; reason: string } | null {
  if (report.class !== 64) {
    return {
      verdict: 'skip',
      reason: `it is a ${report.class} bit file for ${report.machine}`,
    };
  }
  if (report.byteOrder !== 'little') {
    return { verdict: 'fatal', reason: 'its byte order is big endian' };
  }
  if (report.osAbi !== OSABI_SYSV && report.osAbi !== OSABI_GNU) {
    return { verdict: 'fatal', reason: `its OS/ABI is ${report.osAbi}` };
  }
  return report.machine === machine
    ? null
    : { verdict: 'skip', reason: `it is for ${report.machine}` };
}
