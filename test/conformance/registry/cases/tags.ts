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

import { type ConformanceCase } from '../case';
import { requireToken } from '../server/behaviours/authentication';
import { answer, headers } from '../server/behaviours/conditions';
import { json, text } from '../server/exchange';
import { atMost, none } from '../server/log';

const SPEC = 'distribution-spec, Listing tags';
const TAGS = { kind: 'tags' } as const;
const ALL = ['docker', 'latest', 'list', 'oci'];

/** Lists of tags, and how they go on. */
export const TAG_CASES: readonly ConformanceCase[] = [
  {
    id: 'tags-pages',
    title: 'Pages of tags are followed to the last',
    source: [SPEC],
    origins: () => ({
      registry: [
        (request, next) => {
          if (request.kind === 'tags') {
            request.url.searchParams.set('n', '1');
          }
          return next();
        },
      ],
    }),
    steps: [{ ask: 'tags', tags: ALL }],
  },
  {
    id: 'tags-pages-absolute',
    title: 'The next page may be named with its host',
    source: ['RFC 8288, 3', SPEC],
    origins: stage => ({
      registry: [
        answer({ ...TAGS, first: 1 }, () =>
          json(
            200,
            { name: 'team/app', tags: ['docker'] },
            {
              Link: `<${stage.origin(
                'registry',
              )}/v2/team/app/tags/list?n=9&last=docker>; rel="next"`,
            },
          ),
        ),
      ],
    }),
    steps: [{ ask: 'tags', tags: ALL }],
  },
  {
    id: 'tags-pages-elsewhere',
    title: 'A next page at a stranger gets no token and is not believed',
    source: ['RFC 8288, 3', 'edge case 33'],
    origins: stage => ({
      registry: [
        requireToken(stage),
        headers(TAGS, {
          Link: `<${stage.origin(
            'stranger',
          )}/v2/team/app/tags/list>; rel="next"`,
        }),
      ],
    }),
    steps: [
      {
        ask: 'tags',
        tags: ALL,
        failures: ['unexpected-answer', 'refused-address'],
      },
    ],
    log: [none({ origin: 'stranger' })],
  },
  {
    id: 'tags-pages-other-path',
    title: 'Of several links only the one to the next page is followed',
    source: ['RFC 8288, 3.3'],
    origins: () => ({
      registry: [
        headers(TAGS, {
          Link: '</v2/>; rel="index", </v2/first>; rel=first; title="rel=\\"next\\""',
        }),
      ],
    }),
    steps: [{ ask: 'tags', tags: ALL }],
    log: [atMost(TAGS, 1), none({ kind: 'other' })],
  },
  {
    id: 'tags-pages-loop',
    title: 'A next page that is the same page again is an end',
    source: [SPEC],
    origins: () => ({
      registry: [
        headers(TAGS, {
          Link: '</v2/team/app/tags/list?n=100&last=a>; rel="next"',
        }),
      ],
    }),
    steps: [{ ask: 'tags', tags: ALL, failures: ['unexpected-answer'] }],
    log: [atMost(TAGS, 5)],
  },
  {
    id: 'tags-pages-endless',
    title: 'Pages without an end are left after some',
    source: ['limits of the README'],
    origins: () => ({
      registry: [
        answer(TAGS, request =>
          json(
            200,
            { name: 'team/app', tags: [`tag-${request.earlier}`] },
            {
              Link: `</v2/team/app/tags/list?n=1&last=tag-${request.earlier}>; rel="next"`,
            },
          ),
        ),
      ],
    }),
    steps: [{ ask: 'tags', anything: true }],
    log: [atMost(TAGS, 2_000)],
  },
  {
    id: 'tags-null',
    title: 'null after the last tag was deleted is no tags',
    source: ['edge case 26, measured on docker-registry 2.8.2'],
    origins: () => ({
      registry: [
        answer(TAGS, () => json(200, { name: 'team/app', tags: null })),
      ],
    }),
    steps: [{ ask: 'tags', tags: [] }],
  },
  {
    id: 'tags-of-a-thousand',
    title: 'Not more than a thousand tags are asked for at once',
    source: ['ECR: 405 above 1000'],
    origins: () => ({
      registry: [
        (request, next) =>
          request.kind === 'tags' &&
          Number(request.url.searchParams.get('n') ?? 0) > 1000
            ? text(405, 'invalid parameter n')
            : next(),
      ],
    }),
    steps: [{ ask: 'tags', tags: ALL }],
  },
  {
    id: 'tags-garbage',
    title: 'Tags that are no tags are not passed on',
    source: [`${SPEC}: the form of a tag`],
    origins: () => ({
      registry: [
        answer(TAGS, () =>
          json(200, { name: 'team/app', tags: ['latest', 3, '../x', null] }),
        ),
      ],
    }),
    steps: [{ ask: 'tags', tags: ['latest'], failures: ['unexpected-answer'] }],
  },
];
