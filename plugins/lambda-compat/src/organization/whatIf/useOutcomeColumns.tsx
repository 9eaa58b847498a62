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
import type {
  WhatIfComponent,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import type { DataColumn } from '../../components/DataTable';
import { VerdictLabel } from '../../components/verdict';
import { lambdaCompatTranslationRef } from '../../translation';
import { ComponentLink, OwnerLinks } from '../tables';
import { OutcomeLabel } from './OutcomeLabel';
import { targetName } from './simulation';
import styles from './whatIf.module.css';

/** What is now, and what would be. */
export function useOutcomeColumns(
  target: WhatIfTarget,
): readonly DataColumn<WhatIfComponent>[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const name = targetName({ target });
  const isImage = target.image !== undefined;
  return useMemo<DataColumn<WhatIfComponent>[]>(
    () => [
      {
        id: 'name',
        label: t('lists.components.name'),
        isRowHeader: true,
        entry: 'name',
        cell: component => <ComponentLink component={component} />,
      },
      {
        id: 'owner',
        label: t('lists.components.owner'),
        entry: 'muted',
        cell: ({ owners }) => <OwnerLinks owners={owners} />,
      },
      {
        id: 'now',
        label: t('whatIf.now'),
        entry: 'muted',
        cell: ({ runtimes, verdict }) => (
          <>
            <VerdictLabel verdict={verdict} />
            <span className={styles.second}>
              {runtimes.length > 0
                ? runtimes.join(', ')
                : t('compatibility.notKnown')}
            </span>
          </>
        ),
      },
      {
        id: 'outcome',
        label: t(isImage ? 'whatIf.builtOn' : 'whatIf.on', { target: name }),
        entry: 'status',
        cell: ({ outcome }) => <OutcomeLabel outcome={outcome} />,
      },
      {
        id: 'reason',
        label: t('whatIf.reason'),
        width: 'wide',
        entry: 'line',
        cell: ({ reason }) => reason,
      },
    ],
    [isImage, name, t],
  );
}
