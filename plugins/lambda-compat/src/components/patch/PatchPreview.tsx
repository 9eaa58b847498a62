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
import styles from './patch.module.css';

interface PatchPreviewProps {
  patch: string;
}

function lineClass(line: string): string {
  if (line.startsWith('+++') || line.startsWith('---')) {
    return styles.header;
  }
  switch (line[0]) {
    case '+':
      return styles.added;
    case '-':
      return styles.removed;
    case ' ':
      return styles.context;
    default:
      return styles.header;
  }
}

/** A unified diff. It scrolls by itself, so it can be reached by keyboard. */
export function PatchPreview(props: PatchPreviewProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const lines = props.patch.replace(/\n$/, '').split('\n');

  return (
    <pre
      className={styles.patch}
      role="group"
      aria-label={t('patch.previewLabel')}
      // A region that scrolls has to be focusable.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {lines.map((line, index) => (
        // Lines repeat and never move: their number is their identity.
        // eslint-disable-next-line react/no-array-index-key
        <span key={index} className={lineClass(line)}>
          {line}
        </span>
      ))}
    </pre>
  );
}
