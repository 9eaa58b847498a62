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
import { type Section, SHT_NOBITS } from './sectionHeaders';
import type { RustFacts } from './types';

/** Each compiler adds one line; files built by many have some kilobytes. */
const MAX_COMMENT_SIZE = 16 * 1024;

/**
 * Tells Rust by what its compiler notes in `.comment`. Files of which that
 * section was removed, and those of compilers before 1.74, are not recognized.
 *
 * @internal
 */
export function readRustFacts(
  view: ElfView,
  sections: Section[],
): RustFacts | null {
  const comment = sections.find(
    ({ name, type }) => name === '.comment' && type !== SHT_NOBITS,
  );
  if (!comment) {
    return null;
  }
  const bytes = view.bytes(
    comment.offset,
    Math.min(comment.size, MAX_COMMENT_SIZE),
  );
  const text = bytes?.toString('latin1') ?? '';
  const match = /rustc version ([0-9][^\s\0]{0,63})/.exec(text);
  return match ? { version: match[1], evidence: 'section .comment' } : null;
}
