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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  type CredentialsProvider,
  type ImageRepository,
  type RegistryClient,
  RegistryError,
} from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import type { LambdaCompatConfig } from '../config/readLambdaCompatConfig';
import { createRegistryClient } from './createRegistryClient';
import { RegistryObservers } from './RegistryObservers';
import { DatabaseRegistryStatusStore } from './status/DatabaseRegistryStatusStore';

/** The registries and mirrors of the configuration, and what is known of them. */
export interface OpenRegistries {
  client: RegistryClient;
  observers: RegistryObservers;
  /** A registry gave no answer that can be believed. */
  recordFailure(host: string, message: string): void;
  /** Registries that have told another replica to wait are not asked here. */
  parkAsOthers(): Promise<void>;
  /**
   * What the first observer of a registry says. Undefined where registries are
   * not asked.
   */
  questions?: RegistryQuestions;
  /** Called when nothing is under way any more. */
  close(): Promise<void>;
}

/** What others than the watch may ask, by names as in completed references. */
export interface RegistryQuestions {
  /**
   * Whether a digest is still there.
   *
   * @throws RegistryError where the registry does not say
   */
  hasManifest(
    image: ImageRepository & { digest: string },
    options?: { signal?: AbortSignal },
  ): Promise<boolean>;

  /**
   * What a tag points to.
   *
   * @throws RegistryError
   */
  resolveTag(
    image: ImageRepository & { tag: string },
    options?: { signal?: AbortSignal },
  ): Promise<{ digest: string }>;
}

/** Makes a client for them; where they are not to be asked nobody does. */
export function openRegistries(options: {
  config: Pick<LambdaCompatConfig, 'registries' | 'tags'>;
  /** Asked where the configuration has none. */
  credentials: readonly CredentialsProvider[];
  knex: Knex;
  logger: LoggerService;
}): OpenRegistries {
  const { config, credentials, knex, logger } = options;
  const { registries, tags } = config;
  const observers = RegistryObservers.create({ registries });
  const status = DatabaseRegistryStatusStore.create({
    knex,
    logger,
    mirrors: registries.flatMap(({ mirrors }) =>
      mirrors.map(({ host }) => host),
    ),
  });
  const client = createRegistryClient({
    registries,
    credentials,
    onRequest: request => status.recordRequest(request),
    onQuota: quota => status.recordQuota(quota),
  });
  return {
    client,
    observers,
    recordFailure: (host, message) => status.recordFailure(host, message),
    async parkAsOthers() {
      try {
        for (const { host, reason, untilMs } of await status.listParked()) {
          client.park(host, untilMs, reason);
        }
      } catch (error) {
        logger.warn('What other replicas were told could not be read', {
          error: stringifyError(error),
        });
      }
    },
    ...(tags.enabled && { questions: createQuestions(client, observers) }),
    async close() {
      await client.close();
      await status.close();
    },
  };
}

function createQuestions(
  client: Pick<RegistryClient, 'hasManifest' | 'resolveTag'>,
  observers: Pick<RegistryObservers, 'list'>,
): RegistryQuestions {
  const locate = ({ registry, repository }: ImageRepository) => {
    const [observer] = observers.list(registry);
    if (!observer) {
      throw new RegistryError(
        'refused-address',
        registry,
        'the configuration says not to ask it',
      );
    }
    return {
      registry: observer.host,
      repository: observer.repositoryPrefix + repository,
    };
  };
  return {
    async hasManifest(image, options) {
      const { digest } = image;
      return client.hasManifest({ ...locate(image), digest }, options);
    },
    async resolveTag(image, options) {
      const { tag } = image;
      return client.resolveTag({ ...locate(image), tag }, options);
    },
  };
}
