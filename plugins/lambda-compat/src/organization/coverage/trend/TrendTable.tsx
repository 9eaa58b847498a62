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
import { Button } from '@backstage/ui';
import {
  COUNTED_PIN_CLASSES,
  type CountedPinClass,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useState } from 'react';

import { lambdaCompatTranslationRef } from '../../../translation';
import {
  type NumberColumn,
  NumberTable,
  type TrendDay,
  useDayText,
} from '../../charts';
import styles from './trend.module.css';

interface TrendTableProps {
  days: readonly TrendDay[];
}

/** A month; a year would bury the table below. */
const ROWS_AT_FIRST = 31;

/** The chart as numbers, the latest day first. */
export function TrendTable(props: TrendTableProps) {
  const { days } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const dayText = useDayText();
  const [isWhole, setWhole] = useState(false);
  const latestFirst = [...days].reverse();
  const rows = isWhole ? latestFirst : latestFirst.slice(0, ROWS_AT_FIRST);

  const classColumn = (pinClass: CountedPinClass): NumberColumn<TrendDay> => ({
    id: pinClass,
    label: t(`pinClass.${pinClass}`),
    cell: ({ point }) =>
      t('coverage.number', { value: point.references.byClass[pinClass] }),
  });
  const columns: NumberColumn<TrendDay>[] = [
    {
      id: 'day',
      label: t('coverage.trend.day'),
      cell: ({ day }) => <time dateTime={day}>{dayText.long(day)}</time>,
    },
    ...COUNTED_PIN_CLASSES.map(classColumn),
    {
      id: 'references',
      label: t('coverage.groups.references'),
      cell: ({ total }) => t('coverage.number', { value: total }),
    },
    {
      id: 'components',
      label: t('coverage.groups.components'),
      cell: ({ point }) =>
        t('coverage.number', { value: point.components.total }),
    },
  ];
  return (
    <>
      <NumberTable
        label={t('coverage.trend.tableLabel')}
        columns={columns}
        rows={rows}
        keyOf={({ day }) => day}
      />
      {rows.length < days.length && (
        <Button
          variant="secondary"
          className={styles.more}
          onPress={() => setWhole(true)}
        >
          {t('coverage.trend.showMore', { count: days.length })}
        </Button>
      )}
    </>
  );
}
