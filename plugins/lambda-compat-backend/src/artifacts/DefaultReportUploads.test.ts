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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { ReportUpload } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { selectProfile } from '@lambda-compat/lambda-runtimes';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createFacts } from '../__testUtils__/lambdas';
import { LambdaEntitySource } from '../catalog/LambdaEntitySource';
import { DatabaseWorkStore } from '../collection/DatabaseWorkStore';
import { DEFAULT_ENTITY_FILTER } from '../config/defaultEntityFilter';
import { openDatabase } from '../database/migrations';
import { engine } from '../verdicts/__testUtils__/engine';
import { DefaultEntityVerdicts } from '../verdicts/DefaultEntityVerdicts';
import { VerdictUpkeep } from '../verdicts/VerdictUpkeep';
import { VerdictWriter } from '../verdicts/VerdictWriter';
import {
  createArtifact,
  createProgram,
  createUpload,
  NEEDS_3_4_30,
  NEEDS_NEW,
  NEEDS_OLD,
  sha256,
} from './__fixtures__/reports';
import { DefaultReportUploads } from './DefaultReportUploads';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const REF = 'component:default/orders';
const HOUR = 3_600_000;

const TABLES = [
  'measured_contents',
  'function_uploads',
  'upload_artifacts',
  'function_verdicts',
  'entity_rules',
];

function entity(
  name: string,
  annotations: Record<string, string> = {},
  type = 'lambda',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type, owner: 'group:default/payments' },
  };
}

const ORDERS = entity('orders');
const MULTI = entity('multi', {
  'aws.com/lambda-function-name': 'one,two',
});

describe.each(databases.eachSupportedId())('DefaultReportUploads, %p', id => {
  const setup = async (options: { asOf?: string; at?: string } = {}) => {
    const { asOf = '2025-03-15', at = '2026-11-23T12:00:00Z' } = options;
    const clock = { now: Date.parse(at) };
    const now = () => new Date(clock.now);
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const auth = mockServices.auth();
    const catalog = catalogServiceMock({
      entities: [
        ORDERS,
        MULTI,
        entity('single', { 'aws.com/lambda-function-name': 'only' }),
        entity('website', {}, 'website'),
        entity('off', { 'lambda-compat/enabled': 'false' }),
      ],
    });
    const source = LambdaEntitySource.create({
      auth,
      catalog,
      filter: DEFAULT_ENTITY_FILTER,
    });
    const create = (policy: { asOf?: string; deprecationDays: number }) => {
      const verdicts = VerdictWriter.create({ engine, policy, now });
      const work = DatabaseWorkStore.create({ knex, verdicts, now });
      return {
        verdicts,
        work,
        uploads: DefaultReportUploads.create({
          auth,
          catalog,
          knex,
          source,
          verdicts,
          work,
          now,
        }),
        read: DefaultEntityVerdicts.create({ knex, source, verdicts, work }),
        upkeep: VerdictUpkeep.create({
          knex,
          logger: mockServices.logger.mock(),
          verdicts,
          now,
        }),
      };
    };
    const first = create({ asOf, deprecationDays: 180 });
    const compatibility = async (of = ORDERS) => {
      const { functions, ...rest } = await first.read.getCompatibility(of);
      return { ...rest, functions };
    };
    const count = async (table: string) =>
      Number((await knex(table).count({ n: '*' }))[0].n);
    return { ...first, clock, compatibility, count, create, knex };
  };

  const needs = (
    digit: string,
    versions: Record<string, string[]>,
    parts: Partial<ReportUpload> = {},
  ) => createUpload(createArtifact(digit, [createProgram(versions)]), parts);

  it('stores an upload once, whatever is sent again, and shows what follows', async () => {
    const { compatibility, count, knex, uploads } = await setup();
    await expect(compatibility()).resolves.toMatchObject({
      status: 'never-measured',
      verdict: 'unknown',
      functions: [{ id: null, name: 'orders', artifacts: [] }],
    });

    const upload = needs('a', NEEDS_3_4_30, {
      build: { number: '812', url: 'https://ci.test/812' },
    });
    const first = await uploads.upload(upload);
    expect(first).toMatchObject({ created: true, verdict: 'broken' });
    expect(first.sentence).toContain('GLIBCXX_3.4.30');
    await expect(uploads.upload(upload)).resolves.toEqual({
      ...first,
      created: false,
    });
    await expect(count('function_uploads')).resolves.toBe(1);

    const read = await compatibility();
    expect(read).toMatchObject({
      entityRef: REF,
      status: 'measured',
      verdict: 'broken',
      functions: [
        {
          id: first.id,
          name: 'orders',
          runtime: {
            value: 'provided.al2023',
            source: 'upload of 2026-11-23',
            assumed: false,
          },
          architecture: { value: 'arm64', assumed: false },
          packageType: { value: 'zip', assumed: true },
          judgement: { verdict: 'broken', evidence: { grade: 'E3' } },
          artifacts: [
            {
              name: 'function.zip',
              mount: 'function',
              sha256: sha256('a'),
              format: 'zip',
              size: 2_000,
            },
          ],
          measuredAt: '2026-11-23T08:00:00.000Z',
          uploadedAt: '2026-11-23T12:00:00.000Z',
          build: { number: '812', url: 'https://ci.test/812' },
        },
      ],
    });
    const [{ judgement }] = read.functions;
    expect(judgement.findings[0]).toMatchObject({
      rule: 'R1',
      file: 'bootstrap',
      library: 'libstdc++.so.6',
      version: 'GLIBCXX_3.4.30',
    });
    await expect(knex('lambda_entities').first()).resolves.toMatchObject({
      verdict_rank: 0,
      verdict_sentence: first.sentence,
      functions_total: 1,
      functions_measured: 1,
      runtime_key: 'provided.al2023',
    });
    await expect(
      knex('group_members').where({
        dimension: 'runtime',
        member: 'provided.al2023',
      }),
    ).resolves.toHaveLength(1);
    expect((await knex('entity_rules').pluck('rule')).includes('R1')).toBe(
      true,
    );
  });

  it('gives the reports of an upload back as they came', async () => {
    const { read, uploads } = await setup();
    const upload = needs('a', NEEDS_OLD, {
      layers: [{ name: 'arn:layer', artifact: createArtifact('b') }],
    });
    const { id: uploadId } = await uploads.upload(upload);
    const { artifacts, id: read1 } = await read.getArtifacts(ORDERS, uploadId);
    expect(read1).toBe(uploadId);
    expect(artifacts.map(({ report, ...rest }) => rest)).toMatchObject([
      { name: 'function.zip', mount: 'function', sha256: sha256('a') },
      { name: 'arn:layer', mount: 'layer', sha256: sha256('b') },
    ]);
    expect(artifacts[0].report).toEqual(upload.artifact);
    await expect(read.getArtifacts(MULTI, uploadId)).rejects.toThrow(
      `No upload '${uploadId}' found for entity 'component:default/multi'`,
    );
  });

  it('takes the artifact that was measured last, also after a roll-back, whatever comes last', async () => {
    const { clock, compatibility, uploads } = await setup();
    const at = (hour: number) => ({
      measuredAt: `2026-11-23T${String(hour).padStart(2, '0')}:00:00Z`,
    });
    const good = await uploads.upload(needs('a', NEEDS_OLD, at(1)));
    expect(good.verdict).toBe('compatible');
    const bad = await uploads.upload(needs('b', NEEDS_NEW, at(3)));
    expect(bad).toMatchObject({ created: true, verdict: 'broken' });

    // A slow pipeline: older than what is known.
    const late = await uploads.upload(needs('c', NEEDS_OLD, at(2)));
    expect(late).toMatchObject({ created: true, verdict: 'broken' });
    expect((await compatibility()).functions[0].id).toBe(bad.id);

    clock.now += HOUR;
    const back = await uploads.upload(needs('a', NEEDS_OLD, at(4)));
    expect(back).toMatchObject({
      id: good.id,
      created: false,
      verdict: 'compatible',
    });
    const [{ id: current, measuredAt, uploadedAt }] = (await compatibility())
      .functions;
    expect([current, measuredAt, uploadedAt]).toEqual([
      good.id,
      '2026-11-23T04:00:00.000Z',
      '2026-11-23T13:00:00.000Z',
    ]);
  });

  it('keeps the same report once, and a different one under the same hash apart', async () => {
    const { count, uploads } = await setup();
    await uploads.upload(needs('a', NEEDS_OLD));
    await uploads.upload(
      needs('a', NEEDS_OLD, { entityRef: 'component:default/single' }),
    );
    await expect(count('measured_contents')).resolves.toBe(1);
    await expect(count('function_uploads')).resolves.toBe(2);

    // Who claims the hash of another's artifact changes only what is his own.
    const claimed = await uploads.upload(
      needs('a', NEEDS_NEW, {
        entityRef: 'component:default/multi',
        function: 'one',
      }),
    );
    expect(claimed.verdict).toBe('broken');
    await expect(count('measured_contents')).resolves.toBe(2);
    const again = await uploads.upload(needs('a', NEEDS_OLD));
    expect(again).toMatchObject({ created: false, verdict: 'compatible' });
  });

  it('keeps the last 20 of a function, and the reports that they need', async () => {
    const { clock, count, upkeep, uploads } = await setup();
    for (let build = 0; build < 23; build += 1) {
      const hash = build.toString(16).padStart(64, '0');
      const minute = String(build).padStart(2, '0');
      await uploads.upload(
        createUpload(createArtifact('a', [], { sha256: hash }), {
          measuredAt: `2026-11-23T08:${minute}:00Z`,
        }),
      );
    }
    for (const table of ['function_uploads', 'upload_artifacts']) {
      await expect(count(table)).resolves.toBe(20);
    }
    // Somebody may be about to refer to what was used just now.
    await upkeep.run();
    await expect(count('measured_contents')).resolves.toBe(23);
    clock.now += 2 * HOUR;
    await upkeep.run();
    await expect(count('measured_contents')).resolves.toBe(20);
  });

  it('judges each function of a component, and shows the worst', async () => {
    const { compatibility, knex, uploads } = await setup();
    const multi = { entityRef: 'component:default/multi' };
    await uploads.upload(needs('a', NEEDS_OLD, { ...multi, function: 'one' }));
    await expect(compatibility(MULTI)).resolves.toMatchObject({
      verdict: 'unknown',
      functions: [
        { name: 'one', judgement: { verdict: 'compatible' } },
        { name: 'two', id: null, judgement: { verdict: 'unknown' } },
      ],
    });
    await uploads.upload(
      needs('b', NEEDS_NEW, {
        ...multi,
        function: 'two',
        runtime: 'python3.12',
        measuredAt: '2026-11-22T08:00:00Z',
      }),
    );
    await expect(
      knex('lambda_entities').where({ entity_ref: multi.entityRef }).first(),
    ).resolves.toMatchObject({
      verdict_rank: 0,
      functions_total: 2,
      functions_measured: 2,
      runtime_key: 'provided.al2023,python3.12',
    });
    const row = await knex('lambda_entities')
      .where({ entity_ref: multi.entityRef })
      .first('measured_ms');
    expect(Number(row.measured_ms)).toBe(Date.UTC(2026, 10, 22, 8));
  });

  it('names the function as the entity does where it has one', async () => {
    const { compatibility, uploads } = await setup();
    const ref = { entityRef: 'component:default/single' };
    await uploads.upload(needs('a', NEEDS_OLD, ref));
    const single = entity('single', { 'aws.com/lambda-function-name': 'only' });
    await expect(compatibility(single)).resolves.toMatchObject({
      functions: [{ name: 'only', judgement: { verdict: 'compatible' } }],
    });
  });

  it.each<[string, Partial<ReportUpload>, string]>([
    [
      'an entity that there is not',
      { entityRef: 'component:default/absent' },
      "No entity 'component:default/absent' found",
    ],
    [
      'an entity that is not a Lambda',
      { entityRef: 'component:default/website' },
      "Entity 'component:default/website' is not a Lambda: it does not match the filter lambdaCompat.entityFilter of the portal",
    ],
    [
      'an entity that is switched off',
      { entityRef: 'component:default/off' },
      "Entity 'component:default/off' is switched off by its annotation lambda-compat/enabled",
    ],
    [
      'a function that the entity does not have',
      { entityRef: 'component:default/multi', function: 'three' },
      "Entity 'component:default/multi' has no function 'three'; its annotations name one, two",
    ],
    [
      'no function where there are several',
      { entityRef: 'component:default/multi' },
      "Entity 'component:default/multi' has 2 functions: one, two. Say in upload.function which of them was measured.",
    ],
  ])('refuses %s, and changes nothing', async (_, parts, message) => {
    const { count, uploads } = await setup();
    await expect(uploads.upload(needs('a', NEEDS_OLD, parts))).rejects.toThrow(
      message,
    );
    for (const table of ['measured_contents', 'function_uploads']) {
      await expect(count(table)).resolves.toBe(0);
    }
  });

  it('does not let a pipeline make up functions without end', async () => {
    const { count, uploads } = await setup();
    for (let index = 0; index < 50; index += 1) {
      await uploads.upload(needs('a', NEEDS_OLD, { function: `f${index}` }));
    }
    await expect(
      uploads.upload(needs('a', NEEDS_OLD, { function: 'one-more' })),
    ).rejects.toThrow(
      "Entity 'component:default/orders' has 50 functions already, and may have 50; the name of a function must stay the same from build to build",
    );
    await expect(count('function_uploads')).resolves.toBe(50);
  });

  it('is all or nothing where the judgement cannot be stored', async () => {
    const { count, knex, uploads } = await setup();
    await uploads.upload(needs('a', NEEDS_OLD));
    await knex.schema.renameTable('entity_rules', 'away');
    await expect(uploads.upload(needs('b', NEEDS_NEW))).rejects.toThrow();
    await knex.schema.renameTable('away', 'entity_rules');
    await expect(count('function_uploads')).resolves.toBe(1);
    await expect(count('measured_contents')).resolves.toBe(1);
    await expect(knex('lambda_entities').first()).resolves.toMatchObject({
      verdict_rank: 3,
    });
  });

  it('answers two at once with the same id', async () => {
    const { count, uploads } = await setup();
    const results = await Promise.all(
      [1, 2, 3].map(() => uploads.upload(needs('a', NEEDS_OLD))),
    );
    expect(new Set(results.map(it => it.id)).size).toBe(1);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    await expect(count('function_uploads')).resolves.toBe(1);
  });

  it('judges by the profile that was measured, where it is of the same runtime', async () => {
    const { uploads } = await setup();
    const measured = {
      ...selectProfile({
        runtime: 'provided.al2023',
        architecture: 'arm64',
        asOf: '2026-11-01',
      }),
      origin: 'snapshot' as const,
    };
    // By the configured day it would be broken.
    const own = await uploads.upload(
      needs('a', NEEDS_3_4_30, { profile: measured }),
    );
    expect(own.verdict).toBe('compatible');
    const other = await uploads.upload(
      needs('b', NEEDS_3_4_30, {
        profile: { ...measured, architecture: 'x86_64' },
      }),
    );
    expect(other.verdict).toBe('broken');
  });

  it('judges anew on the next day and with another configuration, and only then', async () => {
    const { clock, create, knex, upkeep, uploads } = await setup();
    await uploads.upload(needs('a', NEEDS_3_4_30));
    const key = async () =>
      (await knex('lambda_entities').first('judged_key', 'verdict_rank')) as {
        judged_key: string;
        verdict_rank: number;
      };
    const before = await key();
    await knex('function_verdicts').update({ upload_id: 'mark' });
    await upkeep.run();
    await expect(knex('function_verdicts').pluck('upload_id')).resolves.toEqual(
      ['mark'],
    );

    clock.now += 24 * HOUR;
    await upkeep.run();
    const nextDay = await key();
    expect(nextDay.judged_key).not.toBe(before.judged_key);
    expect(nextDay.verdict_rank).toBe(0);

    const other = create({ asOf: 'today', deprecationDays: 180 });
    await other.upkeep.run();
    // As of 2026 the runtime has it.
    expect((await key()).verdict_rank).toBe(3);
    const open = create({ deprecationDays: 180 });
    await open.upkeep.run();
    // In every state that it may still be in, it is not known.
    expect((await key()).verdict_rank).toBe(2);
  });

  it('judges with the facts of a Dockerfile where nothing else says more', async () => {
    const { clock, compatibility, uploads, work } = await setup();
    const { runtime, architecture, ...bare } = needs('a', NEEDS_3_4_30);
    await uploads.upload(bare);
    // All files are arm64, so that it is x86_64 is not to be assumed.
    await expect(compatibility()).resolves.toMatchObject({
      verdict: 'unknown',
      functions: [
        {
          runtime: { value: null, source: 'not known' },
          architecture: { value: null, assumed: false },
        },
      ],
    });

    const [lease] = await work.claimDue({
      limit: 1,
      leaseMs: HOUR,
      exceptHosts: [],
    });
    const facts = createFacts({});
    const detected = { source: 'dockerfile', detail: 'Dockerfile:3' } as const;
    await work.saveFacts(lease, {
      facts: {
        ...facts,
        functions: [
          {
            name: 'orders',
            runtime: { value: 'provided.al2023', ...detected },
            architecture: { value: 'arm64', ...detected },
            packageType: null,
          },
        ],
      },
      etag: null,
      factsKey: 'k',
      nextDueAt: new Date(clock.now + HOUR),
    });
    await expect(compatibility()).resolves.toMatchObject({
      verdict: 'broken',
      functions: [
        {
          runtime: { value: 'provided.al2023', source: 'Dockerfile:3' },
          architecture: { value: 'arm64', source: 'Dockerfile:3' },
        },
      ],
    });
  });

  it('lets an annotation win over an upload, and says that they disagree', async () => {
    const { compatibility, uploads } = await setup();
    await uploads.upload(needs('a', NEEDS_3_4_30));
    const annotated = entity('orders', {
      'lambda-compat/runtime': 'provided.al2',
    });
    // The entity has changed since the last comparison with the catalog.
    await expect(compatibility(annotated)).resolves.toMatchObject({
      functions: [
        {
          runtime: {
            value: 'provided.al2',
            source: 'annotation lambda-compat/runtime',
            conflict:
              'It is provided.al2 by annotation lambda-compat/runtime, but provided.al2023 by upload of 2026-11-23.',
          },
          judgement: { verdict: 'broken', runtime: { id: 'provided.al2' } },
        },
      ],
    });
  });

  it('leaves nothing behind of an entity that is gone', async () => {
    const { clock, count, upkeep, uploads, work } = await setup();
    await uploads.upload(needs('a', NEEDS_OLD));
    await work.removeEntities([REF]);
    clock.now += 2 * HOUR;
    await upkeep.run();
    for (const table of TABLES) {
      await expect(count(table)).resolves.toBe(0);
    }
  });

  it('goes on with the others where one cannot be judged', async () => {
    const { clock, knex, upkeep, uploads } = await setup();
    await uploads.upload(needs('a', NEEDS_OLD));
    await uploads.upload(
      needs('b', NEEDS_OLD, { entityRef: 'component:default/single' }),
    );
    await knex('measured_contents')
      .where('content_key', '<>', '')
      .whereIn(
        'content_key',
        knex('upload_artifacts')
          .where({ sha256: sha256('a') })
          .select('content_key'),
      )
      .update({ content: Buffer.from('no gzip') });
    clock.now += 24 * HOUR;
    await upkeep.run();
    await expect(
      knex('lambda_entities')
        .orderBy('entity_ref')
        .select('entity_ref', 'judged_key', 'verdict_rank'),
    ).resolves.toMatchObject([
      { entity_ref: REF, judged_key: expect.stringContaining('2026-11-24') },
      { verdict_rank: 3, judged_key: expect.stringContaining('2026-11-24') },
    ]);
  });
});
