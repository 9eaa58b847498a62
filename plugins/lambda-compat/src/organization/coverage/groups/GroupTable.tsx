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
import {
  COUNTED_PIN_CLASSES,
  type CoverageGrouping,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../../translation';
import { type NumberColumn, NumberTable } from '../../charts';
import { CountLink } from '../parts/CountLink';
import { referencesOf } from '../parts/rowsTarget';
import { useCoverageText } from '../parts/useCoverageText';
import { ComponentsCell, ReferencesCell, ShareCell } from './groupCells';
import { GroupName } from './GroupName';
import type { GroupRow } from './groupRow';

interface GroupTableProps {
  groupBy: CoverageGrouping;
  rows: readonly GroupRow[];
  countDated: boolean;
}

/** The bars as numbers, with every class in a column of its own. */
export function GroupTable(props: GroupTableProps) {
  const { countDated, groupBy, rows } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const groupOf = (row: GroupRow) =>
    row.key === undefined ? undefined : text.group(groupBy, row.key);
  const cell = (row: GroupRow) => ({ row, group: groupOf(row), countDated });

  const columns: NumberColumn<GroupRow>[] = [
    {
      id: 'group',
      label: t(`coverage.grouping.${groupBy}`),
      cell: row => <GroupName groupBy={groupBy} groupKey={row.key} />,
    },
    ...COUNTED_PIN_CLASSES.map(pinClass => ({
      id: pinClass,
      label: t(`pinClass.${pinClass}`),
      cell: (row: GroupRow) => (
        <CountLink
          count={row.numbers.references.byClass[pinClass]}
          target={row.base && referencesOf(row.base, [pinClass])}
          what={t(`pinClass.${pinClass}`)}
          group={groupOf(row)}
        />
      ),
    })),
    {
      id: 'share',
      label: t(
        countDated
          ? 'coverage.tiles.referencesLenient'
          : 'coverage.groups.share',
      ),
      cell: row => <ShareCell {...cell(row)} />,
    },
    {
      id: 'references',
      label: t('coverage.groups.references'),
      cell: row => <ReferencesCell {...cell(row)} />,
    },
    {
      id: 'components',
      label: t(
        countDated
          ? 'coverage.groups.fullyStable'
          : 'coverage.groups.fullyPinned',
      ),
      cell: row => <ComponentsCell {...cell(row)} />,
    },
  ];
  return (
    <NumberTable
      label={t('coverage.groups.title')}
      columns={columns}
      rows={rows}
      keyOf={row => row.id}
    />
  );
}
