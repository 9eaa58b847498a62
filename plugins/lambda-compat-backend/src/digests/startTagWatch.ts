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

import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { DigestSource } from '@lambda-compat/backstage-plugin-lambda-compat-node';
import type { CredentialsProvider } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import type { LambdaCompatConfig } from '../config/readLambdaCompatConfig';
import { DatabaseHistoryImportStore } from '../history-import/DatabaseHistoryImportStore';
import { HistoryImport } from '../history-import/HistoryImport';
import { DatabaseTellingStore } from '../notifications/DatabaseTellingStore';
import { TagMoveTeller } from '../notifications/TagMoveTeller';
import { DefaultRegistryEvents } from '../pushes/DefaultRegistryEvents';
import type { RegistryEvents } from '../pushes/RegistryEvents';
import { RegistryNames } from '../pushes/RegistryNames';
import { subscribeToPushes } from '../pushes/subscribeToPushes';
import { createRegistryClient } from '../registries/createRegistryClient';
import { RegistryObservers } from '../registries/RegistryObservers';
import { DatabaseRegistryStatusStore } from '../registries/status/DatabaseRegistryStatusStore';
import { findExposed } from '../tags/exposure/findExposed';
import { type ScheduledTagWatch, scheduleTagWatch } from './scheduleTagWatch';
import { TagWatch } from './TagWatch';
import { WatchedTagDigestSource } from './WatchedTagDigestSource';

/** What others may ask of the tags that are watched. */
export interface StartedTagWatch extends ScheduledTagWatch {
  /** Takes what registries tell of pushes. */
  registryEvents: RegistryEvents;
  /** Know what tags point to. */
  digestSources: DigestSource[];
}

/**
 * Starts to follow what tags point to, with a client for all registries of the
 * configuration, and to tell of it. Where that is switched off nothing is asked,
 * nothing is ever due, and nobody is told.
 */
export async function startTagWatch(options: {
  config: Pick<LambdaCompatConfig, 'registries' | 'schedule' | 'tags'>;
  /** Asked where the configuration has none. */
  credentials: readonly CredentialsProvider[];
  events: EventsService;
  knex: Knex;
  lifecycle: LifecycleService;
  logger: LoggerService;
  notifications: NotificationService;
  scheduler: SchedulerService;
}): Promise<StartedTagWatch> {
  const { config, knex, lifecycle, logger, scheduler } = options;
  const { registries, schedule, tags } = config;
  const names = RegistryNames.create({ registries });
  const observers = RegistryObservers.create({ registries });
  if (!tags.enabled) {
    const lookNow = async () => {};
    const requestLooks = async () => 0;
    return {
      digestSources: [],
      lookNow,
      registryEvents: DefaultRegistryEvents.create({
        names,
        lookNow,
        requestLooks,
      }),
    };
  }
  const status = DatabaseRegistryStatusStore.create({
    knex,
    logger,
    mirrors: registries.flatMap(({ mirrors }) =>
      mirrors.map(({ host }) => host),
    ),
  });
  const client = createRegistryClient({
    registries,
    credentials: options.credentials,
    onRequest: request => status.recordRequest(request),
    onQuota: quota => status.recordQuota(quota),
  });
  const watch = TagWatch.create({
    knex,
    registry: client,
    observers,
    config: tags,
    logger,
    leaseMs: schedule.leaseMs,
    onFailure: (host, message) => status.recordFailure(host, message),
  });
  const teller = TagMoveTeller.create({
    store: DatabaseTellingStore.create({ knex }),
    events: options.events,
    ...(tags.notifications.enabled && {
      notifications: options.notifications,
    }),
    findExposed: moveId => findExposed(knex, moveId),
    logger,
  });
  const history = HistoryImport.create({
    files: tags.importHistory,
    store: DatabaseHistoryImportStore.create({
      knex,
      retentionMs: tags.retentionMs,
    }),
    logger,
  });

  const scheduled = await scheduleTagWatch({
    async look({ signal }) {
      await attempt('What other replicas were told could not be read', () =>
        park(client, status),
      );
      await watch.look({ signal });
      await teller.run({ signal });
    },
    async read({ signal }) {
      await attempt('History could not be imported', () =>
        history.run({ signal }),
      );
      await watch.read({ signal });
      await teller.run({ signal });
    },
    async close() {
      await client.close();
      await status.close();
    },
    tickMs: schedule.tickMs,
    scheduler,
    lifecycle,
    logger,
  });
  const registryEvents = DefaultRegistryEvents.create({
    names,
    requestLooks: images => watch.requestLook(images),
    lookNow: () => scheduled.lookNow(),
  });
  await subscribeToPushes({ events: options.events, logger, registryEvents });
  const digestSource = WatchedTagDigestSource.create({ knex, observers });
  return { ...scheduled, digestSources: [digestSource], registryEvents };

  async function attempt(message: string, work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      logger.warn(message, { error: stringifyError(error) });
    }
  }
}

/** Registries that have told another replica to wait are not asked by this one. */
async function park(
  client: ReturnType<typeof createRegistryClient>,
  status: DatabaseRegistryStatusStore,
): Promise<void> {
  for (const { host, reason, untilMs } of await status.listParked()) {
    client.park(host, untilMs, reason);
  }
}
