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
import type { PlacedMove, Span, TagBuild, Timeline } from '../../tags';

/** All in pixels. */
const TICK_DISTANCE = 64;
/** Narrower pieces have no letter. */
const LETTER_WIDTH = 20;
/** Narrower charts have letters only. */
const LEAST_CHART_WITH_TEXT = 480;
/** The words of a flag need this much around them. */
const FLAG_TEXT_WIDTH = 150;
const FLAG_DISTANCE = 12;
const BUILD_TEXT_WIDTH = 52;
const BLANK_TEXT_WIDTH = 150;
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
  /** Weighty moves; the last of those that stand too near to each other. */
  flags: Array<Placed & { move: PlacedMove; hasText: boolean }>;
  /** Moves that left what is shown as it was. */
  marks: Array<Placed & { move: PlacedMove }>;
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
  timeline: Timeline,
  width: number,
): TimelineLayout {
  const { from, knownFrom, to } = timeline;
  // Linear, so a scale of its own would only add to what browsers load.
  const share = (time: number) =>
    Math.max(0, Math.min(1, (time - from) / (to - from)));
  const left = (time: number) => share(time) * 100;
  const px = (time: number) => share(time) * width;
  const blankEnd = knownFrom === null ? to : Math.min(knownFrom, to);

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
      timeline.moves.filter(move => move.isWeighty),
      ({ at }) => px(at),
      FLAG_DISTANCE,
    ).map((move, index, all) => ({
      move,
      left: left(move.at),
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
