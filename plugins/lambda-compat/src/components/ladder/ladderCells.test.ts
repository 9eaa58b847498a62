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

import {
  GLIBC,
  GLIBCXX,
  GLIBCXX_UNKNOWN,
} from '../../__fixtures__/compatibility';
import type { LadderRow } from '../../compatibility';
import { CELLS_BEFORE, COLUMNS, ladderLine } from './ladderCells';
import { ladderMarks } from './ladderMarks';
import { compareVersions } from './versions';

/** The row as text: a dot, cross or mark where needed, else what is there. */
function drawn(row: LadderRow): string {
  const { cells, hasLimit, possibleLimit } = ladderLine(row);
  const places = Array.from({ length: COLUMNS }, (_, column) => {
    const cell = cells.find(one => one.column === column);
    if (!cell) {
      return ' ';
    }
    if (cell.isNext) {
      return '+';
    }
    return cell.needed
      ? { yes: 'o', no: 'x', unknown: '?' }[cell.needed]
      : { yes: '=', no: '-', unknown: '~' }[cell.provided];
  });
  if (possibleLimit !== null) {
    places.splice(possibleLimit, 0, '¦');
  }
  if (hasLimit) {
    places.splice(CELLS_BEFORE, 0, '|');
  }
  return places.join('');
}

describe('ladderLine', () => {
  it.each<[string, LadderRow, string]>([
    [
      'marks what is not needed yet, but in the image of the next build',
      {
        ...GLIBCXX,
        nextBuild: {
          versions: [
            'GLIBCXX_3.4.29',
            'GLIBCXX_3.4.30',
            'GLIBCXX_3.4.31',
            'GLIBCXX_3.4.32',
          ],
          highest: 'GLIBCXX_3.4.32',
          image: 'arm64v8/amazonlinux:latest',
        },
      },
      'o=o========|x++-',
    ],
    [
      'puts the limit on the line, with older versions folded',
      GLIBCXX,
      'o=o========|x---',
    ],
    [
      'folds versions beyond those that fit, and shows what is needed among them',
      {
        ...GLIBC,
        versions: [{ version: 'GLIBC_2.39', answer: 'no', files: 1 }],
        provided: [{ state: 's', version: 'GLIBC_2.26' }],
      },
      ' ==========|---x',
    ],
    [
      'marks what only some states of the runtime have',
      GLIBCXX_UNKNOWN,
      'o==========|?~~~¦',
    ],
    [
      'draws no line where nothing is known of the runtime',
      {
        ...GLIBC,
        versions: [{ version: 'GLIBC_2.34', answer: 'unknown', files: 1 }],
        provided: [{ state: 's', version: null }],
        scale: ['GLIBC_2.33', 'GLIBC_2.34'],
      },
      '         ~?    ',
    ],
    [
      'puts everything beyond the line where the library is not there',
      {
        ...GLIBC,
        versions: [{ version: 'GLIBC_2.34', answer: 'no', files: 1 }],
        provided: [{ state: 's', version: null }],
        scale: ['GLIBC_2.33', 'GLIBC_2.34'],
      },
      '           |-x  ',
    ],
    [
      'shows what the own library has beyond the runtime',
      {
        ...GLIBCXX,
        versions: [{ version: 'GLIBCXX_3.4.30', answer: 'yes', files: 1 }],
        metBy: 'artifact',
      },
      '===========|o---',
    ],
    [
      'places what is needed even if the scale does not name it',
      {
        ...GLIBC,
        versions: [{ version: 'GLIBC_2.30', answer: 'yes', files: 1 }],
        provided: [{ state: 's', version: 'GLIBC_2.34' }],
        scale: ['GLIBC_2.34'],
      },
      '         o=|    ',
    ],
  ])('%s', (_, row, expected) => {
    expect(drawn(row)).toBe(expected);
  });

  it('compares versions as numbers, never as decimals', () => {
    expect(
      ['A_3.4.10', 'A_3.4.9', 'A_3.4', 'A_4.0'].sort(compareVersions),
    ).toEqual(['A_3.4', 'A_3.4.9', 'A_3.4.10', 'A_4.0']);
  });
});

describe('ladderMarks', () => {
  const texts = (row: LadderRow) =>
    ladderMarks(row, ladderLine(row)).map(({ anchor, column, text }) => [
      text,
      anchor,
      column,
    ]);

  it('labels what is needed and the limit on the two sides of the line', () => {
    expect(texts(GLIBCXX)).toEqual([
      ['3.4.30', 'start', 11],
      ['3.4.29', 'end', 11],
      ['≤ 3.4.19', 'start', 0],
    ]);
  });

  it('labels once where the limit is what is needed', () => {
    expect(texts(GLIBC)).toEqual([
      ['2.34', 'end', 11],
      ['≥ 2.38', 'end', 15],
      ['≤ 2.24', 'start', 0],
    ]);
  });
});
