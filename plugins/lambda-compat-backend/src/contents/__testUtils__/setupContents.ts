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

import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { ContentsConfig } from '../../config/readContentsConfig';
import {
  type ImageFactsRow,
  TABLE_IMAGES,
} from '../../database/contentsTables';
import { TABLE_MOVES, type TagMovesRow } from '../../database/tagTables';
import { digestOf } from '../../digests/__testUtils__/FakeRegistry';
import { MINUTE, setupWatch } from '../../digests/__testUtils__/setupWatch';
import { DatabaseImageFactsStore } from '../facts/DatabaseImageFactsStore';
import { type ContentsOptions, startContents } from '../startContents';
import { LayerRegistry } from './LayerRegistry';

export const IMAGE = 'docker.io/library/node:22';

const DAY = 86_400_000;

/** Everything that reads images, over a registry in memory. */
export async function setupContents(
  knex: Knex,
  options: {
    config?: Partial<ContentsConfig>;
    watchRuntimes?: boolean;
    registries?: NonNullable<Parameters<typeof setupWatch>[1]>['registries'];
  } = {},
) {
  const parts = await setupWatch(knex, { registries: options.registries });
  const { clock, observers } = parts;
  const registry = new LayerRegistry();
  const config: ContentsConfig = {
    enabled: true,
    limits: {},
    concurrency: 2,
    retentionMs: 30 * DAY,
    ...options.config,
  };
  const watch = parts.createWatch({
    registry,
    readsImages: config.enabled,
    watchRuntimes: options.watchRuntimes,
  });
  const facts = DatabaseImageFactsStore.create();
  const createContents = (more: Partial<ContentsOptions> = {}) =>
    startContents({
      knex,
      registry,
      observers,
      facts,
      config,
      historyMs: 730 * DAY,
      logger: mockServices.logger.mock(),
      leaseMs: 2 * MINUTE,
      now: () => clock.now,
      ...more,
    });
  const contents = createContents();
  const names = new Map<string, string>();

  const run = (other = contents) =>
    other.watch.run({ signal: new AbortController().signal });

  /** Lets time pass, looks and reads. */
  async function sweepAfter(minutes: number) {
    clock.now += minutes * MINUTE;
    await watch.sweep();
    await run();
  }

  /** Images by name for both platforms, of the layers of each. */
  function addRelease(name: string, layers: readonly string[]) {
    for (const architecture of ['amd64', 'arm64']) {
      const own = `${name} ${architecture}`;
      registry.addLayered(own, layers, {
        platform: `linux/${architecture}`,
        created: name,
      });
      names.set(digestOf(own), own);
    }
    registry.addIndex(name, {
      'linux/amd64': `${name} amd64`,
      'linux/arm64': `${name} arm64`,
    });
  }

  /** `name state reason`, sorted. */
  async function listImages() {
    const rows = await knex<ImageFactsRow>(TABLE_IMAGES);
    return rows
      .map(row =>
        [names.get(row.digest) ?? row.digest, row.state, row.reason]
          .filter(Boolean)
          .join(' '),
      )
      .sort();
  }

  const listMoves = () =>
    knex<TagMovesRow>(TABLE_MOVES).orderBy('before_ms').orderBy('move_id');

  return {
    ...parts,
    addRelease,
    contents,
    createContents,
    facts,
    listImages,
    listMoves,
    registry,
    run,
    sweepAfter,
    watch,
  };
}
