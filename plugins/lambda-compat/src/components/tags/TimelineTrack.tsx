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
  shortDigest,
  type Span,
  type TagBuild,
  tellingAlias,
} from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { VerdictIcon } from '../verdict';
import { type ExposedTimeline, weightOf } from './exposure';
import styles from './timeline.module.css';
import type { TimelineLayout } from './timelineLayout';
import { useTagTime } from './useTagTime';
import type { ReadingPoint, TimelineText } from './useTimelineText';

interface TimelineTrackProps {
  timeline: ExposedTimeline;
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

/** After this, the text of a build in its middle would leave a narrow track. */
const LAST_PER_CENT = 94;

/** All in pixels. */
const LANE_HEIGHT = 16;
const LANES_PADDING = 6;

/** Height of the times of exposure; 0 where there are none. */
export function exposuresHeight({ lanes }: TimelineLayout): number {
  return lanes > 0 ? lanes * LANE_HEIGHT + LANES_PADDING : 0;
}

const percent = (value: number) => `${value}%`;

function subjectOf(span: Span) {
  return span.kind === 'stay' ? span.stay : span.stretch;
}

/** In colour only what changed symbol versions, or may have. */
function shadeOf(span: Extract<Span, { kind: 'stay' }>) {
  const { move } = span.stay;
  if (move && span.stay.digest !== null && weightOf(move) === 'weighty') {
    return 'shadeRisk';
  }
  return span.shade === 0 ? 'shadeA' : 'shadeB';
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
    names.push(shadeOf(span));
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

function FlagText(props: { move: TimelineLayout['flags'][number]['move'] }) {
  const { class: moveClass, move } = props.move;
  const { class: contentsClass, state } = move.contents;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return state === 'available' &&
    (contentsClass === 'distro' || contentsClass === 'symbol-versions') ? (
    <>{t(`contents.label.${contentsClass}`)}</>
  ) : (
    <>{t(`tagMove.class.${moveClass}`)}</>
  );
}

/** A diamond, or an octagon for what would not start. */
export function BuildMark(props: { verdict: TagBuild['verdict'] }) {
  const { verdict } = props;
  return verdict === 'broken' ? (
    <span className={styles.octagon}>
      <VerdictIcon verdict="broken" size={12} />
    </span>
  ) : (
    <span
      className={`${styles.diamond} ${
        verdict === 'compatible' ? styles.fine : ''
      }`}
    />
  );
}

/** Hatched in colour, in grey, or plain. */
export function exposureClass(symbolVersions: boolean | null): string {
  if (symbolVersions === null) {
    return styles.exposureUnknown;
  }
  return symbolVersions ? styles.exposureRisk : styles.exposureSame;
}

/** The times in which a build got what a move brought. */
function Exposures(props: TimelineTrackProps) {
  const { layout, onRead, reading, text } = props;
  return layout.lanes > 0 ? (
    <div
      className={styles.exposures}
      style={{ height: exposuresHeight(layout) }}
    >
      {layout.exposures.map(({ lane, left, span, text: side, width }) => (
        <span
          key={`${span.window.moveId} ${span.from} ${span.to}`}
          className={`${styles.exposure} ${exposureClass(
            span.window.symbolVersions,
          )} ${span === reading ? styles.read : ''}`}
          style={{
            left: percent(left),
            width: percent(width),
            top: lane * LANE_HEIGHT + LANES_PADDING / 2,
          }}
          onPointerEnter={() => onRead(span)}
        >
          {side !== 'none' && (
            <span
              className={
                side === 'before' ? styles.textBefore : styles.textAfter
              }
            >
              {text.exposure(span)}
            </span>
          )}
        </span>
      ))}
    </div>
  ) : null;
}

/** The pieces, the flags of moves, times of exposure and the builds. */
export function TimelineTrack(props: TimelineTrackProps) {
  const { layout, onRead, reading, text, timeline } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();

  return (
    <>
      <div className={styles.flags}>
        {layout.flags.map(({ hasText, isEnd, left, move, tone }) => (
          <span
            key={move.move.id}
            className={`${styles.flag} ${styles[FLAG_TONES[tone]]} ${
              isEnd ? styles.flagEnd : ''
            }`}
            style={{ left: percent(left) }}
          >
            <RiFlagFill size={12} aria-hidden="true" />
            {hasText && (
              <span className={styles.flagText}>
                <FlagText move={move} />
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
        {layout.flags.map(({ left, move, tone }) => (
          <span
            key={move.move.id}
            className={`${styles.pole} ${styles[FLAG_TONES[tone]]}`}
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
      <Exposures {...props} />
      {timeline.builds.length > 0 && (
        <div className={styles.builds}>
          {layout.builds.map(({ build, hasText, left }) => (
            <span
              key={`${build.at} ${build.functionName}`}
              className={`${styles.build} ${
                build === reading ? styles.read : ''
              }`}
              // A mark is centred on its place, and stays on the track.
              style={{ left: `min(${percent(left)}, calc(100% - 6px))` }}
              onPointerEnter={() => onRead(build)}
            >
              <BuildMark verdict={build.verdict} />
              {hasText && (
                <span
                  className={[
                    styles.buildText,
                    build.verdict === 'broken' && styles.brokenText,
                    left > LAST_PER_CENT && styles.lastText,
                  ]
                    .filter(Boolean)
                    .join(' ')}
                >
                  {text.build(build)}
                </span>
              )}
            </span>
          ))}
        </div>
      )}
    </>
  );
}
