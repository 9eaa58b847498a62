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

import { MoveClassLabel, MoveLink } from '../../../components/tags';
import { familiarName, moveTone } from '../../../tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import styles from '../tagChanges.module.css';
import type { Change } from './useTagChange';

interface ChangeHeadProps {
  change: Change;
  /** Of its tag; undefined while not known. */
  history: TagHistory | undefined;
}

function useWho(change: Change): string {
  const { nextBuild, possibly } = change.impact;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (nextBuild === 0) {
    return possibly === 0
      ? t('tagChange.who.none')
      : t('tagChange.who.onlyPossibly', { count: possibly });
  }
  return [
    t('tagChange.who.next', { count: nextBuild }),
    possibly > 0 && t('tagChange.who.possibly', { count: possibly }),
  ]
    .filter(Boolean)
    .join(' ');
}

function todoOf(change: Change): 'gone' | 'none' | 'pin' {
  if (change.impact.nextBuild + change.impact.possibly === 0) {
    return 'none';
  }
  return change.class === 'gone' ? 'gone' : 'pin';
}

/** What happened, who gets it, and what to do: in one paragraph. */
export function ChangeHead(props: ChangeHeadProps) {
  const { change, history } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const who = useWho(change);
  const isQuiet = moveTone(change.class) === 'quiet';
  const newest = history?.moves[0];
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
          <MoveClassLabel moveClass={change.class} />
        </b>
      </p>
      <h2 className={styles.title} title={change.image}>
        {familiarName(change.image)}
      </h2>
      <p className={styles.paragraph}>
        {t(`tagChange.what.${change.class}`)}{' '}
        {!isQuiet && change.source === 'observed' && (
          <>
            {who} {t(`tagChange.todo.${todoOf(change)}`)}
          </>
        )}
        {isQuiet && t('tagChange.todo.none')}
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
