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
import { Card, CardBody, CardHeader } from '@backstage/ui';
import type {
  ProblemListItem,
  ProblemOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useCallback, useId } from 'react';

import { paletteClass } from '../../components/palette';
import { lambdaCompatTranslationRef } from '../../translation';
import { ListBody, ListSearch, type PagedList, RowFilters } from '../tables';
import type { ProblemsView } from '../url/problemsUrl';
import type { ProblemsViewChange } from '../url/useProblemsView';
import styles from './configuration.module.css';
import { NoProblems } from './NoProblems';
import type { ProblemList } from './problemList';
import { useProblemColumns } from './useProblemColumns';
import { useScopeFilters } from './useScopeFilters';

interface ProblemListSectionProps {
  view: ProblemsView;
  shown: ProblemList;
  list: PagedList<ProblemListItem>;
  onChange: (
    change: ProblemsViewChange,
    options?: { replace?: boolean },
  ) => void;
}

const problemKey = ({ id }: ProblemListItem) => id;

/** The problems that match, a page of them at a time. */
export function ProblemListSection(props: ProblemListSectionProps) {
  const { list, onChange, shown, view } = props;
  const { rows, scope } = view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const titleId = useId();
  const columns = useProblemColumns();
  const onSearch = useCallback(
    (search: string) =>
      onChange(
        { rows: { ...rows, search: search || undefined } },
        { replace: true },
      ),
    [onChange, rows],
  );
  const filters = useScopeFilters(scope, changed =>
    onChange({ scope: changed }),
  );
  const isFiltered = Object.values(rows).some(Boolean);
  const total = list.page?.totalItems;

  return (
    <section
      className={`${paletteClass} ${styles.section}`}
      aria-labelledby={titleId}
      aria-busy={list.isLoading || list.isStale}
    >
      <Card>
        <CardHeader className={styles.head}>
          <h3 className={styles.cardTitle}>
            <span id={titleId}>{t('configuration.table.title')}</span>
            {total !== undefined && (
              <span className={styles.total}> {total}</span>
            )}
          </h3>
          <div className={styles.tools}>
            <ListSearch
              label={t('configuration.search')}
              value={rows.search}
              onChange={onSearch}
            />
          </div>
        </CardHeader>
        <CardBody>
          <RowFilters
            filters={filters}
            onClear={() => onChange({ scope: { owner: scope.owner } })}
          />
          <ListBody
            texts={{
              name: t('configuration.table.title'),
              loading: t('configuration.table.loading'),
              found: count => t('configuration.table.found', { count }),
            }}
            list={list}
            columns={columns}
            keyOf={problemKey}
            sort={{
              column: shown.orderField.field,
              order: shown.orderField.order,
              onChange: (column, order) =>
                onChange({
                  // The columns that can be sorted have the field as their id.
                  orderField: { field: column as ProblemOrderField, order },
                }),
            }}
            empty={<NoProblems scope={scope} />}
            onClearFilters={
              isFiltered ? () => onChange({ rows: {} }) : undefined
            }
            pageSize={view.pageSize}
            onPageSize={pageSize => onChange({ pageSize })}
          />
        </CardBody>
      </Card>
    </section>
  );
}
