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

import { lambdaCompatTranslationRef } from '../../translation';
import filterStyles from '../coverage/filters/filters.module.css';

interface FilterSelectProps<T extends string> {
  label: string;
  options: ReadonlyArray<{ value: T; label: string }>;
  value: readonly T[] | undefined;
  onChange: (value: T[] | undefined) => void;
}

/** Some of a few values; none of them chosen means all. */
export function FilterSelect<T extends string>(props: FilterSelectProps<T>) {
  const { label, onChange, options, value = [] } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <div className={filterStyles.select}>
      <Select
        size="small"
        label={label}
        placeholder={t('configuration.all')}
        selectionMode="multiple"
        options={options}
        value={[...value]}
        onChange={keys => {
          const chosen = options
            .map(option => option.value)
            .filter(one => keys.includes(one));
          onChange(chosen.length ? chosen : undefined);
        }}
      />
    </div>
  );
}
