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
import type { CoverageGrouping } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../../translation';
import { classesOf, countByTone, PIN_TONES, PinBar } from '../../charts';
import { referencesOf } from '../parts/rowsTarget';
import { useCoverageText } from '../parts/useCoverageText';
import { useRowsHref } from '../parts/useRowsHref';
import { ComponentsCell, ReferencesCell, ShareCell } from './groupCells';
import { GroupName } from './GroupName';
import type { GroupRow } from './groupRow';
import styles from './groups.module.css';

interface GroupBarsProps {
  groupBy: CoverageGrouping;
  rows: readonly GroupRow[];
  countDated: boolean;
}

/**
 * A bar per group, each as wide as the others: it shows shares, so that a small
 * group can be read too. The numbers stand beside it.
 */
export function GroupBars(props: GroupBarsProps) {
  const { countDated, groupBy, rows } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <div
      role="table"
      aria-label={t('coverage.groups.title')}
      className={styles.bars}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" className={styles.row}>
          <div role="columnheader">{t(`coverage.grouping.${groupBy}`)}</div>
          <div role="columnheader">{t('coverage.groups.strongest')}</div>
          <div role="columnheader" className={styles.end}>
            {t(
              countDated ? 'coverage.groups.stable' : 'coverage.groups.digest',
            )}
          </div>
          <div role="columnheader" className={styles.end}>
            {t('coverage.groups.references')}
          </div>
          <div role="columnheader" className={styles.end}>
            {t(
              countDated
                ? 'coverage.groups.fullyStable'
                : 'coverage.groups.fullyPinned',
            )}
          </div>
        </div>
      </div>
      <div role="rowgroup">
        {rows.map(row => (
          <BarRow
            key={row.id}
            groupBy={groupBy}
            row={row}
            countDated={countDated}
          />
        ))}
      </div>
    </div>
  );
}

function BarRow(props: {
  groupBy: CoverageGrouping;
  row: GroupRow;
  countDated: boolean;
}) {
  const { countDated, groupBy, row } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const hrefOf = useRowsHref();
  const isAll = row.key === undefined;
  const name =
    row.key === undefined
      ? t('coverage.groups.all')
      : text.group(groupBy, row.key);
  const { base } = row;
  const counts = countByTone(row.numbers.references.byClass);
  const cell = { row, group: isAll ? undefined : name, countDated };

  return (
    <div role="row" className={`${styles.row} ${isAll ? styles.total : ''}`}>
      <div role="rowheader" className={styles.name}>
        <GroupName groupBy={groupBy} groupKey={row.key} />
      </div>
      <div role="cell" className={styles.bar}>
        {row.numbers.references.total > 0 ? (
          <PinBar
            label={t('coverage.groups.bar', { group: name })}
            parts={PIN_TONES.map(tone => ({
              tone,
              count: counts[tone],
              label: t('coverage.groups.segment', {
                count: counts[tone],
                group: name,
                tone: t(`coverage.tone.${tone}`),
              }),
              href: base && hrefOf(referencesOf(base, classesOf(tone))),
            }))}
          />
        ) : (
          <span className={styles.muted}>
            {t('coverage.groups.noReferences')}
          </span>
        )}
      </div>
      <div role="cell" className={styles.end}>
        <ShareCell {...cell} />
      </div>
      <div role="cell" className={styles.end}>
        <ReferencesCell {...cell} />
      </div>
      <div role="cell" className={`${styles.end} ${styles.components}`}>
        <span className={styles.narrowName} aria-hidden="true">
          {t(
            countDated
              ? 'coverage.groups.fullyStable'
              : 'coverage.groups.fullyPinned',
          )}
        </span>
        <ComponentsCell {...cell} />
      </div>
    </div>
  );
}
