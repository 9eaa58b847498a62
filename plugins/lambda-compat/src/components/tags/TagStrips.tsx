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
import { Alert } from '@backstage/ui';
import type { WatchedTag } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiTimeLine } from '@remixicon/react';

import { lookFailureKind, shortDigest } from '../../tags';
import { RelativeTime, useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import stateStyles from '../states/states.module.css';
import { useTagTime } from './useTagTime';

interface TagStripsProps {
  tag: WatchedTag;
  /** Since when a look is missing, milliseconds since the epoch. */
  lateSince: number | null;
}

function FailureStrip(props: { tag: WatchedTag }) {
  const { failure, nextLookAt, observer, seenAt } = props.tag;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();
  if (!failure) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      className={stateStyles.strip}
      title={t('look.since', {
        what: t(`look.failure.${lookFailureKind(failure.code)}`, {
          host: observer.host,
        }),
        when: time.absolute(failure.since),
      })}
      description={
        <>
          {failure.message} {t('look.attempts', { count: failure.attempts })}{' '}
          {seenAt
            ? t('look.asItWas', { when: time.absolute(seenAt) })
            : t('look.nothingKnown')}{' '}
          {nextLookAt &&
            t('look.next', { when: <RelativeTime iso={nextLookAt} /> })}
        </>
      }
    />
  );
}

function StaleStrip(props: { tag: WatchedTag }) {
  const { intervalSeconds, seenAt } = props.tag;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();
  return seenAt ? (
    <Alert
      status="info"
      icon={<RiTimeLine aria-hidden="true" />}
      className={stateStyles.neutralStrip}
      title={t('look.stale', { when: <RelativeTime iso={seenAt} /> })}
      description={t('look.staleText', {
        interval: time.duration(intervalSeconds),
        date: time.absolute(seenAt),
      })}
    />
  ) : null;
}

function Divergence(props: { tag: WatchedTag }) {
  const { digest, otherObservers, state } = props.tag;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();
  const others = otherObservers.filter(
    other =>
      other.seenAt !== null &&
      state !== 'unseen' &&
      (other.state !== state || other.digest !== digest),
  );
  return (
    <>
      {others.map(({ observer, seenAt, ...other }) => (
        <Alert
          key={observer.host}
          status="warning"
          icon
          className={stateStyles.strip}
          title={t('look.differs', { host: observer.host })}
          description={
            other.digest
              ? t('look.differsText', {
                  digest: shortDigest(other.digest),
                  when: time.absolute(seenAt ?? ''),
                })
              : t('look.differsGone', { when: time.absolute(seenAt ?? '') })
          }
        />
      ))}
    </>
  );
}

/** What a reader has to know before the history below. */
export function TagStrips(props: TagStripsProps) {
  const { lateSince, tag } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();

  return (
    <>
      <FailureStrip tag={tag} />
      {tag.notWatched && (
        <Alert
          status="info"
          icon
          className={stateStyles.neutralStrip}
          title={t(`look.${tag.notWatched}`)}
          description={t(
            tag.notWatched === 'excluded'
              ? 'look.excludedText'
              : 'look.noComponentText',
          )}
        />
      )}
      {!tag.failure && !tag.notWatched && lateSince !== null && (
        <StaleStrip tag={tag} />
      )}
      {tag.state === 'gone' && tag.since && (
        <Alert
          status="warning"
          icon
          className={stateStyles.strip}
          title={t('look.gone', { when: time.inWords(tag.since) })}
          description={t('look.goneText')}
        />
      )}
      {tag.unstable && (
        <Alert
          status="info"
          icon
          className={stateStyles.neutralStrip}
          title={t('look.unstable')}
          description={t('look.unstableText')}
        />
      )}
      {tag.movedThoughDated && (
        <Alert
          status="warning"
          icon
          className={stateStyles.strip}
          title={t('look.dated')}
          description={t('look.datedText')}
        />
      )}
      <Divergence tag={tag} />
    </>
  );
}
