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
import { ButtonIcon, Select } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { PAGE_SIZES, type PagingView } from '../url/paging';
import styles from './tables.module.css';
import type { PagedList } from './usePagedList';

interface PagerProps<T> {
  /** The list, in words. */
  name: string;
  list: PagedList<T>;
  pageSize: PagingView['pageSize'];
  onPageSize: (pageSize: PagingView['pageSize']) => void;
}

/** Where in the list one is, and the way to the rest of it. */
export function Pager<T>(props: PagerProps<T>) {
  const { list, name, onPageSize, pageSize } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const buttons = useRef<HTMLElement>(null);
  const { isStale, onNext, onPrevious, page, range } = list;

  // At either end of the list the button that was pressed cannot be pressed
  // any more, and the focus would be lost with it.
  const pressed = useRef(false);
  useEffect(() => {
    if (pressed.current && page && !isStale) {
      pressed.current = false;
      const [previous, next] =
        buttons.current?.querySelectorAll('button') ?? [];
      if (!onNext && onPrevious) {
        previous?.focus();
      } else if (onNext && !onPrevious) {
        next?.focus();
      }
    }
  }, [page, isStale, onNext, onPrevious]);
  const turn = (onTurn: (() => void) | undefined) => () => {
    pressed.current = true;
    onTurn?.();
  };

  if (!page) {
    return null;
  }
  return (
    <div className={styles.pager}>
      <span className={styles.range}>
        {range
          ? t('lists.paging.range', { ...range, total: page.totalItems })
          : t('lists.paging.somewhere', {
              shown: page.items.length,
              total: page.totalItems,
            })}
      </span>
      <nav
        ref={buttons}
        className={styles.turns}
        aria-label={t('lists.paging.label', { list: name })}
      >
        <ButtonIcon
          variant="secondary"
          size="small"
          icon={<RiArrowLeftSLine aria-hidden="true" />}
          aria-label={t('lists.paging.previous')}
          isDisabled={!onPrevious}
          onPress={turn(onPrevious)}
        />
        <ButtonIcon
          variant="secondary"
          size="small"
          icon={<RiArrowRightSLine aria-hidden="true" />}
          aria-label={t('lists.paging.next')}
          isDisabled={!onNext}
          onPress={turn(onNext)}
        />
      </nav>
      <Select
        size="small"
        className={styles.pageSize}
        aria-label={t('lists.paging.rows')}
        options={PAGE_SIZES.map(value => ({
          value,
          label: t('lists.paging.perPage', { rows: Number(value) }),
        }))}
        value={pageSize}
        onChange={key => {
          const chosen = PAGE_SIZES.find(size => size === key);
          if (chosen && chosen !== pageSize) {
            onPageSize(chosen);
          }
        }}
      />
    </div>
  );
}
