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
import type { TagMoveDetails } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { DockerRegistry } from '../../support/registry/DockerRegistry';
import { describeWith } from '../../support/registry/programs';
import { IncidentStory } from '../../support/registry/replay/incident';
import { IncidentPortal } from './IncidentPortal';
import { writeLambdas } from './writeLambdas';

// The first run fetches packages and their indexes.
jest.setTimeout(600_000);

describeWith(
  'docker-registry',
  'skopeo',
  'dpkg-deb',
)("the next release of the distribution, against today's runtimes", () => {
  let folder: string;
  let story: IncidentStory;
  let registry: DockerRegistry;
  let portal: IncidentPortal;

  const push = (image: 'after' | '2027') =>
    story.push(image, `${registry.host}/library/amazonlinux:latest`);

  const rulesOf = async () => {
    const { functions } = await portal.client.getEntityCompatibility(
      'component:default/tax',
    );
    return functions[0]?.judgement.findings.map(({ rule }) => rule);
  };

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-release-'));
    story = await IncidentStory.build();
    registry = await DockerRegistry.start();
    await push('after');
    portal = await IncidentPortal.start({
      lambdas: writeLambdas(
        path.join(folder, 'repositories'),
        story.index('after').digest,
      ),
      origin: registry.origin,
      registries: ['docker.io'],
      runtimes: { watch: false, asOf: 'today' },
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
    story?.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('finds nothing beyond them in the library of gcc 14, which they have by now', async () => {
    const fitting = await portal.until('what latest is', async () => {
      const { items } = await portal.client.listPinSuggestions(
        'component:default/tax',
      );
      return items[0]?.suggestion ?? undefined;
    });
    expect(fitting).toMatchObject({
      digest: story.index('after').digest,
      fits: 'by-construction',
    });
    await portal.until('tax is judged', rulesOf);
    expect(await rulesOf()).not.toContain('R10');
  });

  it('says that the distribution changed, first, and what no runtime has', async () => {
    await push('2027');
    const move = await portal.until<TagMoveDetails>('the move', async () => {
      const { items } = await portal.client.listTagMoves({ limit: 1 });
      return items[0]?.contents.state === 'available'
        ? portal.client.getTagMove(items[0].id)
        : undefined;
    });
    expect(move.to).toBe(story.index('2027').digest);
    expect(move.class).toBe('content');
    const arm64 = move.contents.find(
      ({ platform }) => platform === 'linux/arm64',
    );
    expect(arm64?.summary?.class).toBe('distro');
    expect(arm64?.summary?.sentence).toMatch(/^Amazon Linux 2023.*2027/);

    const tax = await portal.untilVerdict('tax', 'at-risk');
    const { findings } = tax.functions[0].judgement;
    // glibc of 2027; that of today's runtimes ends with 2.34, in places 2.35.
    const risk = findings.find(({ rule }) => rule === 'R10');
    expect(risk?.message).toMatch(/GLIBC_2\.(?:3[6-9]|4\d)/);

    // What the tag was still fits, at a price that is said.
    const { items } = await portal.client.listPinSuggestions(
      'component:default/tax',
    );
    expect(items[0].suggestion?.digest).toBe(story.index('after').digest);
    expect(items[0].suggestion?.behind).not.toBeNull();
  });
});
