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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

import type { Answer, LadderRow } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import type { LadderCell } from './ladderCells';
import { compareVersions, shortVersion } from './versions';

export interface LadderText {
  /** `3.4.29`, or what each state has: `3.4.29 or 3.4.33`. */
  provided: (row: LadderRow) => string;
  /** `Fits`, `1 missing`, `2 not known`. */
  result: (row: LadderRow) => string;
  /** `needs 3.4.30, has 3.4.29`. */
  comparison: (row: LadderRow) => string;
  /** `GLIBCXX_3.4.30: needed by 1 file, not in the runtime`. */
  cell: (row: LadderRow, cell: LadderCell) => string;
  /** One row in a sentence. */
  row: (row: LadderRow) => string;
  /** The whole ladder, what is missing first. */
  sentence: (rows: readonly LadderRow[]) => string;
}

const ORDER: readonly Answer[] = ['no', 'unknown', 'yes'];

/** Texts that chart and table share, so that they say the same. */
export function useLadderText(): LadderText {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return useMemo(() => {
    const provided = (row: LadderRow) => {
      const versions = new Set(
        row.provided.map(({ version }) =>
          version === null ? null : shortVersion(row, version),
        ),
      );
      const known = [...versions].filter(version => version !== null);
      if (known.length === 0) {
        return t(
          row.versions.every(({ answer }) => answer === 'no')
            ? 'ladder.nothing'
            : 'ladder.notKnown',
        );
      }
      return versions.has(null)
        ? [...known, t('ladder.nothing')].join(t('ladder.or'))
        : known.join(t('ladder.or'));
    };
    const countOf = (row: LadderRow, answer: Answer) =>
      row.versions.filter(version => version.answer === answer).length;
    const result = (row: LadderRow) => {
      if (row.answer === 'yes') {
        return t(row.metBy === 'artifact' ? 'ladder.fitsOwn' : 'ladder.fits');
      }
      return t(row.answer === 'no' ? 'ladder.missing' : 'ladder.undecided', {
        count: countOf(row, row.answer),
      });
    };
    const needed = (row: LadderRow) => shortVersion(row, row.needed.version);
    const comparison = (row: LadderRow) =>
      t('ladder.comparison', { needed: needed(row), provided: provided(row) });
    const cell = (
      row: LadderRow,
      { isNext, needed: need, provided: there, versions }: LadderCell,
    ) => {
      const [first] = versions;
      const last = versions[versions.length - 1];
      const name =
        versions.length === 1
          ? first
          : t('ladder.folded', { first, last: shortVersion(row, last) });
      const files = row.versions
        .filter(({ version }) => versions.includes(version))
        .reduce((most, version) => Math.max(most, version.files), 0);
      const isOwn = need === 'yes' && there !== 'yes';
      const place = t(
        isOwn ? 'ladder.place.own' : `ladder.place.${need ?? there}`,
      );
      if (isNext) {
        return t('ladder.nextCell', {
          name,
          place,
          image: row.nextBuild?.image ?? '',
        });
      }
      return need === null
        ? t('ladder.cell', { name, place })
        : t('ladder.neededCell', { name, place, count: files });
    };
    const next = (row: LadderRow) => {
      const { nextBuild } = row;
      const isBeyond =
        nextBuild &&
        row.provided.every(
          ({ version }) =>
            version === null || compareVersions(nextBuild.highest, version) > 0,
        );
      return isBeyond
        ? ` ${t('ladder.nextBuild', {
            image: nextBuild.image,
            version: shortVersion(row, nextBuild.highest),
          })}`
        : '';
    };
    const rowText = (row: LadderRow) =>
      t('ladder.row', {
        namespace: row.namespace,
        library: row.library,
        needed: needed(row),
        provided: provided(row),
        result: result(row),
      }) + next(row);
    return {
      provided,
      result,
      comparison,
      cell,
      row: rowText,
      sentence: rows =>
        [...rows]
          .sort((a, b) => ORDER.indexOf(a.answer) - ORDER.indexOf(b.answer))
          .map(rowText)
          .join(' '),
    };
  }, [t]);
}
