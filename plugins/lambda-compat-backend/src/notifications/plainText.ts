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

/** At most `length` characters of a text from somewhere else, on one line. */
export function cut(text: string, length: number): string {
  const plain = toPlain(text);
  return plain.length > length ? `${plain.slice(0, length - 1)}…` : plain;
}

/** The end of a path says more than its beginning. */
export function cutStart(text: string, length: number): string {
  const plain = toPlain(text);
  return plain.length > length ? `…${plain.slice(1 - length)}` : plain;
}

/** `a, b and c` of a list that is not empty. */
export function joinNames(names: readonly string[]): string {
  return names.length > 1
    ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
    : names.join('');
}

/** The first ones of a list, and how many are left. */
export function joinSome(names: readonly string[], most: number): string {
  const left = names.length - most;
  return joinNames(
    left > 0 ? [...names.slice(0, most), `${left} more`] : names,
  );
}

/**
 * Names come from catalogs, repositories and images: without line breaks and
 * characters that change how the rest of a line reads.
 */
function toPlain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
