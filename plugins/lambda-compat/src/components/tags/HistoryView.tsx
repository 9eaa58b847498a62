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
  ExposureWindow,
  TagHistory,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { DAY_MS } from '../../organization/charts/trendDays';
import { lateSince, type TagBuild, timelineOf } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { Headline, UnknownIcon } from '../states';
import { withExposures } from './exposure';
import { HistoryTable } from './HistoryTable';
import { MoveList } from './MoveList';
import styles from './tags.module.css';
import { TagStrips } from './TagStrips';
import { TagTimeline } from './TagTimeline';
import { useTagTime } from './useTagTime';
import { useTimelineText } from './useTimelineText';

/** How a history is shown. */
export const HISTORY_VIEWS = ['timeline', 'table'] as const;
export type HistoryAs = (typeof HISTORY_VIEWS)[number];

interface HistoryViewProps {
  history: TagHistory;
  /** Null for what the tag itself points to. */
  platform: string | null;
  days: number;
  /** End of the range, milliseconds since the epoch. */
  now: number;
  as: HistoryAs;
  /** Moves that are listed. */
  moves: number;
  /** Undefined where the history is not that of a component. */
  builds?: readonly TagBuild[];
  /** Times in which the component was exposed, to any tag. */
  windows?: readonly ExposureWindow[];
}

function Unseen(props: { history: TagHistory }) {
  const { checkedAt, nextLookAt } = props.history.tag;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  if (checkedAt) {
    return (
      <Headline icon={<UnknownIcon />} title={t('tagHistory.unseen.noAnswer')}>
        <p>{t('tagHistory.unseen.noAnswerText')}</p>
      </Headline>
    );
  }
  return (
    <Headline icon={<UnknownIcon />} title={t('tagHistory.unseen.notLooked')}>
      <p>
        {nextLookAt && Date.parse(nextLookAt) > Date.now()
          ? t('tagHistory.unseen.notLookedText', {
              when: time.moment(nextLookAt),
            })
          : t('tagHistory.unseen.notLookedSoon')}
      </p>
    </Headline>
  );
}

/** One tag: what to know before, when it moved, and what came with it. */
export function HistoryView(props: HistoryViewProps) {
  const { as, builds, days, history, moves, now, platform, windows } = props;
  const { image } = history.tag;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const timeline = useMemo(
    () =>
      withExposures(
        timelineOf({
          history,
          platform,
          from: now - days * DAY_MS,
          to: now,
          builds,
        }),
        history.tag.id,
        windows ?? [],
      ),
    [history, platform, now, days, builds, windows],
  );
  const isOwn = builds !== undefined;
  const text = useTimelineText({ timeline, image, days, isOwn });
  const isUnseen = timeline.stays.length === 0 && history.knownSince === null;

  return (
    <>
      <TagStrips tag={history.tag} lateSince={lateSince(history, now)} />
      {isUnseen ? (
        <Unseen history={history} />
      ) : (
        <>
          {as === 'timeline' ? (
            <TagTimeline
              // The reading point belongs to this drawing.
              key={`${history.tag.id} ${platform} ${days}`}
              timeline={timeline}
              text={text}
            />
          ) : (
            <HistoryTable
              timeline={timeline}
              text={text}
              image={image}
              hasBuilds={isOwn}
            />
          )}
          <p className={styles.sentence}>{text.sentence}</p>
          <MoveList
            timeline={timeline}
            text={text}
            tagId={history.tag.id}
            image={image}
            shown={moves}
          />
          {history.truncated && (
            <p className={styles.more}>{t('tagHistory.truncated')}</p>
          )}
        </>
      )}
    </>
  );
}
