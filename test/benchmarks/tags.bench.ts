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

/* eslint-disable no-console -- its lines are what it is for */

import { RegistryClient } from '@lambda-compat/oci-registry';
import { DockerRegistry } from '../support/registry/DockerRegistry';
import { printRatio } from './coverage/timing';
import { isInstalled, takeTurns } from './elf/programs';
import { findPeer, runPeer } from './tags/peers';
import { tagMany } from './tags/tagMany';

const TAGS = 1_000;
const ROUNDS = 3;
const WARM_UP = 1;
/** Processes of the peer, and requests of ours, at a time. */
const AT_ONCE = 8;
const REPOSITORY = 'library/amazonlinux';

/** Goal: part of what the other takes. */
const LIMIT = 0.33;

/** Resolves all tags with one client, from its start to its end. */
async function resolveAll(
  registry: DockerRegistry,
  tags: readonly string[],
): Promise<void> {
  const client = RegistryClient.create({
    registries: [
      {
        host: registry.host,
        endpoint: registry.origin,
        allowPrivateAddresses: true,
        requestsPerSecond: 1_000_000,
        burst: 1_000_000,
        concurrency: AT_ONCE,
      },
    ],
    // All are asked at once and wait for their turn.
    limits: { totalMs: 300_000, waitMs: 300_000 },
  });
  const image = { registry: registry.host, repository: REPOSITORY };
  await Promise.all(tags.map(tag => client.resolveTag({ ...image, tag })));
  await client.close();
}

/** Digests of many tags of a real registry. */
export async function run(): Promise<void> {
  if (!isInstalled('docker-registry', ['--version'])) {
    console.log(`${TAGS} tags: docker-registry is not installed`);
    return;
  }
  const peer = await findPeer();
  if (!peer) {
    console.log(`${TAGS} tags: neither crane nor skopeo is to be had`);
    return;
  }
  const registry = await DockerRegistry.start();
  try {
    const tags = await tagMany(registry, REPOSITORY, TAGS);
    const references = tags.map(tag => `${registry.host}/${REPOSITORY}:${tag}`);
    const [ours, theirs] = await takeTurns(
      [
        () => resolveAll(registry, tags),
        () => runPeer(peer, references, AT_ONCE),
      ],
      ROUNDS,
      WARM_UP,
    );
    printRatio(
      `${TAGS} tags, ${peer.name} in ${AT_ONCE} processes`,
      ours,
      theirs,
      LIMIT,
    );
  } finally {
    await registry.stop();
  }
}

if (require.main === module) {
  run().catch(error => {
    console.error(error);
    process.exitCode = 1;
  });
}
