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
import { useMemo } from 'react';

import {
  contentsTone,
  familiarName,
  type PlacedMove,
  shortDigest,
  type Stay,
  type TagBuild,
  tellingAlias,
  type UnknownStretch,
} from '../../tags';
import { useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import type { ExposedTimeline, ExposureSpan } from './exposure';
import { useCameText } from './useCameText';
import { useExposureText } from './useExposureText';
import { useTagTime } from './useTagTime';

/** A place on the timeline, in order of time. */
export interface ReadingPoint {
  /** Milliseconds since the epoch. */
  at: number;
  /** What of the drawing is read; the same object. */
  subject: Stay | UnknownStretch | PlacedMove | TagBuild | ExposureSpan;
  text: string;
}

export interface TimelineText {
  /** The whole timeline. */
  sentence: string;
  /** What arrow keys lead to. */
  points: ReadingPoint[];
  /** `C → D`, or that the shown level stayed as it was. */
  step: (move: PlacedMove) => string;
  build: (build: TagBuild) => string;
  stretch: (stretch: UnknownStretch) => string;
  reportedBy: (stay: Stay) => string | null;
  /** What came with a move; null where its class says all. */
  came: (move: PlacedMove) => string | null;
  /** `7 days, still open`. */
  exposure: (span: ExposureSpan) => string;
}

interface TimelineTextOptions {
  timeline: ExposedTimeline;
  /** Completed, with its tag. */
  image: string;
  days: number;
  /** Whether the history is told to the owner of a component. */
  isOwn: boolean;
}

/** `#812`, or the function that was built where there is no number. */
export function buildLabel({ functionName, number }: TagBuild): string {
  if (!number) {
    return functionName;
  }
  return number.startsWith('#') ? number : `#${number}`;
}

/** Texts that chart, list and table share, so that they say the same. */
export function useTimelineText(options: TimelineTextOptions): TimelineText {
  const { days, image, isOwn, timeline } = options;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const { duration } = useTimeText();
  const came = useCameText();
  const exposure = useExposureText();

  return useMemo(() => {
    const { builds, exposures, knownFrom, moves, platform, stays, stretches } =
      timeline;
    const name = familiarName(image);

    const stretchText = ({ code, from, message, until }: UnknownStretch) => {
      const why = message || t(`look.code.${code}`);
      return until === null
        ? t('tagHistory.reading.unknownSince', { from: time.moment(from), why })
        : t('tagHistory.reading.unknown', {
            from: time.moment(from),
            until: time.moment(until),
            why,
          });
    };
    const reportedBy = ({ reportedBy: who, source }: Stay) =>
      source === 'reported'
        ? t('tagHistory.reported', {
            who: who ?? t('tagHistory.reportedByNobody'),
          })
        : null;
    const stayText = (stay: Stay) => {
      const began = time.inWords(stay.began);
      const what = [
        stay.move && t(`tagMove.class.${stay.move.class}`),
        stay.move && came(stay.move)?.replace(/\.$/, ''),
        reportedBy(stay),
      ].filter(Boolean);
      const text =
        stay.digest === null
          ? t('tagHistory.reading.nothing', { began })
          : t('tagHistory.reading.stay', {
              letter: [stay.letter, tellingAlias(stay.aliases)]
                .filter(Boolean)
                .join(' '),
              digest: shortDigest(stay.digest),
              began,
              last: stay.endedBefore
                ? t('tagHistory.reading.lastSeen', {
                    when: time.moment(stay.lastSeenAt),
                  })
                : t('tagHistory.reading.stillThere'),
            });
      return [text, ...what].join('. ');
    };
    const step = (move: PlacedMove) => {
      if (move.class === 'unchanged' && platform !== null) {
        return t(
          isOwn
            ? 'tagHistory.moves.yourUnchanged'
            : 'tagHistory.moves.unchanged',
          { platform },
        );
      }
      const side = (letter: string | null, digest: string | null) =>
        letter ??
        (digest ? shortDigest(digest) : t('tagHistory.moves.nothing'));
      return t('tagHistory.moves.step', {
        from: side(move.fromLetter, move.from),
        to: side(move.toLetter, move.to),
      });
    };

    const points: ReadingPoint[] = [
      ...stays.map(stay => ({
        at: Math.max(timeline.from, Date.parse(stay.began.before)),
        subject: stay,
        text: stayText(stay),
      })),
      ...stretches.map(stretch => ({
        at: Math.max(timeline.from, stretch.from),
        subject: stretch,
        text: stretchText(stretch),
      })),
      ...moves
        .filter(({ class: moveClass }) => moveClass === 'unchanged')
        .map(move => ({
          at: move.at,
          subject: move,
          text: t('tagHistory.reading.move', {
            when: time.inWords(move.move.between),
            what: step(move),
          }),
        })),
      ...exposures.map(span => ({
        at: Math.max(timeline.from, span.from),
        subject: span,
        text: exposure.reading(span),
      })),
      ...builds.map(build => ({
        at: Date.parse(build.at),
        subject: build,
        text: [
          t('tagHistory.reading.build', {
            name: buildLabel(build),
            functionName: build.functionName,
            when: time.moment(build.at),
          }),
          build.verdict !== 'other' && t(`verdict.${build.verdict}`),
        ]
          .filter(Boolean)
          .join('. '),
      })),
    ].sort((a, b) => a.at - b.at);

    const sentence = () => {
      if (stays.length === 0 && knownFrom === null) {
        return t('tagHistory.sentence.unseen', { image: name });
      }
      const weighty = moves.filter(({ isWeighty }) => isWeighty).length;
      const unchanged = moves.filter(
        ({ class: moveClass }) => moveClass === 'unchanged',
      ).length;
      const unknownSeconds = stretches.reduce(
        (sum, { from, until }) =>
          sum +
          (Math.min(until ?? timeline.to, timeline.to) -
            Math.max(from, timeline.from)) /
            1000,
        0,
      );
      const ofTone = (tone: 'weighty' | 'unknown') =>
        moves.filter(
          ({ isWeighty, move }) =>
            isWeighty && contentsTone(move.contents) === tone,
        ).length;
      const versions = ofTone('weighty');
      const unread = ofTone('unknown');
      const broken = builds.filter(({ verdict }) => verdict === 'broken');
      const lastMove = moves.at(-1);
      const lastExposure = exposures.at(-1);
      const lastBuild = builds.at(-1);
      return [
        moves.length === 0
          ? t('tagHistory.sentence.none', { image: name, days })
          : t('tagHistory.sentence.moved', {
              image: name,
              count: moves.length,
              days,
            }),
        moves.length > 0 &&
          (weighty === 0
            ? t('tagHistory.sentence.quiet')
            : t('tagHistory.sentence.weighty', { count: weighty })),
        versions > 0 && t('tagHistory.sentence.versions', { count: versions }),
        unread > 0 && t('tagHistory.sentence.unread', { count: unread }),
        unchanged > 0 &&
          platform !== null &&
          t(
            isOwn
              ? 'tagHistory.sentence.unchanged'
              : 'tagHistory.sentence.anyUnchanged',
            { count: unchanged, platform },
          ),
        lastMove &&
          t('tagHistory.sentence.last', {
            when: time.inWords(lastMove.move.between),
            what:
              lastMove.class === 'unchanged' && platform !== null
                ? step(lastMove)
                : came(lastMove)?.replace(/\.$/, '') ??
                  t(`tagMove.class.${lastMove.class}`),
          }),
        lastExposure &&
          t('tagHistory.sentence.exposed', {
            count: exposures.length,
            what: exposure.short(lastExposure),
          }),
        stretches.length > 0 &&
          t('tagHistory.sentence.unknown', {
            count: stretches.length,
            duration: duration(unknownSeconds),
          }),
        knownFrom !== null &&
          knownFrom > timeline.from &&
          t('tagHistory.sentence.before', { date: time.moment(knownFrom) }),
        lastBuild &&
          t('tagHistory.sentence.builds', {
            count: builds.length,
            name: buildLabel(lastBuild),
            date: time.moment(lastBuild.at),
          }),
        broken.length > 0 &&
          t('tagHistory.sentence.broken', { count: broken.length }),
      ]
        .filter(Boolean)
        .join(' ');
    };

    return {
      sentence: sentence(),
      points,
      step,
      build: buildLabel,
      stretch: stretchText,
      reportedBy,
      came,
      exposure: exposure.short,
    };
  }, [timeline, image, days, isOwn, t, time, duration, came, exposure]);
}
