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
import { run } from '@lambda-compat/cli';
import { DockerRegistry } from '../../support/registry/DockerRegistry';
import { describeWith } from '../../support/registry/programs';
import { RegistryFront } from '../../support/registry/RegistryFront';
import { IncidentStory } from '../../support/registry/replay/incident';
import { buildBootstrap, unpackLayers } from '../incident/buildBootstrap';

// The first run fetches packages and their indexes.
jest.setTimeout(600_000);

describeWith(
  'docker-registry',
  'skopeo',
  'dpkg-deb',
  'aarch64-linux-gnu-g++',
)('the commands about images, on a real registry', () => {
  let folder: string;
  let story: IncidentStory;
  let registry: DockerRegistry;
  let front: RegistryFront;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-commands-'));
    story = await IncidentStory.build();
    registry = await DockerRegistry.start();
    front = await RegistryFront.start(registry.origin);
    const push = (image: Parameters<IncidentStory['push']>[0], tag: string) =>
      story.push(image, `${registry.host}/amazonlinux:${tag}`);
    await push('before', '2023.6.20250317.2');
    await push('after', '2023.7.20250331.0');
    await push('2027', 'latest');
  });

  afterAll(async () => {
    await front?.stop();
    await registry?.stop();
    story?.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  async function lambdaCompat(...argv: string[]) {
    let stdout = '';
    let stderr = '';
    const code = await run([...argv, '--insecure-registry', front.host], {
      stdin: (async function* none() {})(),
      stdout: { write: text => (stdout += text) },
      stderr: { write: text => (stderr += text) },
      env: {},
      cwd: folder,
    });
    return { code, stdout, stderr };
  }

  const image = (tag: string) => `${front.host}/amazonlinux:${tag}`;

  it('diff says first which symbol versions came, and reads shared layers once', async () => {
    front.requests.length = 0;
    const { code, stderr, stdout } = await lambdaCompat(
      'diff',
      image('2023.6.20250317.2'),
      image('2023.7.20250331.0'),
      '--platform',
      'linux/arm64',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines[0]).toContain('Symbol versions changed');
    for (const version of ['30', '31', '32', '33']) {
      expect(stdout).toContain(`GLIBCXX_3.4.${version}`);
    }
    expect(stdout).toContain(
      'GLIBCXX up to GLIBCXX_3.4.29 before, GLIBCXX_3.4.33 now',
    );
    // Base and edge are shared: four layers of two images, and two configurations.
    const blobs = front.requests.filter(
      ({ method, path: asked }) =>
        method === 'GET' && asked.includes('/blobs/'),
    );
    expect(new Set(blobs.map(({ path: asked }) => asked)).size).toBe(
      blobs.length,
    );
    expect(blobs).toHaveLength(4 + 2);
  });

  it('diff gives one JSON document with a comparison for each platform', async () => {
    const { code, stdout } = await lambdaCompat(
      'diff',
      image('2023.7.20250331.0'),
      image('latest'),
      '--format',
      'json',
    );
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(Object.keys(document)).toEqual([
      'from',
      'to',
      'comparisons',
      'errors',
    ]);
    expect(
      document.comparisons.map(
        (one: { class: string; to: { platform: string } }) => [
          one.class,
          one.to.platform,
        ],
      ),
    ).toEqual([
      ['distro', 'linux/amd64'],
      ['distro', 'linux/arm64'],
    ]);
  });

  it('diff says what a registry does not have, and takes no other platform', async () => {
    const missing = await lambdaCompat('diff', image('nope'), image('latest'));
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('nope');
    const platform = await lambdaCompat(
      'diff',
      image('latest'),
      image('latest'),
      '--platform',
      'linux/s390x',
    );
    expect(platform.code).toBe(1);
    expect(platform.stderr).toContain(
      'There is no image for linux/s390x in it; it has linux/amd64, linux/arm64.',
    );
  });

  it('suggest-pin finds the newest image that the runtime had everything of', async () => {
    const suggest = (asOf: string) =>
      lambdaCompat(
        'suggest-pin',
        image('latest'),
        '--runtime',
        'provided.al2023',
        '--arch',
        'arm64',
        '--as-of',
        asOf,
        '--format',
        'json',
      );
    const then = await suggest('2025-03-15');
    expect([then.code, then.stderr]).toEqual([0, '']);
    const document = JSON.parse(then.stdout);
    expect(document.pinned).toBe(
      `${front.host}/amazonlinux:2023.6.20250317.2@${
        story.index('before').digest
      }`,
    );
    expect(document.suggestion.fits).toBe('by-construction');
    expect(document.suggestion.behind.releases).toBe(2);
    expect(document.rejected.map(({ tag }: { tag: string }) => tag)).toEqual([
      'latest',
      '2023.7.20250331.0',
    ]);

    const now = await suggest('2026-11-23');
    expect(JSON.parse(now.stdout).pinned).toBe(
      `${front.host}/amazonlinux:2023.7.20250331.0@${
        story.index('after').digest
      }`,
    );
  });

  it('suggest-pin says that nothing fits, and what else could be done', async () => {
    const { code, stdout } = await lambdaCompat(
      'suggest-pin',
      image('latest'),
      '--runtime',
      'provided.al2',
      '--arch',
      'arm64',
    );
    expect(code).toBe(1);
    expect(stdout).toContain('Nothing fits');
    expect(stdout).toContain('What else could be done');
  });

  it('what-if --image says whether builds on it can ask for more', async () => {
    const built = unpackLayers(
      story.layers('before', 'arm64'),
      `${folder}/before`,
    );
    await buildBootstrap(`${folder}/linked`, built);
    await buildBootstrap(`${folder}/static`, null);
    const ask = (name: string, tag: string) =>
      lambdaCompat(
        'what-if',
        `${name}/function`,
        '--from',
        'provided.al2023',
        '--as-of',
        '2025-03-15',
        '--image',
        image(tag),
      );
    const breaks = await ask('linked', 'latest');
    expect([breaks.code, breaks.stderr]).toEqual([1, '']);
    expect(breaks.stdout).toContain('Can break');
    expect(breaks.stdout).toContain('Amazon Linux 2027');
    const works = await ask('linked', '2023.6.20250317.2');
    expect([works.code, works.stdout]).toEqual([
      0,
      expect.stringContaining('Works'),
    ]);
    const still = await ask('static', 'latest');
    expect([still.code, still.stdout]).toEqual([
      0,
      expect.stringContaining('Not affected'),
    ]);
  });
});
