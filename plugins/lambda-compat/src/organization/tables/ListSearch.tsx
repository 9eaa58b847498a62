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

import { SearchField } from '@backstage/ui';

import styles from './tables.module.css';
import { MAX_SEARCH_LENGTH, useSearchText } from './useSearchText';

interface ListSearchProps {
  label: string;
  /** The text in the address. */
  value: string | undefined;
  onChange: (value: string) => void;
}

/** A search that is made while one writes. */
export function ListSearch(props: ListSearchProps) {
  const { label, onChange, value = '' } = props;
  const { text, setText, commit } = useSearchText(value, onChange);
  return (
    <SearchField
      className={styles.search}
      size="small"
      aria-label={label}
      placeholder={label}
      maxLength={MAX_SEARCH_LENGTH}
      value={text}
      onChange={setText}
      onSubmit={commit}
    />
  );
}
