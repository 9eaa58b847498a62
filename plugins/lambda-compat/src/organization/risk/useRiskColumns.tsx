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
import type {
  RiskComponent,
  RiskOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import type { DataColumn } from '../../components/DataTable';
import { RuleBadge } from '../../components/findings';
import { VerdictLabel } from '../../components/verdict';
import { RelativeTime } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { ComponentLink, OwnerLinks } from '../tables';
import styles from './risk.module.css';

type RiskColumn = DataColumn<RiskComponent> & {
  id: RiskOrderField | 'why';
};

/** More rules than these are on the page of the component. */
const MAX_RULES = 2;

/** The columns of the table. */
export function useRiskColumns(): readonly RiskColumn[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return useMemo<RiskColumn[]>(
    () => [
      {
        id: 'verdict',
        label: t('risk.table.verdict'),
        width: 'medium',
        firstOrder: 'asc',
        entry: 'status',
        cell: ({ verdict }) => <VerdictLabel verdict={verdict} />,
      },
      {
        id: 'name',
        label: t('lists.components.name'),
        isRowHeader: true,
        firstOrder: 'asc',
        entry: 'name',
        cell: component => <ComponentLink component={component} />,
      },
      {
        id: 'owner',
        label: t('lists.components.owner'),
        firstOrder: 'asc',
        entry: 'muted',
        cell: ({ owners }) => <OwnerLinks owners={owners} />,
      },
      {
        id: 'runtime',
        label: t('compatibility.runtime'),
        width: 'medium',
        firstOrder: 'asc',
        entry: 'muted',
        isBlank: ({ runtimes }) => runtimes.length === 0,
        cell: ({ runtimes }) =>
          runtimes.length > 0 ? (
            runtimes.join(', ')
          ) : (
            <span className={styles.muted}>{t('compatibility.notKnown')}</span>
          ),
      },
      {
        id: 'why',
        label: t('risk.table.why'),
        width: 'wide',
        entry: 'line',
        cell: ({ rules, sentence }) => (
          <>
            {rules.slice(0, MAX_RULES).map(rule => (
              <span key={rule} className={styles.ruleOfRow}>
                <RuleBadge rule={rule} />{' '}
              </span>
            ))}
            {sentence}
          </>
        ),
      },
      {
        id: 'measuredAt',
        label: t('risk.table.measured'),
        width: 'narrow',
        firstOrder: 'asc',
        entry: 'muted',
        cell: ({ functions, measured, measuredAt }) => (
          <span className={styles.muted}>
            {measuredAt ? (
              <RelativeTime iso={measuredAt} />
            ) : (
              t('risk.table.never')
            )}
            {measured > 0 && measured < functions && (
              <span>, {t('risk.table.partly', { measured, functions })}</span>
            )}
          </span>
        ),
      },
    ],
    [t],
  );
}
