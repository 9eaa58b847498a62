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

import { lambdaCompatTranslationRef } from '../../translation';
import type { RowFilter } from '../tables';
import type { TagChangesView } from '../url/tagChangesUrl';

function without<T>(values: readonly T[], removed: T): T[] | undefined {
  const left = values.filter(value => value !== removed);
  return left.length > 0 ? left : undefined;
}

/**
 * What a link restricts the changes to, so that nothing is left out in
 * silence. The classes and the exposed have controls of their own.
 */
export function useChangeFilters(
  changes: TagChangesView['changes'],
  onChange: (changes: TagChangesView['changes']) => void,
): RowFilter[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { platform = [], tag } = changes;
  return [
    ...(tag
      ? [
          {
            key: 'tag',
            text: t('tagChanges.filter.tag'),
            onRemove: () => onChange({ ...changes, tag: undefined }),
          },
        ]
      : []),
    ...platform.map(value => ({
      key: `platform ${value}`,
      text: t('tagChanges.filter.platform', { value }),
      onRemove: () =>
        onChange({ ...changes, platform: without(platform, value) }),
    })),
  ];
}

/** The same for the tags. */
export function useTagFilters(
  tags: TagChangesView['tags'],
  onChange: (tags: TagChangesView['tags']) => void,
): RowFilter[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { registry = [] } = tags;
  return registry.map(value => ({
    key: `registry ${value}`,
    text: t('tagChanges.filter.registry', { value }),
    onRemove: () => onChange({ ...tags, registry: without(registry, value) }),
  }));
}
