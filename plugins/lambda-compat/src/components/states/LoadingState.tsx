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

import styles from './states.module.css';

/** Widths in per cent, so that the lines look like text. */
const LINES = [92, 70];
const ROWS = [78, 92, 64];

/** The shape of the loaded card. */
export function LoadingState() {
  return (
    <div aria-hidden="true" className={styles.loading}>
      <div className={styles.loadingHeadline}>
        <Skeleton className={styles.skeleton} width={20} height={20} rounded />
        <Skeleton className={styles.skeleton} width="58%" height={18} />
      </div>
      {LINES.map(width => (
        <Skeleton
          key={width}
          className={styles.skeleton}
          width={`${width}%`}
          height={14}
        />
      ))}
      {ROWS.map(width => (
        <div key={width} className={styles.loadingRow}>
          <Skeleton
            className={styles.skeleton}
            width={`${width}%`}
            height={14}
          />
          <Skeleton className={styles.skeleton} width="100%" height={14} />
          <Skeleton className={styles.skeleton} width="100%" height={14} />
        </div>
      ))}
    </div>
  );
}
