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
  ExposureWindow,
  TagHistory,
  TagMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import {
  contentsTone,
  isWeighty,
  type MoveTone,
  type PlacedMove,
  type Timeline,
} from '../../tags';

/** A time of exposure; several places that share one are one. */
export interface ExposureSpan {
  /** The upper bound: by then it had begun. Milliseconds since the epoch. */
  from: number;
  /** The end of the range while it is open. */
  to: number;
  window: ExposureWindow;
  /** As build files say it, each once. */
  references: string[];
}

/** The timeline of a component, with the times in which it was exposed. */
export interface ExposedTimeline extends Timeline {
  /** By their beginning, oldest first. */
  exposures: ExposureSpan[];
}

/** The windows of a tag that reach into the range, oldest first. */
function exposuresOf(
  range: Pick<Timeline, 'from' | 'to'>,
  tagId: string,
  windows: readonly ExposureWindow[],
): ExposureSpan[] {
  const spans = new Map<string, ExposureSpan>();
  for (const window of windows.filter(one => one.tagId === tagId)) {
    const key = [window.moveId, window.opened.before, window.closed].join(' ');
    const from = Date.parse(window.opened.before);
    const to = window.closed ? Date.parse(window.closed) : range.to;
    const known = spans.get(key);
    if (known) {
      if (!known.references.includes(window.reference)) {
        known.references.push(window.reference);
      }
    } else if (from <= range.to && to >= range.from) {
      spans.set(key, { from, to, window, references: [window.reference] });
    }
  }
  return [...spans.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Adds the windows of a tag that reach into the range. */
export function withExposures(
  timeline: Timeline,
  tagId: string,
  windows: readonly ExposureWindow[],
): ExposedTimeline {
  return { ...timeline, exposures: exposuresOf(timeline, tagId, windows) };
}

/**
 * The windows of tags that are not named any more, newest first: who pins an
 * image by digest under another tag ends one, and no timeline shows it then.
 */
export function pastExposures(
  range: Pick<Timeline, 'from' | 'to'>,
  named: ReadonlySet<string>,
  windows: readonly ExposureWindow[],
): ExposureSpan[] {
  const tagIds = new Set(
    windows.map(({ tagId }) => tagId).filter(tagId => !named.has(tagId)),
  );
  return [...tagIds]
    .flatMap(tagId => exposuresOf(range, tagId, windows))
    .sort((a, b) => b.to - a.to || b.from - a.from);
}

/**
 * How much a move weighs for what is built on it: only other symbol versions
 * or another distribution do, and what may have brought them.
 */
export function weightOf(placed: PlacedMove): MoveTone {
  switch (placed.class) {
    // Whatever was in it, a build notices.
    case 'gone':
    case 'back':
    case 'lost':
    case 'gained':
      return 'weighty';
    default: {
      const { contents } = placed.move;
      const isNothing = !placed.isWeighty || contents.state === 'none';
      return isNothing ? 'quiet' : contentsTone(contents) ?? 'unknown';
    }
  }
}

/** The newest move after which a build got other files, or may have. */
export function lastWeighty({
  moves,
}: Pick<TagHistory, 'moves'>): TagMove | undefined {
  return [...moves]
    .filter(move => isWeighty(move.class))
    .sort((a, b) => (a.between.before < b.between.before ? 1 : -1))[0];
}
