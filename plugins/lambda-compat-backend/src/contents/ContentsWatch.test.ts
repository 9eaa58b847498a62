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
import { RegistryError } from '@lambda-compat/oci-registry';
import { TABLE_LAYERS } from '../database/contentsTables';
import { TABLE_MOVE_PLATFORMS } from '../database/tagTables';
import { digestOf } from '../digests/__testUtils__/FakeRegistry';
import { MINUTE } from '../digests/__testUtils__/setupWatch';
import { IMAGE, setupContents } from './__testUtils__/setupContents';
import { DatabaseMoveContents } from './moves/DatabaseMoveContents';
import { DatabaseImageReadingStore } from './reading/DatabaseImageReadingStore';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

jest.setTimeout(60_000);

const release = (version: string) => ({
  'etc/os-release': `ID=amzn\nNAME="Amazon Linux"\nVERSION_ID="${version}"\n`,
});

describe.each(databases.eachSupportedId())('ContentsWatch, %p', id => {
  async function setup(options: Parameters<typeof setupContents>[1] = {}) {
    const parts = await setupContents(await databases.init(id), options);
    const { registry } = parts;
    registry.addLayer('base', { ...release('2023'), 'usr/bin/a': 'a' });
    registry.addLayer('next', { ...release('2027') });
    registry.addLayer('tools', { 'usr/bin/tool': '1' });
    registry.addLayer('tools-2', { 'usr/bin/tool': '2' });
    parts.addRelease('A', ['base', 'tools']);
    parts.addRelease('A-again', ['base', 'tools']);
    parts.addRelease('B', ['base', 'tools-2']);
    parts.addRelease('C', ['next', 'tools-2']);
    registry.push(IMAGE, 'A');
    return parts;
  }

  it('reads what components build on when it is first seen, shared layers once', async () => {
    const { addConsumer, listImages, registry, sweepAfter } = await setup();
    await addConsumer(IMAGE);
    await sweepAfter(0);
    expect(await listImages()).toEqual([
      'A amd64 available',
      'A arm64 available',
    ]);
    expect(registry.takeBlobs().sort()).toEqual(['base', 'tools']);
    await sweepAfter(15);
    expect(registry.takeLog()).toEqual([`HEAD ${IMAGE}`]);
  });

  it('says what came with a move, having fetched only what is new', async () => {
    const parts = await setup();
    const { addConsumer, knex, listMoves, registry, sweepAfter } = parts;
    await addConsumer(IMAGE);
    await sweepAfter(0);
    registry.takeLog();
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    expect(registry.takeBlobs()).toEqual(['tools-2']);
    expect(await listMoves()).toEqual([
      expect.objectContaining({
        class: 'content',
        contents_state: 'available',
        contents_class: 'packages',
      }),
    ]);
    registry.push(IMAGE, 'C');
    await sweepAfter(60);
    expect(registry.takeBlobs()).toEqual(['next']);
    const move = (await listMoves())[1];
    expect(move).toMatchObject({
      contents_state: 'available',
      contents_class: 'distro',
    });
    const contents = await DatabaseMoveContents.create().readMoveContents(
      knex,
      [move.move_id],
    );
    expect(contents.get(move.move_id)).toEqual(
      ['linux/amd64', 'linux/arm64'].map(platform => ({
        platform,
        state: 'available',
        message: null,
        summary: expect.objectContaining({
          class: 'distro',
          sentence: move.contents_sentence,
          distro: { from: 'Amazon Linux 2023', to: 'Amazon Linux 2027' },
          gained: [],
          lost: [],
        }),
      })),
    );
  });

  it('fetches no layer for the same files built anew, and finds nothing in it', async () => {
    const { addConsumer, listImages, listMoves, registry, sweepAfter } =
      await setup();
    await addConsumer(IMAGE);
    await sweepAfter(0);
    registry.takeLog();
    registry.push(IMAGE, 'A-again');
    await sweepAfter(15);
    expect(registry.takeBlobs()).toEqual([]);
    expect(await listMoves()).toEqual([
      expect.objectContaining({
        class: 'no-op',
        contents_state: 'none',
        contents_class: '',
      }),
    ]);
    expect(await listImages()).toContain('A-again arm64 available');
  });

  it.each([
    ['pinned ones', { digest: digestOf('A') }],
    ['ones that do not shape', { shaping: false }],
  ])(
    'reads nothing for %s, and says so, until somebody builds on it',
    async (_what, more) => {
      const { addConsumer, knex, listImages, listMoves, registry, sweepAfter } =
        await setup();
      await addConsumer(IMAGE, more);
      await sweepAfter(0);
      registry.push(IMAGE, 'B');
      await sweepAfter(60);
      expect(await listImages()).toEqual([]);
      expect(registry.takeBlobs()).toEqual([]);
      expect(await listMoves()).toEqual([
        expect.objectContaining({
          contents_state: 'off',
          contents_sentence:
            'No component builds on it without a digest, so it is not read.',
        }),
      ]);
      await addConsumer(IMAGE, { reference_id: 'other' });
      await sweepAfter(15);
      await sweepAfter(1);
      expect(await listMoves()).toEqual([
        expect.objectContaining({ contents_class: 'packages' }),
      ]);
      expect(
        await knex(TABLE_MOVE_PLATFORMS).where('contents_state', 'available'),
      ).toHaveLength(2);
    },
  );

  it('reads only the platforms that are built for', async () => {
    const { addConsumer, knex, listImages, listMoves, registry, sweepAfter } =
      await setup();
    await addConsumer(IMAGE, { platform: 'linux/arm64' });
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    expect(await listImages()).toEqual([
      'A arm64 available',
      'B arm64 available',
    ]);
    expect(
      await knex(TABLE_MOVE_PLATFORMS)
        .orderBy('platform')
        .pluck('contents_state'),
    ).toEqual(['off', 'available']);
    expect((await listMoves())[0].contents_state).toBe('available');
  });

  it('shares the images with other replicas, none is read twice', async () => {
    const { addConsumer, clock, createContents, registry, run, watch } =
      await setup();
    for (let index = 0; index < 6; index += 1) {
      registry.addLayer(`own ${index}`, { file: `${index}` });
      registry.addLayered(`image ${index}`, [`own ${index}`]);
      registry.push(`docker.io/library/app-${index}:1`, `image ${index}`);
      await addConsumer(`docker.io/library/app-${index}:1`);
    }
    await watch.sweep();
    registry.takeLog();
    const others = [createContents(), createContents()];
    await Promise.all(others.map(run));
    expect(registry.takeBlobs().sort()).toEqual(
      [0, 1, 2, 3, 4, 5].map(index => `own ${index}`),
    );
    expect(clock.now).toBeGreaterThan(0);
  });

  it('takes over what a replica has begun that died', async () => {
    const { addConsumer, clock, knex, listImages, run, watch } = await setup();
    await addConsumer(IMAGE, { platform: 'linux/amd64' });
    await watch.sweep();
    const dead = DatabaseImageReadingStore.create({
      knex,
      limitsKey: '',
      now: () => clock.now,
    });
    await run();
    await knex('image_facts').update({ next_due_ms: clock.now });
    const claimed = await dead.claim({ leaseMs: 2 * MINUTE });
    expect(claimed?.digest).toBe(digestOf('A amd64'));
    await expect(dead.claim({ leaseMs: MINUTE })).resolves.toBeUndefined();
    clock.now += 2 * MINUTE;
    await run();
    expect(await listImages()).toEqual(['A amd64 available']);
    expect(await knex('image_facts').first()).toMatchObject({ lease_id: '' });
    await expect(
      dead.save(claimed!, {
        state: 'failed',
        reason: 'Too late.',
        dueAt: 0,
        counts: true,
      }),
    ).resolves.toBe(false);
    expect(await listImages()).toEqual(['A amd64 available']);
  });

  it('says that an image is too large, and reads it once it may be larger', async () => {
    const { addConsumer, createContents, listImages, listMoves, ...parts } =
      await setup();
    const { registry, run, sweepAfter } = parts;
    const small = createContents({
      config: {
        enabled: true,
        limits: { entries: 2 },
        concurrency: 1,
        retentionMs: 1,
      },
    });
    await addConsumer(IMAGE, { platform: 'linux/amd64' });
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    parts.clock.now += 15 * MINUTE;
    await parts.watch.sweep();
    await run(small);
    const [, image] = await listImages();
    expect(image).toMatch(/^B amd64 too-large ./);
    expect((await listMoves())[0]).toMatchObject({
      contents_state: 'too-large',
      contents_sentence: image.slice('B amd64 too-large '.length),
    });
    registry.takeLog();
    parts.clock.now += 24 * 60 * MINUTE;
    await run(small);
    expect(registry.takeLog()).toEqual([]);
    await run(createContents());
    expect(await listImages()).toContain('B amd64 available');
    expect((await listMoves())[0]).toMatchObject({
      contents_state: 'available',
    });
  });

  it('keeps a failure with its reason, tries again, and says then what came', async () => {
    const parts = await setup();
    const { addConsumer, listImages, listMoves, registry, sweepAfter } = parts;
    await addConsumer(IMAGE, { platform: 'linux/amd64' });
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    registry.failLayer(
      'tools-2',
      new RegistryError('timeout', 'docker.io', 'no answer came'),
    );
    await sweepAfter(15);
    // It may pass soon: nothing is concluded yet.
    expect(await listImages()).toContain(
      'B amd64 pending docker.io: no answer came.',
    );
    expect((await listMoves())[0]).toMatchObject({ contents_state: 'pending' });
    await sweepAfter(15);
    await sweepAfter(15);
    expect(await listImages()).toContain(
      'B amd64 failed docker.io: no answer came.',
    );
    expect((await listMoves())[0]).toMatchObject({
      contents_state: 'failed',
      contents_sentence: 'docker.io: no answer came.',
    });
    registry.failLayer('tools-2', undefined);
    await sweepAfter(15);
    expect((await listMoves())[0]).toMatchObject({
      contents_state: 'available',
      contents_class: 'packages',
    });
  });

  it('leaves a fifth of a quota to builds', async () => {
    const { addConsumer, clock, listImages, registry, run, watch } =
      await setup();
    await addConsumer(IMAGE, { platform: 'linux/amd64' });
    await watch.sweep();
    const quota = (remaining: number) => {
      registry.quota = [
        {
          registry: 'docker.io',
          pulls: {
            limit: 100,
            remaining,
            windowSeconds: 21_600,
            source: null,
            seenAt: clock.now,
          },
          parkedUntil: null,
          parkedReason: null,
        },
      ];
    };
    quota(20);
    await run();
    expect(registry.takeBlobs()).toEqual([]);
    expect((await listImages())[0]).toMatch(
      /^A amd64 pending docker\.io allows 20 more of 100 pulls/,
    );
    quota(21);
    clock.now += 15 * MINUTE;
    await run();
    expect(await listImages()).toEqual(['A amd64 available']);
  });

  it('gives back what it is reading when it is stopped', async () => {
    const { addConsumer, contents, knex, listImages, registry, run, watch } =
      await setup();
    await addConsumer(IMAGE, { platform: 'linux/amd64' });
    await watch.sweep();
    const stop = new AbortController();
    registry.onBlob = async () => {
      stop.abort();
      throw new RegistryError('aborted', 'docker.io', 'stopped');
    };
    await contents.watch.run({ signal: stop.signal });
    expect(await knex('image_facts').first()).toMatchObject({
      state: 'pending',
      reason: '',
      attempts: 0,
      lease_id: '',
    });
    registry.onBlob = async () => {};
    await run();
    expect(await listImages()).toEqual(['A amd64 available']);
  });

  it('has owners told once it is known what came, and in any case after a while', async () => {
    const { addConsumer, clock, listMoves, registry, run, sweepAfter, watch } =
      await setup();
    await addConsumer(IMAGE);
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    clock.now += 15 * MINUTE;
    await watch.sweep();
    const [waiting] = await listMoves();
    expect(waiting.tell_state).toBe('due');
    expect(Number(waiting.tell_due_ms)).toBe(clock.now + 15 * MINUTE);
    clock.now += MINUTE;
    await run();
    const [told] = await listMoves();
    expect(told).toMatchObject({ contents_state: 'available' });
    expect(Number(told.tell_due_ms)).toBe(clock.now);
  });

  it('says that contents are off, and nobody waits for them', async () => {
    const { addConsumer, clock, listImages, listMoves, registry, sweepAfter } =
      await setup({ config: { enabled: false } });
    await addConsumer(IMAGE);
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    const [move] = await listMoves();
    expect(move).toMatchObject({
      contents_state: 'off',
      contents_sentence: 'Contents of images are not read, by configuration.',
      tell_state: 'due',
    });
    expect(Number(move.tell_due_ms)).toBe(clock.now);
    expect(await listImages()).toEqual([]);
  });

  it('makes components due for judgement when it knows what they build on', async () => {
    const { addConsumer, knex, sweepAfter } = await setup();
    const entity = (name: string) => ({
      entity_ref: name,
      subject: '{}',
      subject_key: '',
      source_host: '',
      next_due_at: new Date(),
      judged_key: 'judged',
    });
    await knex('lambda_entities').insert([entity('a'), entity('b')]);
    await addConsumer(IMAGE, { entity_ref: 'a' });
    await sweepAfter(0);
    await expect(
      knex('lambda_entities')
        .orderBy('entity_ref')
        .select('entity_ref', 'judged_key'),
    ).resolves.toEqual([
      { entity_ref: 'a', judged_key: '' },
      { entity_ref: 'b', judged_key: 'judged' },
    ]);
  });

  it('keeps lists of files for the newest two of a tag, and facts as long as history', async () => {
    const {
      addConsumer,
      contents,
      knex,
      listImages,
      registry,
      run,
      sweepAfter,
    } = await setup();
    await addConsumer(IMAGE, { platform: 'linux/amd64' });
    await sweepAfter(0);
    registry.push(IMAGE, 'B');
    await sweepAfter(15);
    registry.push(IMAGE, 'C');
    await sweepAfter(60);
    const count = async () =>
      Number((await knex(TABLE_LAYERS).count({ n: '*' }).first())?.n);
    expect(await count()).toBe(4);
    await sweepAfter(31 * 24 * 60);
    await sweepAfter(61);
    // `tools` was only in A, two before.
    expect(await count()).toBe(3);
    expect(await listImages()).toHaveLength(3);
    // What is asked for all the same is read once more.
    const [from, to] = ['A', 'C'].map(name => digestOf(`${name} amd64`));
    const compare = () =>
      contents.comparisons.compare({ from, to, platform: 'linux/amd64' });
    await expect(compare()).resolves.toMatchObject({ state: 'pending' });
    registry.takeLog();
    await run();
    expect(registry.takeBlobs()).toEqual(['tools']);
    await expect(compare()).resolves.toMatchObject({
      state: 'available',
      comparison: { class: 'distro', files: { counts: { removed: 1 } } },
    });
  });
});
