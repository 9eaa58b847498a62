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
  BufferSource,
  readElf,
  readProvidedSymbols,
  type ElfReport,
} from '@lambda-compat/elf-symbols';
import { messageOf } from '../errors';
import type { ContentsProblem, ImageLibrary, ProvidedVersion } from '../types';

/** `e_ident`, and `e_type` behind it. */
export const ELF_HEAD_SIZE = 18;
const ELF_MAGIC = 0x7f454c46;
const ET_DYN = 3;
const BIG_ENDIAN = 2;

/**
 * Symbols of a library that are counted: three times what the largest have
 * that provide versions (`libLLVM`), some 50 ms.
 */
const MAX_COUNTED_SYMBOLS = 200_000;

/**
 * What the first bytes of a file say: whether it is an ELF file, and whether
 * others may be linked with it. Programs, objects and kernel modules provide
 * nothing to a loader.
 *
 * @internal
 */
export function elfKindOf(head: Buffer): 'shared' | 'other' | undefined {
  if (head.length < 4 || head.readUInt32BE(0) !== ELF_MAGIC) {
    return undefined;
  }
  if (head.length < ELF_HEAD_SIZE) {
    return 'other';
  }
  const type =
    head[5] === BIG_ENDIAN ? head.readUInt16BE(16) : head.readUInt16LE(16);
  return type === ET_DYN ? 'shared' : 'other';
}

/** @internal */
export interface LibraryFacts {
  /** Undefined where the file is no library. */
  library: Omit<ImageLibrary, 'path'> | undefined;
  problem: ContentsProblem | undefined;
}

/**
 * What a shared object provides.
 *
 * @internal
 */
export function libraryFacts(
  bytes: Buffer,
  path: string,
  sha256: string,
): LibraryFacts {
  const source = new BufferSource(bytes, path);
  let report: ElfReport;
  try {
    report = readElf(source);
  } catch (error) {
    return {
      library: undefined,
      problem: damagedElf(path, messageOf(error)),
    };
  }
  const problem = report.complete
    ? undefined
    : damagedElf(
        path,
        report.problems[0]?.message ?? 'it cannot be read in full',
      );
  if (report.kind !== 'shared') {
    return { library: undefined, problem };
  }
  return {
    library: {
      soname: report.soname,
      machine: report.machine,
      class: report.class,
      sha256,
      versions: versionsOf(source, report),
      complete: report.complete,
    },
    problem,
  };
}

function versionsOf(
  source: BufferSource,
  report: ElfReport,
): ProvidedVersion[] {
  const names = report.versionDefinitions
    .filter(({ base }) => !base)
    .map(({ name }) => name);
  const counts = names.length > 0 ? countSymbols(source, report) : undefined;
  return names.map(name => ({
    name,
    symbols: counts ? counts.get(name) ?? 0 : null,
  }));
}

/** Undefined where they cannot all be counted. */
function countSymbols(
  source: BufferSource,
  report: ElfReport,
): Map<string, number> | undefined {
  const { symbols, complete } = readProvidedSymbols(source, report, {
    limits: { symbols: MAX_COUNTED_SYMBOLS },
  });
  if (!complete) {
    return undefined;
  }
  const counts = new Map<string, number>();
  for (const { version } of symbols) {
    if (version !== null) {
      counts.set(version, (counts.get(version) ?? 0) + 1);
    }
  }
  return counts;
}

function damagedElf(path: string, reason: string): ContentsProblem {
  return {
    code: 'damaged-elf',
    path,
    message: `The ELF file ${path} cannot be read in full: ${reason}.`,
  };
}
