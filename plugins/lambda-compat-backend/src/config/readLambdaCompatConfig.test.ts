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

import { ConfigReader } from '@backstage/config';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { readLambdaCompatConfig } from './readLambdaCompatConfig';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

function read(lambdaCompat?: object) {
  return readLambdaCompatConfig(
    new ConfigReader(lambdaCompat ? { lambdaCompat } : {}),
    '/srv/backend',
  );
}

describe('readLambdaCompatConfig', () => {
  it('works without any configuration', () => {
    expect(read()).toMatchObject({
      schedule: {
        synchronizationMs: 600_000,
        collectionMs: 21_600_000,
        tickMs: 15_000,
        staleAfterMs: 86_400_000,
        expireAfterMs: 604_800_000,
        entityTimeoutMs: 60_000,
        leaseMs: 120_000,
      },
      concurrency: { perReplica: 8, perHost: 4 },
      allowedFolders: [],
      digests: [],
      tags: {
        enabled: true,
        include: [],
        exclude: [],
        schedule: {
          unpinnedMs: 900_000,
          pinnedMs: 3_600_000,
          datedMs: 21_600_000,
          holdDownMs: 1_200_000,
        },
        concurrency: 16,
        retentionMs: 731 * 86_400_000,
        importHistory: [],
        notifications: { enabled: true },
      },
      contents: {
        enabled: true,
        limits: {},
        concurrency: 2,
        retentionMs: 30 * 86_400_000,
      },
      runtimes: { watch: true },
      registries: [],
      // Every state of a runtime is possible unless one is chosen.
      verdicts: { deprecationDays: 180 },
    });
  });

  it('reads every key, and folders relative to the working directory', () => {
    expect(
      read({
        entityFilter: { kind: 'Component' },
        schedule: {
          synchronization: '20s',
          collection: { minutes: 5 },
          tick: 'PT2S',
          staleAfter: '1h',
          expireAfter: '2h',
          entityTimeout: '10s',
          lease: '5s',
        },
        concurrency: { perReplica: 2, perHost: 1 },
        sources: { allowedFolders: ['./samples', '/data'] },
        digests: [{ image: 'amazonlinux:2023', digest: DIGEST }],
        tags: {
          enabled: false,
          include: ['docker.io/*'],
          exclude: ['*/secret'],
          schedule: {
            unpinned: '1s',
            pinned: '2s',
            dated: '30 days',
            holdDown: 'PT3S',
          },
          concurrency: 1,
          retention: { days: 30 },
          importHistory: [{ file: './old.json', reportedBy: 'Quay' }],
          notifications: { enabled: false },
        },
        contents: {
          enabled: false,
          limits: { compressedBytes: 1, unpackedBytes: 2, entries: 3 },
          concurrency: 16,
          retention: '2 days',
        },
        registries: [{ host: 'docker.io' }],
        runtimes: { asOf: '2025-03-15', watch: true },
        risk: { deprecationDays: 0 },
      }),
    ).toEqual({
      entityFilter: { kind: 'Component' },
      schedule: {
        synchronizationMs: 20_000,
        collectionMs: 300_000,
        tickMs: 2_000,
        staleAfterMs: 3_600_000,
        expireAfterMs: 7_200_000,
        entityTimeoutMs: 10_000,
        leaseMs: 5_000,
      },
      concurrency: { perReplica: 2, perHost: 1 },
      allowedFolders: ['/srv/backend/samples', '/data'],
      digests: [{ image: 'amazonlinux:2023', digest: DIGEST }],
      tags: {
        enabled: false,
        include: ['docker.io/*'],
        exclude: ['*/secret'],
        schedule: {
          unpinnedMs: 1_000,
          pinnedMs: 2_000,
          datedMs: 2_592_000_000,
          holdDownMs: 3_000,
        },
        concurrency: 1,
        retentionMs: 2_592_000_000,
        importHistory: [{ file: '/srv/backend/old.json', reportedBy: 'Quay' }],
        notifications: { enabled: false },
      },
      contents: {
        enabled: false,
        limits: { compressedBytes: 1, unpackedBytes: 2, entries: 3 },
        concurrency: 16,
        retentionMs: 2 * 86_400_000,
      },
      // Nothing is looked at.
      runtimes: { watch: false },
      registries: [{ host: 'docker.io', watch: true, mirrors: [] }],
      verdicts: { asOf: '2025-03-15', deprecationDays: 0 },
    });
  });

  it('lets nothing expire before it is stale, unless told to', () => {
    expect(read({ schedule: { staleAfter: '10d' } }).schedule).toMatchObject({
      staleAfterMs: 864_000_000,
      expireAfterMs: 864_000_000,
    });
  });

  it.each([
    [true, {}],
    [true, { runtimes: { watch: true } }],
    [false, { runtimes: { watch: false } }],
    [false, { tags: { enabled: false } }],
    [false, { contents: { enabled: false } }],
  ])('whether runtimes are watched is %s with %j', (expected, config) => {
    expect(read(config).runtimes.watch).toBe(expected);
  });

  it.each([
    [{ schedule: { tick: '10ms' } }, /schedule\.tick'.*at least one second/],
    [{ schedule: { staleAfter: '1h' } }, /schedule\.staleAfter'.*shorter/],
    [{ schedule: { expireAfter: '23h' } }, /schedule\.expireAfter'.*shorter/],
    [{ schedule: { tick: 'soon' } }, /schedule\.tick/],
    [{ concurrency: { perHost: 0 } }, /concurrency\.perHost'.*1 to 100/],
    [{ concurrency: { perReplica: 1.5 } }, /concurrency\.perReplica'/],
    [
      { digests: [{ image: 'a', digest: 'sha256:ABC' }] },
      /digests\[0\]\.digest'.*not 'sha256:ABC'/,
    ],
    [{ digests: [{ digest: DIGEST }] }, /digests\[0\]\.image/],
    [{ entityFilter: { $nope: 1 } }, /entityFilter/],
    [
      { runtimes: { asOf: '2025-02-30' } },
      /runtimes\.asOf'.*'today' or a day.*not '2025-02-30'/,
    ],
    [{ runtimes: { asOf: 2025 } }, /runtimes\.asOf/],
    [{ runtimes: { asOf: 'tomorrow' } }, /runtimes\.asOf'/],
    [
      { tags: { schedule: { unpinned: '10ms' } } },
      /tags\.schedule\.unpinned'.*at least one second/,
    ],
    [
      { tags: { schedule: { dated: '31 days' } } },
      /tags\.schedule\.dated'.*at most 30 days/,
    ],
    [
      { tags: { schedule: { holdDown: '25 hours' } } },
      /tags\.schedule\.holdDown'.*at most one day/,
    ],
    [{ tags: { retention: '1 hour' } }, /tags\.retention'.*at least one day/],
    [{ tags: { include: ['*', 'node'] } }, /tags\.include\[1\]'.*not 'node'/],
    [{ tags: { exclude: ['a b'] } }, /tags\.exclude\[0\]'/],
    [{ tags: { concurrency: 0 } }, /tags\.concurrency'.*1 to 100/],
    [
      { tags: { importHistory: [{ file: 'x' }] } },
      /importHistory\[0\]\.reportedBy/,
    ],
    [{ contents: { concurrency: 17 } }, /contents\.concurrency'.*1 to 16,/],
    [
      { contents: { limits: { entries: 0 } } },
      /contents\.limits\.entries'.*not '0'/,
    ],
    [
      { contents: { limits: { unpackedBytes: 1.5 } } },
      /contents\.limits\.unpackedBytes'/,
    ],
    [
      { contents: { retention: '1 hour' } },
      /contents\.retention'.*at least one day/,
    ],
    [{ registries: [{ host: 'a/b' }] }, /registries\[0\]\.host'/],
    [{ risk: { deprecationDays: -1 } }, /risk\.deprecationDays'.*0 to 3650/],
  ])('refuses %j and names the key', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });

  const entity = (parts: {
    kind?: string;
    type?: string;
    tags?: string[];
    annotations?: Record<string, string>;
  }) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: parts.kind ?? 'Component',
    metadata: {
      name: 'x',
      tags: parts.tags,
      annotations: parts.annotations,
    },
    spec: { type: parts.type ?? 'service' },
  });

  it.each([
    [true, entity({ type: 'lambda' })],
    [true, entity({ kind: 'Resource', type: 'lambda-function' })],
    [true, entity({ tags: ['go', 'lambda'] })],
    [true, entity({ annotations: { 'aws.com/lambda-function-name': 'f' } })],
    [
      true,
      entity({
        kind: 'Resource',
        annotations: { 'amazon.com/lambda-function-arn': 'arn:aws:lambda:x' },
      }),
    ],
    [
      true,
      entity({
        annotations: {
          'aws.amazon.com/resource-type': 'AWS::Lambda::Function',
        },
      }),
    ],
    [true, entity({ annotations: { 'lambda-compat/runtime': 'nodejs22.x' } })],
    [false, entity({ type: 'service' })],
    [
      false,
      entity({
        annotations: { 'aws.amazon.com/resource-type': 'AWS::S3::Bucket' },
      }),
    ],
    [false, entity({ tags: ['lambdas'] })],
  ])('by default it is %s that this is a Lambda: %j', (expected, value) => {
    expect(evaluateFilterPredicate(read().entityFilter, value)).toBe(expected);
  });
});
