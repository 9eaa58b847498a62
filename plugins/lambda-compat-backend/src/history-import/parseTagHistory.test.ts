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

import { parseTagHistory } from './parseTagHistory';

const NOW = Date.UTC(2026, 10, 23, 12);
const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const C = `sha512:${'c'.repeat(128)}`;

const parse = (content: unknown) =>
  parseTagHistory(JSON.stringify(content), NOW);

const ENTRY = { image: 'node:22', digest: A, from: '2026-01-01T00:00:00Z' };

function document(...observations: unknown[]) {
  return { schema: 'lambda-compat/tag-history/v1', observations };
}

describe('parseTagHistory', () => {
  it('reads its own format', () => {
    expect(
      parse(
        document(
          ENTRY,
          {
            image: 'quay.io/team/base:2023',
            digest: C,
            platforms: { 'linux/arm64/v8': A, 'linux/x86_64': B },
            from: '2026-01-01T02:00:00+02:00',
            until: '2026-01-02T00:00:00.5Z',
          },
          { ...ENTRY, digest: null, until: '2026-11-23T12:04:00Z' },
        ),
      ),
    ).toEqual([
      {
        registry: 'docker.io',
        repository: 'library/node',
        tag: '22',
        digest: A,
        platforms: null,
        fromMs: Date.UTC(2026, 0, 1),
        untilMs: Date.UTC(2026, 0, 1),
        place: 'observations[0]',
      },
      {
        registry: 'quay.io',
        repository: 'team/base',
        tag: '2023',
        digest: C,
        platforms: new Map([
          ['linux/arm64', A],
          ['linux/amd64', B],
        ]),
        fromMs: Date.UTC(2026, 0, 1),
        untilMs: Date.UTC(2026, 0, 2, 0, 0, 0, 500),
        place: 'observations[1]',
      },
      expect.objectContaining({
        digest: null,
        platforms: new Map(),
        // Clocks differ by some minutes.
        untilMs: NOW,
        place: 'observations[2]',
      }),
    ]);
  });

  it('reads the answers of Quay, with the times in which a tag was not there', () => {
    // As quay.io answers to /api/v1/repository/team/base/tag/.
    const tag = (
      digest: string,
      start: number,
      end?: number,
      name = 'latest',
    ) => ({
      name,
      reversion: false,
      start_ts: start,
      ...(end && {
        end_ts: end,
        expiration: 'Mon, 01 Jun 2026 00:00:00 -0000',
      }),
      manifest_digest: digest,
      is_manifest_list: true,
      size: null,
      last_modified: 'Mon, 01 Jun 2026 00:00:00 -0000',
    });
    const answer = {
      repository: 'quay.io/team/base',
      tags: [
        tag(B, 4_000),
        tag(A, 1_000, 2_000),
        tag(B, 2_000, 3_000),
        tag(A, 1_000, 1_500, 'old'),
      ],
      page: 1,
      has_additional: false,
    };
    const said = (content: unknown) =>
      parse(content).map(({ tag: name, digest, fromMs, untilMs }) => [
        name,
        digest,
        fromMs / 1_000,
        untilMs / 1_000,
      ]);
    const expected = [
      ['latest', A, 1_000, 2_000],
      ['latest', B, 2_000, 3_000],
      ['latest', null, 3_000, 4_000],
      ['latest', B, 4_000, 4_000],
      ['old', A, 1_000, 1_500],
      ['old', null, 1_500, 1_500],
    ];
    expect(said(answer)).toEqual(expected);
    // Pages of one repository, and answers for several.
    const { tags } = answer;
    expect(
      said([
        { ...answer, tags: tags.slice(0, 2) },
        { ...answer, tags: tags.slice(2) },
      ]),
    ).toEqual(expected);
  });

  it.each<[unknown, string]>([
    [7, 'The document is not an object'],
    [{}, "'schema' has to be 'lambda-compat/tag-history/v1'"],
    [{ ...document(), more: 1 }, "The document has the property 'more'"],
    [{ ...document(), observations: {} }, "'observations' is not a list"],
    [document(7), 'observations[0] is not an object'],
    [
      document(ENTRY, { ...ENTRY, until_: 1 }),
      "observations[1] has the property 'until_', which is not known; known are image, digest, platforms, from, until",
    ],
    [
      document({ ...ENTRY, image: 'A' }),
      'observations[0].image is not an image',
    ],
    [
      document({ ...ENTRY, image: `node@${A}` }),
      'observations[0].image has to be an image with a tag, only',
    ],
    [
      document({ ...ENTRY, digest: 'sha256:AA' }),
      'observations[0].digest is not a digest',
    ],
    [
      document({ ...ENTRY, digest: undefined }),
      'observations[0].digest is not a digest',
    ],
    [
      document({ ...ENTRY, platforms: { arm: A } }),
      "observations[0].platforms['arm'] is not a platform such as linux/arm64",
    ],
    [
      document({ ...ENTRY, platforms: { 'linux/arm64': 'x' } }),
      "observations[0].platforms['linux/arm64'] is not a digest",
    ],
    [
      document({ ...ENTRY, from: '2026-01-01' }),
      'observations[0].from is not a time such as 2025-04-08T06:00:00Z',
    ],
    [
      document({ ...ENTRY, from: 1_767_225_600 }),
      'observations[0].from is not a time',
    ],
    [
      document({ ...ENTRY, until: '2027-01-01T00:00:00Z' }),
      'observations[0].until is in the future',
    ],
    [
      document({ ...ENTRY, until: '2025-12-31T23:59:59Z' }),
      'observations[0].until is before observations[0].from',
    ],
    [
      { tags: [] },
      'repository is missing: add it to Quay\'s answer, such as "repository": "quay.io/team/base"',
    ],
    [
      [{ repository: 'quay.io/a/b', tags: [{ name: 'x', start_ts: '1' }] }],
      '[0].tags[0].start_ts is not a time in seconds since 1970',
    ],
    [
      { repository: 'quay.io/a/b', tags: [{ name: {}, start_ts: 1 }] },
      'tags[0].name is not an image',
    ],
  ])('says of %j what is wrong and where', (wrong, message) => {
    expect(() => parse(wrong)).toThrow(message);
  });

  it('refuses what is no JSON, or too much', () => {
    expect(() => parseTagHistory('{', NOW)).toThrow('The content is not JSON');
    expect(() =>
      parse(document(...Array.from({ length: 100_001 }, () => 0))),
    ).toThrow("'observations' has 100001 entries; at most 100000 are read");
  });
});
