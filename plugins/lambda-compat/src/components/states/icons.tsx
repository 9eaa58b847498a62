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

import styles from './icons.module.css';

/** Not known: a ring with gaps around a question mark. */
export function UnknownIcon() {
  return (
    <svg
      className={`${styles.icon} ${styles.unknown}`}
      width="20"
      height="20"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="7" strokeDasharray="3 1.9" pathLength="49" />
      <path d="M5.9 6.2a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.5" />
      <path d="M8 11.6v.1" strokeLinecap="round" />
    </svg>
  );
}

/** Nothing there: a ring with a dash. */
export function NoneIcon() {
  return (
    <svg
      className={`${styles.icon} ${styles.none}`}
      width="20"
      height="20"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="7" />
      <path d="M5 8h6" />
    </svg>
  );
}
