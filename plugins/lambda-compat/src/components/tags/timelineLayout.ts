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

import { timeTicks } from '../../organization/charts/timeTicks';
import type { MoveTone, PlacedMove, Span, TagBuild } from '../../tags';
import { type ExposedTimeline, type ExposureSpan, weightOf } from './exposure';

/** All in pixels. */
const TICK_DISTANCE = 64;
/** Narrower pieces have no letter. */
const LETTER_WIDTH = 20;
/** Narrower charts have letters only. */
const LEAST_CHART_WITH_TEXT = 480;
/** The words of a flag need this much around them. */
const FLAG_TEXT_WIDTH = 150;
/** With the flag itself. */
const FLAG_SPACE = 180;
const FLAG_DISTANCE = 12;
const BUILD_TEXT_WIDTH = 52;
const BLANK_TEXT_WIDTH = 150;
const EXPOSURE_TEXT_WIDTH = 150;
/** More times of exposure at once are in the table. */
const MAX_LANES = 3;
/** Share of the width below which a piece keeps its letter only. */
const TEXT_SHARE = 0.15;
/** A piece that lasted minutes can still be seen, in per cent. */
const LEAST_PIECE = 0.3;

interface Placed {
  /** Per cent of the width. */
  left: number;
}

export interface TimelineLayout {
  pieces: Array<
    Placed & { width: number; span: Span; label: 'none' | 'letter' | 'text' }
  >;
  /**
   * Moves that changed symbol versions, or may have; the last of those that
   * stand too near to each other.
   */
  flags: Array<
    Placed & {
      move: PlacedMove;
      tone: MoveTone;
      hasText: boolean;
      /** So near to the end that the words stand before the flag. */
      isEnd: boolean;
    }
  >;
  /** Moves that left what is shown as it was. */
  marks: Array<Placed & { move: PlacedMove }>;
  /** Times of exposure; those of one lane do not overlap. */
  exposures: Array<
    Placed & {
      width: number;
      lane: number;
      span: ExposureSpan;
      text: 'before' | 'after' | 'none';
    }
  >;
  /** How many lanes there are. */
  lanes: number;
  builds: Array<Placed & { build: TagBuild; hasText: boolean }>;
  ticks: Array<Placed & { time: number }>;
  /** Before the first observation. */
  blank: { width: number; hasText: boolean } | null;
}

/**
 * Where everything is.
 *
 * @param width - of the track, in pixels
 */
export function timelineLayout(
  timeline: ExposedTimeline,
  width: number,
): TimelineLayout {
  const { from, knownFrom, to } = timeline;
  // Linear, so a scale of its own would only add to what browsers load.
  const share = (time: number) =>
    Math.max(0, Math.min(1, (time - from) / (to - from)));
  const left = (time: number) => share(time) * 100;
  const px = (time: number) => share(time) * width;
  const blankEnd = knownFrom === null ? to : Math.min(knownFrom, to);
  const exposures = inLanes(timeline.exposures).map(({ lane, span }) => {
    const shownWidth = Math.max(left(span.to) - left(span.from), LEAST_PIECE);
    return {
      span,
      lane,
      left: Math.min(left(span.from), 100 - shownWidth),
      width: shownWidth,
      text: sideOf(timeline.exposures, span, { px, width }),
    };
  });

  return {
    pieces: timeline.spans.map(span => {
      const part = share(span.to) - share(span.from);
      const shownWidth = Math.max(part * 100, LEAST_PIECE);
      return {
        span,
        left: Math.min(left(span.from), 100 - shownWidth),
        width: shownWidth,
        label: labelOf(part, width),
      };
    }),
    flags: spaced(
      timeline.moves.filter(move => weightOf(move) !== 'quiet'),
      ({ at }) => px(at),
      FLAG_DISTANCE,
    ).map((move, index, all) => ({
      move,
      tone: weightOf(move),
      left: left(move.at),
      isEnd: width - px(move.at) < FLAG_SPACE,
      hasText:
        width >= LEAST_CHART_WITH_TEXT &&
        isAlone(
          all.map(({ at }) => px(at)),
          index,
          FLAG_TEXT_WIDTH,
        ),
    })),
    marks: timeline.moves
      .filter(move => move.class === 'unchanged')
      .map(move => ({ move, left: left(move.at) })),
    exposures,
    lanes: Math.max(0, ...exposures.map(({ lane }) => lane + 1)),
    builds: timeline.builds.map((build, index, all) => ({
      build,
      left: left(Date.parse(build.at)),
      hasText: isAlone(
        all.map(({ at }) => px(Date.parse(at))),
        index,
        BUILD_TEXT_WIDTH,
      ),
    })),
    ticks: timeTicks(from, to, px, TICK_DISTANCE).map(time => ({
      time,
      left: left(time),
    })),
    blank:
      blankEnd > from
        ? {
            width: left(blankEnd),
            hasText: px(blankEnd) >= BLANK_TEXT_WIDTH,
          }
        : null,
  };
}

function labelOf(part: number, width: number): 'none' | 'letter' | 'text' {
  if (part * width < LETTER_WIDTH) {
    return 'none';
  }
  return part >= TEXT_SHARE && width >= LEAST_CHART_WITH_TEXT
    ? 'text'
    : 'letter';
}

/** Each in the first lane that is free by then; what fits in none is left out. */
function inLanes(
  spans: readonly ExposureSpan[],
): Array<{ lane: number; span: ExposureSpan }> {
  const ends: number[] = [];
  return spans.flatMap(span => {
    const free = ends.findIndex(end => end <= span.from);
    const lane = free === -1 ? ends.length : free;
    if (lane >= MAX_LANES) {
      return [];
    }
    ends[lane] = span.to;
    return { lane, span };
  });
}

/** Where there is room for the words of a time of exposure. */
function sideOf(
  all: readonly ExposureSpan[],
  span: ExposureSpan,
  chart: { px: (time: number) => number; width: number },
): 'before' | 'after' | 'none' {
  const { px, width } = chart;
  const start = px(span.from);
  const end = px(span.to);
  const isFree = (from: number, to: number) =>
    all.every(
      other => other === span || px(other.to) <= from || px(other.from) >= to,
    );
  if (
    start >= EXPOSURE_TEXT_WIDTH &&
    isFree(start - EXPOSURE_TEXT_WIDTH, start)
  ) {
    return 'before';
  }
  // The next one may have its words before it.
  return end + EXPOSURE_TEXT_WIDTH <= width &&
    isFree(end, end + 2 * EXPOSURE_TEXT_WIDTH)
    ? 'after'
    : 'none';
}

/** Of things too near to each other, the later one stays. */
function spaced<T>(
  items: readonly T[],
  place: (item: T) => number,
  distance: number,
): T[] {
  return items.filter((item, index) => {
    const next = items[index + 1];
    return next === undefined || place(next) - place(item) >= distance;
  });
}

/** Whether nothing is so near that two texts would touch. */
function isAlone(
  places: readonly number[],
  index: number,
  distance: number,
): boolean {
  return [places[index - 1], places[index + 1]].every(
    other => other === undefined || Math.abs(other - places[index]) >= distance,
  );
}
