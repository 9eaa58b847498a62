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

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DockerRegistry } from '../../support/registry/DockerRegistry';
import { describeWith } from '../../support/registry/programs';
import { IncidentStory } from '../../support/registry/replay/incident';
import { buildBootstrap, unpackLayers } from './buildBootstrap';
import { IncidentPortal } from './IncidentPortal';
import { writeLambdas } from './writeLambdas';

// The first run fetches packages and their indexes.
jest.setTimeout(600_000);

describeWith(
  'docker-registry',
  'skopeo',
  'dpkg-deb',
  'aarch64-linux-gnu-g++',
)("the runtime's own image, watched", () => {
  let folder: string;
  let story: IncidentStory;
  let registry: DockerRegistry;
  let portal: IncidentPortal;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-runtime-'));
    story = await IncidentStory.build();
    registry = await DockerRegistry.start();
    await push('before', 'lambda/provided:al2023');
    await push('after', 'arm64v8/amazonlinux:latest');
    await push('after', 'library/amazonlinux:latest');
    await push('before', 'arm64v8/amazonlinux:2023.6.20250317.2');
    portal = await IncidentPortal.start({
      lambdas: writeLambdas(
        path.join(folder, 'repositories'),
        story.index('before').digest,
      ),
      origin: registry.origin,
      registries: ['docker.io', 'public.ecr.aws'],
      runtimes: {},
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
    story?.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function push(
    image: Parameters<IncidentStory['push']>[0],
    reference: string,
  ): Promise<void> {
    return story.push(image, `${registry.host}/${reference}`);
  }

  const stateOf = async () => {
    const { items } = await portal.client.listRuntimeProfiles();
    return items.find(
      one =>
        one.runtime === 'provided.al2023' &&
        one.architecture === 'arm64' &&
        one.origin === 'image',
    );
  };

  it('takes the place of the shipped tables, and says so', async () => {
    const before = unpackLayers(
      story.layers('before', 'arm64'),
      `${folder}/before`,
    );
    await portal.until('orders', async () =>
      portal.client.getEntityCompatibility('component:default/orders'),
    );
    await portal.upload(
      'orders',
      '803',
      await buildBootstrap(`${folder}/803`, before),
    );
    const state = await portal.until('the measured runtime', stateOf);
    expect(state.image).toBe('public.ecr.aws/lambda/provided:al2023');
    expect(state.source).toContain(state.history[0].digest);
    expect(state.history).toHaveLength(1);
    expect(state.history[0].highest).toEqual(
      expect.arrayContaining([
        { namespace: 'GLIBCXX', version: 'GLIBCXX_3.4.29' },
      ]),
    );

    // By the tables alone it would not be known which state a function is in.
    const orders = await portal.untilVerdict('orders', 'at-risk');
    const { findings, runtime } = orders.functions[0].judgement;
    // What was built fits; what the next build may be is not measured.
    expect(
      findings
        .filter(({ verdict }) => verdict !== 'info')
        .map(({ rule, verdict, version }) => [rule, verdict, version]),
    ).toEqual([['R10', 'at-risk', 'GLIBCXX_3.4.30']]);
    expect(runtime.profile).toMatchObject({ origin: 'image' });
    expect(runtime.profile?.name).toContain('public.ecr.aws/lambda/provided');
  });

  it('is judged by anew when it moves, and its history stays', async () => {
    await push('after', 'lambda/provided:al2023');
    const state = await portal.until('the runtime after its move', async () => {
      const found = await stateOf();
      return found && found.history.length > 1 ? found : undefined;
    });
    expect(
      state.history.map(
        ({ highest }) =>
          highest.find(({ namespace }) => namespace === 'GLIBCXX')?.version,
      ),
    ).toEqual(['GLIBCXX_3.4.33', 'GLIBCXX_3.4.29']);
    // The build image provides nothing now that the runtime does not have.
    await portal.untilVerdict('orders', 'compatible');
  });
});
