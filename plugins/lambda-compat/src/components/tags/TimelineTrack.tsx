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
import { RiFlagFill } from '@remixicon/react';

import {
  type MoveTone,
  moveTone,
  shortDigest,
  type Span,
  tellingAlias,
  type Timeline,
} from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './timeline.module.css';
import type { TimelineLayout } from './timelineLayout';
import { useTagTime } from './useTagTime';
import type { ReadingPoint, TimelineText } from './useTimelineText';

interface TimelineTrackProps {
  timeline: Timeline;
  layout: TimelineLayout;
  text: TimelineText;
  /** What is read. */
  reading: ReadingPoint['subject'] | undefined;
  onRead: (subject: ReadingPoint['subject']) => void;
}

const FLAG_TONES = {
  weighty: 'weighty',
  unknown: 'unknownMove',
  quiet: 'quiet',
} as const satisfies Record<MoveTone, string>;

type Piece = TimelineLayout['pieces'][number];

const percent = (value: number) => `${value}%`;

function subjectOf(span: Span) {
  return span.kind === 'stay' ? span.stay : span.stretch;
}

function pieceClass({ label, span }: Piece, isRead: boolean): string {
  const names = ['piece'];
  if (label === 'none') {
    names.push('bare');
  }
  if (span.kind === 'unknown') {
    names.push('unknown');
  } else if (span.stay.digest === null) {
    names.push('nothing');
  } else {
    names.push(span.shade === 0 ? 'shadeA' : 'shadeB');
    if (span.stay.source === 'reported') {
      names.push('reported');
    }
  }
  if (isRead) {
    names.push('read');
  }
  return names.map(name => styles[name]).join(' ');
}

function PieceText(props: { piece: Piece; text: TimelineText }) {
  const { label, span } = props.piece;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (label === 'none') {
    return null;
  }
  if (span.kind === 'unknown') {
    return label === 'text' ? (
      <span className={styles.words}>
        {t(`look.code.${span.stretch.code}`)}
      </span>
    ) : (
      <b>?</b>
    );
  }
  const { stay } = span;
  if (stay.digest === null) {
    return label === 'text' ? (
      <span className={styles.words}>{t('tagHistory.nothingThere')}</span>
    ) : (
      <b>–</b>
    );
  }
  const second = props.text.reportedBy(stay);
  return (
    <>
      <span className={styles.first}>
        <b>{stay.letter}</b>{' '}
        {label === 'text' && (
          <span className={styles.alias}>{tellingAlias(stay.aliases)}</span>
        )}
      </span>
      {label === 'text' && (
        <>
          <code className={styles.code}>{shortDigest(stay.digest)}</code>
          {second && <span className={styles.words}>{second}</span>}
        </>
      )}
    </>
  );
}

/** The pieces, the flags of moves and the builds. */
export function TimelineTrack(props: TimelineTrackProps) {
  const { layout, onRead, reading, text, timeline } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();

  return (
    <>
      <div className={styles.flags}>
        {layout.flags.map(({ hasText, left, move }) => (
          <span
            key={move.move.id}
            className={`${styles.flag} ${
              styles[FLAG_TONES[moveTone(move.class)]]
            } ${left > 85 ? styles.flagEnd : ''}`}
            style={{ left: percent(left) }}
          >
            <RiFlagFill size={12} aria-hidden="true" />
            {hasText && (
              <span className={styles.flagText}>
                {t(`tagMove.class.${move.class}`)}
              </span>
            )}
          </span>
        ))}
      </div>
      <div className={styles.track}>
        {layout.blank?.hasText && timeline.knownFrom !== null && (
          <span
            className={styles.blank}
            style={{ width: percent(layout.blank.width) }}
          >
            {t('tagHistory.unknownBefore', {
              date: time.moment(timeline.knownFrom),
            })}
          </span>
        )}
        {layout.pieces.map(piece => (
          <span
            key={`${piece.span.kind} ${piece.span.from}`}
            className={pieceClass(piece, subjectOf(piece.span) === reading)}
            style={{ left: percent(piece.left), width: percent(piece.width) }}
            onPointerEnter={() => onRead(subjectOf(piece.span))}
          >
            <PieceText piece={piece} text={text} />
          </span>
        ))}
        {layout.flags.map(({ left, move }) => (
          <span
            key={move.move.id}
            className={`${styles.pole} ${
              styles[FLAG_TONES[moveTone(move.class)]]
            }`}
            style={{ left: percent(left) }}
          />
        ))}
        {layout.marks.map(({ left, move }) => (
          <span
            key={move.move.id}
            className={`${styles.mark} ${move === reading ? styles.read : ''}`}
            style={{ left: percent(left) }}
            onPointerEnter={() => onRead(move)}
          />
        ))}
      </div>
      {timeline.builds.length > 0 && (
        <div className={styles.builds}>
          {layout.builds.map(({ build, hasText, left }) => (
            <span
              key={`${build.at} ${build.functionName}`}
              className={`${styles.build} ${
                build === reading ? styles.read : ''
              }`}
              style={{ left: percent(left) }}
              onPointerEnter={() => onRead(build)}
            >
              <span className={styles.diamond} />
              {hasText && (
                <span className={styles.buildText}>{text.build(build)}</span>
              )}
            </span>
          ))}
        </div>
      )}
    </>
  );
}
