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

import { ContentsLabel, MoveLink } from '../../../components/tags';
import { familiarName, moveTone } from '../../../tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import styles from '../tagChanges.module.css';
import { exposedCount, knownContents } from './contents';
import type { Change } from './types';
import { useWhatHappened } from './useWhatHappened';

interface ChangeHeadProps {
  change: Change;
  /** Of its tag; undefined while not known. */
  history: TagHistory | undefined;
}

/** What happened, who gets it, and what to do: in one paragraph. */
export function ChangeHead(props: ChangeHeadProps) {
  const { change, history } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const paragraph = useWhatHappened(change);
  const isQuiet = moveTone(change.class) === 'quiet';
  const newest = history?.moves[0];
  const count = exposedCount(change);
  // Of what was only reported, no more is said than is known.
  const isTold =
    change.source === 'observed' ||
    count > 0 ||
    change.contents.some(({ state }) => state === 'available');
  const notes = [
    change.unstable && t('tagChange.unstable'),
    change.source === 'reported' &&
      t('tagChange.reported', {
        who: change.reportedBy ?? t('tagHistory.reportedByNobody'),
      }),
    change.observer.kind === 'mirror' &&
      t('tagChange.mirror', { host: change.observer.host }),
    !change.latest && t('tagChange.later'),
  ].filter(Boolean);

  return (
    <header>
      <p className={styles.class}>
        <b>
          <ContentsLabel
            contents={knownContents(change)}
            moveClass={change.class}
            isHeadline
          />
        </b>
        {!isQuiet && isTold && (
          <span className={styles.muted}>
            {count > 0 ? t('incident.open', { count }) : t('incident.nobody')}
          </span>
        )}
      </p>
      <h2 className={styles.title} title={change.image}>
        {familiarName(change.image)}
      </h2>
      <p className={styles.paragraph}>
        {isQuiet || !isTold
          ? [
              t(`tagChange.what.${change.class}`),
              isQuiet && t('tagChange.todo.none'),
            ]
              .filter(Boolean)
              .join(' ')
          : paragraph}
      </p>
      {notes.length > 0 && (
        <p className={styles.notes}>
          {notes.join(' ')}{' '}
          {!change.latest && newest && newest.id !== change.id && (
            <MoveLink move={newest}>{t('tagChange.laterLink')}</MoveLink>
          )}
        </p>
      )}
    </header>
  );
}
