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
import type { TagHistory } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { useTagTime } from './useTagTime';

/** How moves are dated, and since when anything is known. */
export function HistoryFooter(props: { history: TagHistory }) {
  const { knownSince } = props.history;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  return (
    <span>
      {t('tagHistory.footer')}{' '}
      {knownSince
        ? t('tagHistory.unknownSince', { date: time.moment(knownSince) })
        : t('tagHistory.neverObserved')}
    </span>
  );
}
