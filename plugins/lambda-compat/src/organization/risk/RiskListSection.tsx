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
  RiskComponent,
  RiskOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useCallback, useId } from 'react';

import { paletteClass } from '../../components/palette';
import { lambdaCompatTranslationRef } from '../../translation';
import {
  ListBody,
  ListSearch,
  type PagedList,
  type RowFilter,
  RowFilters,
} from '../tables';
import tableStyles from '../tables/tables.module.css';
import type { RiskView } from '../url/riskUrl';
import type { RiskViewChange } from '../url/useRiskView';
import type { RiskList } from './riskList';
import { useRiskColumns } from './useRiskColumns';

interface RiskListSectionProps {
  view: RiskView;
  shown: RiskList;
  list: PagedList<RiskComponent>;
  onChange: (change: RiskViewChange, options?: { replace?: boolean }) => void;
}

const componentKey = ({ entityRef }: RiskComponent) => entityRef;

/** The components that match, a page of them at a time. */
export function RiskListSection(props: RiskListSectionProps) {
  const { list, onChange, shown, view } = props;
  const { rows, scope } = view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const titleId = useId();
  const columns = useRiskColumns();
  const filters = useRowFilters(rows, changed => onChange({ rows: changed }));
  const onSearch = useCallback(
    (search: string) =>
      onChange(
        { rows: { ...rows, search: search || undefined } },
        { replace: true },
      ),
    [onChange, rows],
  );
  const isFiltered = filters.length > 0 || rows.search !== undefined;
  const isScoped = Object.values(scope).some(Boolean);
  const onClear = () => onChange(isFiltered ? { rows: {} } : { scope: {} });
  const { field, order } = shown.orderField;
  const total = list.page?.totalItems;

  return (
    <section
      className={`${paletteClass} ${tableStyles.section}`}
      aria-labelledby={titleId}
      aria-busy={list.isLoading || list.isStale}
    >
      <Card>
        <CardHeader className={tableStyles.head}>
          <h3 className={tableStyles.title}>
            <span id={titleId}>{t('lists.components.title')}</span>
            {total !== undefined && (
              <span className={tableStyles.total}> {total}</span>
            )}
          </h3>
          <div className={tableStyles.tools}>
            <ListSearch
              label={t('risk.table.search')}
              value={rows.search}
              onChange={onSearch}
            />
          </div>
        </CardHeader>
        <CardBody>
          <RowFilters filters={filters} onClear={onClear} />
          <ListBody
            texts={{
              name: t('lists.components.title'),
              loading: t('lists.components.loading'),
              found: count => t('lists.components.found', { count }),
            }}
            list={list}
            columns={columns}
            keyOf={componentKey}
            sort={{
              column: field,
              order,
              onChange: (column, wanted) =>
                onChange({
                  // The columns that can be sorted have the field as their id.
                  orderField: {
                    field: column as RiskOrderField,
                    order: wanted,
                  },
                }),
            }}
            empty={t('lists.components.empty')}
            onClearFilters={isFiltered || isScoped ? onClear : undefined}
            pageSize={view.pageSize}
            onPageSize={pageSize => onChange({ pageSize })}
          />
        </CardBody>
      </Card>
    </section>
  );
}

/** What the table is restricted to, each value in words. */
function useRowFilters(
  rows: RiskView['rows'],
  onChange: (rows: RiskView['rows']) => void,
): RowFilter[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { rule = [], verdict = [] } = rows;
  const without = <T,>(values: readonly T[], removed: T) => {
    const left = values.filter(value => value !== removed);
    return left.length > 0 ? left : undefined;
  };
  return [
    ...verdict.map(value => ({
      key: `verdict ${value}`,
      text: t('risk.filter.verdict', { verdict: t(`verdict.${value}`) }),
      onRemove: () => onChange({ ...rows, verdict: without(verdict, value) }),
    })),
    ...rule.map(value => ({
      key: `rule ${value}`,
      text: t('risk.filter.rule', { rule: value }),
      onRemove: () => onChange({ ...rows, rule: without(rule, value) }),
    })),
  ];
}
