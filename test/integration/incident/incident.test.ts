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

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {
  LambdaCompatClient,
  TagMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { DockerRegistry } from '../../support/registry/DockerRegistry';
import { describeWith } from '../../support/registry/programs';
import { RegistryFront } from '../../support/registry/RegistryFront';
import {
  type IncidentImage,
  IncidentStory,
} from '../../support/registry/replay/incident';
import { buildBootstrap, unpackLayers } from './buildBootstrap';
import { IncidentPortal } from './IncidentPortal';
import { type Lambdas, writeLambdas } from './writeLambdas';

// The first run fetches packages and their indexes.
jest.setTimeout(600_000);

const LATEST = 'docker.io/arm64v8/amazonlinux:latest';
const OTHER = 'docker.io/library/amazonlinux:latest';

// Told in order: each step of the incident follows from those before.
describeWith(
  'docker-registry',
  'skopeo',
  'dpkg-deb',
  'aarch64-linux-gnu-g++',
)('the incident, from nothing, on a real registry', () => {
  let folder: string;
  let story: IncidentStory;
  let registry: DockerRegistry;
  let front: RegistryFront;
  let lambdas: Lambdas;
  let portal: IncidentPortal;
  let client: LambdaCompatClient;
  let images: { before: string; after: string };

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-replay-'));
    story = await IncidentStory.build();
    registry = await DockerRegistry.start();
    front = await RegistryFront.start(registry.origin);
    await push('before', 'arm64v8/amazonlinux', 'latest', '2023.6.20250317.2');
    await push('before', 'library/amazonlinux', 'latest');
    images = {
      before: unpackLayers(story.layers('before', 'arm64'), `${folder}/before`),
      after: unpackLayers(story.layers('after', 'arm64'), `${folder}/after`),
    };
    lambdas = writeLambdas(
      path.join(folder, 'repositories'),
      story.index('before').digest,
    );
    portal = await IncidentPortal.start({
      lambdas,
      origin: front.origin,
      registries: ['docker.io'],
      // Nobody but the registry of the test is asked.
      runtimes: { watch: false, asOf: '2025-03-15' },
    });
    ({ client } = portal);
  });

  afterAll(async () => {
    await portal?.stop();
    await front?.stop();
    await registry?.stop();
    story?.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  async function push(
    image: IncidentImage,
    repository: string,
    ...tags: string[]
  ): Promise<void> {
    for (const tag of tags) {
      await story.push(image, `${registry.host}/${repository}:${tag}`);
    }
  }

  /** The newest move of a tag, once it is known what came with it. */
  function untilMoved(image: string, to: string): Promise<TagMove> {
    return portal.until(`${image} moved to ${to}`, async () => {
      const { items } = await client.listTagMoves();
      return items.find(
        move =>
          move.image === image &&
          move.to === to &&
          !['pending'].includes(move.class) &&
          ['available', 'none', 'off'].includes(move.contents.state),
      );
    });
  }

  const layersAsked = () =>
    front.requests.filter(
      ({ method, path: asked }) =>
        method === 'GET' && asked.includes('/blobs/'),
    ).length;

  it('is quiet while the tag stands: what was built fits the runtime', async () => {
    const compatible = await buildBootstrap(`${folder}/803`, images.before);
    const still = await buildBootstrap(`${folder}/88`, null);
    await portal.until('the Lambdas', async () => {
      const { items } = await client.listComponents({ limit: 20 });
      return items.length === 5 ? items : undefined;
    });
    await portal.until('the tag', async () => {
      const { items } = await client.listTags();
      const seen = items.filter(tag => tag.state === 'present');
      return seen.length >= 3 ? seen : undefined;
    });
    await portal.upload('orders', '803', compatible);
    await portal.upload('tax', '12', compatible);
    await portal.upload('mailer', '88', still);
    await portal.untilVerdict('orders', 'compatible');
    await portal.untilVerdict('mailer', 'compatible');
    // A build between two looks could have been made on either image.
    await portal.untilLooked();
    const { items } = await client.listTagMoves();
    expect(items).toEqual([]);
  });

  let moveId: string;

  it('says before any build who is exposed, to what, and what to pin to', async () => {
    await push('after', 'arm64v8/amazonlinux', 'latest');
    const { id, contents } = await untilMoved(
      LATEST,
      story.index('after').digest,
    );
    moveId = id;
    expect(contents).toMatchObject({
      state: 'available',
      class: 'symbol-versions',
    });

    const move = await client.getTagMove(id);
    expect(move.impact).toEqual({
      alreadyBuilt: 0,
      nextBuild: 1,
      possibly: 0,
      notExposed: 3,
    });
    const arm64 = move.contents.find(
      ({ platform }) => platform === 'linux/arm64',
    );
    const cxx = arm64?.summary?.gained.find(
      ({ library }) => library === 'libstdc++.so.6',
    );
    expect(cxx?.versions).toEqual(
      expect.arrayContaining([
        'GLIBCXX_3.4.30',
        'GLIBCXX_3.4.31',
        'GLIBCXX_3.4.32',
        'GLIBCXX_3.4.33',
      ]),
    );
    expect(arm64?.summary?.distro).toBeNull();
    const [runtime] = move.runtimes;
    expect(runtime).toMatchObject({
      runtime: 'provided.al2023',
      architecture: 'arm64',
      components: 1,
      fit: { answer: 'no' },
    });
    expect(
      runtime.fit.beyond
        .flatMap(({ highest }) => highest)
        .find(({ namespace }) => namespace === 'GLIBCXX'),
    ).toMatchObject({
      image: 'GLIBCXX_3.4.33',
      runtime: [{ version: 'GLIBCXX_3.4.29' }],
    });

    const impact = await client.listTagImpact(id);
    expect(
      Object.fromEntries(
        impact.items.map(one => [
          one.entityRef.split('/')[1],
          [one.exposure, one.reason, one.ownerRefs.join()],
        ]),
      ),
    ).toEqual({
      orders: ['next-build', null, 'group:default/payments'],
      ledger: ['not-exposed', 'other-tag', 'group:default/payments'],
      fx: ['not-exposed', 'digest', 'group:default/treasury'],
      mailer: ['not-exposed', 'static', 'group:default/growth'],
    });

    const orders = await portal.untilVerdict('orders', 'at-risk');
    const [finding] = orders.functions[0].judgement.findings.filter(
      ({ rule }) => rule === 'R10',
    );
    expect(finding.message).toMatch(/Dockerfile:1\b/);
    expect(finding.message).toContain('GLIBCXX');
    expect(finding.message).toContain('3.4.29');

    const { markdown } = await client.getTagMoveSummary(id);
    expect(markdown).toContain('GLIBCXX_3.4.30');
    expect(markdown).toContain('orders');
    expect(markdown).not.toContain('undefined');
  });

  it('gives a patch that git applies', async () => {
    const { items } = await client.listTagMovePins(moveId);
    expect(items).toHaveLength(1);
    const [pin] = items;
    expect(pin.suggestion).toMatchObject({
      digest: story.index('before').digest,
      tag: '2023.6.20250317.2',
      fits: 'by-construction',
      behind: { releases: 1 },
    });
    expect(pin.pinned).toBe(
      `arm64v8/amazonlinux:2023.6.20250317.2@${story.index('before').digest}`,
    );
    const patched = spawnSync('git', ['apply', '-'], {
      cwd: path.dirname(lambdas.dockerfile('orders')),
      input: pin.patch ?? '',
      encoding: 'utf8',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: folder },
    });
    expect([patched.status, patched.stderr]).toEqual([0, '']);
    expect(
      fs.readFileSync(lambdas.dockerfile('orders'), 'utf8').split('\n')[0],
    ).toBe(
      `FROM arm64v8/amazonlinux:2023.6.20250317.2@${
        story.index('before').digest
      } AS build`,
    );
    // Not yet committed: the build that breaks comes first.
    spawnSync('git', ['apply', '-R', '-'], {
      cwd: path.dirname(lambdas.dockerfile('orders')),
      input: pin.patch ?? '',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: folder },
    });
  });

  it('calls the rebuilt binary broken, the pinned one compatible, and closes the window', async () => {
    const broken = await buildBootstrap(`${folder}/812`, images.after);
    await portal.upload('orders', '812', broken);
    const found = await portal.untilVerdict('orders', 'broken');
    expect(JSON.stringify(found.functions[0].judgement.findings)).toContain(
      'GLIBCXX_3.4.30',
    );
    await portal.until('it is known to be built', async () => {
      const { impact } = await client.getTagMove(moveId);
      return impact.alreadyBuilt === 1 ? impact : undefined;
    });

    const { items } = await client.listTagMovePins(moveId);
    fs.writeFileSync(
      lambdas.dockerfile('orders'),
      fs
        .readFileSync(lambdas.dockerfile('orders'), 'utf8')
        .replace('arm64v8/amazonlinux:latest', items[0].pinned!),
    );
    await client.refreshEntity('component:default/orders');
    const pinned = await buildBootstrap(`${folder}/813`, images.before);
    await portal.upload('orders', '813', pinned);
    await portal.untilVerdict('orders', 'compatible');
    const window = await portal.until('the window closes', async () => {
      const { windows } = await client.getEntityTagHistory(
        'component:default/orders',
      );
      return windows.find(one => one.closed !== null);
    });
    expect(window.moveId).toBe(moveId);
    expect(['pinned', 'rebuilt-compatible']).toContain(window.closedBy);
    expect(window.seconds.least).toBeGreaterThan(0);
    expect(window.seconds.most).toBeGreaterThanOrEqual(window.seconds.least);
    const { windows } = await client.getEntityTagHistory(
      'component:default/orders',
    );
    expect(windows.filter(one => one.closed === null)).toEqual([]);
  });

  it('fetches no layer of a rebuild with the same files, and raises nothing', async () => {
    const before = layersAsked();
    await push('rebuilt', 'arm64v8/amazonlinux', 'latest');
    const move = await untilMoved(LATEST, story.index('rebuilt').digest);
    expect(move.class).toBe('no-op');
    expect(move.exposed).toBe(0);
    // Configurations are blobs, too: one for each platform.
    expect(layersAsked() - before).toBeLessThanOrEqual(2);
  });

  it('raises nothing for this architecture when the other one moves', async () => {
    await push('only-amd64', 'library/amazonlinux', 'latest');
    const { id } = await untilMoved(OTHER, story.index('only-amd64').digest);
    const { impact } = await client.getTagMove(id);
    expect(impact).toMatchObject({
      alreadyBuilt: 0,
      nextBuild: 0,
      possibly: 0,
    });
    const { items } = await client.listTagImpact(id);
    expect(items.map(({ reason }) => reason)).toEqual(['other-platform']);
    const { windows } = await client.getEntityTagHistory(
      'component:default/tax',
    );
    expect(windows).toEqual([]);
    await portal.untilVerdict('tax', 'compatible');
  });

  it('shows the next release of the distribution as such', async () => {
    await push('2027', 'library/amazonlinux', 'latest');
    const { id, contents } = await untilMoved(
      OTHER,
      story.index('2027').digest,
    );
    expect(contents.class).toBe('distro');
    const move = await client.getTagMove(id);
    const arm64 = move.contents.find(
      ({ platform }) => platform === 'linux/arm64',
    );
    expect(arm64?.summary?.distro).toMatchObject({
      from: expect.stringContaining('2023'),
      to: expect.stringContaining('2027'),
    });
    expect(arm64?.summary?.gained.map(({ library }) => library)).toEqual(
      expect.arrayContaining(['libc.so.6', 'libstdc++.so.6']),
    );
    expect(move.impact.nextBuild).toBe(1);
    const tax = await portal.untilVerdict('tax', 'at-risk');
    expect(
      tax.functions[0].judgement.findings.map(({ rule }) => rule),
    ).toContain('R10');
    const { comparison } = await client.getTagMoveComparison(id, 'linux/arm64');
    expect(comparison?.class).toBe('distro');
  });
});
