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
import type { RegistryStatus } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  RiAlertLine,
  RiCheckLine,
  RiPauseCircleLine,
  RiQuestionLine,
} from '@remixicon/react';
import { useMemo } from 'react';

import type { DataColumn } from '../../components/DataTable';
import { useTagTime } from '../../components/tags';
import { RelativeTime, useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tagChanges.module.css';

type ConditionId =
  | 'parked'
  | 'failed'
  | 'refusing'
  | 'answering'
  | 'neverAsked';

const ICONS = {
  parked: RiPauseCircleLine,
  failed: RiAlertLine,
  refusing: RiAlertLine,
  answering: RiCheckLine,
  neverAsked: RiQuestionLine,
} as const satisfies Record<ConditionId, typeof RiCheckLine>;

function conditionOf(status: RegistryStatus): ConditionId {
  const { failingTags, lastAnswerAt, lastFailureAt, parkedUntil, tags } =
    status;
  if (parkedUntil && Date.parse(parkedUntil) > Date.now()) {
    return 'parked';
  }
  if (lastFailureAt && (!lastAnswerAt || lastFailureAt > lastAnswerAt)) {
    return 'failed';
  }
  if (tags > 0 && failingTags === tags) {
    return 'refusing';
  }
  return lastAnswerAt ? 'answering' : 'neverAsked';
}

/** Whether the registry is asked and answers, and if not, why. */
function Condition(props: { status: RegistryStatus }) {
  const { lastFailure, lastFailureAt, parkedReason, parkedUntil } =
    props.status;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const condition = conditionOf(props.status);
  const Icon = ICONS[condition];
  const isBad = condition !== 'answering' && condition !== 'neverAsked';
  const words = {
    parked: t('tagChanges.registries.parked', {
      when: time.moment(parkedUntil ?? ''),
    }),
    failed: t('tagChanges.registries.failed', {
      when: time.moment(lastFailureAt ?? ''),
    }),
    refusing: t('tagChanges.registries.refusing'),
    answering: t('tagChanges.registries.answering'),
    neverAsked: t('tagChanges.registries.neverAsked'),
  };
  return (
    <>
      <span className={styles.state}>
        <Icon
          size={16}
          className={`${styles.icon} ${isBad ? styles.failing : ''}`}
          aria-hidden="true"
        />
        <span>{words[condition]}</span>
      </span>
      {isBad && (
        <span className={styles.second}>
          {condition === 'parked' ? parkedReason ?? lastFailure : lastFailure}
        </span>
      )}
    </>
  );
}

function Quota(props: { quota: RegistryStatus['quota'] }) {
  const { quota } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { duration } = useTimeText();
  if (!quota) {
    return (
      <span className={styles.muted}>{t('tagChanges.registries.noQuota')}</span>
    );
  }
  const when = <RelativeTime iso={quota.seenAt} />;
  return (
    <>
      {t('tagChanges.registries.quotaOf', {
        remaining: quota.remaining,
        limit: quota.limit,
      })}
      <span className={styles.note}>
        {quota.windowSeconds === null
          ? t('tagChanges.registries.quotaSeen', { when })
          : t('tagChanges.registries.quotaWindow', {
              window: duration(quota.windowSeconds),
              when,
            })}
      </span>
    </>
  );
}

/** The columns of the list of registries. */
export function useRegistryColumns(): readonly DataColumn<RegistryStatus>[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return useMemo<DataColumn<RegistryStatus>[]>(
    () => [
      {
        id: 'host',
        label: t('tagChanges.registries.host'),
        isRowHeader: true,
        entry: 'name',
        cell: ({ host, observer }) => (
          <>
            <b>{host}</b>
            {observer === 'mirror' && (
              <span className={styles.second}>
                {t('tagChanges.registries.mirror')}
              </span>
            )}
          </>
        ),
      },
      {
        id: 'state',
        label: t('tagChanges.registries.state'),
        width: 'roomy',
        entry: 'line',
        cell: status => <Condition status={status} />,
      },
      {
        id: 'tags',
        label: t('tagChanges.registries.tags'),
        entry: 'muted',
        isNamedWhereNarrow: true,
        cell: ({ failingTags, tags }) => (
          <>
            {tags}
            {tags > 0 && (
              <span className={styles.note}>
                {failingTags > 0
                  ? t('tagChanges.registries.failing', { count: failingTags })
                  : t('tagChanges.registries.allAnswer')}
              </span>
            )}
          </>
        ),
      },
      {
        id: 'requests',
        label: t('tagChanges.registries.requests'),
        entry: 'muted',
        isNamedWhereNarrow: true,
        cell: ({ requestsToday }) => (
          <>
            {requestsToday.total}
            {requestsToday.counted > 0 && (
              <span className={styles.note}>
                {t('tagChanges.registries.counted', {
                  amount: requestsToday.counted,
                })}
              </span>
            )}
            {requestsToday.tokens > 0 && (
              <span className={styles.note}>
                {t('tagChanges.registries.tokens', {
                  amount: requestsToday.tokens,
                })}
              </span>
            )}
          </>
        ),
      },
      {
        id: 'quota',
        label: t('tagChanges.registries.quota'),
        entry: 'muted',
        isNamedWhereNarrow: true,
        cell: ({ quota }) => <Quota quota={quota} />,
      },
      {
        id: 'answered',
        label: t('tagChanges.registries.lastAnswer'),
        width: 'narrow',
        entry: 'muted',
        isNamedWhereNarrow: true,
        cell: ({ lastAnswerAt }) =>
          lastAnswerAt ? (
            <RelativeTime iso={lastAnswerAt} />
          ) : (
            <span className={styles.muted}>
              {t('tagChanges.registries.never')}
            </span>
          ),
      },
    ],
    [t],
  );
}
