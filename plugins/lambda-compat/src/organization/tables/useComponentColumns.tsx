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
  ComponentCoverage,
  ComponentOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import type { DataColumn } from '../../components/DataTable';
import { lambdaCompatTranslationRef } from '../../translation';
import { ComponentLink, LastChecked, OwnerLinks, SystemLink } from './cells';
import { ClassBar } from './ClassBar';
import { FirstProblem } from './FirstProblem';
import { isUnknownState, WeakestPin } from './StateLabel';
import styles from './tables.module.css';

/** A column by which the backend can sort; the field is its id. */
type ComponentColumn = DataColumn<ComponentCoverage> & {
  id: ComponentOrderField;
};

function References(props: { component: ComponentCoverage }) {
  const { references, state } = props.component;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (references.total === 0 && isUnknownState(state)) {
    return (
      <span className={styles.muted}>{t('lists.components.notKnown')}</span>
    );
  }
  return (
    <span className={styles.references}>
      <span className={styles.count}>{references.total}</span>{' '}
      {references.total > 0 && <ClassBar byClass={references.byClass} />}
    </span>
  );
}

/** The columns of the list of components. */
export function useComponentColumns(): readonly ComponentColumn[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return useMemo<ComponentColumn[]>(
    () => [
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
        id: 'system',
        label: t('lists.components.system'),
        firstOrder: 'asc',
        entry: 'muted',
        isBlank: ({ system }) => !system,
        cell: ({ system }) => <SystemLink system={system} />,
      },
      {
        id: 'references',
        label: t('lists.components.references'),
        width: 'medium',
        firstOrder: 'desc',
        entry: 'line',
        cell: component => <References component={component} />,
      },
      {
        id: 'weakest',
        label: t('lists.components.weakest'),
        width: 'medium',
        firstOrder: 'asc',
        entry: 'status',
        cell: component => <WeakestPin component={component} />,
      },
      {
        id: 'collectedAt',
        label: t('lists.components.collectedAt'),
        width: 'narrow',
        firstOrder: 'asc',
        entry: 'muted',
        cell: component => <LastChecked {...component} />,
      },
      {
        id: 'problems',
        label: t('lists.components.problems'),
        width: 'roomy',
        firstOrder: 'desc',
        entry: 'end',
        isBlank: ({ problems }) => !problems.first,
        cell: component => <FirstProblem component={component} />,
      },
    ],
    [t],
  );
}
