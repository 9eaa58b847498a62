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
import { Card, CardBody, CardHeader, Checkbox } from '@backstage/ui';
import {
  TAG_STATES,
  type TagOrderField,
  type WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useCallback, useId, useMemo } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { lambdaCompatTranslationRef } from '../../translation';
import { FilterSelect } from '../configuration/FilterSelect';
import filterStyles from '../coverage/filters/filters.module.css';
import { ListExportButtons } from '../export';
import {
  ListBody,
  ListSearch,
  type PageTurn,
  RowFilters,
  usePagedList,
} from '../tables';
import tableStyles from '../tables/tables.module.css';
import type { TagChangesView } from '../url/tagChangesUrl';
import type { TagChangesViewChange } from '../url/useTagChangesView';
import styles from './tagChanges.module.css';
import { tagListOf } from './tagLists';
import { useTagFilters } from './useRowFilters';
import { useTagColumns } from './useTagColumns';

interface TagListSectionProps {
  view: TagChangesView;
  onChange: (
    change: TagChangesViewChange,
    options?: { replace?: boolean },
  ) => void;
}

const tagKey = ({ id }: WatchedTag) => id;

/** The tags that components name, a page of them at a time. */
export function TagListSection(props: TagListSectionProps) {
  const { onChange, view } = props;
  const { tags } = view;
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const titleId = useId();
  const columns = useTagColumns();
  const shown = useMemo(() => tagListOf(view), [view]);
  const onTurn = useCallback(
    (turn: PageTurn, options?: { replace: boolean }) => onChange(turn, options),
    [onChange],
  );
  const list = usePagedList({
    ...shown,
    paging: view,
    load: asked => api.listTags(asked),
    onTurn,
  });
  const filters = useTagFilters(tags, changed => onChange({ tags: changed }));
  const onSearch = useCallback(
    (search: string) =>
      onChange({ search: search || undefined }, { replace: true }),
    [onChange],
  );
  const isFiltered =
    Object.values(tags).some(Boolean) || view.search !== undefined;
  const onClear = () => onChange({ tags: {}, search: undefined });
  const total = list.page?.totalItems;

  return (
    <section
      className={tableStyles.section}
      aria-labelledby={titleId}
      aria-busy={list.isLoading || list.isStale}
    >
      <Card>
        <CardHeader className={tableStyles.head}>
          <h3 className={tableStyles.title}>
            <span id={titleId}>{t('tagChanges.tags.title')}</span>
            {total !== undefined && (
              <span className={tableStyles.total}> {total}</span>
            )}
          </h3>
          <div className={tableStyles.tools}>
            <ListExportButtons
              exported={shown}
              total={list.isStale ? undefined : total}
            />
            <ListSearch
              label={t('tagChanges.tags.search')}
              value={view.search}
              onChange={onSearch}
            />
          </div>
        </CardHeader>
        <CardBody>
          <div
            role="group"
            aria-label={t('tagChanges.filter.label')}
            className={`${filterStyles.filters} ${styles.filters}`}
          >
            <FilterSelect
              label={t('tagChanges.filter.state')}
              options={TAG_STATES.map(value => ({
                value,
                label: t(`tagChanges.tags.states.${value}`),
              }))}
              value={tags.state}
              onChange={state => onChange({ tags: { ...tags, state } })}
            />
            <Checkbox
              className={filterStyles.checkbox}
              isSelected={Boolean(tags.failing)}
              onChange={isSelected =>
                onChange({
                  tags: { ...tags, failing: isSelected ? true : undefined },
                })
              }
            >
              {t('tagChanges.filter.failing')}
            </Checkbox>
          </div>
          <RowFilters filters={filters} onClear={onClear} />
          <ListBody
            texts={{
              name: t('tagChanges.tags.title'),
              loading: t('tagChanges.tags.loading'),
              found: count => t('tagChanges.tags.found', { count }),
            }}
            list={list}
            columns={columns}
            keyOf={tagKey}
            sort={{
              column: shown.orderField.field,
              order: shown.orderField.order,
              onChange: (column, order) =>
                onChange({
                  // The columns that can be sorted have the field as their id.
                  orderField: { field: column as TagOrderField, order },
                }),
            }}
            empty={t('tagChanges.tags.empty')}
            onClearFilters={isFiltered ? onClear : undefined}
            pageSize={view.pageSize}
            onPageSize={pageSize => onChange({ pageSize })}
          />
        </CardBody>
      </Card>
    </section>
  );
}
