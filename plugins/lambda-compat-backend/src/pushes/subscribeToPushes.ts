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
import type { EventsService } from '@backstage/plugin-events-node';
import type { RegistryEvents } from './RegistryEvents';

/** Topic on which notifications of registries are taken as they are. */
export const REGISTRY_PUSH_TOPIC = 'lambda-compat.registry-push';

// Whoever reaches the ingress can send what is not understood.
const WARNING_INTERVAL_MS = 60_000;

/**
 * Takes what registries tell through Backstage's events: over HTTP from those
 * that cannot send a token, or from a queue.
 */
export async function subscribeToPushes(options: {
  events: Pick<EventsService, 'subscribe'>;
  registryEvents: RegistryEvents;
  logger: LoggerService;
}): Promise<void> {
  const { events, logger, registryEvents } = options;
  let warnedAt = -Infinity;
  await events.subscribe({
    id: 'registry-push',
    topics: [REGISTRY_PUSH_TOPIC],
    async onEvent({ eventPayload }) {
      try {
        await registryEvents.receive(eventPayload);
      } catch (error) {
        const now = performance.now();
        if (now - warnedAt >= WARNING_INTERVAL_MS) {
          warnedAt = now;
          logger.warn(
            `An event on the topic ${REGISTRY_PUSH_TOPIC} was of no use`,
            { error: stringifyError(error) },
          );
        }
      }
    },
  });
}
