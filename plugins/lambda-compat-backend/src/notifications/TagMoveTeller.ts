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
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  MoveOnRuntime,
  TagImpact,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { composeNotifications, type MoveTidings } from './composeNotification';
import { createEvents, weightyPlatforms } from './movedTagEvents';
import { NotificationSender } from './NotificationSender';
import type { DueMove, TellingStore } from './TellingStore';

// Longer than publishing and sending take together, however slow both are.
const LEASE_MS = 5 * 60_000;

const FIRST_RETRY_MS = 30_000;

// What came with a move is worth a while: images are read in minutes.
const PATIENCE_MS = 10 * 60_000;
const LOOK_AGAIN_MS = 15_000;

// The last attempt is about three quarters of an hour after the first.
const MAX_ATTEMPTS = 5;

/** @see TagMoveTeller.create */
export interface TagMoveTellerOptions {
  store: TellingStore;
  events: Pick<EventsService, 'publish'>;
  /** Left out where owners are not to be notified. */
  notifications?: NotificationService;
  findExposed: (moveId: string) => Promise<readonly TagImpact[]>;
  /** What the runtimes of exposed functions have of what came with a move. */
  readRuntimes?: (moveId: string) => Promise<readonly MoveOnRuntime[]>;
  /** What to pin to, with tag and digest, by component. */
  suggestPins?: (moveId: string) => Promise<ReadonlyMap<string, string>>;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * Tells others of moves: everybody who subscribes, by events, and the owners of
 * what is exposed, by notifications.
 *
 * What is due stands in the database. A replica that dies while it tells loses
 * nothing: another one tells the whole move again, so events come at least once;
 * the notifications update those that were sent.
 */
export class TagMoveTeller {
  readonly #store: TellingStore;
  readonly #events: Pick<EventsService, 'publish'>;
  readonly #sender: NotificationSender | undefined;
  readonly #findExposed: (moveId: string) => Promise<readonly TagImpact[]>;
  readonly #logger: LoggerService;

  readonly #tidings: Pick<TagMoveTellerOptions, 'readRuntimes' | 'suggestPins'>;
  readonly #now: () => number;

  static create(options: TagMoveTellerOptions): TagMoveTeller {
    return new TagMoveTeller(options);
  }

  private constructor(options: TagMoveTellerOptions) {
    const { notifications } = options;
    this.#store = options.store;
    this.#events = options.events;
    this.#findExposed = options.findExposed;
    this.#tidings = options;
    this.#now = options.now ?? Date.now;
    this.#logger = options.logger.child({ type: 'TagMoveTeller' });
    this.#sender =
      notifications &&
      NotificationSender.create({ notifications, logger: this.#logger });
  }

  /** Tells of everything that is due, or until the signal is aborted. */
  async run(options: { signal: AbortSignal }): Promise<void> {
    while (!options.signal.aborted) {
      // One at a time: there are few, and a lease covers one.
      const [move] = await this.#store.claimDue({
        limit: 1,
        leaseMs: LEASE_MS,
      });
      if (!move) {
        return;
      }
      await this.#tell(move, options.signal);
    }
  }

  async #tell(move: DueMove, signal: AbortSignal): Promise<void> {
    try {
      const told = await this.#tryTell(move, signal);
      if (!told) {
        await this.#store.release(move);
      }
    } catch (error) {
      await this.#retry(move, error);
    }
  }

  /** @returns false where the work was stopped, or somebody else has it */
  async #tryTell(move: DueMove, signal: AbortSignal): Promise<boolean> {
    if (move.source === 'reported') {
      return this.#store.saveDone(move);
    }
    if (this.#isWorthWaiting(move)) {
      return this.#store.defer(move, LOOK_AGAIN_MS);
    }
    const impacts = await this.#findExposed(move.moveId);
    if (!move.eventsPublished) {
      // The move is due for the first time, or is another one by now.
      this.#sender?.forget(move.moveId);
      for (const event of createEvents(move, impacts)) {
        await this.#events.publish(event);
      }
      if (!(await this.#store.saveEventsPublished(move, LEASE_MS))) {
        return false;
      }
    }
    const sent = await this.#sender?.sendAll(
      move.moveId,
      composeNotifications(move, impacts, await this.#readTidings(move)),
      signal,
    );
    if (sent === 'stopped') {
      return false;
    }
    const held = await this.#store.saveDone(move);
    if (held) {
      this.#logger.info(
        `Told of ${move.registry}/${move.repository}:${move.tag} moving`,
        { moveId: move.moveId, class: move.class },
      );
    }
    return held;
  }

  /** What came with it is being read, and it has just been seen. */
  #isWorthWaiting(move: DueMove): boolean {
    const platforms = new Set(weightyPlatforms(move).map(it => it.platform));
    return (
      !move.eventsPublished &&
      this.#now() - move.beforeMs < PATIENCE_MS &&
      move.contents.some(
        ({ platform, state }) => platforms.has(platform) && state === 'pending',
      )
    );
  }

  /** Owners are told without what cannot be had. */
  async #readTidings({ moveId }: DueMove): Promise<MoveTidings> {
    const attempt = async <T>(work: Promise<T> | undefined, without: T) => {
      try {
        return (await work) ?? without;
      } catch (error) {
        this.#logger.warn('Not all could be said of a moved tag', {
          moveId,
          error: stringifyError(error),
        });
        return without;
      }
    };
    return {
      runtimes: await attempt(this.#tidings.readRuntimes?.(moveId), []),
      pins: await attempt(this.#tidings.suggestPins?.(moveId), new Map()),
    };
  }

  async #retry(move: DueMove, error: unknown): Promise<void> {
    const attempts = move.failedAttempts + 1;
    const meta = { moveId: move.moveId, error: stringifyError(error) };
    if (attempts >= MAX_ATTEMPTS) {
      this.#logger.error(
        `Telling of a moved tag failed ${attempts} times and is given up`,
        meta,
      );
      this.#sender?.forget(move.moveId);
      await this.#store.saveDone(move);
      return;
    }
    this.#logger.warn('Telling of a moved tag failed and is tried again', meta);
    await this.#store.saveRetry(move, FIRST_RETRY_MS * 4 ** (attempts - 1));
  }
}
