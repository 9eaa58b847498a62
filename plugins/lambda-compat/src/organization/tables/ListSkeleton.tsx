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

import { Skeleton } from '@backstage/ui';

import styles from './tables.module.css';

/** Widths in per cent, so that the lines look like rows of text. */
const ROWS = [88, 72, 94, 66, 80, 90];

/** The shape of the loaded table. */
export function ListSkeleton() {
  return (
    <div aria-hidden="true" className={styles.loading}>
      {ROWS.map(width => (
        <Skeleton
          key={width}
          className={styles.skeleton}
          width={`${width}%`}
          height={16}
        />
      ))}
    </div>
  );
}
