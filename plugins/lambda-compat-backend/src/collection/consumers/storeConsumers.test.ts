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

import { TestDatabases } from '@backstage/backend-test-utils';
import type { LambdaFunction } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { mockServices } from '@backstage/backend-test-utils';
import {
  createFacts,
  createLambda,
  createReference,
} from '../../__testUtils__/lambdas';
import { openDatabase } from '../../database/migrations';
import type { TagConsumersRow } from '../../database/tagTables';
import type {
  EntityFacts,
  StoredReference,
} from '../../references/entityFacts';
import { DatabaseWorkStore } from '../DatabaseWorkStore';
import { describeConsumers } from './describeConsumers';
import { fillConsumers } from './fillConsumers';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 23, 12);
const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

jest.setTimeout(60_000);

function reference(
  tag: string | null,
  parts: Partial<StoredReference> & { digest?: string } = {},
): StoredReference {
  const { digest = null, ...others } = parts;
  return createReference('partial', {
    normalized: {
      registry: 'docker.io',
      repository: 'library/node',
      tag,
      digest,
    },
    ...others,
  });
}

/** Facts with references whose ids stay as they are. */
function facts(
  references: Array<[string, StoredReference]>,
  files: EntityFacts['files'] = [],
): EntityFacts {
  return {
    ...createFacts({}),
    files,
    references: references.map(([id, known]) => ({ ...known, id })),
  };
}

describe('describeConsumers', () => {
  const fn = (
    value: 'arm64' | 'x86_64',
    source: LambdaFunction['architecture']['source'] = 'annotation',
  ): LambdaFunction => ({
    name: 'f',
    runtime: null,
    architecture: { value, source, detail: 'x' },
    packageType: null,
  });
  const arm64v8 = {
    registry: 'docker.io',
    repository: 'arm64v8/amazonlinux',
    tag: 'latest',
    digest: null,
  };

  it.each<[string, Partial<StoredReference>, LambdaFunction[], string]>([
    [
      '--platform',
      { platform: 'linux/arm64/v8' },
      [fn('x86_64')],
      'linux/arm64',
    ],
    ['the function', {}, [fn('arm64')], 'linux/arm64'],
    ['all functions', {}, [fn('x86_64'), fn('x86_64')], 'linux/amd64'],
    ['no function where they differ', {}, [fn('x86_64'), fn('arm64')], ''],
    ['no assumption', {}, [fn('x86_64', 'assumed')], ''],
    [
      'the repository',
      { normalized: arm64v8 },
      [fn('x86_64', 'assumed')],
      'linux/arm64',
    ],
    [
      'the function before the repository',
      { normalized: arm64v8 },
      [fn('x86_64')],
      'linux/amd64',
    ],
    [
      'nothing that is no platform',
      { platform: '$BUILDPLATFORM' },
      [fn('arm64')],
      '',
    ],
    ['nobody', {}, [], ''],
  ])('takes the platform from %s', (_, parts, functions, expected) => {
    const [consumer] = describeConsumers('e', {
      references: [reference('22', parts)],
      functions,
    });
    expect(consumer.platform).toBe(expected);
  });

  it.each<[string, Partial<StoredReference>, boolean]>([
    ['a runtime base', { role: 'runtime' }, true],
    ['a builder', { role: 'builder' }, true],
    ['a tool', { role: 'tool' }, false],
    ['a test stage', { role: 'test' }, false],
    ['what the target does not need', { reachable: false }, false],
    ['ONBUILD', { deferred: true }, false],
  ])('says whether files of %s get into the artifact', (_, parts, shaping) => {
    const [consumer] = describeConsumers('e', {
      references: [reference('22', parts)],
      functions: [],
    });
    expect(consumer.shaping).toBe(shaping);
  });

  it('leaves out what names no image, or several', () => {
    const known = reference('22');
    expect(
      describeConsumers('e', {
        functions: [],
        references: [
          createReference('stage'),
          createReference('scratch'),
          createReference('invalid'),
          createReference('unresolved'),
          { ...known, pinClass: 'unresolved' },
          {
            ...known,
            candidates: [
              {
                resolved: 'node:20',
                normalized: null,
                pinClass: 'partial',
                condition: 'TARGETARCH=arm64',
              },
            ],
          },
          reference(null, { digest: 'sha256:1' }),
        ],
      }),
    ).toEqual([expect.objectContaining({ tag: '', digest: 'sha256:1' })]);
  });
});

describe.each(databases.eachSupportedId())('Consumers, %p', id => {
  async function setup() {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const clock = { now: START };
    const store = DatabaseWorkStore.create({
      knex,
      now: () => new Date(clock.now),
    });
    await store.saveSubjects([createLambda('orders')]);
    const collect = async (minutes: number, known: EntityFacts) => {
      clock.now = START + minutes * MINUTE;
      await store.requestCollection('component:default/orders');
      const [lease] = await store.claimDue({
        limit: 1,
        leaseMs: MINUTE,
        exceptHosts: [],
      });
      await store.saveFacts(lease, {
        facts: known,
        etag: null,
        factsKey: 'k',
        nextDueAt: new Date(clock.now + MINUTE),
      });
    };
    /** `tag from–until id`, in order. */
    const list = async () => {
      const rows = await knex<TagConsumersRow>('tag_consumers')
        .orderBy('from_ms')
        .orderBy('reference_id');
      const toMinutes = (ms: number | string) =>
        Number(ms) === 0 ? '' : (Number(ms) - START) / MINUTE;
      return rows.map(
        row =>
          `${row.tag} ${toMinutes(row.from_ms)}–${toMinutes(row.until_ms)} ${
            row.reference_id
          }`,
      );
    };
    return { clock, collect, knex, list, store };
  }

  it('are known from when to when they name what', async () => {
    const { collect, knex, list } = await setup();
    await collect(
      1,
      facts([
        ['a', reference('22')],
        ['b', reference('20')],
      ]),
    );
    await collect(
      2,
      facts([
        ['a', reference('22')],
        ['b', reference('20')],
      ]),
    );
    expect(await list()).toEqual(['22 1– a', '20 1– b']);
    // Another tag in its place; the other one a line further down.
    await collect(
      3,
      facts([
        ['a', reference('24')],
        ['c', reference('20', { startLine: 9 })],
      ]),
    );
    expect(await list()).toEqual(['22 1–3 a', '20 1– c', '24 3– a']);
    const moved = await knex('tag_consumers')
      .where({ reference_id: 'c' })
      .first();
    expect(JSON.parse(moved.details)).toMatchObject({ startLine: 9 });
    // Gone, and back.
    await collect(4, facts([]));
    await collect(5, facts([['a', reference('22')]]));
    expect(await list()).toEqual([
      '22 1–3 a',
      '20 1–4 c',
      '24 3–4 a',
      '22 5– a',
    ]);
  });

  it('begin anew when a digest, the platform or the role changes', async () => {
    const { collect, list } = await setup();
    await collect(1, facts([['a', reference('22')]]));
    await collect(2, facts([['a', reference('22', { digest: 'sha256:1' })]]));
    await collect(
      3,
      facts([['a', reference('22', { platform: 'linux/arm64' })]]),
    );
    await collect(
      4,
      facts([
        ['a', reference('22', { platform: 'linux/arm64', role: 'tool' })],
      ]),
    );
    expect(await list()).toEqual([
      '22 1–2 a',
      '22 2–3 a',
      '22 3–4 a',
      '22 4– a',
    ]);
  });

  it('go on while their file could not be read', async () => {
    const { collect, list } = await setup();
    const file = (status: 'failed' | 'read') => ({
      path: 'Dockerfile',
      url: null,
      status,
      message: null,
      line: null,
      target: null,
    });
    await collect(1, facts([['a', reference('22')]], [file('read')]));
    await collect(2, facts([], [file('failed')]));
    expect(await list()).toEqual(['22 1– a']);
    await collect(3, facts([], [file('read')]));
    expect(await list()).toEqual(['22 1–3 a']);
  });

  it('never end before they began', async () => {
    const { collect, list } = await setup();
    await collect(5, facts([['a', reference('22')]]));
    await collect(5, facts([['a', reference('20')]]));
    expect(await list()).toEqual(['20 5– a']);
    await collect(4, facts([['a', reference('18')]]));
    expect(await list()).toEqual(['18 4– a']);
  });

  it('go with their entity', async () => {
    const { collect, list, store } = await setup();
    await collect(1, facts([['a', reference('22')]]));
    await store.removeEntities(['component:default/orders']);
    expect(await list()).toEqual([]);
  });

  it('are found in what was read before there were any', async () => {
    const { collect, knex, list } = await setup();
    await collect(
      1,
      facts([
        ['a', reference('22')],
        ['b', createReference('stage')],
      ]),
    );
    await knex('tag_consumers').delete();
    await expect(fillConsumers(knex)).resolves.toBe(1);
    expect(await list()).toEqual(['22 1– a']);
    await expect(fillConsumers(knex)).resolves.toBe(0);
    // The next reading finds them unchanged.
    await collect(9, facts([['a', reference('22')]]));
    expect(await list()).toEqual(['22 1– a']);
  });

  it('make their tags due when their entity is refreshed', async () => {
    const { clock, collect, knex, store } = await setup();
    await collect(1, facts([['a', reference('22')]]));
    const tag = (name: string, more: object = {}) => ({
      tag_id: name,
      registry: 'docker.io',
      repository: 'library/node',
      tag: name,
      not_watched: '',
      checked_ms: 1,
      next_due_ms: clock.now + MINUTE,
      ...more,
    });
    await knex('watched_tags').insert(
      [
        tag('22'),
        tag('20'),
        tag('mirror', {
          tag: '22',
          observer: 'm',
          checked_ms: clock.now - 4_000,
        }),
      ].map(row => ({ observer: '', ...row })),
    );
    await store.requestCollection('component:default/orders');
    const rows = await knex('watched_tags').orderBy('tag_id');
    expect(
      rows.map(row => [row.tag_id, Number(row.next_due_ms) - clock.now]),
    ).toEqual([
      ['20', MINUTE],
      ['22', 0],
      // It was looked at four seconds ago.
      ['mirror', 6_000],
    ]);
  });
});
