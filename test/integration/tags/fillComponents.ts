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
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { toLambdaEntity } from '../../../plugins/lambda-compat-backend/src/catalog/LambdaEntitySource';
import { CollectionWorker } from '../../../plugins/lambda-compat-backend/src/collection/CollectionWorker';
import { DatabaseWorkStore } from '../../../plugins/lambda-compat-backend/src/collection/DatabaseWorkStore';
import { HostBudget } from '../../../plugins/lambda-compat-backend/src/collection/HostBudget';
import { ReferenceCollector } from '../../../plugins/lambda-compat-backend/src/references/ReferenceCollector';
import { insertRows } from '../../benchmarks/coverage/insertRows';

const DAY_MS = 24 * 3_600_000;
const PAGE = 500;
const AT_ONCE = 50;

/** Tables that say what components name. */
const TABLES = [
  'lambda_entities',
  'reference_files',
  'image_references',
  'tag_consumers',
];

/**
 * Lets the plugin's own classes read the build files of some components, and
 * writes as many more that differ by name only. Catalog and repositories come
 * from memory.
 *
 * @param images - each is named by at least one of those that are read
 * @param options - `each`: images that one component names; `copies`: of each
 *   component that is read, itself included
 */
export async function fillComponents(
  knex: Knex,
  images: readonly string[],
  options: { components: number; each: number; copies: number },
): Promise<void> {
  const { components, copies, each } = options;
  if (components * each < images.length) {
    throw new Error('Some images would be named by no component');
  }
  await readComponents(knex, images, components, each);
  for (const table of TABLES) {
    await copyRows(knex, table, copies);
  }
}

/** Reading 10,000 takes minutes, and says nothing that a few do not say. */
async function copyRows(
  knex: Knex,
  table: string,
  copies: number,
): Promise<void> {
  const rows: Array<{ entity_ref: string }> = await knex(table);
  for (let copy = 1; copy < copies; copy += 1) {
    await insertRows(
      knex,
      table,
      rows.map(row => ({ ...row, entity_ref: `${row.entity_ref}-${copy}` })),
    );
  }
}

async function readComponents(
  knex: Knex,
  images: readonly string[],
  components: number,
  each: number,
): Promise<void> {
  const store = DatabaseWorkStore.create({ knex });
  for (let start = 0; start < components; start += PAGE) {
    const length = Math.min(PAGE, components - start);
    await store.saveSubjects(
      Array.from({ length }, (_, index) =>
        toLambdaEntity(createEntity(start + index)),
      ),
    );
  }
  await CollectionWorker.create({
    collector: ReferenceCollector.create({
      sources: {
        url: {
          read: async ({ location: { target } }) => {
            const first = indexOf(target) * each;
            const names = Array.from(
              { length: each },
              (_, index) => images[(first + index) % images.length],
            );
            return {
              status: 'read',
              etag: target,
              source: { type: 'url', target, url: target, revision: null },
              files: [
                {
                  path: 'Dockerfile',
                  requestedPath: 'Dockerfile',
                  status: 'read',
                  content: createFile(names),
                },
              ],
              found: 1,
              getViewUrl: (path: string) => `${target}${path}`,
            };
          },
          readCatalogFile: async () => undefined,
        },
      },
    }),
    store,
    hosts: HostBudget.create({ perHost: AT_ONCE }),
    logger: mockServices.logger.mock(),
    concurrency: AT_ONCE,
    intervalMs: DAY_MS,
    entityTimeoutMs: DAY_MS,
    leaseMs: DAY_MS,
  }).run({ signal: new AbortController().signal });
}

/** A stage for each image; the last one takes files from all others. */
function createFile(images: readonly string[]): string {
  const stages = images.map((image, index) => `FROM ${image} AS s${index}\n`);
  const copies = images
    .slice(0, -1)
    .map((_, index) => `COPY --from=s${index} /out${index} /var/task/\n`);
  return [...stages, ...copies].join('');
}

function createEntity(index: number): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `function-${index}`,
      namespace: 'default',
      annotations: {
        'backstage.io/source-location': `url:https://git.example/function-${index}/`,
      },
    },
    spec: { type: 'lambda' },
  };
}

function indexOf(target: string): number {
  return Number(/function-(\d+)/.exec(target)![1]);
}
