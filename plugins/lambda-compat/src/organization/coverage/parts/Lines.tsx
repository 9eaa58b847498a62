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

import styles from './Lines.module.css';

interface LinesProps {
  /** Of each line, in per cent. */
  widths: readonly number[];
  /** Pixels. */
  height?: number;
}

/** The shape of lines that are on their way. */
export function Lines(props: LinesProps) {
  const { height = 16, widths } = props;
  return (
    <div className={styles.lines} aria-hidden="true">
      {widths.map((width, index) => (
        <Skeleton
          // eslint-disable-next-line react/no-array-index-key -- lines are nothing but their place
          key={index}
          className={styles.line}
          width={`${width}%`}
          height={height}
        />
      ))}
    </div>
  );
}
