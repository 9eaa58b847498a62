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
  CONTENTS_FILTERS,
  TAG_MOVE_CLASSES,
  type TagMove,
  type TagMoveFilter,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useCallback, useId, useMemo } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { lambdaCompatTranslationRef } from '../../translation';
import { FilterSelect } from '../configuration/FilterSelect';
import filterStyles from '../coverage/filters/filters.module.css';
import { ListExportButtons } from '../export';
import { ScopeFilters } from '../parts/ScopeFilters';
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
import { QuietNotice } from './QuietNotice';
import { changeListOf } from './tagLists';
import { useChangeColumns } from './useChangeColumns';
import { useChangeFilters } from './useRowFilters';

interface ChangeListSectionProps {
  view: TagChangesView;
  onChange: (
    change: TagChangesViewChange,
    options?: { replace?: boolean },
  ) => void;
}

const moveKey = ({ id }: TagMove) => id;

// The backend has one order: the newest first.
const NO_SORT = {
  column: undefined,
  order: 'asc',
  onChange: () => {},
} as const;

/** The moves of tags that match, a page of them at a time. */
export function ChangeListSection(props: ChangeListSectionProps) {
  const { onChange, view } = props;
  const { changes, scope } = view;
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const titleId = useId();
  const columns = useChangeColumns();
  const shown = useMemo(() => changeListOf(view), [view]);
  const onTurn = useCallback(
    (turn: PageTurn, options?: { replace: boolean }) => onChange(turn, options),
    [onChange],
  );
  const list = usePagedList<TagMove, TagMoveFilter, never>({
    filter: shown.filter,
    orderField: undefined,
    paging: view,
    load: asked => api.listTagMoves(asked),
    onTurn,
  });
  const filters = useChangeFilters(changes, changed =>
    onChange({ changes: changed }),
  );
  const onSearch = useCallback(
    (search: string) =>
      onChange({ search: search || undefined }, { replace: true }),
    [onChange],
  );
  const isFiltered =
    Object.values(changes).some(Boolean) || view.search !== undefined;
  const isScoped = Object.values(scope).some(Boolean);
  const onClear = () =>
    onChange(isFiltered ? { changes: {}, search: undefined } : { scope: {} });
  const total = list.page?.totalItems;

  return (
    <>
      <ScopeFilters
        scope={scope}
        onChange={next => onChange({ scope: next })}
      />
      <section
        className={tableStyles.section}
        aria-labelledby={titleId}
        aria-busy={list.isLoading || list.isStale}
      >
        <Card>
          <CardHeader className={tableStyles.head}>
            <h3 className={tableStyles.title}>
              <span id={titleId}>{t('tagChanges.changes.title')}</span>
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
                label={t('tagChanges.changes.search')}
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
                label={t('tagChanges.filter.class')}
                options={TAG_MOVE_CLASSES.map(value => ({
                  value,
                  label: t(`tagMove.class.${value}`),
                }))}
                value={changes.class}
                onChange={value =>
                  onChange({ changes: { ...changes, class: value } })
                }
              />
              <FilterSelect
                label={t('tagChanges.filter.contents')}
                options={CONTENTS_FILTERS.map(value => ({
                  value,
                  label: t(`contents.label.${value}`),
                }))}
                value={changes.contents}
                onChange={value =>
                  onChange({ changes: { ...changes, contents: value } })
                }
              />
              <Checkbox
                className={filterStyles.checkbox}
                isSelected={!view.isQuietShown}
                isDisabled={Boolean(changes.class || changes.contents)}
                onChange={isSelected => onChange({ isQuietShown: !isSelected })}
              >
                {t('tagChanges.filter.weighty')}
              </Checkbox>
              <Checkbox
                className={filterStyles.checkbox}
                isSelected={Boolean(changes.exposed)}
                onChange={isSelected =>
                  onChange({
                    changes: {
                      ...changes,
                      exposed: isSelected ? true : undefined,
                    },
                  })
                }
              >
                {t('tagChanges.filter.exposed')}
              </Checkbox>
            </div>
            <RowFilters filters={filters} onClear={onClear} />
            <QuietNotice
              view={view}
              shown={list.isStale ? undefined : total}
              onChange={onChange}
            />
            <ListBody
              texts={{
                name: t('tagChanges.changes.title'),
                loading: t('tagChanges.changes.loading'),
                found: count => t('tagChanges.changes.found', { count }),
              }}
              list={list}
              columns={columns}
              keyOf={moveKey}
              sort={NO_SORT}
              empty={t('tagChanges.changes.empty')}
              onClearFilters={isFiltered || isScoped ? onClear : undefined}
              pageSize={view.pageSize}
              onPageSize={pageSize => onChange({ pageSize })}
            />
          </CardBody>
        </Card>
      </section>
    </>
  );
}
