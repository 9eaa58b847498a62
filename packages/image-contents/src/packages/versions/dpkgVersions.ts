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

import { compareDigits, isAlpha, isDigit } from './characters';

/**
 * Orders `[epoch:]upstream[-revision]` as deb-version(7) says. A missing epoch
 * and a missing revision are as good as 0.
 *
 * @internal
 */
export function compareDpkgVersions(a: string, b: string): number {
  const left = split(a);
  const right = split(b);
  return (
    compareDigits(left.epoch, right.epoch) ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision, right.revision)
  );
}

function split(text: string): {
  epoch: string;
  upstream: string;
  revision: string;
} {
  const epoch = /^\d+(?=:)/.exec(text)?.[0];
  const version = epoch === undefined ? text : text.slice(epoch.length + 1);
  const dash = version.lastIndexOf('-');
  return {
    epoch: epoch ?? '0',
    upstream: dash < 0 ? version : version.slice(0, dash),
    revision: dash < 0 ? '' : version.slice(dash + 1),
  };
}

/** Compares runs without digits and numbers in turn. */
function comparePart(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while (isOther(a, i) || isOther(b, j)) {
      const order = weight(a.charAt(i)) - weight(b.charAt(j));
      if (order !== 0) {
        return order;
      }
      i += 1;
      j += 1;
    }
    const endA = endOfDigits(a, i);
    const endB = endOfDigits(b, j);
    const order = compareDigits(a.slice(i, endA), b.slice(j, endB));
    if (order !== 0) {
      return order;
    }
    i = endA;
    j = endB;
  }
  return 0;
}

function isOther(text: string, position: number): boolean {
  return position < text.length && !isDigit(text[position]);
}

/** `~` before the end, which digits are as good as; letters before the rest. */
function weight(char: string): number {
  if (char === '' || isDigit(char)) {
    return 0;
  }
  if (char === '~') {
    return -1;
  }
  return isAlpha(char) ? char.charCodeAt(0) : char.charCodeAt(0) + 256;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text[end])) {
    end += 1;
  }
  return end;
}
