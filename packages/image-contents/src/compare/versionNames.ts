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

import { byText } from '../packages/byText';

/** A number with the letter that OpenSSL puts behind it: `1` of `1a`. */
const PART = /^(\d{1,15})([a-z]?)$/;

/** A version name of more characters is ordered as text. */
const MAX_CHARACTERS = 256;

/**
 * The namespace of a version name: `GLIBCXX` of `GLIBCXX_3.4.30`; the name
 * itself where it has no underscore.
 *
 * @internal
 */
export function namespaceOf(name: string): string {
  const underscore = name.indexOf('_');
  return underscore < 0 ? name : name.slice(0, underscore);
}

/**
 * Whether nothing outside of the library's own project may need a version:
 * `GLIBC_PRIVATE`, and the transactional memory of `CXXABI_TM_1`.
 *
 * @internal
 */
export function isPrivateName(name: string): boolean {
  return name.endsWith('_PRIVATE') || name.includes('_TM_');
}

/** @internal */
export type VersionNumber = Array<[number, string]>;

/**
 * The parts of the number in a version name, or undefined where it has none,
 * as `GLIBC_ABI_DT_RELR`.
 *
 * @internal
 */
export function numberOf(name: string): VersionNumber | undefined {
  const underscore = name.indexOf('_');
  if (underscore < 0 || name.length > MAX_CHARACTERS) {
    return undefined;
  }
  const parts: VersionNumber = [];
  for (const text of name.slice(underscore + 1).split(/[._]/)) {
    const match = PART.exec(text);
    if (!match) {
      return undefined;
    }
    parts.push([Number(match[1]), match[2]]);
  }
  return parts;
}

/**
 * Orders version names: by namespace, then by number, then those without one
 * by their letters.
 *
 * @internal
 */
export function compareNames(a: string, b: string): number {
  const order = byText(namespaceOf(a), namespaceOf(b));
  if (order !== 0) {
    return order;
  }
  const left = numberOf(a);
  const right = numberOf(b);
  if (left && right) {
    return compareNumbers(left, right) || byText(a, b);
  }
  if (left || right) {
    return left ? -1 : 1;
  }
  return byText(a, b);
}

function compareNumbers(a: VersionNumber, b: VersionNumber): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = a[index][0] - b[index][0] || byText(a[index][1], b[index][1]);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}
