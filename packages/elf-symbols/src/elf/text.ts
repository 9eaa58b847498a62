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

/** Nearly every name is shorter; a longer one costs a second look. */
const FIRST_LOOK = 128;

/**
 * A string of a file.
 *
 * @internal
 */
export interface Text {
  value: string;
  /** Whether a NUL byte ends it before the bound does. */
  terminated: boolean;
}

/**
 * Reads the string at an offset, up to its NUL byte, `end` or `maxLength`
 * bytes. Bytes that are no UTF-8 become U+FFFD.
 *
 * @returns undefined when the offset is not before `end` or the file's end
 * @internal
 */
export function readText(
  view: ElfView,
  offset: number,
  end: number,
  maxLength: number,
): Text | undefined {
  const available = Math.min(end, view.size) - offset;
  const bound = Math.min(available, maxLength);
  if (!(bound > 0)) {
    return undefined;
  }
  for (let look = FIRST_LOOK; ; look *= 8) {
    const length = Math.min(look, bound);
    const value = view.text(offset, length);
    if (value === undefined) {
      return undefined;
    }
    if (value !== null) {
      return { value, terminated: true };
    }
    if (length === bound) {
      const bytes = view.bytes(offset, length);
      return bytes && { value: bytes.toString('utf8'), terminated: false };
    }
  }
}
