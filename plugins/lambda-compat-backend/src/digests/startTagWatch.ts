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
import type { DigestSource } from '@lambda-compat/backstage-plugin-lambda-compat-node';
import type { Knex } from 'knex';
import type { LambdaCompatConfig } from '../config/readLambdaCompatConfig';
import type { ContentsWatch } from '../contents/ContentsWatch';
import { DatabaseHistoryImportStore } from '../history-import/DatabaseHistoryImportStore';
import { HistoryImport } from '../history-import/HistoryImport';
import type { TagMoveTeller } from '../notifications/TagMoveTeller';
import { DefaultRegistryEvents } from '../pushes/DefaultRegistryEvents';
import type { RegistryEvents } from '../pushes/RegistryEvents';
import { RegistryNames } from '../pushes/RegistryNames';
import { subscribeToPushes } from '../pushes/subscribeToPushes';
import type { OpenRegistries } from '../registries/openRegistries';
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

/** @see startTagWatch */
export interface TagWatchStartOptions {
  config: Pick<
    LambdaCompatConfig,
    'contents' | 'registries' | 'runtimes' | 'schedule' | 'tags'
  >;
  contents: Pick<ContentsWatch, 'run'>;
  events: EventsService;
  knex: Knex;
  lifecycle: LifecycleService;
  logger: LoggerService;
  /** What follows from what tags point to; it must not throw. */
  onChanged: () => Promise<void>;
  registries: OpenRegistries;
  scheduler: SchedulerService;
  teller: Pick<TagMoveTeller, 'run'>;
}

/**
 * Starts to follow what tags point to and what is in their images, and to tell
 * of it. Where that is switched off nothing is asked, nothing is ever due, and
 * nobody is told.
 */
export async function startTagWatch(
  options: TagWatchStartOptions,
): Promise<StartedTagWatch> {
  const { config, knex, lifecycle, logger, registries, scheduler } = options;
  const { contents, onChanged, teller } = options;
  const { schedule, tags } = config;
  const { client, observers } = registries;
  const names = RegistryNames.create({ registries: config.registries });
  if (!tags.enabled) {
    lifecycle.addShutdownHook(() => registries.close());
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
  const watch = TagWatch.create({
    knex,
    registry: client,
    observers,
    config: tags,
    logger,
    leaseMs: schedule.leaseMs,
    readsImages: config.contents.enabled,
    watchRuntimes: config.runtimes.watch,
    onFailure: (host, message) => registries.recordFailure(host, message),
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
      await registries.parkAsOthers();
      await watch.look({ signal });
      await onChanged();
      await teller.run({ signal });
    },
    async read({ signal }) {
      try {
        await history.run({ signal });
      } catch (error) {
        logger.warn('History could not be imported', {
          error: stringifyError(error),
        });
      }
      await watch.read({ signal });
      await onChanged();
      await teller.run({ signal });
    },
    async readContents({ signal }) {
      await contents.run({ signal });
      await onChanged();
      await teller.run({ signal });
    },
    close: () => registries.close(),
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
}
