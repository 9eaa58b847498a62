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
import {
  compareImages,
  type ImageContents,
  ImageReader,
} from '@lambda-compat/image-contents';
import { RegistryClient } from '@lambda-compat/oci-registry';
import { readelfFacts } from '../../../packages/elf-symbols/src/__testUtils__/readelf';
import { DockerRegistry } from '../../support/registry/DockerRegistry';
import { describeWith } from '../../support/registry/programs';
import { FullUserland } from '../../support/registry/replay/fullUserlands';
import { IncidentStory } from '../../support/registry/replay/incident';
import { pushImage } from '../../support/registry/skopeo';
import { readUnpacked, unpackByUmoci } from '../../support/registry/umoci';

// The first run fetches 130 MB of packages and their indexes.
jest.setTimeout(600_000);

const MACHINES = { amd64: 'x86_64', arm64: 'aarch64' };

describeWith(
  'docker-registry',
  'skopeo',
  'umoci',
  'dpkg-deb',
  'readelf',
)('the contents of images on a real registry', () => {
  let registry: DockerRegistry;
  let client: RegistryClient;
  let folder: string;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-images-'));
    registry = await DockerRegistry.start();
    client = RegistryClient.create({
      registries: [
        {
          host: registry.host,
          endpoint: registry.origin,
          allowPrivateAddresses: true,
          requestsPerSecond: 1_000,
          burst: 1_000,
        },
      ],
    });
  });

  afterAll(async () => {
    await client?.close();
    await registry?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Reads the image as the product does, and unpacks it as others do. */
  async function readBoth(
    layout: string,
    name: string,
    digest: string,
    architecture: 'amd64' | 'arm64',
  ): Promise<{ contents: ImageContents; root: string }> {
    const contents = await ImageReader.create({ client }).read(
      { registry: registry.host, repository: 'images', digest },
      { platform: `linux/${architecture}` },
    );
    const own = fs.mkdtempSync(path.join(folder, 'image-'));
    const root = await unpackByUmoci(layout, name, architecture, own);
    return { contents, root };
  }

  function expectSameFiles(contents: ImageContents, root: string): void {
    const unpacked = readUnpacked(root);
    const isRoot = process.getuid?.() === 0;
    const ours = Object.fromEntries(
      contents.files.map(one => [
        one.path,
        {
          type: one.type,
          mode: one.type === 'symlink' ? 0o777 : one.mode,
          ...(isRoot && { uid: one.uid, gid: one.gid }),
          size: one.size,
          sha256: one.sha256,
          target: one.target,
        },
      ]),
    );
    const named = new Set(contents.files.map(file => file.path));
    const theirs = Object.fromEntries(
      [...unpacked]
        // Folders above a file that no archive has an entry of.
        .filter(([name, one]) => one.type !== 'directory' || named.has(name))
        .map(([name, { uid, gid, ...one }]) => [
          name,
          { ...one, ...(isRoot && { uid, gid }) },
        ]),
    );
    expect(Object.keys(ours).length).toBeGreaterThan(50);
    expect(ours).toEqual(theirs);
  }

  function expectSamePackages(contents: ImageContents, root: string): void {
    const { stdout, status } = spawnSync(
      'dpkg-query',
      [
        `--admindir=${path.join(root, 'var/lib/dpkg')}`,
        '-W',
        '-f',
        '${Package} ${Version} ${Architecture}\n',
      ],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    expect(status).toBe(0);
    const [database] = contents.packageDatabases;
    expect(contents.packageDatabases).toHaveLength(1);
    expect(database.complete).toBe(true);
    expect(
      database.packages
        .map(one => `${one.name} ${one.version} ${one.architecture}`)
        .sort(),
    ).toEqual(stdout.trim().split('\n').sort());
  }

  function expectSameVersions(contents: ImageContents, root: string): void {
    const wrong = contents.libraries.flatMap(library => {
      const facts = readelfFacts(path.join(root, library.path));
      const versions = facts.versionDefinitions
        .filter(one => !one.includes(' BASE'))
        .map(one => one.split(' ')[0]);
      const ours = library.versions.map(({ name }) => name);
      return JSON.stringify([library.soname, ours]) ===
        JSON.stringify([facts.soname, versions])
        ? []
        : { path: library.path, ours, versions };
    });
    expect(wrong).toEqual([]);
  }

  describe('of the incident', () => {
    let story: IncidentStory;

    beforeAll(async () => {
      story = await IncidentStory.build();
      for (const name of ['before', 'after', '2027'] as const) {
        await pushImage(
          `oci:${story.folder}:${name}`,
          `${registry.host}/images:${name}`,
        );
      }
    });

    afterAll(() => story?.remove());

    it.each(
      (['before', 'after', '2027'] as const).flatMap(name =>
        (['amd64', 'arm64'] as const).map(
          architecture => [name, architecture] as const,
        ),
      ),
    )(
      'are what umoci, dpkg-query and readelf find: %s, %s',
      async (name, architecture) => {
        const { contents, root } = await readBoth(
          story.folder,
          name,
          story.index(name).digest,
          architecture,
        );
        expect(contents.problems).toEqual([]);
        expect(
          new Set(contents.libraries.map(({ machine }) => machine)),
        ).toEqual(new Set([MACHINES[architecture]]));
        expectSameFiles(contents, root);
        expectSamePackages(contents, root);
        expectSameVersions(contents, root);
      },
    );

    it('say what came with the move, by the versions that GNU names', async () => {
      const [before, after, next] = await Promise.all(
        (['before', 'after', '2027'] as const).map(name =>
          ImageReader.create({ client }).read(
            {
              registry: registry.host,
              repository: 'images',
              digest: story.index(name).digest,
            },
            { platform: 'linux/arm64' },
          ),
        ),
      );
      const moved = compareImages(before, after);
      expect(moved.class).toBe('symbol-versions');
      const cxx = moved.symbolVersions.find(
        ({ library }) => library === 'libstdc++.so.6',
      );
      expect(cxx?.gained.map(({ name }) => name).sort()).toEqual([
        'CXXABI_1.3.14',
        'CXXABI_1.3.15',
        'GLIBCXX_3.4.30',
        'GLIBCXX_3.4.31',
        'GLIBCXX_3.4.32',
        'GLIBCXX_3.4.33',
      ]);
      expect(cxx?.lost).toEqual([]);
      expect(moved.symbolVersions.map(({ library }) => library)).not.toContain(
        'libc.so.6',
      );
      const jump = compareImages(after, next);
      expect(jump.class).toBe('distro');
      expect(jump.distro).toMatchObject({
        changed: true,
        from: { id: 'amzn', versionId: '2023' },
        to: { id: 'amzn', versionId: '2027' },
      });
      expect(jump.symbolVersions.map(({ library }) => library)).toEqual(
        expect.arrayContaining(['libc.so.6', 'libstdc++.so.6']),
      );
    });
  });

  describe('of whole Debian releases', () => {
    it.each(['bookworm', 'trixie'] as const)(
      'are what umoci, dpkg-query and readelf find: %s',
      async suite => {
        const full = await FullUserland.build(suite, 'amd64');
        try {
          await pushImage(
            `oci:${full.folder}:${suite}`,
            `${registry.host}/images:${suite}`,
          );
          const { contents, root } = await readBoth(
            full.folder,
            suite,
            full.index.digest,
            'amd64',
          );
          expect(contents.counts.elfFiles).toBeGreaterThan(400);
          expectSameFiles(contents, root);
          expectSamePackages(contents, root);
          expectSameVersions(contents, root);
        } finally {
          full.remove();
        }
      },
    );
  });
});
