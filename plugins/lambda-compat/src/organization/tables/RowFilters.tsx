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
import { RiCloseLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tables.module.css';

/**
 * One value that a list is restricted to, in words.
 *
 * @internal
 */
export interface RowFilter {
  key: string;
  text: string;
  onRemove: () => void;
}

interface RowFiltersProps {
  filters: readonly RowFilter[];
  onClear: () => void;
}

/** What a list is restricted to, each to be taken away. */
export function RowFilters(props: RowFiltersProps) {
  const { filters, onClear } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const group = useRef<HTMLDivElement>(null);
  const removed = useRef<number>();

  // The button that was pressed goes away; the focus must stay near it.
  useEffect(() => {
    if (removed.current !== undefined) {
      const buttons = group.current?.querySelectorAll('button') ?? [];
      buttons[Math.min(removed.current, buttons.length - 1)]?.focus();
      removed.current = undefined;
    }
  }, [filters]);

  return (
    <div
      ref={group}
      role="group"
      className={styles.filters}
      aria-label={t('lists.filters.label')}
    >
      {filters.map(({ key, text, onRemove }, index) => (
        <Button
          key={key}
          variant="secondary"
          size="small"
          className={styles.filter}
          iconEnd={<RiCloseLine aria-hidden="true" />}
          aria-label={t('lists.filters.remove', { filter: text })}
          onPress={() => {
            removed.current = index;
            onRemove();
          }}
        >
          {text}
        </Button>
      ))}
      {filters.length > 0 && (
        <Button
          variant="tertiary"
          size="small"
          className={styles.filter}
          onPress={onClear}
        >
          {t('lists.clearFilters')}
        </Button>
      )}
    </div>
  );
}
