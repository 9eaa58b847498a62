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

import { setTimeout as sleep } from 'node:timers/promises';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import type { JsonObject } from '@backstage/types';
import lambdaCompatPlugin from '@lambda-compat/backstage-plugin-lambda-compat-backend';
import type {
  EntityCompatibility,
  LambdaCompatClient,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import { clientOf } from '../../support/startSampleBackend';
import type { Lambdas } from './writeLambdas';

/** Longer than a poll, on a machine that is busy with other tests. */
const PATIENCE_MS = 120_000;

/** A backend that follows the tags of a registry on loopback. */
export class IncidentPortal {
  readonly client: LambdaCompatClient;
  readonly #backend: TestBackend;

  /**
   * @param registries - hosts as in references, all answered by `origin`
   * @param runtimes - `lambdaCompat.runtimes`
   */
  static async start(options: {
    lambdas: Lambdas;
    origin: string;
    registries: string[];
    runtimes: JsonObject;
  }): Promise<IncidentPortal> {
    const { lambdas, origin, registries, runtimes } = options;
    const often = { seconds: 2 };
    return new IncidentPortal(
      await startTestBackend({
        features: [
          catalogPlugin,
          lambdaCompatPlugin,
          databaseServiceFactory,
          schedulerServiceFactory,
          mockServices.rootLogger.factory({ level: 'none' }),
          mockServices.rootConfig.factory({
            data: {
              backend: {
                database: { client: 'better-sqlite3', connection: ':memory:' },
              },
              catalog: {
                rules: [{ allow: ['Component', 'Location'] }],
                locations: [{ type: 'file', target: lambdas.catalogFile }],
              },
              lambdaCompat: {
                sources: { allowedFolders: [lambdas.folder] },
                schedule: {
                  synchronization: often,
                  collection: { seconds: 5 },
                  tick: { seconds: 1 },
                },
                registries: registries.map(host => ({
                  host,
                  endpoint: origin,
                  allowPrivateAddresses: true,
                  requestsPerSecond: 1000,
                  burst: 1000,
                })),
                runtimes,
                tags: {
                  schedule: {
                    unpinned: often,
                    dated: often,
                    pinned: often,
                    holdDown: { seconds: 1 },
                  },
                },
              },
            },
          }),
        ],
      }),
    );
  }

  private constructor(backend: TestBackend) {
    this.#backend = backend;
    this.client = clientOf(backend);
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }

  /** What CI does after a build. */
  async upload(
    name: string,
    number: string,
    artifact: ArtifactReport,
  ): Promise<void> {
    const answer = await fetch(
      `http://127.0.0.1:${this.#backend.server.port()}/api/lambda-compat/v1/reports`,
      {
        method: 'POST',
        headers: {
          Authorization: mockCredentials.service.header(),
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({
          schema: 'lambda-compat/upload/v1',
          entityRef: `component:default/${name}`,
          artifact,
          measuredAt: new Date().toISOString(),
          build: { number },
        }),
      },
    );
    // 200: a build that gives the same bytes as an earlier one.
    if (![200, 201].includes(answer.status)) {
      throw new Error(`${answer.status} ${await answer.text()}`);
    }
  }

  /** Waits until something is so. */
  async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + PATIENCE_MS;
    let last: unknown;
    for (;;) {
      try {
        const found = await look();
        if (found !== undefined) {
          return found;
        }
      } catch (error) {
        last = error;
      }
      if (Date.now() > end) {
        throw new Error(`It has not come: ${what}`, { cause: last });
      }
      await sleep(250);
    }
  }

  async untilVerdict(
    name: string,
    verdict: EntityCompatibility['verdict'],
  ): Promise<EntityCompatibility> {
    return this.until(`${name} is ${verdict}`, async () => {
      const found = await this.client.getEntityCompatibility(
        `component:default/${name}`,
      );
      return found.verdict === verdict ? found : undefined;
    });
  }

  /** Waits until all tags were looked at after now. */
  async untilLooked(): Promise<void> {
    const now = new Date().toISOString();
    await this.until('a look at every tag', async () => {
      const { items } = await this.client.listTags({ limit: 50 });
      const seen = items.filter(({ seenAt }) => (seenAt ?? '') > now);
      return items.length > 0 && seen.length === items.length
        ? seen
        : undefined;
    });
  }
}
