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

// Components have been read by then, at least some of them.
const INITIAL_DELAY = { seconds: 8 };
// A long run is no harm, since leases are renewed; the limit ends one that
// hangs.
const TIMEOUT = { hours: 1 };

const LOOK_TASK = 'lambda-compat-look-at-tags';
const READ_TASK = 'lambda-compat-read-images';
const CONTENTS_TASK = 'lambda-compat-read-contents';

/** What is scheduled, for those who cannot wait for the next tick. */
export interface ScheduledTagWatch {
  /**
   * Has this replica look at what is due at once. While it is at work already,
   * the next tick does.
   */
  lookNow(): Promise<void>;
}

/**
 * Registers the tasks of all replicas. Looks do not wait for what is read of
 * manifests, which a quota may put off for hours, nor do these wait for layers.
 */
export async function scheduleTagWatch(options: {
  look: (options: { signal: AbortSignal }) => Promise<void>;
  read: (options: { signal: AbortSignal }) => Promise<void>;
  readContents: (options: { signal: AbortSignal }) => Promise<void>;
  tickMs: number;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  /** Called when nothing is under way any more. */
  close: () => Promise<void>;
}): Promise<ScheduledTagWatch> {
  const { lifecycle, logger, scheduler, tickMs } = options;
  const shutdown = new AbortController();
  const running = new Set<Promise<void>>();
  lifecycle.addShutdownHook(async () => {
    shutdown.abort();
    await Promise.allSettled(running);
    await options.close();
  });
  const schedule = (
    id: string,
    run: (runOptions: { signal: AbortSignal }) => Promise<void>,
  ) =>
    scheduler.scheduleTask({
      id,
      scope: 'local',
      frequency: { milliseconds: tickMs },
      timeout: TIMEOUT,
      initialDelay: INITIAL_DELAY,
      fn: async taskSignal => {
        const work = run({
          signal: AbortSignal.any([taskSignal, shutdown.signal]),
        });
        running.add(work);
        await work.finally(() => running.delete(work));
      },
    });
  await schedule(LOOK_TASK, options.look);
  await schedule(READ_TASK, options.read);
  await schedule(CONTENTS_TASK, options.readContents);

  return {
    async lookNow() {
      try {
        await scheduler.triggerTask(LOOK_TASK);
      } catch (error) {
        logger.debug('Tags are being looked at already', {
          error: stringifyError(error),
        });
      }
    },
  };
}
