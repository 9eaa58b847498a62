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

import type { ElfView } from './ElfView';
import type { ProblemList } from './problems';
import { PT_INTERP, type Segment } from './programHeaders';
import { type Section, SHT_NOBITS } from './sectionHeaders';
import { readText } from './text';

/** The kernel refuses an interpreter longer than `PATH_MAX`. */
const PATH_MAX = 4096;

/**
 * Reads the path of the loader: by `PT_INTERP`, as the kernel does, or by the
 * section `.interp` of a file without program headers.
 *
 * @internal
 */
export function readInterpreter(
  view: ElfView,
  segments: Segment[],
  sections: Section[],
  problems: ProblemList,
): string | null {
  const segment = segments.find(({ type }) => type === PT_INTERP);
  const section = sections.find(
    ({ name, type }) => name === '.interp' && type !== SHT_NOBITS,
  );
  const places = [
    segment && { offset: segment.offset, size: segment.fileSize },
    segment ?? segments.length === 0 ? section : undefined,
  ];
  for (const place of places) {
    const text =
      place &&
      readText(view, place.offset, place.offset + place.size, PATH_MAX);
    if (text) {
      if (!text.terminated) {
        problems.odd(
          'interpreter',
          place.offset,
          'the path of the interpreter is not ended by a NUL byte, the kernel will not start the file',
        );
      }
      return text.value;
    }
  }
  if (segment) {
    problems.hides(
      'interpreter',
      segment.offset,
      'the path of the interpreter lies outside of the file',
    );
  }
  return null;
}
