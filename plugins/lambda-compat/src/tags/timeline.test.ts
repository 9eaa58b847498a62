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

import type { TagHistory } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { digest, interval, tagMove, watchedTag } from '../__fixtures__/tags';
import { familiarName, shortDigest, tellingAlias } from './imageName';
import { lateSince, type Span, timelineOf } from './timeline';

const at = (text: string) => Date.parse(`2025-${text}Z`);
const iso = (text: string) => new Date(at(text)).toISOString();

/** A → B → A, as somebody saw it who was not looking from 10 to 12 March. */
const AMAZONLINUX: TagHistory = {
  tag: watchedTag({
    checkedAt: iso('03-31T00:00'),
    seenAt: iso('03-31T00:00'),
  }),
  intervals: [
    interval({
      digest: digest('a'),
      began: { after: null, before: iso('03-01T00:00') },
      lastSeenAt: iso('03-13T18:00'),
      endedBefore: iso('03-14T00:00'),
    }),
    interval({
      digest: digest('b'),
      began: { after: iso('03-13T18:00'), before: iso('03-14T00:00') },
      lastSeenAt: iso('03-20T00:00'),
      endedBefore: iso('03-20T06:00'),
      aliases: ['2023', '2023.6.20250303.0'],
    }),
    interval({
      digest: digest('a'),
      began: { after: iso('03-20T00:00'), before: iso('03-20T06:00') },
      lastSeenAt: iso('03-31T00:00'),
      endedBefore: null,
    }),
    interval({
      platform: 'linux/arm64',
      digest: digest('4'),
      began: { after: null, before: iso('03-01T00:00') },
      lastSeenAt: iso('03-31T00:00'),
      endedBefore: null,
    }),
  ],
  outages: [
    {
      from: iso('03-10T00:00'),
      until: iso('03-12T00:00'),
      code: 'timeout',
      message: 'No answer within 10 s.',
    },
  ],
  moves: [
    tagMove({
      id: 'm2',
      from: digest('b'),
      to: digest('a'),
      between: { after: iso('03-20T00:00'), before: iso('03-20T06:00') },
      class: 'reverted',
      platforms: [
        {
          platform: 'linux/arm64',
          from: digest('4'),
          to: digest('4'),
          class: 'unchanged',
        },
      ],
    }),
    tagMove({
      id: 'm1',
      from: digest('a'),
      to: digest('b'),
      between: { after: iso('03-13T18:00'), before: iso('03-14T00:00') },
      class: 'pending',
      platforms: [],
    }),
  ],
  knownSince: iso('03-01T00:00'),
  truncated: false,
};

function timeline(
  history: TagHistory = AMAZONLINUX,
  platform: string | null = null,
  from = at('02-20T00:00'),
  to = at('03-31T00:10'),
) {
  return timelineOf({ history, platform, from, to });
}

/** `03-10..03-12 ?` for what is not known, `03-12..03-14 A` for a stay. */
function drawn(spans: readonly Span[]): string[] {
  const day = (time: number) =>
    new Date(time).toISOString().slice(5, 16).replace('T00:00', '');
  return spans.map(span => {
    const what = span.kind === 'unknown' ? '?' : span.stay.letter ?? '–';
    return `${day(span.from)}..${day(span.to)} ${what}`;
  });
}

describe('timelineOf', () => {
  it('draws a move at its upper bound, and what was not seen as not known', () => {
    const { moves, spans } = timeline();
    expect(drawn(spans)).toEqual([
      '03-01..03-10 A',
      '03-10..03-12 ?',
      '03-12..03-14 A',
      '03-14..03-20T06:00 B',
      '03-20T06:00..03-31T00:10 A',
    ]);
    expect(
      moves.map(move => [move.fromLetter, move.toLetter, move.class]),
    ).toEqual([
      ['A', 'B', 'pending'],
      ['B', 'A', 'reverted'],
    ]);
  });

  it('gives pieces of one stay one shade, and the next stay the other', () => {
    const shades = timeline().spans.flatMap(span =>
      span.kind === 'stay' ? [span.shade] : [],
    );
    expect(shades).toEqual([0, 0, 1, 0]);
  });

  it('draws nothing before the first observation', () => {
    const { from, knownFrom, spans } = timeline();
    expect(from).toBe(at('02-20T00:00'));
    expect(knownFrom).toBe(at('03-01T00:00'));
    expect(spans[0].from).toBe(knownFrom);
  });

  it('cuts what reaches out of the range', () => {
    const { moves, spans } = timeline(
      AMAZONLINUX,
      null,
      at('03-11T00:00'),
      at('03-15T00:00'),
    );
    expect(drawn(spans)).toEqual([
      '03-11..03-12 ?',
      '03-12..03-14 A',
      '03-14..03-15 B',
    ]);
    expect(moves.map(({ move }) => move.id)).toEqual(['m1']);
  });

  it('tells a platform that stayed as it was from the tag that moved', () => {
    const { moves, stays } = timeline(AMAZONLINUX, 'linux/arm64');
    expect(stays).toHaveLength(1);
    expect(
      moves.map(move => [move.move.id, move.class, move.isWeighty]),
    ).toEqual([
      // Not read yet: that it stayed as it was is not known.
      ['m1', 'pending', true],
      ['m2', 'unchanged', false],
    ]);
  });

  it('takes the builds of a stay from when it was seen until another was', () => {
    const build = (day: string) => ({
      at: iso(day),
      functionName: 'orders',
      number: day,
      url: null,
      commit: null,
      verdict: 'other' as const,
    });
    const { stays } = timelineOf({
      history: AMAZONLINUX,
      platform: null,
      from: at('03-05T00:00'),
      to: at('03-31T00:10'),
      builds: [
        build('03-25T00:00'),
        build('03-14T00:00'),
        build('03-13T23:00'),
        build('03-02T00:00'),
      ],
    });
    expect(
      stays.map(({ builds }) => builds.map(({ number }) => number)),
    ).toEqual([['03-13T23:00'], ['03-14T00:00'], ['03-25T00:00']]);
  });

  it('says nothing is known once looks are missing for two intervals and an hour', () => {
    const lateAt = (now: string) =>
      lateSince(
        { ...AMAZONLINUX, tag: { ...AMAZONLINUX.tag, intervalSeconds: 3600 } },
        at(now),
      );
    expect(lateAt('03-31T02:00')).toBeNull();
    expect(lateAt('03-31T02:01')).toBe(at('03-31T00:00'));

    const { spans } = timeline(
      AMAZONLINUX,
      null,
      at('03-20T06:00'),
      at('04-02T00:00'),
    );
    expect(drawn(spans)).toEqual(['03-20T06:00..03-31 A', '03-31..04-02 ?']);
  });

  it('ends with what is known where a registry fails until now', () => {
    const { spans } = timeline(
      {
        ...AMAZONLINUX,
        outages: [
          {
            from: iso('03-30T00:00'),
            until: null,
            code: 'dns',
            message: 'No such name.',
          },
        ],
      },
      null,
      at('03-29T00:00'),
    );
    expect(drawn(spans)).toEqual(['03-29..03-30 A', '03-30..03-31T00:10 ?']);
  });

  it('goes on with AA after Z', () => {
    const many = Array.from({ length: 28 }, (_, index) =>
      interval({
        digest: digest(`${index}x`),
        began: { after: null, before: iso(`03-01T00:${10 + index}`) },
        endedBefore: iso(`03-01T00:${11 + index}`),
      }),
    );
    const { stays } = timeline({ ...AMAZONLINUX, intervals: many });
    expect(stays.map(({ letter }) => letter).slice(24)).toEqual([
      'Y',
      'Z',
      'AA',
      'AB',
    ]);
  });
});

describe('names', () => {
  it.each([
    ['docker.io/library/node:22', 'node:22'],
    ['docker.io/arm64v8/amazonlinux:latest', 'arm64v8/amazonlinux:latest'],
    ['public.ecr.aws/docker.io/x:1', 'public.ecr.aws/docker.io/x:1'],
  ])('writes %s as %s', (image, name) => {
    expect(familiarName(image)).toBe(name);
  });

  it('cuts a digest as container tools do, and prefers the dated alias', () => {
    expect(shortDigest(digest('77d0b5a8c913'))).toBe('77d0b5a8c913');
    expect(tellingAlias(['2023', '2023.6.20250303.0', 'latest'])).toBe(
      '2023.6.20250303.0',
    );
    expect(tellingAlias([])).toBeNull();
  });
});
