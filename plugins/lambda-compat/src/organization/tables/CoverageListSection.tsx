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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader } from '@backstage/ui';
import type {
  ComponentCoverage,
  ReferenceListItem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useCallback, useId } from 'react';

import { lambdaCompatApiRef } from '../../api';
import type { DataTableSort } from '../../components/DataTable';
import { paletteClass } from '../../components/palette';
import { lambdaCompatTranslationRef } from '../../translation';
import { Choice } from '../coverage/parts/Choice';
import type { CoverageView } from '../url/coverageUrl';
import { useCoverageView } from '../url/useCoverageView';
import { componentListOf, referenceListOf } from './coverageLists';
import { ListBody } from './ListBody';
import { ListSearch } from './ListSearch';
import type { PageTurn } from './rangeOf';
import { RowFilters } from './RowFilters';
import styles from './tables.module.css';
import { useComponentColumns } from './useComponentColumns';
import { useCoverageRowFilters } from './useCoverageRowFilters';
import { usePagedList } from './usePagedList';
import { useReferenceColumns } from './useReferenceColumns';

const LISTS = ['components', 'references'] as const;
const componentKey = ({ entityRef }: ComponentCoverage) => entityRef;
const referenceKey = ({ entityRef, id }: ReferenceListItem) =>
  `${entityRef} ${id}`;

/**
 * The components or references that the page *Coverage* speaks of, a page of
 * them at a time. All of its state is in the address.
 */
export function CoverageListSection() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { view, change } = useCoverageView();
  const { list, rows } = view;
  const titleId = useId();

  const onTurn = useCallback(
    (turn: PageTurn, options?: { replace: boolean }) => change(turn, options),
    [change],
  );
  const { components, references } = useLists(view, onTurn);
  const componentColumns = useComponentColumns();
  const referenceColumns = useReferenceColumns();

  const onSearch = useCallback(
    (search: string) =>
      change(
        { rows: { ...rows, search: search || undefined } },
        { replace: true },
      ),
    [change, rows],
  );
  const filters = useCoverageRowFilters(view, changed =>
    change({ rows: changed }),
  );
  const isScoped = Object.values(view.scope).some(Boolean);
  const isFiltered = filters.length > 0 || rows.search !== undefined;
  const onClear = () => change(isFiltered ? { rows: {} } : { scope: {} });

  const shown = list === 'components' ? components : references;
  const total = shown.page?.totalItems;
  const texts = {
    name: t(`lists.${list}.title`),
    loading: t(`lists.${list}.loading`),
    found: (count: number) => t(`lists.${list}.found`, { count }),
  };
  const common = {
    texts,
    empty: t(`lists.${list}.empty`),
    onClearFilters: isFiltered || isScoped ? onClear : undefined,
    pageSize: view.pageSize,
    onPageSize: (pageSize: CoverageView['pageSize']) => change({ pageSize }),
  };
  const sortOf = (
    { field, order }: NonNullable<CoverageView['orderField']>,
    columns: readonly { id: string }[],
  ): DataTableSort => ({
    column: columns.some(({ id }) => id === field) ? field : undefined,
    order,
    onChange: (column, wanted) =>
      change({
        orderField: {
          // The columns that can be sorted have the field as their id.
          field: column as typeof field,
          order: wanted,
        },
      }),
  });

  return (
    <section
      className={`${paletteClass} ${styles.section}`}
      aria-labelledby={titleId}
      aria-busy={shown.isLoading || shown.isStale}
    >
      <Card>
        <CardHeader className={styles.head}>
          <h3 className={styles.title}>
            <span id={titleId}>{texts.name}</span>
            {total !== undefined && (
              <span className={styles.total}> {total}</span>
            )}
          </h3>
          <div className={styles.tools}>
            <Choice
              label={t('lists.which')}
              options={LISTS.map(id => ({ id, label: t(`lists.${id}.title`) }))}
              value={list}
              onChange={() => change(listChange(view))}
            />
            <ListSearch
              label={t(`lists.${list}.search`)}
              value={rows.search}
              onChange={onSearch}
            />
          </div>
        </CardHeader>
        <CardBody>
          <RowFilters filters={filters} onClear={onClear} />
          {list === 'components' ? (
            <ListBody
              {...common}
              list={components}
              columns={componentColumns}
              keyOf={componentKey}
              sort={sortOf(componentListOf(view).orderField, componentColumns)}
            />
          ) : (
            <ListBody
              {...common}
              list={references}
              columns={referenceColumns}
              keyOf={referenceKey}
              sort={sortOf(referenceListOf(view).orderField, referenceColumns)}
            />
          )}
        </CardBody>
      </Card>
    </section>
  );
}

/** Both lists, so that the frame stays when the reader goes to the other. */
function useLists(
  view: CoverageView,
  onTurn: (turn: PageTurn, options?: { replace: boolean }) => void,
) {
  const api = useApi(lambdaCompatApiRef);
  const components = usePagedList({
    ...componentListOf(view),
    isActive: view.list === 'components',
    paging: view,
    load: request => api.listComponents(request),
    onTurn,
  });
  const references = usePagedList({
    ...referenceListOf(view),
    isActive: view.list === 'references',
    paging: view,
    load: request => api.listReferences(request),
    onTurn,
  });
  return { components, references };
}

/** To the other list, without the filters that only components have. */
function listChange({ list, rows }: CoverageView): Partial<CoverageView> {
  const { state, pinClass, image, search } = rows;
  return list === 'components'
    ? { list: 'references', rows: { state, pinClass, image, search } }
    : { list: 'components' };
}
