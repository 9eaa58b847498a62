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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CoverageScope } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../../api';
import { lambdaCompatTranslationRef } from '../../translation';
import { useRequest } from '../data';
import styles from './configuration.module.css';

interface NoProblemsProps {
  scope: CoverageScope;
}

/** Nothing was found, and in how many components it was looked for. */
export function NoProblems(props: NoProblemsProps) {
  const { scope } = props;
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { value } = useRequest(JSON.stringify(scope), signal =>
    api.getCoverageSummary(scope, { signal }),
  );
  if (!value) {
    return <span>{t('configuration.noneAtAll')}</span>;
  }
  const { byState, total } = value.components;
  const unread = byState['never-collected'];
  return (
    <span>
      {t('configuration.none', { count: total })}
      {unread > 0 && (
        <span className={styles.unread}>
          {t('configuration.unread', { count: unread })}
        </span>
      )}
    </span>
  );
}
