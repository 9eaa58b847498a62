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

import { byText } from '../byText';
import { compareDigits, isAlpha, isDigit } from './characters';

/**
 * Orders versions and releases of rpm by their runs of digits and of letters;
 * everything else only separates. `~` sorts before the end, `^` after it but
 * before any run (rpm-version(7)).
 *
 * @internal
 */
export function compareRpmText(a: string, b: string): number {
  let i = 0;
  let j = 0;
  for (;;) {
    i = skipSeparators(a, i);
    j = skipSeparators(b, j);
    const mark = compareMarks(a.charAt(i), b.charAt(j));
    if (mark === 'both') {
      i += 1;
      j += 1;
      continue;
    }
    if (mark !== 0) {
      return mark;
    }
    if (i >= a.length || j >= b.length) {
      return rest(a, i) - rest(b, j);
    }
    const isOf = isDigit(a[i]) ? isDigit : isAlpha;
    const endA = endOf(a, i, isOf);
    const endB = endOf(b, j, isOf);
    if (endB === j) {
      // A number is newer than letters.
      return isOf === isDigit ? 1 : -1;
    }
    const runA = a.slice(i, endA);
    const runB = b.slice(j, endB);
    const order =
      isOf === isDigit ? compareDigits(runA, runB) : byText(runA, runB);
    if (order !== 0) {
      return order;
    }
    i = endA;
    j = endB;
  }
}

function rest(text: string, position: number): number {
  return position < text.length ? 1 : 0;
}

function skipSeparators(text: string, start: number): number {
  let position = start;
  while (position < text.length) {
    const char = text[position];
    if (isDigit(char) || isAlpha(char) || char === '~' || char === '^') {
      break;
    }
    position += 1;
  }
  return position;
}

/** Compares where one of both is at `~` or `^`; an empty text is the end. */
function compareMarks(a: string, b: string): number | 'both' {
  if (a === '~' || b === '~') {
    if (a === b) {
      return 'both';
    }
    return a === '~' ? -1 : 1;
  }
  if (a === '^' || b === '^') {
    if (a === b) {
      return 'both';
    }
    if (a === '^') {
      return b === '' ? 1 : -1;
    }
    return a === '' ? -1 : 1;
  }
  return 0;
}

function endOf(
  text: string,
  start: number,
  isOf: (char: string) => boolean,
): number {
  let end = start;
  while (end < text.length && isOf(text[end])) {
    end += 1;
  }
  return end;
}

/**
 * Orders `[epoch:]version[-release]`; a missing epoch is 0, and where one has
 * no release the releases are not compared.
 *
 * @internal
 */
export function compareRpmVersions(a: string, b: string): number {
  const left = splitEvr(a);
  const right = splitEvr(b);
  const order =
    compareDigits(left.epoch, right.epoch) ||
    compareRpmText(left.version, right.version);
  if (order !== 0 || left.release === '' || right.release === '') {
    return order;
  }
  return compareRpmText(left.release, right.release);
}

function splitEvr(text: string): {
  epoch: string;
  version: string;
  release: string;
} {
  const epoch = /^\d+(?=:)/.exec(text)?.[0];
  const evr = epoch === undefined ? text : text.slice(epoch.length + 1);
  const dash = evr.lastIndexOf('-');
  return {
    epoch: epoch ?? '0',
    version: dash < 0 ? evr : evr.slice(0, dash),
    release: dash < 0 ? '' : evr.slice(dash + 1),
  };
}
