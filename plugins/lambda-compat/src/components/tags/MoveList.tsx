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

import { familiarName, type Timeline } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { ContentsLabel } from './ContentsLabel';
import { MoveClassLabel } from './MoveClassLabel';
import { MoveLink, TagLink } from './MoveLink';
import styles from './tags.module.css';
import { useTagTime } from './useTagTime';
import type { TimelineText } from './useTimelineText';

interface MoveListProps {
  timeline: Timeline;
  text: TimelineText;
  tagId: string;
  /** Completed, with its tag. */
  image: string;
  /** More than these are on the page of the tag. */
  shown: number;
}

function Came(props: { came: string | null }) {
  return props.came ? <> {props.came}</> : null;
}

/** The moves of the range, the newest first, each with both of its bounds. */
export function MoveList(props: MoveListProps) {
  const { image, shown, tagId, text, timeline } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const moves = [...timeline.moves].reverse();

  if (moves.length === 0) {
    return (
      <p className={`${styles.moves} ${styles.muted}`}>
        {t('tagHistory.moves.none')}
      </p>
    );
  }
  return (
    <>
      <ul
        className={styles.moves}
        aria-label={t('tagHistory.moves.label', { image: familiarName(image) })}
      >
        {moves.slice(0, shown).map(placed => {
          const { move } = placed;
          const notes = [
            placed.class !== 'unchanged' &&
              timeline.platform === null &&
              move.platforms.length > 0 &&
              move.platforms
                .filter(({ class: moveClass }) => moveClass !== 'unchanged')
                .map(({ platform }) => platform)
                .join(', '),
            move.unstable && t('tagHistory.moves.unstable'),
            move.source === 'reported' &&
              t('tagHistory.reported', {
                who: move.reportedBy ?? t('tagHistory.reportedByNobody'),
              }),
          ].filter(Boolean);
          return (
            <li key={move.id} className={styles.move}>
              <span className={styles.when}>{time.between(move.between)}</span>
              <span className={styles.what}>
                <b className={styles.step}>{text.step(placed)}</b>
                <Came came={text.came(placed)} />
                {notes.length > 0 && (
                  <span className={styles.second}>{notes.join(' · ')}</span>
                )}
              </span>
              <span className={styles.class}>
                <MoveLink move={move}>
                  {placed.isWeighty ? (
                    <ContentsLabel
                      contents={move.contents}
                      moveClass={move.class}
                    />
                  ) : (
                    <MoveClassLabel moveClass={placed.class} />
                  )}
                </MoveLink>
              </span>
            </li>
          );
        })}
      </ul>
      {moves.length > shown && (
        <p className={styles.more}>
          <TagLink tagId={tagId}>
            {t('tagHistory.moves.all', { count: moves.length })}
          </TagLink>
        </p>
      )}
    </>
  );
}
