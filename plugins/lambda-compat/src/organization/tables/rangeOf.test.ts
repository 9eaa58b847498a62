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

import type { Page } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { nextPage, previousPage, rangeOf } from './rangeOf';

function page(
  length: number,
  totalItems: number,
  cursors: 'none' | 'next' | 'previous' | 'both',
): Page<number> {
  return {
    items: Array.from({ length }, (_, index) => index),
    totalItems,
    pageInfo: {
      nextCursor: ['next', 'both'].includes(cursors) ? 'N' : undefined,
      prevCursor: ['previous', 'both'].includes(cursors) ? 'P' : undefined,
    },
  };
}

describe('rangeOf', () => {
  it.each<[string, Page<number>, number | undefined, [number, number] | null]>([
    ['the only page', page(7, 7, 'none'), undefined, [1, 7]],
    ['the first page', page(20, 64, 'next'), undefined, [1, 20]],
    [
      'the first page, whatever the address says',
      page(20, 64, 'next'),
      40,
      [1, 20],
    ],
    ['a page between, from the address', page(20, 64, 'both'), 20, [21, 40]],
    [
      'the last page, without the address',
      page(4, 64, 'previous'),
      undefined,
      [61, 64],
    ],
    [
      'the last page, whatever the address says',
      page(4, 64, 'previous'),
      20,
      [61, 64],
    ],
    [
      'nothing for a page between without a number',
      page(20, 64, 'both'),
      undefined,
      null,
    ],
    [
      'nothing for a number that would end the list',
      page(20, 64, 'both'),
      44,
      null,
    ],
    ['nothing for a number beyond the list', page(20, 64, 'both'), 900, null],
    ['nothing for an empty page', page(0, 0, 'none'), undefined, null],
  ])('tells %s', (_, shown, from, expected) => {
    const range = rangeOf(shown, from);
    expect(range && [range.first, range.last]).toEqual(expected);
  });
});

describe('nextPage and previousPage', () => {
  it.each<[string, unknown, unknown]>([
    [
      'count on from the page',
      nextPage(page(20, 64, 'both'), 20),
      { cursor: 'N', from: 40 },
    ],
    [
      'lead on without a number where none is known',
      nextPage(page(20, 64, 'both'), undefined),
      { cursor: 'N', from: undefined },
    ],
    [
      'count back by a page',
      previousPage(page(4, 64, 'previous'), undefined, 20),
      { cursor: 'P', from: 40 },
    ],
    [
      'lead back without a number where none is known',
      previousPage(page(20, 64, 'both'), undefined, 20),
      { cursor: 'P', from: undefined },
    ],
    [
      'lead to the first page without a cursor',
      previousPage(page(20, 64, 'both'), 20, 20),
      {},
    ],
    ['end at the last page', nextPage(page(4, 64, 'previous'), 60), undefined],
    [
      'end at the first page',
      previousPage(page(20, 64, 'next'), 0, 20),
      undefined,
    ],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });
});
