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
import type { LambdaCompatConfig } from '../config/readLambdaCompatConfig';
import type { CoverageUpkeep } from '../coverage/CoverageUpkeep';
import type { CollectionWorker } from './CollectionWorker';
import type { EntitySynchronizer } from './EntitySynchronizer';
import type { WorkStore } from './WorkStore';

// Enough for the catalog to have started in the same process.
const SYNCHRONIZATION_DELAY = { seconds: 3 };
// Collection starts when there usually is something to collect.
const COLLECTION_DELAY = { seconds: 5 };
const SYNCHRONIZATION_TIMEOUT = { minutes: 15 };
// A long run is no harm, since leases are renewed; the limit ends one that
// hangs.
const COLLECTION_TIMEOUT = { hours: 1 };

const COLLECTION_TASK = 'lambda-compat-collect-references';

/** What is scheduled, for those who cannot wait for the next tick. */
export interface ScheduledCollection {
  /**
   * Has this replica look for due work at once. While it is at work already,
   * the next tick does.
   */
  collectNow(): Promise<void>;
}

/**
 * Registers the two tasks. One replica at a time compares with the catalog;
 * all replicas collect.
 */
export async function scheduleCollection(options: {
  schedule: LambdaCompatConfig['schedule'];
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  store: WorkStore;
  synchronizer: EntitySynchronizer;
  worker: CollectionWorker;
  coverage: Pick<CoverageUpkeep, 'run'>;
}): Promise<ScheduledCollection> {
  const { lifecycle, logger, schedule, scheduler, store } = options;
  const { coverage, synchronizer, worker } = options;

  const shutdown = new AbortController();
  const running = new Set<Promise<void>>();
  lifecycle.addShutdownHook(async () => {
    shutdown.abort();
    await Promise.allSettled(running);
  });

  await scheduler.scheduleTask({
    id: 'lambda-compat-synchronize-entities',
    frequency: { milliseconds: schedule.synchronizationMs },
    timeout: SYNCHRONIZATION_TIMEOUT,
    initialDelay: SYNCHRONIZATION_DELAY,
    fn: async taskSignal => {
      const signal = AbortSignal.any([taskSignal, shutdown.signal]);
      await synchronizer.synchronize({ signal });
      if (!signal.aborted) {
        await coverage.run();
      }
    },
  });

  await scheduler.scheduleTask({
    id: COLLECTION_TASK,
    scope: 'local',
    frequency: { milliseconds: schedule.tickMs },
    timeout: COLLECTION_TIMEOUT,
    initialDelay: COLLECTION_DELAY,
    fn: async taskSignal => {
      const signal = AbortSignal.any([taskSignal, shutdown.signal]);
      const work = collect(signal);
      running.add(work);
      await work.finally(() => running.delete(work));
    },
  });

  return {
    async collectNow() {
      try {
        await scheduler.triggerTask(COLLECTION_TASK);
      } catch (error) {
        logger.debug('Collection is at work already', {
          error: stringifyError(error),
        });
      }
    },
  };

  async function collect(signal: AbortSignal): Promise<void> {
    try {
      // On a first start the catalog may not have ingested anything when it is
      // compared, or may not answer yet. An empty list is cheap to compare, and
      // the next comparison may be far away.
      if (await store.isEmpty()) {
        await synchronizer.synchronize({ signal });
      }
    } catch (error) {
      logger.debug('The catalog could not be read yet', {
        error: stringifyError(error),
      });
    }
    await worker.run({ signal });
    if (!signal.aborted) {
      await coverage.run();
    }
  }
}
