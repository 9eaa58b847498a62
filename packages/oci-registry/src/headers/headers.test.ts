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

import { parseChallenges } from './challenges';
import type { Challenge } from './challenges';
import { parseNextLink } from './links';
import { parseRateLimit } from './rateLimit';
import { parseRetryAfter } from './retryAfter';
import { parseWarnings } from './warnings';

describe('WWW-Authenticate', () => {
  it.each<[string, string | string[], Challenge[]]>([
    [
      'of Docker Hub',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/node:pull"',
      [
        {
          scheme: 'bearer',
          parameters: {
            realm: 'https://auth.docker.io/token',
            service: 'registry.docker.io',
            scope: 'repository:library/node:pull',
          },
        },
      ],
    ],
    [
      'of Codeberg, two in one header',
      'Bearer realm="https://codeberg.org/v2/token",service="container_registry",scope="*",Basic realm="https://codeberg.org/v2"',
      [
        {
          scheme: 'bearer',
          parameters: {
            realm: 'https://codeberg.org/v2/token',
            service: 'container_registry',
            scope: '*',
          },
        },
        { scheme: 'basic', parameters: { realm: 'https://codeberg.org/v2' } },
      ],
    ],
    [
      'of two headers',
      ['Negotiate', 'Basic realm="Sonatype Nexus Repository Manager"'],
      [
        { scheme: 'negotiate', parameters: {} },
        {
          scheme: 'basic',
          parameters: { realm: 'Sonatype Nexus Repository Manager' },
        },
      ],
    ],
    [
      'with commas, quotes and equal signs in a string',
      'BEARER realm="https://a.b/T?x=1,2",scope="repository:a:pull,push",error="say \\"no\\""',
      [
        {
          scheme: 'bearer',
          parameters: {
            realm: 'https://a.b/T?x=1,2',
            scope: 'repository:a:pull,push',
            error: 'say "no"',
          },
        },
      ],
    ],
    [
      'with spaces, other case and no quotes',
      'bearer  Realm = https://A.b/Token , SERVICE=x',
      [
        {
          scheme: 'bearer',
          parameters: { realm: 'https://A.b/Token', service: 'x' },
        },
      ],
    ],
    [
      'with a token between',
      'Negotiate a+b/c==, Basic realm="x"',
      [
        { scheme: 'negotiate', parameters: {} },
        { scheme: 'basic', parameters: { realm: 'x' } },
      ],
    ],
    [
      'with a name twice',
      'Basic realm="first", realm="second"',
      [{ scheme: 'basic', parameters: { realm: 'first' } }],
    ],
    [
      'with a string that does not end',
      'Basic realm="x',
      [{ scheme: 'basic', parameters: { realm: 'x' } }],
    ],
    ['with nothing', ' , ,', []],
    [
      'with something before it',
      '"?", Basic realm="x"',
      [{ scheme: 'basic', parameters: { realm: 'x' } }],
    ],
    ['that is too long', `Basic realm="${'x'.repeat(9000)}"`, []],
  ])('%s', (_, header, challenges) => {
    expect(parseChallenges(header)).toEqual(challenges);
  });

  it('never sets what is not its own', () => {
    const [{ parameters }] = parseChallenges('Basic __proto__="x"');

    expect(Object.keys(parameters)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype);
  });

  it.each([
    ['separators', ', '.repeat(4000)],
    ['schemes', 'a '.repeat(4000)],
    ['quotes', '"'.repeat(8000)],
    ['equal signs', 'a='.repeat(4000)],
    ['padding', `a ${'='.repeat(8000)}`],
  ])('of nothing but %s is read in no time', (_, header) => {
    const start = performance.now();
    parseChallenges(header);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('Retry-After', () => {
  const NOW = Date.UTC(2026, 10, 23, 12);

  it.each<[string, number | undefined]>([
    ['5', 5_000],
    [' 5 ', 5_000],
    ['0', 1_000],
    ['0.0004', 1_000],
    ['2.5', 2_500],
    ['.5', 1_000],
    ['3600', 3_600_000],
    ['3601', 3_600_000],
    ['999999999999', 3_600_000],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
    ['Monday, 23-Nov-26 12:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 1_000],
    ['Tue, 24 Nov 2026 12:00:00 GMT', 3_600_000],
    ['', undefined],
    ['-1', undefined],
    ['1e9', undefined],
    ['soon', undefined],
    ['Mon, soon', undefined],
    ['0x10', undefined],
  ])('%j', (header, wait) => {
    expect(parseRetryAfter(header, NOW)).toBe(
      wait === undefined ? undefined : NOW + wait,
    );
  });

  it('that is not there', () => {
    expect(parseRetryAfter(undefined, NOW)).toBeUndefined();
  });
});

it.each([
  ['100;w=21600', { count: 100, windowSeconds: 21600 }],
  ['100; W = 60', { count: 100, windowSeconds: 60 }],
  ['0;w=21600', { count: 0, windowSeconds: 21600 }],
  ['100', { count: 100, windowSeconds: null }],
  ['10, 100;w=60', { count: 10, windowSeconds: null }],
  ['100;burst=5', { count: 100, windowSeconds: null }],
  ['', undefined],
  ['unlimited', undefined],
  ['-1', undefined],
  [undefined, undefined],
])('ratelimit-limit: %s', (header, limit) => {
  expect(parseRateLimit(header)).toEqual(limit);
});

it.each<[string, string | string[] | undefined, string[]]>([
  ['none', undefined, []],
  ['one', '299 - "It ends"', ['It ends']],
  [
    'several in one header',
    '299 - "It \\"ends\\"", 110 x "stale", 299 host:80 "Soon, very"',
    ['It "ends"', 'Soon, very'],
  ],
  ['several headers', ['299 - "a"', '299 - "b"', '299 - "a"'], ['a', 'b']],
  ['control characters', '299 - "a\u0007\u001b[31mb"', ['a [31mb']],
  ['one that is too long', `299 - "${'x'.repeat(600)}"`, ['x'.repeat(500)]],
  ['one that does not end', '299 - "a', []],
])('Warning: %s', (_, header, warnings) => {
  expect(parseWarnings(header)).toEqual(warnings);
});

it.each<[string | string[] | undefined, string | undefined]>([
  [undefined, undefined],
  ['</v2/a/tags/list?n=2&last=b>; rel="next"', '/v2/a/tags/list?n=2&last=b'],
  ['</p>; rel=prev, </n>; title="x"; REL=next', '/n'],
  [['</p>; rel="prev"', '</n>; rel="next last"'], '/n'],
  ['</n>; rel="nextone"', undefined],
  ['</n>', undefined],
  ['', undefined],
])('Link: %j', (header, next) => {
  expect(parseNextLink(header)).toBe(next);
});
