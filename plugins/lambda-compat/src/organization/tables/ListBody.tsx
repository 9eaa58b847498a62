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
import { Alert, Button, VisuallyHidden } from '@backstage/ui';
import type { ReactNode } from 'react';

import {
  type DataColumn,
  DataTable,
  type DataTableSort,
} from '../../components/DataTable';
import { NoneIcon } from '../../components/states';
import { lambdaCompatTranslationRef } from '../../translation';
import type { PagingView } from '../url/paging';
import { ListFailure } from './ListFailure';
import { ListSkeleton } from './ListSkeleton';
import { Pager } from './Pager';
import { SortControls } from './SortControls';
import styles from './tables.module.css';
import type { PagedList } from './usePagedList';

interface ListBodyProps<T> {
  /** What the list is called, and what it says of its length. */
  texts: { name: string; loading: string; found: (count: number) => string };
  list: PagedList<T>;
  columns: readonly DataColumn<T>[];
  keyOf: (item: T) => string;
  sort: DataTableSort;
  /** What is shown where nothing is in the list although nothing restricts it. */
  empty: ReactNode;
  /** Absent where nothing restricts the list. */
  onClearFilters?: () => void;
  pageSize: PagingView['pageSize'];
  onPageSize: (pageSize: PagingView['pageSize']) => void;
}

/** A list in each of its states: on its way, failed, empty, a page of it. */
export function ListBody<T>(props: ListBodyProps<T>) {
  const { list, texts } = props;
  const { error, isCursorLost, page, retry } = list;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <>
      <VisuallyHidden role="status">{useAnnouncement(props)}</VisuallyHidden>
      {isCursorLost && page && (
        <Alert
          status="info"
          icon
          className={styles.strip}
          title={t('lists.cursorLost.title')}
          description={t('lists.cursorLost.text')}
        />
      )}
      {error && page && (
        <Alert
          status="warning"
          icon
          className={styles.strip}
          title={t('lists.failed.kept')}
          customActions={
            <Button variant="secondary" size="small" onPress={retry}>
              {t('lists.failed.retry')}
            </Button>
          }
        />
      )}
      {error && !page && (
        <ListFailure
          error={error}
          onRetry={retry}
          onClearFilters={props.onClearFilters}
        />
      )}
      {!error && !page && <ListSkeleton />}
      {page?.items.length === 0 && <EmptyList {...props} />}
      {page && page.items.length > 0 && (
        <>
          <SortControls columns={props.columns} sort={props.sort} />
          <DataTable
            label={texts.name}
            columns={props.columns}
            items={page.items}
            keyOf={props.keyOf}
            sort={props.sort}
            isStale={list.isStale}
            isPage
          />
          <Pager
            name={texts.name}
            list={list}
            pageSize={props.pageSize}
            onPageSize={props.onPageSize}
          />
        </>
      )}
    </>
  );
}

function EmptyList<T>(props: ListBodyProps<T>) {
  const { empty, onClearFilters } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <div className={styles.state}>
      <div className={styles.stateTitle}>
        <NoneIcon />
        {onClearFilters ? <span>{t('lists.noMatch')}</span> : empty}
      </div>
      {onClearFilters && (
        <div className={styles.actions}>
          <Button variant="secondary" onPress={onClearFilters}>
            {t('lists.clearFilters')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What is spoken; the same is on the screen in other ways. */
function useAnnouncement<T>({ list, texts }: ListBodyProps<T>): string {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (list.isLoading) {
    return texts.loading;
  }
  if (list.error) {
    return t(list.page ? 'lists.failed.kept' : 'lists.failed.title');
  }
  return list.page ? texts.found(list.page.totalItems) : '';
}
