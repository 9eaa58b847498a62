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

import { clientFor, failureOf, IMAGE, TAG } from '../__testUtils__/clients';
import { FakeClock } from '../__testUtils__/FakeClock';
import { digestOf, INDEX, OCI_INDEX } from '../__testUtils__/images';
import { answer, startServer } from '../__testUtils__/testServer';
import type { Handler, TestServer } from '../__testUtils__/testServer';
import type { RegistryClient } from '../RegistryClient';
import type { RegistryQuota } from '../types';

const GOOD = {
  'content-type': OCI_INDEX,
  'docker-content-digest': digestOf(INDEX),
};

let server: TestServer;
let client: RegistryClient;
let clock: FakeClock;
let serve: Handler;
let told: RegistryQuota[];

beforeEach(async () => {
  clock = new FakeClock();
  told = [];
  serve = (_, response) => answer(response, 200, GOOD, '');
  server = await startServer((request, response) => serve(request, response));
  client = clientFor(server, {}, { clock, onQuota: quota => told.push(quota) });
});

afterEach(async () => {
  await client.close();
  await server.close();
});

/** Serves what is given first, and good answers after it. */
function first(...handlers: Handler[]): Handler {
  return (request, response) => {
    const handler = handlers.shift() ?? ((_, last) => answer(last, 200, GOOD));
    handler(request, response);
  };
}

function refuse(
  status: number,
  headers: Record<string, string>,
  body = '',
): Handler {
  return ({ method }, response) =>
    answer(response, status, headers, method === 'HEAD' ? '' : body);
}

describe('a registry that asks to ask later', () => {
  it.each<[string, number, Record<string, string>, number]>([
    ['in 3 s', 429, { 'retry-after': '3' }, 3_000],
    ['in 0 s', 429, { 'retry-after': '0' }, 1_000],
    ['in less than a millisecond', 429, { 'retry-after': '0.0004' }, 1_000],
    [
      'at a time',
      429,
      { 'retry-after': 'Mon, 23 Nov 2026 12:00:07 GMT' },
      7_000,
    ],
    ['without a time', 429, {}, 5_000],
    ['with 503', 503, { 'retry-after': '2' }, 2_000],
  ])('is asked once more: %s', async (_, status, headers, milliseconds) => {
    serve = first(refuse(status, headers));

    await expect(client.resolveTag(TAG)).resolves.toMatchObject({
      method: 'head',
    });
    expect(server.requests).toHaveLength(2);
    expect(clock.waits).toHaveLength(1);
    expect(clock.waits[0]).toBeGreaterThanOrEqual(milliseconds);
    expect(clock.waits[0]).toBeLessThanOrEqual(milliseconds * 1.1);
  });

  it.each<[string, Record<string, string>, number]>([
    ['in a minute', { 'retry-after': '60' }, 60_000],
    ['in a year', { 'retry-after': '31536000' }, 3_600_000],
    [
      'next month',
      { 'retry-after': 'Wed, 23 Dec 2026 12:00:00 GMT' },
      3_600_000,
    ],
  ])('is not waited for, and not asked: %s', async (_, headers, wait) => {
    const now = clock.now();
    serve = first(refuse(429, headers));

    const failures = await Promise.all([
      failureOf(client.resolveTag(TAG)),
      failureOf(client.resolveTag(TAG)),
    ]);
    failures.push(await failureOf(client.resolveTag(TAG)));

    for (const failure of failures) {
      expect(failure).toMatchObject({ code: 'rate-limited', status: 429 });
      expect(failure.retryAt).toBeGreaterThanOrEqual(now + wait);
      expect(failure.retryAt).toBeLessThanOrEqual(now + wait * 1.1);
    }
    expect(server.requests.length).toBeLessThanOrEqual(2);
    expect(clock.waits).toEqual([]);
    expect(client.quotas()).toMatchObject([
      { registry: 'registry.example', parkedUntil: failures[0].retryAt },
    ]);

    clock.pass(wait * 1.1);
    await expect(client.resolveTag(TAG)).resolves.toMatchObject({
      method: 'head',
    });
    expect(client.quotas()).toMatchObject([{ parkedUntil: null }]);
  });

  it('again and again is asked three times in one call at most', async () => {
    serve = refuse(429, { 'retry-after': '1' });

    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'rate-limited',
    });
    expect(server.requests).toHaveLength(3);
  });

  it('is not asked by those either who waited for their turn', async () => {
    const narrow = clientFor(server, { concurrency: 1 }, { clock });
    try {
      await narrow.resolveTag(TAG);
      serve = refuse(429, { 'retry-after': '60' });
      const failures = await Promise.all(
        ['a', 'b', 'c'].map(tag =>
          failureOf(narrow.getManifest({ ...TAG, tag })),
        ),
      );

      expect(failures.map(({ code }) => code)).toEqual([
        'rate-limited',
        'rate-limited',
        'rate-limited',
      ]);
      expect(server.requests).toHaveLength(2);
    } finally {
      await narrow.close();
    }
  });

  it('does not keep others waiting', async () => {
    serve = first(refuse(429, { 'retry-after': '600' }));
    const other = await startServer((_, response) =>
      answer(response, 200, GOOD),
    );
    const both = clientFor(other, { host: 'other.example' }, { clock });
    try {
      await failureOf(client.resolveTag(TAG));

      await expect(
        both.resolveTag({ ...TAG, registry: 'other.example' }),
      ).resolves.toMatchObject({ method: 'head' });
    } finally {
      await both.close();
      await other.close();
    }
  });
});

describe('kinds of 429', () => {
  const PULL_LIMIT = JSON.stringify({
    errors: [
      {
        code: 'TOOMANYREQUESTS',
        message:
          'You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
      },
    ],
  });

  it('at the limit of pulls, digests are asked for all the same', async () => {
    serve = (request, response) =>
      request.method === 'GET'
        ? answer(response, 429, {}, PULL_LIMIT)
        : answer(response, 200, GOOD);

    await expect(failureOf(client.getManifest(TAG))).resolves.toMatchObject({
      code: 'quota-exhausted',
      status: 429,
      retryAt: expect.any(Number),
    });
    await expect(failureOf(client.getManifest(TAG))).resolves.toMatchObject({
      code: 'quota-exhausted',
    });
    await expect(client.resolveTag(TAG)).resolves.toMatchObject({
      method: 'head',
    });
    expect(server.lines().map(line => line.split(' ')[0])).toEqual([
      'GET',
      'HEAD',
    ]);

    clock.pass(2 * 3_600_000);
    await failureOf(client.getManifest(TAG));
    expect(server.requests).toHaveLength(3);
  });

  it('at the limit of pulls, nothing is asked where digests are refused too', async () => {
    serve = refuse(429, { 'ratelimit-remaining': '0;w=21600' });

    for (const tag of ['a', 'b']) {
      await expect(
        failureOf(client.resolveTag({ ...TAG, tag })),
      ).resolves.toMatchObject({ code: 'quota-exhausted' });
    }
    expect(server.requests).toHaveLength(1);
  });

  it('where the abuse of it is meant, nothing is asked', async () => {
    serve = refuse(429, {}, '429 Too Many Requests');

    await expect(failureOf(client.getManifest(TAG))).resolves.toMatchObject({
      code: 'rate-limited',
    });
    const asked = server.requests.length;
    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'rate-limited',
    });
    expect(server.requests).toHaveLength(asked);
  });

  it('for data of a month, nothing is asked before the next', async () => {
    serve = refuse(429, {}, '{"errors":[{"message":"Data limit exceeded"}]}');

    await expect(failureOf(client.getManifest(TAG))).resolves.toMatchObject({
      code: 'quota-exhausted',
      retryAt: Date.UTC(2026, 11, 1),
    });
    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'quota-exhausted',
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('quotas', () => {
  it('are those of the last answer, and told when they change', async () => {
    let remaining = 77;
    serve = (_, response) =>
      answer(response, 200, {
        ...GOOD,
        'ratelimit-limit': '100;w=21600',
        'ratelimit-remaining': `${remaining};w=21600`,
        'docker-ratelimit-source': '192.0.2.7',
      });

    await client.resolveTag(TAG);
    await client.resolveTag(TAG);
    remaining = 76;
    await client.resolveTag(TAG);

    expect(told.map(({ pulls }) => pulls?.remaining)).toEqual([77, 76]);
    expect(client.quotas()).toEqual([
      {
        registry: 'registry.example',
        pulls: {
          limit: 100,
          remaining: 76,
          windowSeconds: 21600,
          source: '192.0.2.7',
          seenAt: clock.now(),
        },
        parkedUntil: null,
        parkedReason: null,
      },
    ]);
  });

  it('are none where the registry names none', async () => {
    await client.resolveTag(TAG);

    expect(told).toEqual([]);
    expect(client.quotas()).toMatchObject([{ pulls: null }]);
  });

  it('can be told by another replica', async () => {
    const until = clock.now() + 60_000;
    client.park('registry.example', until, 'another replica was told');

    await expect(failureOf(client.resolveTag(TAG))).resolves.toMatchObject({
      code: 'rate-limited',
      retryAt: until,
      message: expect.stringContaining('another replica was told'),
    });
    expect(server.requests).toHaveLength(0);
    expect(told).toMatchObject([{ parkedUntil: until }]);
  });
});

describe('the rate', () => {
  it('allows a burst, and then one request after another', async () => {
    const limited = clientFor(
      server,
      { requestsPerSecond: 2, burst: 3 },
      { clock },
    );
    try {
      for (let index = 0; index < 6; index += 1) {
        await limited.resolveTag(TAG);
      }
      expect(clock.waits).toEqual([500, 500, 500]);

      clock.pass(60_000);
      for (let index = 0; index < 4; index += 1) {
        await limited.resolveTag(TAG);
      }
      expect(clock.waits).toEqual([500, 500, 500, 500]);
    } finally {
      await limited.close();
    }
  });

  it('refuses what would wait too long, and says when to come', async () => {
    const limited = clientFor(
      server,
      { requestsPerSecond: 0.1, burst: 1 },
      { clock, limits: { waitMs: 5_000 } },
    );
    try {
      await limited.resolveTag(TAG);

      const failure = await failureOf(limited.resolveTag(TAG));

      expect(failure).toMatchObject({
        code: 'rate-limited',
        retryAt: clock.now() + 10_000,
      });
      expect(failure.status).toBeUndefined();
      expect(server.requests).toHaveLength(1);
    } finally {
      await limited.close();
    }
  });

  it('of ECR Public is below one a second for whoever is not logged in', async () => {
    const image = { ...TAG, registry: 'public.ecr.aws' };
    const anonymous = clientFor(
      server,
      { host: 'public.ecr.aws', requestsPerSecond: undefined },
      { clock },
    );
    try {
      for (let index = 0; index < 3; index += 1) {
        await anonymous.resolveTag(image);
      }
      expect(clock.waits).toEqual([1250, 1250]);
    } finally {
      await anonymous.close();
    }
  });
});

it.each([1, 3])(
  'asks a registry with %i requests at a time, first come, first served',
  async concurrency => {
    let running = 0;
    let most = 0;
    serve = (_, response) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        answer(response, 200, GOOD);
      }, 10);
    };
    const narrow = clientFor(server, { concurrency });
    const controller = new AbortController();
    try {
      const tags = Array.from({ length: 12 }, (_, index) => `v${index}`);
      // Learns first that the registry is open.
      await narrow.resolveTag(TAG);
      server.requests.length = 0;
      const calls = tags.map(tag =>
        tag === 'v5'
          ? failureOf(
              narrow.resolveTag({ ...TAG, tag }, { signal: controller.signal }),
            )
          : narrow.resolveTag({ ...TAG, tag }),
      );
      controller.abort();
      await Promise.all(calls);

      expect(most).toBe(concurrency);
      await expect(calls[5]).resolves.toMatchObject({ code: 'aborted' });
      const places = server.requests.map(({ path }) =>
        tags.indexOf(path.split('/').at(-1) ?? ''),
      );
      expect([...places].sort((a, b) => a - b)).toEqual([
        0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11,
      ]);
      // Those that are under way together may overtake each other.
      places.forEach((place, index) => {
        expect(Math.abs(place - index)).toBeLessThanOrEqual(concurrency);
      });
    } finally {
      await narrow.close();
    }
  },
);

it('asks a registry once more that failed, and not a third time', async () => {
  serve = first(refuse(502, {}), refuse(200, GOOD), refuse(500, {}));
  await expect(client.resolveTag(TAG)).resolves.toBeDefined();
  expect(server.requests).toHaveLength(2);

  serve = refuse(503, {});
  await expect(
    failureOf(client.getManifest({ ...IMAGE, tag: 'x' })),
  ).resolves.toMatchObject({ code: 'server-error', status: 503 });
  expect(server.requests).toHaveLength(4);
});
