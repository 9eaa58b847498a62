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

/**
 * The namespace of a version name: `GLIBCXX` of `GLIBCXX_3.4.30`, `GLIBC` of
 * `GLIBC_PRIVATE`; the name itself where it has no underscore.
 *
 * @public
 */
export function versionNamespace(version: string): string {
  const underscore = version.indexOf('_');
  return underscore < 0 ? version : version.slice(0, underscore);
}

/**
 * Whether a version is one that the parts of one C library use among each
 * other, such as `GLIBC_PRIVATE`. A part of another build that needs it breaks
 * although the version is there (reference: elf.md, edge case 8).
 *
 * @public
 */
export function isPrivateVersion(version: string): boolean {
  return version.endsWith('_PRIVATE');
}

/** A number with the letter that OpenSSL puts behind it: `1` of `1a`. */
const PART = /^(\d{1,15})([a-z]?)$/;

type VersionNumber = Array<[number, string]>;

/** Numbers read before: the same few hundred names are compared all the time. */
const numbers = new Map<string, VersionNumber | undefined>();

/** Names kept, and characters of one; names from files can be anything. */
const MAX_KEPT = 4_096;
const MAX_KEPT_LENGTH = 64;

/**
 * The parts of the number in a version name, or undefined where it has none,
 * as in `CXXABI_TM_1` and `GLIBC_ABI_DT_RELR`.
 *
 * @internal
 */
export function versionNumber(version: string): VersionNumber | undefined {
  if (version.length > MAX_KEPT_LENGTH) {
    return readNumber(version);
  }
  if (!numbers.has(version)) {
    if (numbers.size >= MAX_KEPT) {
      numbers.clear();
    }
    numbers.set(version, readNumber(version));
  }
  return numbers.get(version);
}

function readNumber(version: string): VersionNumber | undefined {
  const underscore = version.indexOf('_');
  const parts: VersionNumber = [];
  for (const text of version.slice(underscore + 1).split(/[._]/)) {
    const match = PART.exec(text);
    if (underscore < 0 || !match) {
      return undefined;
    }
    parts.push([Number(match[1]), match[2]]);
  }
  return parts;
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * Compares numbers part by part; a part that is missing is less than any.
 *
 * @internal
 */
export function compareVersionNumbers(
  a: Readonly<VersionNumber>,
  b: Readonly<VersionNumber>,
): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order =
      a[index][0] - b[index][0] || compareText(a[index][1], b[index][1]);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}

/**
 * Orders version names: by namespace, then by number (`GLIBCXX_3.4.9` before
 * `GLIBCXX_3.4.30`), then the names without a number by their letters.
 *
 * The order is for showing. Whether a library has a version says only its list:
 * libc.so.6 has GLIBC_2.36 and GLIBC_2.38 but no GLIBC_2.37.
 *
 * @public
 */
export function compareVersionNames(a: string, b: string): number {
  const namespaces = compareText(versionNamespace(a), versionNamespace(b));
  if (namespaces !== 0) {
    return namespaces;
  }
  const left = versionNumber(a);
  const right = versionNumber(b);
  if (left && right) {
    return compareVersionNumbers(left, right);
  }
  if (left || right) {
    return left ? -1 : 1;
  }
  return compareText(a, b);
}
