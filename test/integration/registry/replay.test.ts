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
import fs from 'node:fs';
import zlib from 'node:zlib';
import { parseRegistryEvent } from '../../../plugins/lambda-compat-backend/src/pushes/parseRegistryEvent';
import { DockerRegistry } from '../../support/registry/DockerRegistry';
import { describeWith } from '../../support/registry/programs';
import { PushEvents } from '../../support/registry/PushEvents';
import {
  STORY_STEPS,
  Story,
  type StoryStep,
} from '../../support/registry/replay/story';
import { digestBySkopeo } from '../../support/registry/skopeo';
import { RegistryFront } from '../../support/registry/RegistryFront';
import { TokenIssuer } from '../../support/registry/TokenIssuer';
import { IMAGE, onLoopback, watchRegistry } from './watchRegistry';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

// The first run fetches 30 MB of packages and their indexes.
jest.setTimeout(300_000);

/** Names of the digests in a story: of the first step that has them. */
function nameDigests(story: Story): Map<string, string> {
  const names = new Map([[story.digest('single'), 'single']]);
  for (const step of STORY_STEPS) {
    const { digest, images = [] } = story.index(step) ?? {};
    if (digest && !names.has(digest)) {
      names.set(digest, step);
      for (const { architecture, manifest } of images) {
        names.set(manifest.digest, `${step} ${architecture}`);
      }
    }
  }
  return names;
}

/** skopeo's way to say that there is no such tag. */
function toNoDigest(error: Error): string {
  if (!error.message.includes('manifest unknown')) {
    throw error;
  }
  return '';
}

/** Between two looks, and longer than a tag has to hold still. */
const PAUSE = 30;

describeWith(
  'docker-registry',
  'skopeo',
  'dpkg-deb',
)('the tag of the incident, replayed on a real registry', () => {
  let story: Story;
  let names: Map<string, string>;
  const running: { stop(): Promise<void> }[] = [];

  /** Everything started is stopped, also by a test that failed. */
  function keep<T extends { stop(): Promise<void> }>(server: T): T {
    running.push(server);
    return server;
  }

  beforeAll(async () => {
    story = await Story.build();
    names = nameDigests(story);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map(server => server.stop()));
  });

  afterAll(() => story.remove());

  /** Method and last part of the path. */
  function listAsked(front: RegistryFront): string[] {
    return front.requests.map(
      ({ method, path }) => `${method} ${path.split('/').at(-1)}`,
    );
  }

  function play(step: StoryStep, registry: DockerRegistry): Promise<void> {
    const repository = `${registry.host}/${IMAGE.repository}`;
    return story.play(step, { repository, tag: IMAGE.tag });
  }

  async function setup(
    id: Parameters<typeof databases.init>[0],
    registry: DockerRegistry | RegistryFront,
    more: Parameters<typeof onLoopback>[2] = {},
  ) {
    const watched = await watchRegistry(await databases.init(id), {
      registries: [onLoopback(IMAGE.registry, registry.origin, more)],
      names,
    });
    keep({ stop: () => watched.client.close() });
    return watched;
  }

  it('is what skopeo pushes', async () => {
    const registry = keep(await DockerRegistry.start());
    const reference = `${registry.host}/${IMAGE.repository}:${IMAGE.tag}`;
    const pushed: string[] = [];
    for (const step of STORY_STEPS) {
      await play(step, registry);
      pushed.push(await digestBySkopeo(reference).catch(toNoDigest));
    }
    expect(pushed).toEqual(STORY_STEPS.map(step => story.digest(step)));
    const digests = new Set(STORY_STEPS.map(step => story.digest(step)));
    // `reverted` and `restored` are the first again.
    expect(digests.size).toBe(STORY_STEPS.length - 2);
  });

  it('is made of three C++ runtimes, of which the first two share their base', () => {
    const newest = story.userlands.map(({ layers: [, runtime] }) => {
      const bytes = zlib.gunzipSync(fs.readFileSync(runtime.file));
      const known = bytes.toString('latin1').match(/GLIBCXX_3\.4\.\d+/g)!;
      return Math.max(...known.map(name => Number(name.split('.')[2])));
    });
    expect(newest).toEqual([29, 29, 30, 30, 33, 33]);
    const bases = story.userlands.map(({ layers }) => layers[0].digest);
    expect(new Set(bases).size).toBe(4);
    expect(bases.slice(2, 4)).toEqual(bases.slice(0, 2));
  });

  it.each(databases.eachSupportedId())(
    'gives exactly these stays, moves and classes, %p',
    async id => {
      const registry = keep(await DockerRegistry.start());
      await play('gcc-11', registry);
      const watched = await setup(id, registry);
      await watched.sweepAfter(0);
      const stays: number[] = [];
      for (const step of STORY_STEPS.slice(1)) {
        await play(step, registry);
        await watched.sweepAfter(PAUSE);
        // The first look that finds nothing is not believed.
        stays.push((await watched.intervals()).length);
        if (step === 'deleted') {
          await watched.sweepAfter(15);
        }
      }
      expect(stays).toEqual([2, 3, 4, 5, 6, 6, 8]);

      expect(await watched.intervals()).toEqual([
        '0<0 0/30 gcc-11',
        '0<30 30/60 gcc-12',
        '30<60 60/90 rebuilt',
        '60<90 90/120 gcc-14',
        '90<120 120/150 gcc-11',
        '120<150 150/180 single',
        '150<180 195/225 none',
        '195<225 0/0 gcc-11',
      ]);
      expect(await watched.intervals('linux/arm64')).toEqual([
        '0<0 0/30 gcc-11 arm64',
        '0<30 30/60 gcc-12 arm64',
        '30<60 60/90 rebuilt arm64',
        '60<90 90/120 gcc-14 arm64',
        '90<120 120/150 gcc-11 arm64',
        '120<150 150/180 single',
        '150<180 195/225 none',
        '195<225 0/0 gcc-11 arm64',
      ]);
      expect(await watched.intervals('linux/amd64')).toEqual([
        '0<0 0/30 gcc-11 amd64',
        '0<30 30/60 gcc-12 amd64',
        '30<60 60/90 rebuilt amd64',
        '60<90 90/120 gcc-14 amd64',
        '90<120 120/150 gcc-11 amd64',
        // The single manifest is for the other platform.
        '120<150 195/225 none',
        '195<225 0/0 gcc-11 amd64',
      ]);
      const both = (name: string) => ({
        'linux/amd64': name,
        'linux/arm64': name,
      });
      expect(await watched.moves()).toEqual([
        {
          between: [0, 30],
          from: 'gcc-11',
          to: 'gcc-12',
          changes: 'content',
          platforms: both('content'),
          tell: 'due',
        },
        {
          between: [30, 60],
          from: 'gcc-12',
          to: 'rebuilt',
          changes: 'no-op',
          platforms: both('no-op'),
          tell: 'none',
        },
        {
          between: [60, 90],
          from: 'rebuilt',
          to: 'gcc-14',
          changes: 'content',
          platforms: both('content'),
          tell: 'due',
        },
        {
          between: [90, 120],
          from: 'gcc-14',
          to: 'gcc-11',
          changes: 'reverted,content',
          platforms: both('reverted'),
          tell: 'due',
        },
        {
          between: [120, 150],
          from: 'gcc-11',
          to: 'single',
          changes: 'platforms,format',
          platforms: { 'linux/amd64': 'lost', 'linux/arm64': 'format' },
          tell: 'due',
        },
        {
          between: [150, 180],
          from: 'single',
          to: 'none',
          changes: 'gone',
          platforms: { 'linux/arm64': 'gone' },
          tell: 'due',
        },
        {
          between: [195, 225],
          from: 'none',
          to: 'gcc-11',
          changes: 'back,reverted',
          platforms: both('back'),
          tell: 'due',
        },
      ]);
      expect(await watched.outages()).toEqual([]);
    },
  );

  it('reads no layer, and asks once where nothing is new', async () => {
    const registry = keep(await DockerRegistry.start());
    const front = keep(await RegistryFront.start(registry.origin));
    await play('gcc-12', registry);
    const watched = await setup('SQLITE_3', front);
    await watched.sweepAfter(0);
    front.requests.length = 0;
    await play('rebuilt', registry);
    await watched.sweepAfter(PAUSE);
    await watched.sweepAfter(PAUSE);
    const { digest, images } = story.index('rebuilt')!;
    // Equal layers need no configuration to tell that nothing changed.
    expect(listAsked(front)).toEqual([
      'HEAD latest',
      `GET ${digest}`,
      `GET ${images[0].manifest.digest}`,
      `GET ${images[1].manifest.digest}`,
      'HEAD latest',
    ]);
  });

  it('shows a registry that hangs as an outage, and what moved meanwhile as moved since before', async () => {
    const registry = keep(await DockerRegistry.start());
    await play('gcc-11', registry);
    const watched = await setup('SQLITE_3', registry);
    await watched.sweepAfter(0);
    await watched.sweepAfter(15);
    registry.freeze();
    await watched.sweepAfter(15);
    expect(await watched.tagOf()).toMatchObject({
      state: 'present',
      digest: story.digest('gcc-11'),
      failure_code: 'timeout',
    });
    expect(await watched.outages()).toEqual(['15–0 timeout']);
    registry.thaw();
    await play('gcc-14', registry);
    await watched.sweepAfter(30);
    expect(await watched.outages()).toEqual(['15–60 timeout']);
    expect(await watched.intervals()).toEqual([
      '0<0 15/60 gcc-11',
      '15<60 0/0 gcc-14',
    ]);
    const [move, ...others] = await watched.moves();
    expect(others).toEqual([]);
    expect(move).toMatchObject({ between: [15, 60], changes: 'content' });

    await registry.stop();
    await watched.sweepAfter(PAUSE);
    expect((await watched.outages()).at(-1)).toBe('60–0 connection');
    expect((await watched.intervals()).at(-1)).toBe('15<60 0/0 gcc-14');
  });

  it('keeps what a pull-through mirror says apart from what the registry says', async () => {
    const registry = keep(await DockerRegistry.start());
    const mirror = keep(
      await DockerRegistry.start({ mirrorOf: registry.origin }),
    );
    await play('gcc-11', registry);
    const mirrorConfig = onLoopback(mirror.host, mirror.origin);
    const watched = await setup('SQLITE_3', registry, {
      mirrors: [{ ...mirrorConfig, repositoryPrefix: '' }],
    });
    await watched.sweepAfter(0);
    await play('gcc-12', registry);
    await watched.sweepAfter(PAUSE);
    const expected = ['0<0 0/30 gcc-11', '0<30 0/0 gcc-12'];
    expect(await watched.intervals()).toEqual(expected);
    expect(await watched.intervals('', mirror.host)).toEqual(expected);
    // One move, told once.
    expect((await watched.moves()).map(({ tell }) => tell)).toEqual(['due']);
    expect((await watched.moves(mirror.host)).map(({ tell }) => tell)).toEqual([
      'none',
    ]);

    // A mirror does not let go of what its origin has no more.
    await play('deleted', registry);
    await watched.sweepAfter(PAUSE);
    await watched.sweepAfter(15);
    expect((await watched.intervals()).at(-1)).toBe('30<60 0/0 none');
    expect(await watched.intervals('', mirror.host)).toEqual(expected);
    expect(await watched.tagOf(mirror.host)).toMatchObject({
      state: 'present',
      digest: story.digest('gcc-12'),
    });
  });

  it('is the same behind bearer tokens, one per lifetime', async () => {
    const issuer = keep(await TokenIssuer.start());
    const registry = keep(await DockerRegistry.start({ auth: issuer.auth }));
    const front = keep(await RegistryFront.start(registry.origin));
    await play('gcc-11', registry);
    const watched = await setup('SQLITE_3', front);
    issuer.issued.length = 0;
    await watched.sweepAfter(0);
    // As many as there are looks at different times of the same second.
    expect(issuer.issued).toEqual([`repository:${IMAGE.repository}:pull`]);
    for (const step of ['gcc-12', 'rebuilt', 'gcc-14', 'reverted'] as const) {
      await play(step, registry);
      issuer.issued.length = 0;
      await watched.sweepAfter(PAUSE);
      expect(issuer.issued).toEqual([]);
    }
    expect((await watched.moves()).map(({ changes }) => changes)).toEqual([
      'content',
      'no-op',
      'content',
      'reverted,content',
    ]);
    front.requests.length = 0;
    await watched.sweepAfter(PAUSE);
    expect(listAsked(front)).toEqual(['HEAD latest']);
  });

  it('looks at once when the registry tells of a push', async () => {
    const events = keep(await PushEvents.start());
    const registry = keep(await DockerRegistry.start({ notify: events.url }));
    const front = keep(await RegistryFront.start(registry.origin));
    await play('gcc-11', registry);
    const watched = await setup('SQLITE_3', front);
    await watched.sweepAfter(0);
    await watched.sweepAfter(1);
    await play('gcc-14', registry);
    const event = await events.find(
      ({ action, target }) =>
        action === 'push' &&
        target.tag === IMAGE.tag &&
        target.digest === story.digest('gcc-14'),
    );
    // What the real registry sends is understood.
    const { repository, tag } = IMAGE;
    expect(parseRegistryEvent({ events: [event] })).toEqual([
      { names: [{ host: registry.host, repository }], tag },
    ]);
    expect(await watched.pushed(IMAGE)).toBe(1);
    expect(await watched.intervals()).toEqual([
      '0<0 0/1 gcc-11',
      '0<1 0/0 gcc-14',
    ]);
    expect((await watched.moves())[0].changes).toBe('content');
    // An event that nobody sent costs a look and nothing else.
    front.requests.length = 0;
    await watched.sweepAfter(1);
    expect(await watched.pushed(IMAGE)).toBe(1);
    expect(listAsked(front)).toEqual(['HEAD latest']);
    expect(await watched.moves()).toHaveLength(1);
  });
});
