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

import type {
  LookFailureCode,
  TagHistory,
  TagInterval,
  TagMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { isWeighty } from './moveClasses';
import type { AnyMoveClass, TagBuild } from './types';

/** What is shown of a tag: one level of its history, over a range of time. */
export interface TimelineOptions {
  history: TagHistory;
  /** Null for what the tag itself points to. */
  platform: string | null;
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  builds?: readonly TagBuild[];
}

/** An uninterrupted stay at one digest. */
export interface Stay extends TagInterval {
  /** The same for the same digest; null while there was none. */
  letter: string | null;
  /** The move that began it; null for a first observation, or where not told. */
  move: PlacedMove | null;
  /** Builds of that time, oldest first. */
  builds: TagBuild[];
}

/** A stretch of which nothing is known. */
export interface UnknownStretch {
  from: number;
  /** Null while it lasts. */
  until: number | null;
  code: LookFailureCode;
  message: string;
}

/** A move within the range, as it concerns the level that is shown. */
export interface PlacedMove {
  move: TagMove;
  /** The upper bound: by then it had happened. */
  at: number;
  class: AnyMoveClass;
  isWeighty: boolean;
  /** Digests of the level that is shown; null where there was nothing. */
  from: string | null;
  to: string | null;
  /** Null for digests that the range does not show. */
  fromLetter: string | null;
  toLetter: string | null;
}

/** A piece of the track, in milliseconds since the epoch. */
export type Span = { from: number; to: number } & (
  | { kind: 'stay'; stay: Stay; shade: 0 | 1 }
  | { kind: 'unknown'; stretch: UnknownStretch }
);

export interface Timeline {
  from: number;
  to: number;
  platform: string | null;
  /** Oldest first, all that reach into the range. */
  stays: Stay[];
  stretches: UnknownStretch[];
  /** Oldest first. */
  moves: PlacedMove[];
  /** Oldest first. */
  builds: TagBuild[];
  /** What is drawn, in order of time; pieces do not overlap. */
  spans: Span[];
  /** Before it nothing is known, and nothing is drawn; null while unseen. */
  knownFrom: number | null;
}

/** Looks are late now and then; twice the interval is no gap yet. */
const LATE_INTERVALS = 2;
/** Less than this is never called late. */
const LEAST_LATE_MS = 60 * 60 * 1000;

const LETTERS = 26;

/** A, B … Z, AA, AB … */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % LETTERS));
  return index < LETTERS
    ? last
    : letterOf(Math.floor(index / LETTERS) - 1) + last;
}

/**
 * The platforms that the history tells apart, sorted. None where the tag points
 * to the image itself: there is one history then, not two.
 */
export function platformsOf(history: TagHistory): string[] {
  const { intervals } = history;
  const own = new Set(
    intervals.flatMap(one => (one.platform === null ? one.digest ?? [] : [])),
  );
  const apart = intervals.some(
    ({ digest, platform }) =>
      platform !== null && digest !== null && !own.has(digest),
  );
  const names = intervals.flatMap(({ platform }) => platform ?? []);
  return apart ? [...new Set(names)].sort() : [];
}

/** Places everything that is known of a tag, and what is not, on one line. */
export function timelineOf(options: TimelineOptions): Timeline {
  const { builds = [], from, history, platform, to } = options;
  const intervals = history.intervals
    .filter(interval => interval.platform === platform)
    .filter(interval => startOf(interval) < to && endOf(interval, to) > from)
    .sort((a, b) => startOf(a) - startOf(b));
  const letters = lettersOf(intervals);
  const allMoves = history.moves
    .map(move => placeMove(move, platform, letters))
    .sort((a, b) => a.at - b.at);
  const moves = allMoves.filter(({ at }) => at >= from && at <= to);
  const placedBuilds = builds
    .filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const own = history.intervals.filter(interval => interval.platform === null);
  const stays = intervals.map<Stay>(interval => ({
    ...interval,
    aliases: interval.aliases.length
      ? interval.aliases
      : aliasesAt(own, startOf(interval)),
    letter: interval.digest && (letters.get(interval.digest) ?? null),
    move: allMoves.find(({ at }) => at === startOf(interval)) ?? null,
    builds: placedBuilds.filter(
      ({ at }) =>
        Date.parse(at) >= startOf(interval) &&
        Date.parse(at) < endOf(interval, Infinity),
    ),
  }));
  const stretches = stretchesOf(history, from, to);
  const knownSince = history.knownSince && Date.parse(history.knownSince);

  return {
    from,
    to,
    platform,
    stays,
    stretches,
    moves,
    builds: placedBuilds,
    spans: spansOf(stays, stretches, from, to),
    knownFrom: knownSince || null,
  };
}

function startOf(interval: TagInterval): number {
  return Date.parse(interval.began.before);
}

/** @param now - the end of what lasts */
function endOf(interval: TagInterval, now: number): number {
  return interval.endedBefore ? Date.parse(interval.endedBefore) : now;
}

function lettersOf(intervals: readonly TagInterval[]): Map<string, string> {
  const letters = new Map<string, string>();
  for (const { digest } of intervals) {
    if (digest && !letters.has(digest)) {
      letters.set(digest, letterOf(letters.size));
    }
  }
  return letters;
}

/** Aliases are those of the tag itself, whatever the platform. */
function aliasesAt(own: readonly TagInterval[], time: number): string[] {
  const interval = own.find(
    one => startOf(one) <= time && endOf(one, Infinity) > time,
  );
  return interval?.aliases ?? [];
}

function placeMove(
  move: TagMove,
  platform: string | null,
  letters: ReadonlyMap<string, string>,
): PlacedMove {
  // Where no platform was read, what holds for the tag may hold for each.
  const part =
    platform === null || move.platforms.length === 0
      ? move
      : move.platforms.find(one => one.platform === platform);
  const moveClass = part?.class ?? 'unchanged';
  const letter = (digest: string | null | undefined) =>
    (digest && letters.get(digest)) || null;
  return {
    move,
    at: Date.parse(move.between.before),
    class: moveClass,
    isWeighty: isWeighty(moveClass),
    from: part?.from ?? null,
    to: part?.to ?? null,
    fromLetter: letter(part?.from),
    toLetter: letter(part?.to),
  };
}

function stretchesOf(
  history: TagHistory,
  from: number,
  to: number,
): UnknownStretch[] {
  const stretches = history.outages
    .map<UnknownStretch>(outage => ({
      from: Date.parse(outage.from),
      until: outage.until ? Date.parse(outage.until) : null,
      code: outage.code,
      message: outage.message,
    }))
    .filter(({ from: start, until }) => start < to && (until ?? to) > from);
  const late = lateSince(history, to);
  return late === null || stretches.some(({ until }) => until === null)
    ? stretches
    : [
        ...stretches,
        { from: late, until: null, code: 'not-looked', message: '' },
      ];
}

/** Since when nobody has looked who should have; null where that is not so. */
export function lateSince(history: TagHistory, now: number): number | null {
  const { checkedAt, intervalSeconds, notWatched, seenAt } = history.tag;
  const last = seenAt && Date.parse(seenAt);
  if (!last) {
    return null;
  }
  const late = Math.max(LATE_INTERVALS * intervalSeconds * 1000, LEAST_LATE_MS);
  const looked = Math.max(last, checkedAt ? Date.parse(checkedAt) : last);
  return notWatched !== null || now - looked > late ? last : null;
}

/** The stays without the stretches, and the stretches: nothing overlaps. */
function spansOf(
  stays: readonly Stay[],
  stretches: readonly UnknownStretch[],
  from: number,
  to: number,
): Span[] {
  const spans: Span[] = [];
  stays.forEach((stay, index) => {
    const shade = index % 2 === 0 ? 0 : 1;
    let start = Math.max(from, startOf(stay));
    const end = Math.min(to, endOf(stay, to));
    for (const stretch of stretches) {
      const until = stretch.until ?? to;
      if (stretch.from < end && until > start) {
        if (stretch.from > start) {
          spans.push({
            kind: 'stay',
            from: start,
            to: stretch.from,
            stay,
            shade,
          });
        }
        start = Math.max(start, until);
      }
    }
    if (start < end) {
      spans.push({ kind: 'stay', from: start, to: end, stay, shade });
    }
  });
  for (const stretch of stretches) {
    spans.push({
      kind: 'unknown',
      from: Math.max(from, stretch.from),
      to: Math.min(to, stretch.until ?? to),
      stretch,
    });
  }
  return spans.sort((a, b) => a.from - b.from);
}
