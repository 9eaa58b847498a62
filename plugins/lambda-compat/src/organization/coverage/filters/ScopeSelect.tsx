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
import { Select } from '@backstage/ui';
import {
  type CoverageGroup,
  type CoverageScope,
  NO_GROUP,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo, useState } from 'react';

import { lambdaCompatTranslationRef } from '../../../translation';
import { type ScopeField, useScopeOptions } from '../../data';
import { defaultKindOf, useCoverageText } from '../parts/useCoverageText';
import styles from './filters.module.css';
import { useEntityTitles } from './useEntityTitles';

interface ScopeSelectProps {
  field: ScopeField;
  scope: CoverageScope;
  onChange: (values: string[]) => void;
}

interface ScopeOption {
  id: string;
  label: string;
  description?: string;
}

/**
 * One field of the scope. Its choices are asked for when somebody is about to
 * choose: most visits to the page choose nothing.
 */
export function ScopeSelect(props: ScopeSelectProps) {
  const { field, onChange, scope } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const [isWanted, setWanted] = useState(false);
  const choices = useScopeOptions(field, scope, isWanted);
  const chosen = useMemo(() => scope[field] ?? [], [scope, field]);

  const values = useMemo(
    () => [
      ...new Set([...(choices.value ?? []).map(({ key }) => key), ...chosen]),
    ],
    [choices.value, chosen],
  );
  const titles = useEntityTitles(
    values.flatMap(value => (value && value !== NO_GROUP ? [value] : [])),
    kindOf(field),
  );
  const options = useMemo(
    () =>
      optionsOf({
        groups: choices.value ?? [],
        chosen,
        nameOf: key => titles.get(key ?? '') ?? text.group(field, key),
        countText: count => t('coverage.filters.option', { count }),
      }),
    [field, choices.value, chosen, titles, text, t],
  );
  const want = () => setWanted(true);

  return (
    <div className={styles.select} onPointerEnter={want} onFocus={want}>
      <Select
        label={t(`coverage.grouping.${field}`)}
        size="small"
        selectionMode="multiple"
        placeholder={t('coverage.filters.all')}
        search={{ placeholder: t('coverage.filters.search') }}
        options={options}
        loading={{ state: choices.isBusy ? 'loading' : 'idle' }}
        value={chosen}
        onChange={keys => onChange(keys.map(String))}
        onOpenChange={isOpen => {
          want();
          // What failed is tried again by whoever opens the list again.
          if (isOpen && choices.error) {
            choices.retry();
          }
        }}
        description={choices.error ? t('coverage.filters.failed') : undefined}
      />
    </div>
  );
}

function kindOf(field: ScopeField): string | undefined {
  return field === 'owner' || field === 'system' || field === 'domain'
    ? defaultKindOf(field)
    : undefined;
}

/** By name, what has none last; what is chosen is there in any case. */
function optionsOf(options: {
  groups: readonly CoverageGroup[];
  chosen: readonly string[];
  nameOf: (key: string | null) => string;
  countText: (count: number) => string;
}): ScopeOption[] {
  const { chosen, countText, groups, nameOf } = options;
  const found = groups.map(({ key, total }) => ({
    id: key ?? NO_GROUP,
    label: nameOf(key),
    description: countText(total.components.total),
  }));
  const missing = chosen
    .filter(value => !found.some(({ id }) => id === value))
    .map(value => ({
      id: value,
      label: nameOf(value === NO_GROUP ? null : value),
    }));
  return [...found, ...missing].sort(
    (a, b) =>
      Number(a.id === NO_GROUP) - Number(b.id === NO_GROUP) ||
      a.label.localeCompare(b.label),
  );
}
