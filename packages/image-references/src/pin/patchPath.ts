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

const SPECIAL: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};
const FIRST_PRINTABLE = 0x20;
const FIRST_NOT_PRINTABLE = 0x7f;

/**
 * A path as git wants it in a patch: relative, without `.` and doubled slashes.
 * An absolute path is read from the root, as `git diff --no-index` does.
 *
 * @returns null for a path that no patch can name, such as one with `..`
 * @internal
 */
export function patchPath(path: string): string | null {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  const isUsable =
    parts.length > 0 &&
    !path.endsWith('/') &&
    !path.includes('\0') &&
    !parts.includes('..');
  return isUsable ? parts.join('/') : null;
}

/**
 * Quotes a path by the rules of git's `core.quotePath`, which is on by
 * default: bytes outside printable ASCII become octal.
 *
 * @internal
 */
export function quotePatchPath(path: string): string {
  let quoted = '';
  let changed = false;
  for (const byte of new TextEncoder().encode(path)) {
    const character = String.fromCharCode(byte);
    const special = SPECIAL[character];
    if (special) {
      quoted += special;
      changed = true;
    } else if (byte < FIRST_PRINTABLE || byte >= FIRST_NOT_PRINTABLE) {
      quoted += `\\${byte.toString(8).padStart(3, '0')}`;
      changed = true;
    } else {
      quoted += character;
    }
  }
  return changed ? `"${quoted}"` : quoted;
}
