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
import type { WatchedTag } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  RiAlertLine,
  RiCheckLine,
  RiDeleteBinLine,
  RiQuestionLine,
} from '@remixicon/react';

import { useTagTime } from '../../components/tags';
import { lookFailureKind } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tagChanges.module.css';

const ICONS = {
  present: RiCheckLine,
  gone: RiDeleteBinLine,
  unseen: RiQuestionLine,
} as const;

/** What the last look found, and since when the looks fail. */
export function TagStateLabel(props: { tag: WatchedTag }) {
  const { digest, failure, notWatched, observer, otherObservers, state } =
    props.tag;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const Icon = failure ? RiAlertLine : ICONS[state];
  const differs =
    digest !== null &&
    otherObservers.some(other => other.digest && other.digest !== digest);
  const notes = [
    notWatched && t(`tagChanges.tags.states.${notWatched}`),
    props.tag.unstable && t('tagChanges.tags.states.unstable'),
    props.tag.movedThoughDated && t('look.dated'),
    differs && t('tagChanges.tags.states.differs'),
  ].filter(Boolean);

  return (
    <>
      <span className={styles.state}>
        <Icon
          size={16}
          className={`${styles.icon} ${failure ? styles.failing : ''}`}
          aria-hidden="true"
        />
        <span>
          {failure
            ? t(`look.failure.${lookFailureKind(failure.code)}`, {
                host: observer.host,
              })
            : t(`tagChanges.tags.states.${state}`)}
        </span>
      </span>
      {failure && (
        <span className={styles.second} title={failure.message}>
          {t('tagHistory.table.since', { when: time.moment(failure.since) })}
        </span>
      )}
      {notes.length > 0 && (
        <span className={styles.second}>{notes.join(' · ')}</span>
      )}
    </>
  );
}
