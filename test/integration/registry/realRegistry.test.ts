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

import {
  type ImageManifest,
  isRegistryError,
  RegistryClient,
  type RegistrySettings,
} from '@lambda-compat/oci-registry';
import crypto from 'node:crypto';
import { BlobStorage } from '../../support/registry/BlobStorage';
import {
  BASIC_USER,
  DockerRegistry,
} from '../../support/registry/DockerRegistry';
import { describeWith } from '../../support/registry/programs';
import { RegistryFront } from '../../support/registry/RegistryFront';
import { Story } from '../../support/registry/replay/story';
import { digestBySkopeo } from '../../support/registry/skopeo';
import { TokenIssuer } from '../../support/registry/TokenIssuer';

jest.setTimeout(300_000);

const REPOSITORY = 'arm64v8/amazonlinux';

describeWith(
  'docker-registry',
  'skopeo',
  'dpkg-deb',
)('the client and a real registry', () => {
  let story: Story;
  const running: { stop(): Promise<void> }[] = [];

  function keep<T extends { stop(): Promise<void> }>(server: T): T {
    running.push(server);
    return server;
  }

  beforeAll(async () => {
    story = await Story.build();
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map(server => server.stop()));
  });

  afterAll(() => story.remove());

  function push(
    registry: DockerRegistry,
    step: 'gcc-11' | 'single',
    credentials?: typeof BASIC_USER,
  ) {
    const repository = `${registry.host}/${REPOSITORY}`;
    return story.play(step, { repository, tag: 'latest', credentials });
  }

  function createClient(host: string, more: Partial<RegistrySettings> = {}) {
    const client = RegistryClient.create({
      registries: [
        {
          host,
          endpoint: `http://${host}`,
          allowPrivateAddresses: true,
          ...more,
        },
      ],
    });
    running.push({ stop: () => client.close() });
    return client;
  }

  /** Everything of an image: what a tag stands for, down to the last byte. */
  async function readAll(client: RegistryClient, registry: string) {
    const image = { registry, repository: REPOSITORY };
    const { digest } = await client.resolveTag({ ...image, tag: 'latest' });
    const index = await client.getManifest({ ...image, digest });
    const children =
      index.kind === 'index'
        ? await Promise.all(
            index.manifests.map(child =>
              client.getManifest({ ...image, digest: child.digest }),
            ),
          )
        : [index];
    const read = [];
    for (const child of children as ImageManifest[]) {
      const config = await client.getConfig(image, child.config);
      const layers = [];
      for (const layer of child.layers) {
        const hash = crypto.createHash('sha256');
        for await (const piece of await client.openBlob(image, layer)) {
          hash.update(piece);
        }
        layers.push(`sha256:${hash.digest('hex')}`);
      }
      expect(layers).toEqual(child.layers.map(layer => layer.digest));
      read.push({ manifest: child.digest, config });
    }
    return { digest, read };
  }

  /** What was built, in the terms of `readAll`. */
  function built() {
    const { digest, images } = story.index('gcc-11')!;
    return {
      digest,
      read: images.map(({ architecture, config, manifest }) => ({
        manifest: manifest.digest,
        config: expect.objectContaining({
          digest: config.digest,
          platform: `linux/${architecture}`,
          created: '2025-03-17T10:00:00Z',
        }),
      })),
    };
  }

  it('agrees with skopeo on an index and a single Docker manifest', async () => {
    const registry = keep(await DockerRegistry.start());
    const client = createClient(registry.host);
    for (const step of ['gcc-11', 'single'] as const) {
      await push(registry, step);
      const { digest } = await client.resolveTag({
        registry: registry.host,
        repository: REPOSITORY,
        tag: 'latest',
      });
      expect(digest).toBe(
        await digestBySkopeo(`${registry.host}/${REPOSITORY}:latest`),
      );
    }
    const [, arm64] = story.index('gcc-11')!.images;
    expect(await readAll(client, registry.host)).toEqual({
      digest: story.digest('single'),
      read: [
        {
          manifest: story.digest('single'),
          config: expect.objectContaining({
            digest: arm64.config.digest,
            platform: 'linux/arm64',
          }),
        },
      ],
    });
  });

  it('reads and verifies every byte', async () => {
    const registry = keep(await DockerRegistry.start());
    await push(registry, 'gcc-11');
    const client = createClient(registry.host);
    expect(await readAll(client, registry.host)).toEqual(built());
    expect(
      await client.listTags({
        registry: registry.host,
        repository: REPOSITORY,
      }),
    ).toEqual(['latest']);
  });

  it('tells a tag that is not there from a repository that is not there', async () => {
    const registry = keep(await DockerRegistry.start());
    await push(registry, 'gcc-11');
    const client = createClient(registry.host);
    const codeOf = (repository: string, tag: string) =>
      client
        .resolveTag({ registry: registry.host, repository, tag })
        .then(() => 'none')
        .catch(error => (isRegistryError(error) ? error.code : error));
    expect(await codeOf(REPOSITORY, 'missing')).toBe('manifest-unknown');
    // The registry says MANIFEST_UNKNOWN of both (distribution 2.8).
    expect(await codeOf('not/there', 'latest')).toBe('manifest-unknown');
    await push(registry, 'gcc-11');
    const repository = `${registry.host}/${REPOSITORY}`;
    await story.play('deleted', { repository, tag: 'latest' });
    expect(await codeOf(REPOSITORY, 'latest')).toBe('manifest-unknown');
    expect(
      await client.listTags({
        registry: registry.host,
        repository: REPOSITORY,
      }),
    ).toEqual([]);
  });

  it.each([
    ['token', {}],
    ['access_token', { field: 'access_token' as const }],
    ['no expires_in', { silent: true }],
  ])('brings bearer tokens: %s', async (_name, options) => {
    const issuer = keep(await TokenIssuer.start(options));
    const registry = keep(await DockerRegistry.start({ auth: issuer.auth }));
    const front = keep(await RegistryFront.start(registry.origin));
    await push(registry, 'gcc-11');
    issuer.issued.length = 0;
    const client = createClient(front.host);
    expect(await readAll(client, front.host)).toEqual(built());
    expect(issuer.issued).toEqual([`repository:${REPOSITORY}:pull`]);
    const refused = front.requests.filter(({ status }) => status === 401);
    expect(refused).toHaveLength(1);
  });

  it('brings user and password, and has no access without', async () => {
    const registry = keep(await DockerRegistry.start({ auth: 'basic' }));
    await push(registry, 'gcc-11', BASIC_USER);
    const client = createClient(registry.host, { credentials: BASIC_USER });
    expect(await readAll(client, registry.host)).toEqual(built());
    const stranger = createClient(registry.host);
    await expect(readAll(stranger, registry.host)).rejects.toMatchObject({
      code: 'no-access',
    });
  });

  it('follows redirects of blobs without its token', async () => {
    const issuer = keep(await TokenIssuer.start());
    const first = keep(await DockerRegistry.start());
    await push(first, 'gcc-11');
    const storage = keep(await BlobStorage.start(first.storage));
    const registry = keep(
      await DockerRegistry.start({
        auth: issuer.auth,
        storage: first.storage,
        redirectBlobsTo: storage.origin,
      }),
    );
    const client = createClient(registry.host);
    expect(await readAll(client, registry.host)).toEqual(built());
    // Configurations and layers of both platforms.
    expect(storage.requests).toHaveLength(2 * (1 + 3));
    expect(
      storage.requests.filter(({ authorization }) => authorization),
    ).toEqual([]);
  });

  it('reads through a pull-through mirror', async () => {
    const registry = keep(await DockerRegistry.start());
    await push(registry, 'gcc-11');
    const mirror = keep(
      await DockerRegistry.start({ mirrorOf: registry.origin }),
    );
    const client = createClient(mirror.host);
    expect(await readAll(client, mirror.host)).toEqual(built());
  });

  it('waits when a proxy before the registry has had enough, and keeps what it says is left', async () => {
    const registry = keep(await DockerRegistry.start());
    await push(registry, 'gcc-11');
    const front = keep(await RegistryFront.start(registry.origin));
    front.headers = {
      'ratelimit-limit': '100;w=21600',
      'ratelimit-remaining': '41;w=21600',
    };
    let limited = false;
    front.rule = () => {
      if (limited) {
        return undefined;
      }
      limited = true;
      return { status: 429, headers: { 'Retry-After': '2' }, body: 'slow' };
    };
    const client = createClient(front.host);
    const { digest } = await client.resolveTag({
      registry: front.host,
      repository: REPOSITORY,
      tag: 'latest',
    });
    expect(digest).toBe(story.digest('gcc-11'));
    const [refused, answered] = front.requests;
    expect(refused.status).toBe(429);
    expect(answered.at - refused.at).toBeGreaterThanOrEqual(1_950);
    expect(client.quotas()).toEqual([
      expect.objectContaining({
        registry: front.host,
        pulls: expect.objectContaining({
          limit: 100,
          remaining: 41,
          windowSeconds: 21_600,
        }),
      }),
    ]);
  });
});
