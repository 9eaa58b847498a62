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
  type ImageRepository,
  isRegistryError,
} from '@lambda-compat/oci-registry';
import type { RegistryObservers } from '../../registries/RegistryObservers';
import { keepLeases } from '../leases';
import type { ContentReader } from './ContentReader';
import type {
  ClaimedContents,
  ContentsResult,
  ContentsStore,
} from './ContentsStore';
import { type QuotaReserve, ReserveReachedError } from './QuotaReserve';
import { giveUpReading, planRetry } from './readingFailures';
import { type Before, readReported, readStay } from './readStay';

/** @see TagContents.create */
export interface TagContentsOptions {
  store: ContentsStore;
  reader: ContentReader;
  reserve: QuotaReserve;
  observers: RegistryObservers;
  logger: LoggerService;
  /** Tags at once. */
  concurrency: number;
  leaseMs: number;
  now: () => number;
}

/** History can wait longer. */
const HISTORY_RETRY_MS = 3_600_000;
/** Longest time that one tag may take. */
const TIMEOUT_MS = 300_000;

/**
 * Reads of what tags consist: the platforms of what they point to, and what
 * moves amount to. Leases are shared and renewed as with looks.
 */
export class TagContents {
  readonly #options: TagContentsOptions;
  readonly #held = new Set<ClaimedContents>();

  static create(options: TagContentsOptions): TagContents {
    return new TagContents(options);
  }

  private constructor(options: TagContentsOptions) {
    this.#options = options;
  }

  /** Reads until nothing is left that can be read now. */
  async run(options: { signal: AbortSignal }): Promise<void> {
    const { concurrency } = this.#options;
    await this.#holding(async () => {
      await Promise.all(
        Array.from({ length: concurrency }, async () => {
          let found = true;
          while (found && !options.signal.aborted) {
            found = await this.#readNext(options);
          }
        }),
      );
    });
  }

  /** Reads what is new of one tag, unless another replica does. */
  async readTag(
    tagId: string,
    options: { signal: AbortSignal },
  ): Promise<void> {
    await this.#holding(() => this.#readNext({ ...options, tagId }));
  }

  async #holding(work: () => Promise<unknown>): Promise<void> {
    const { leaseMs, logger, store } = this.#options;
    const letGo = keepLeases({
      held: this.#held,
      leaseMs,
      logger,
      renew: (leases, ms) => store.renewLeases(leases, ms),
    });
    try {
      await work();
    } finally {
      letGo();
    }
  }

  /** @returns whether there was something to read */
  async #readNext(options: {
    signal: AbortSignal;
    tagId?: string;
  }): Promise<boolean> {
    const { leaseMs, logger, store } = this.#options;
    const { signal, tagId } = options;
    const claimed = await store.claim({ leaseMs, tagId });
    if (!claimed) {
      return false;
    }
    this.#held.add(claimed);
    try {
      const result = await this.#read(claimed, signal);
      if (!result) {
        await store.releaseLease(claimed);
      } else if (!(await store.save(claimed, result))) {
        logger.debug(
          `The lease on ${claimed.row.image} was lost; what was read is not stored`,
        );
      }
    } finally {
      this.#held.delete(claimed);
    }
    return true;
  }

  /** @returns undefined where the work was stopped */
  async #read(
    claimed: ClaimedContents,
    stop: AbortSignal,
  ): Promise<ContentsResult | undefined> {
    const result: ContentsResult = { stays: [], reported: [] };
    const { logger, now, observers } = this.#options;
    const { row } = claimed;
    const observer = observers.find(row.registry, row.observer);
    if (!observer) {
      // Taken out of the configuration: to whom would the question go?
      return this.#giveUpAll(claimed);
    }
    const image = {
      registry: observer.host,
      repository: observer.repositoryPrefix + row.repository,
    };
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = AbortSignal.any([stop, timeout]);
    try {
      await this.#readStays(claimed, image, signal, result);
      await this.#readReported(claimed, image, signal, result);
    } catch (error) {
      if (stop.aborted) {
        return undefined;
      }
      if (!isRegistryError(error) && !(error instanceof ReserveReachedError)) {
        // A mistake of ours. It costs this tag some time, not the others.
        logger.error(`Reading what ${row.image} points to failed`, {
          image: row.image,
          error: stringifyError(error),
        });
      }
      const failedAttempts = Number(row.contents_attempts);
      result.retry = planRetry(error, failedAttempts, now());
    }
    return result;
  }

  async #readStays(
    claimed: ClaimedContents,
    image: ImageRepository,
    signal: AbortSignal,
    result: ContentsResult,
  ): Promise<void> {
    const { reader, reserve } = this.#options;
    const failedAttempts = Number(claimed.row.contents_attempts);
    let before: Before = {
      stay: claimed.previous,
      content: undefined,
      platforms: claimed.platforms,
    };
    for (const stay of claimed.stays) {
      const { content, read } = await readStay(stay, before, claimed, {
        image,
        reader,
        signal,
        giveUp: (error, what) => giveUpReading(error, what, failedAttempts),
      });
      result.stays.push(read);
      before = { stay, content, platforms: read.platforms ?? new Map() };
    }
    if (
      before.content &&
      !claimed.previous &&
      reserve.isAmple(image.registry)
    ) {
      try {
        // The registry may not have it any more when the tag moves.
        await reader.readAll(image, before.content, { signal });
      } catch (error) {
        this.#options.logger.debug(
          `${claimed.row.image} could not be read ahead`,
          { error: stringifyError(error) },
        );
      }
    }
  }

  async #readReported(
    claimed: ClaimedContents,
    image: ImageRepository,
    signal: AbortSignal,
    result: ContentsResult,
  ): Promise<void> {
    const { now, reader, reserve } = this.#options;
    const failedAttempts = Number(claimed.row.contents_attempts);
    for (const move of claimed.reported) {
      if (!reserve.isAmple(image.registry)) {
        throw new ReserveReachedError(
          `${image.registry} allows few more pulls, so history waits.`,
          now() + HISTORY_RETRY_MS,
        );
      }
      result.reported.push(
        await readReported(move, claimed.history, {
          image,
          reader,
          signal,
          giveUp: (error, what) => giveUpReading(error, what, failedAttempts),
        }),
      );
    }
  }

  #giveUpAll({ moves, reported, stays }: ClaimedContents): ContentsResult {
    const undetermined = (moveId: string) => ({
      moveId,
      class: 'undetermined' as const,
      changes: ['undetermined' as const],
      platforms: [],
      undecided: 'The configuration does not name the mirror any more.',
    });
    return {
      stays: stays.map(stay => {
        const move = moves.get(Number(stay.before_ms));
        return {
          stay,
          platforms: null,
          ...(move && { move: undetermined(move.move_id) }),
        };
      }),
      reported: reported.map(move => undetermined(move.move_id)),
    };
  }
}
