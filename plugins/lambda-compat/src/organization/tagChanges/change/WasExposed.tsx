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

import { useExposureText } from '../../../components/tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import { ComponentLink } from '../../tables';
import styles from '../tagChanges.module.css';
import type { Change } from './types';

const MAX_NAMED = 20;

/** Whose exposure is over, how long it was, and what ended it. */
export function WasExposed(props: { change: Change }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useExposureText();
  const over = props.change.windows.filter(({ closed }) => closed !== null);
  const more = over.length - MAX_NAMED;
  if (over.length === 0) {
    return null;
  }
  return (
    <p className={styles.notExposed}>
      {t('incident.wasExposed.count', { count: over.length })}{' '}
      {over.slice(0, MAX_NAMED).map((window, index) => (
        <span key={window.entityRef}>
          {index > 0 && '; '}
          <ComponentLink
            component={{ entityRef: window.entityRef, title: null }}
          />{' '}
          {text.short({ window })}
        </span>
      ))}
      {more > 0 && <>; {t('incident.wasExposed.more', { count: more })}</>}
    </p>
  );
}
