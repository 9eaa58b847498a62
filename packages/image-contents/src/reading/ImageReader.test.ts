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

import { gzipSync, zstdCompressSync } from 'node:zlib';
import { sha256, tar, digestOf } from '../__testUtils__/archives';
import {
  FakeRegistry,
  REPOSITORY,
  type PushedLayer,
} from '../__testUtils__/FakeRegistry';
import type { ContentsLimits, LayerContents } from '../types';
import { ImageReader } from './ImageReader';
import { toImageFacts } from './toImageFacts';

function gzipped(archive: Buffer): PushedLayer {
  return { archive, packed: gzipSync(archive) };
}

const BASE = gzipped(
  tar(
    { name: 'etc/', type: '5', mode: 0o755 },
    { name: 'usr/lib/os-release', content: 'ID=amzn\nVERSION_ID=2023\n' },
    { name: 'etc/old', content: 'x' },
    { name: 'bin/a', content: Buffer.from('\x7fELF', 'latin1') },
  ),
);
const TOP: PushedLayer = (() => {
  const archive = tar(
    { name: 'etc/new', content: 'yy' },
    { name: 'etc/.wh.old' },
  );
  return { archive, packed: zstdCompressSync(archive) };
})();

/** Keeps layers as a database does: as text. */
class TextCache {
  readonly texts = new Map<string, string>();

  async get(diffId: string): Promise<LayerContents | undefined> {
    const text = this.texts.get(diffId);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async set(contents: LayerContents): Promise<void> {
    this.texts.set(contents.diffId, JSON.stringify(contents));
  }
}

function setUp(limits?: Partial<ContentsLimits>) {
  const registry = new FakeRegistry();
  const cache = new TextCache();
  const reader = ImageReader.create({ client: registry, cache, limits });
  const read = (
    image: { digest: string },
    options?: Parameters<ImageReader['read']>[1],
  ) => reader.read({ ...REPOSITORY, digest: image.digest }, options);
  return { registry, cache, read };
}

describe('ImageReader', () => {
  it('puts an image together from its layers', async () => {
    const { registry, read } = setUp();
    const manifest = registry.push([BASE, TOP], {
      created: '2025-04-14T00:00:00Z',
      labels: { a: 'b' },
      env: ['PATH=/bin'],
      cmd: ['/bin/a'],
      user: 'nobody',
      workingDir: '/tmp',
    });
    const contents = await read(manifest);
    expect(contents).toMatchObject({
      schema: 'lambda-compat/image-facts/v1',
      digest: manifest.digest,
      platform: 'linux/amd64',
      config: {
        created: '2025-04-14T00:00:00Z',
        labels: { a: 'b' },
        env: ['PATH=/bin'],
        entrypoint: null,
        cmd: ['/bin/a'],
        user: 'nobody',
        workingDir: '/tmp',
      },
      layers: [digestOf(BASE.archive), digestOf(TOP.archive)],
      size: {
        compressed: (BASE.packed?.length ?? 0) + (TOP.packed?.length ?? 0),
        unpacked: BASE.archive.length + TOP.archive.length,
      },
      counts: { files: 3, elfFiles: 1 },
      os: { id: 'amzn', versionId: '2023', path: 'usr/lib/os-release' },
      packageDatabases: [],
      libraries: [],
      problems: [],
    });
    expect(
      contents.files.map(({ path, sha256: hash }) => [path, hash]),
    ).toEqual([
      ['bin', null],
      ['bin/a', sha256(Buffer.from('\x7fELF', 'latin1'))],
      ['etc', null],
      ['etc/new', sha256('yy')],
      ['usr', null],
      ['usr/lib', null],
      ['usr/lib/os-release', sha256('ID=amzn\nVERSION_ID=2023\n')],
    ]);
    const facts = toImageFacts(contents);
    expect(facts).not.toHaveProperty('files');
    expect({ ...facts, files: contents.files }).toEqual(contents);
  });

  it('fetches layers one after the other, and none that is known', async () => {
    const { registry, read } = setUp();
    const first = await read(registry.push([BASE, TOP, BASE]));
    expect(registry.opened).toHaveLength(2);
    expect(registry.most).toBe(1);
    const other = gzipped(tar({ name: 'other', content: 'x' }));
    await read(registry.push([BASE, other], { platform: 'linux/arm64' }));
    expect(registry.opened).toHaveLength(3);
    // A rebuild with the same layers, packed otherwise.
    const again = await read(
      registry.push(
        [{ archive: BASE.archive }, TOP, { archive: BASE.archive }],
        { created: '2025-05-01T00:00:00Z' },
      ),
    );
    expect(registry.opened).toHaveLength(3);
    expect(again.files).toEqual(first.files);
  });

  it('fetches a layer once for images that are read at the same time', async () => {
    const { registry, read } = setUp();
    const images = [
      registry.push([BASE, TOP]),
      registry.push([BASE], { user: 'a' }),
      registry.push([BASE, TOP], { user: 'b' }),
    ];
    const contents = await Promise.all(images.map(image => read(image)));
    expect(contents.map(({ files }) => files.length)).toEqual([7, 7, 7]);
    expect(registry.opened.sort()).toEqual(
      images[0].layers.map(({ digest }) => digest).sort(),
    );
  });

  it('reads a layer itself where another image gave up', async () => {
    const { registry, read } = setUp();
    const controller = new AbortController();
    const reason = new Error('enough');
    const first = read(registry.push([BASE]), { signal: controller.signal });
    const second = read(registry.push([BASE], { user: 'a' }));
    // Both have to be at the layer.
    for (let turn = 0; turn < 20 && registry.opened.length === 0; turn += 1) {
      await null;
    }
    controller.abort(reason);
    await expect(first).rejects.toBe(reason);
    expect((await second).files).toHaveLength(7);
  });

  it('takes the image of the platform from an index, never another', async () => {
    const { registry, read } = setUp();
    const amd64 = registry.push([BASE]);
    const arm64 = registry.push([BASE, TOP], { platform: 'linux/arm64' });
    const index = registry.pushIndex({
      'linux/amd64': amd64,
      'linux/arm64': arm64,
    });
    expect(await read(index, { platform: 'linux/arm64/v8' })).toMatchObject({
      digest: arm64.digest,
      platform: 'linux/arm64',
    });
    await expect(
      read(index, { platform: 'linux/s390x' }),
    ).rejects.toMatchObject({
      code: 'unsupported',
      message: `The index ${index.digest} has no image for linux/s390x`,
    });
    await expect(read(index)).rejects.toMatchObject({ code: 'unsupported' });
    const untold = registry.pushIndex({ '': arm64 });
    const nested = registry.pushIndex({}, [untold, index]);
    for (const top of [untold, nested]) {
      expect(await read(top, { platform: 'linux/arm64' })).toMatchObject({
        digest: arm64.digest,
      });
    }
    expect(await read(nested, { platform: 'linux/amd64' })).toMatchObject({
      digest: amd64.digest,
    });
  });

  it('does not fetch foreign layers, and says so', async () => {
    const { registry, cache, read } = setUp();
    const contents = await read(
      registry.push([
        {
          ...BASE,
          mediaType:
            'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
        },
        TOP,
      ]),
    );
    expect(registry.opened).toHaveLength(1);
    expect([...cache.texts.keys()]).toEqual([digestOf(TOP.archive)]);
    expect(contents.problems).toMatchObject([{ code: 'foreign-layer' }]);
    expect(contents.layers).toHaveLength(2);
    expect(contents.files.map(({ path }) => path)).toEqual(['etc', 'etc/new']);
  });

  it.each([
    ['has another number of layers', [BASE], { diffIds: [] }, 'damaged'],
    [
      'is an attestation',
      [{ ...BASE, mediaType: 'application/vnd.in-toto+json' }],
      {},
      'unsupported',
    ],
    [
      'has a layer of unknown compression',
      [{ ...BASE, mediaType: 'application/vnd.oci.image.layer.v1.tar+xz' }],
      {},
      'unsupported',
    ],
    [
      'has a layer with another diff_id',
      [BASE],
      { diffIds: [digestOf(TOP.archive)] },
      'damaged',
    ],
  ])('refuses an image that %s', async (_, layers, config, code) => {
    const { registry, cache, read } = setUp();
    await expect(read(registry.push(layers, config))).rejects.toMatchObject({
      name: 'ContentsError',
      code,
    });
    expect(cache.texts.size).toBe(0);
  });

  it('takes what is no layer for none, beside those that are', async () => {
    const { registry, read } = setUp();
    const manifest = registry.push(
      [BASE, { ...TOP, mediaType: 'application/vnd.in-toto+json' }],
      { diffIds: [digestOf(BASE.archive)] },
    );
    expect((await read(manifest)).files).toHaveLength(7);
  });

  it('keeps nothing of a layer whose bytes are others', async () => {
    const { registry, cache, read } = setUp();
    // Other metadata of gzip, the same content: only the digest tells.
    const changed = Buffer.from(BASE.packed ?? []);
    changed[4] += 1;
    const manifest = registry.push([BASE]);
    registry.blobs.set(manifest.layers[0].digest, changed);
    await expect(read(manifest)).rejects.toMatchObject({
      name: 'ContentsError',
      code: 'damaged',
      message: expect.stringContaining(digestOf(BASE.archive)),
    });
    expect(cache.texts.size).toBe(0);
  });

  it('fails as the registry fails', async () => {
    const { registry, read } = setUp();
    await expect(
      read({ digest: digestOf(BASE.archive) }),
    ).rejects.toMatchObject({
      name: 'RegistryError',
      code: 'manifest-unknown',
    });
    const manifest = registry.push([BASE]);
    registry.blobs.clear();
    await expect(read(manifest)).rejects.toMatchObject({
      name: 'RegistryError',
      code: 'not-found',
    });
  });

  it.each<[string, Partial<ContentsLimits>, number]>([
    ['layers', { layers: 1 }, 0],
    ['compressed bytes', { compressedBytes: 300 }, 0],
    ['unpacked bytes', { unpackedBytes: BASE.archive.length + 100 }, 2],
    ['entries', { entries: 5 }, 2],
    ['characters of names', { nameCharacters: 40 }, 2],
  ])('bounds the %s of an image as a whole', async (_, limits, fetched) => {
    const { registry, cache, read } = setUp(limits);
    const image = registry.push([BASE, TOP]);
    const expected = { name: 'ContentsError', code: 'too-large' };
    await expect(read(image)).rejects.toMatchObject(expected);
    expect(registry.opened).toHaveLength(fetched);
    // Layers that are kept count as well.
    const known = setUp();
    await known.read(known.registry.push([BASE, TOP]));
    for (const [diffId, text] of known.cache.texts) {
      cache.texts.set(diffId, text);
    }
    await expect(read(image)).rejects.toMatchObject(expected);
    expect(registry.opened).toHaveLength(fetched);
  });

  it('bounds what is kept of all layers together', async () => {
    const { registry, read } = setUp({ packageDatabaseBytes: 31 });
    const other = (content: string) =>
      gzipped(tar({ name: 'etc/os-release', content }));
    await read(registry.push([BASE, other('ID=test')]));
    await expect(
      read(registry.push([BASE, other('ID=tests')])),
    ).rejects.toMatchObject({ name: 'ContentsError', code: 'too-large' });
  });
});
