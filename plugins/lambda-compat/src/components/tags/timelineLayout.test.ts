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
  TagMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { digest, interval, tagMove, watchedTag } from '../../__fixtures__/tags';
import { timelineOf } from '../../tags';
import { weightOf, withExposures } from './exposure';
import { timelineLayout } from './timelineLayout';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2025-03-01T00:00:00Z');
const iso = (days: number) => new Date(START + days * DAY).toISOString();

/** Opened on one day of the range, and closed on another or still open. */
function window(
  from: number,
  to: number | null,
  overrides: Partial<ExposureWindow> = {},
): ExposureWindow {
  return {
    entityRef: 'component:default/orders',
    tagId: 't1',
    moveId: `m${from}`,
    image: 'docker.io/arm64v8/amazonlinux:latest',
    reference: 'arm64v8/amazonlinux:latest',
    opened: { after: null, before: iso(from) },
    closed: to === null ? null : iso(to),
    closedBy: to === null ? null : 'pinned',
    seconds: { least: ((to ?? 10) - from) * 86_400, most: null },
    symbolVersions: true,
    ...overrides,
  };
}

/** Ten days; the tag is known from the second on and moves on the days given. */
function layout(
  movedOn: readonly number[],
  width = 600,
  windows: readonly ExposureWindow[] = [],
) {
  const bounds = [2, ...movedOn];
  const timeline = timelineOf({
    history: {
      tag: watchedTag({ seenAt: iso(10), checkedAt: iso(10) }),
      intervals: bounds.map((day, index) =>
        interval({
          digest: digest(`${index}`),
          began: { after: null, before: iso(day) },
          endedBefore:
            index + 1 < bounds.length ? iso(bounds[index + 1]) : null,
        }),
      ),
      outages: [],
      moves: movedOn.map(day =>
        tagMove({ id: `m${day}`, between: { after: null, before: iso(day) } }),
      ),
      knownSince: iso(2),
      truncated: false,
    },
    platform: null,
    from: START,
    to: START + 10 * DAY,
    builds: [3, 3.2, 8].map(day => ({
      at: iso(day),
      functionName: 'orders',
      number: String(day),
      url: null,
      commit: null,
      verdict: 'other' as const,
    })),
  });
  return timelineLayout(withExposures(timeline, 't1', windows), width);
}

describe('timelineLayout', () => {
  it('places everything on one scale, and leaves what is not known blank', () => {
    const { blank, builds, flags, pieces } = layout([5]);
    expect(blank).toEqual({ width: 20, hasText: false });
    expect(pieces.map(({ left, width }) => [left, width])).toEqual([
      [20, 30],
      [50, 50],
    ]);
    expect(flags.map(({ left }) => left)).toEqual([50]);
    expect(builds.map(({ left }) => left)).toEqual([30, 32, 80]);
  });

  it('keeps the letter only where a piece or the chart is narrow', () => {
    const labels = (width: number) =>
      layout([5, 6, 6.1], width).pieces.map(({ label }) => label);
    expect(labels(600)).toEqual(['text', 'letter', 'none', 'text']);
    expect(labels(300)).toEqual(['letter', 'letter', 'none', 'letter']);
  });

  it('leaves texts out that would touch, and flags that would cover others', () => {
    const { builds, flags } = layout([4, 4.1, 9], 600);
    expect(flags.map(({ move }) => move.move.id)).toEqual(['m4.1', 'm9']);
    expect(flags.every(({ hasText }) => hasText)).toBe(true);
    expect(builds.map(({ hasText }) => hasText)).toEqual([false, false, true]);
    expect(layout([4, 4.1, 9], 300).flags.some(flag => flag.hasText)).toBe(
      false,
    );
  });

  it('draws times of exposure by their upper bound, those at once in lanes', () => {
    const { exposures, lanes } = layout([4], 600, [
      window(4, null),
      window(5, 7),
      window(7, 8, { symbolVersions: null }),
      window(-3, 1),
      // Before the range, of another tag, and the same of another place.
      window(-3, -1),
      window(6, 7, { tagId: 't2' }),
      window(4, null, { reference: 'arm64v8/amazonlinux' }),
    ]);
    expect(
      exposures.map(({ lane, left, width }) => [lane, left, width]),
    ).toEqual([
      [0, 0, 10],
      [0, 40, 60],
      [1, 50, 20],
      [1, 70, 10],
    ]);
    expect(lanes).toBe(2);
    expect(exposures[1].span.references).toEqual([
      'arm64v8/amazonlinux:latest',
      'arm64v8/amazonlinux',
    ]);
    expect(layout([4]).lanes).toBe(0);
  });

  it.each<[string, Array<[number, number | null]>, string[]]>([
    ['before it', [[4, null]], ['before']],
    ['after it, where it begins at the edge', [[1, 3]], ['after']],
    ['nowhere, where it fills the chart', [[0, null]], ['none']],
    [
      'nowhere, where the words of another one would be',
      [
        [2, 3],
        [5.4, null],
      ],
      ['none', 'none'],
    ],
  ])('puts the length of an exposure %s', (_, windows, sides) => {
    const { exposures } = layout(
      [],
      600,
      windows.map(([from, to]) => window(from, to)),
    );
    expect(exposures.map(({ text }) => text)).toEqual(sides);
  });

  it.each<[string, Partial<TagMove>, string]>([
    ['other symbol versions', {}, 'weighty'],
    [
      'another distribution',
      { contents: { state: 'available', class: 'distro', sentence: null } },
      'weighty',
    ],
    [
      'packages only',
      { contents: { state: 'available', class: 'packages', sentence: null } },
      'quiet',
    ],
    [
      'what is not read yet',
      { contents: { state: 'pending', class: null, sentence: null } },
      'unknown',
    ],
    [
      'what nobody reads',
      { contents: { state: 'off', class: null, sentence: null } },
      'unknown',
    ],
    [
      'nothing for the platform',
      { contents: { state: 'none', class: null, sentence: null } },
      'quiet',
    ],
    [
      'a deletion, whatever was in it',
      {
        class: 'gone',
        contents: { state: 'none', class: null, sentence: null },
      },
      'weighty',
    ],
    [
      'a build of the same files, whatever is said of it',
      { class: 'no-op' },
      'quiet',
    ],
  ])('weighs a move by what came: %s', (_, overrides, weight) => {
    const move = tagMove({ platforms: [], ...overrides });
    const [placed] = timelineOf({
      history: {
        tag: watchedTag(),
        intervals: [],
        outages: [],
        moves: [move],
        knownSince: null,
        truncated: false,
      },
      platform: null,
      from: 0,
      to: Date.now(),
    }).moves;
    expect(weightOf(placed)).toBe(weight);
  });
});
