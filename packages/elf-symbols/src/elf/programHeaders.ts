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

import type { ElfHeader } from './header';
import type { Block, ElfView } from './ElfView';
import type { ElfLimits } from './limits';
import type { ProblemList } from './problems';
import { PN_XNUM } from './sectionHeaders';

/** Segment types (gABI, "Program Header"; GNU's from glibc's elf.h). */
export const PT_LOAD = 1;
export const PT_DYNAMIC = 2;
export const PT_INTERP = 3;
export const PT_NOTE = 4;

/** Segment flag. */
export const PF_W = 2;

/**
 * A program header.
 *
 * @internal
 */
export interface Segment {
  type: number;
  flags: number;
  offset: number;
  address: number;
  fileSize: number;
}

/**
 * Reads the program headers, which is what kernel and loader go by. Where some
 * lie outside of the file those within are read.
 *
 * @internal
 */
export function readProgramHeaders(
  view: ElfView,
  header: ElfHeader,
  extendedCount: number | undefined,
  limits: ElfLimits,
  problems: ProblemList,
): Segment[] {
  const { offset, entrySize } = header.programHeaders;
  const minimum = view.wide ? 56 : 32;
  let { count } = header.programHeaders;
  if (count === PN_XNUM) {
    if (extendedCount === undefined) {
      problems.odd(
        'program-headers',
        offset,
        'the number of program headers is kept in section 0, which is missing',
      );
    }
    count = extendedCount ?? count;
  }
  if (offset === 0 || count === 0) {
    return [];
  }
  if (entrySize < minimum) {
    problems.hides(
      'program-headers',
      offset,
      `program headers of ${entrySize} bytes are too small, ${minimum} are needed`,
    );
    return [];
  }
  if (entrySize > minimum) {
    problems.odd(
      'program-headers',
      offset,
      `program headers have ${entrySize} bytes where the loader expects ${minimum}`,
    );
  }
  const fitting = Math.max(
    0,
    Math.floor((view.size - offset - minimum) / entrySize) + 1,
  );
  if (count > fitting) {
    problems.hides(
      'program-headers',
      offset,
      `${count} program headers are announced, the file has room for ${fitting}`,
    );
    count = fitting;
  }
  if (count > limits.programHeaders) {
    problems.hides(
      'limit',
      offset,
      `of ${count} program headers only ${limits.programHeaders} are read`,
    );
    count = limits.programHeaders;
  }
  const table =
    count > 0
      ? view.block(offset, (count - 1) * entrySize + minimum)
      : undefined;
  const segments: Segment[] = [];
  for (let index = 0; table && index < count; index += 1) {
    segments.push(readSegment(table, index * entrySize, view.wide));
  }
  return segments;
}

function readSegment(block: Block, at: number, wide: boolean): Segment {
  return wide
    ? {
        type: block.u32(at),
        flags: block.u32(at + 4),
        offset: block.u64(at + 8),
        address: block.u64(at + 16),
        fileSize: block.u64(at + 32),
      }
    : {
        type: block.u32(at),
        flags: block.u32(at + 24),
        offset: block.u32(at + 4),
        address: block.u32(at + 8),
        fileSize: block.u32(at + 16),
      };
}
