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
import type {
  CollectionResult,
  ReferenceCollector,
} from '../references/ReferenceCollector';
import { getNextAttempt, getNextDue } from './dueTimes';
import type { HostBudget } from './HostBudget';
import type { ClaimedEntity, WorkStore } from './WorkStore';

/** @see CollectionWorker.create */
export interface CollectionWorkerOptions {
  collector: Pick<ReferenceCollector, 'collect'>;
  store: WorkStore;
  hosts: HostBudget;
  logger: LoggerService;
  /** Entities at once. */
  concurrency: number;
  /** Between two readings of one entity. */
  intervalMs: number;
  /** Longest time that one entity may take. */
  entityTimeoutMs: number;
  /** How long an entity stays taken without being renewed. */
  leaseMs: number;
}

interface Counts {
  collected: number;
  unchanged: number;
  failed: number;
}

/**
 * Does the work that is due, on each replica.
 *
 * Replicas share the work through leases in the database. A lease is renewed
 * while its holder lives, so it can be short, and the work of a replica that
 * dies is taken over soon.
 */
export class CollectionWorker {
  readonly #options: CollectionWorkerOptions;
  readonly #logger: LoggerService;
  readonly #held = new Set<ClaimedEntity>();

  static create(options: CollectionWorkerOptions): CollectionWorker {
    return new CollectionWorker(options);
  }

  private constructor(options: CollectionWorkerOptions) {
    this.#options = options;
    this.#logger = options.logger.child({ type: 'CollectionWorker' });
  }

  /**
   * Works until nothing is due any more or the signal is aborted. What is not
   * finished by then is given back.
   */
  async run(options: { signal: AbortSignal }): Promise<void> {
    const { signal } = options;
    const counts: Counts = { collected: 0, unchanged: 0, failed: 0 };
    const running = new Set<Promise<void>>();
    const heartbeat = this.#startHeartbeat();
    try {
      while (!signal.aborted) {
        const wasIdle = running.size === 0;
        const taken = await this.#claim(running.size);
        for (const claimed of taken) {
          const work: Promise<void> = this.#process(claimed, counts, signal)
            .catch(error => {
              this.#logger.warn(
                `The result of ${claimed.entityRef} could not be stored; it will be read again`,
                { entityRef: claimed.entityRef, error: stringifyError(error) },
              );
            })
            .finally(() => running.delete(work));
          running.add(work);
        }
        if (taken.length > 0) {
          // There may be room for other hosts.
          continue;
        }
        if (running.size > 0) {
          await Promise.race(running);
        } else if (wasIdle) {
          // Had something been running, its host was left out of the claim.
          break;
        }
      }
    } finally {
      await Promise.all(running);
      clearInterval(heartbeat);
    }
    const { collected, unchanged, failed } = counts;
    if (collected + unchanged + failed > 0) {
      this.#logger.info(
        `Read ${collected} Lambdas, found ${unchanged} unchanged, could not read ${failed}`,
        { ...counts },
      );
    }
  }

  /** Takes as many due entities as there is room for, overall and per host. */
  async #claim(running: number): Promise<ClaimedEntity[]> {
    const { concurrency, hosts, leaseMs, store } = this.#options;
    if (running >= concurrency) {
      return [];
    }
    const claimed = await store.claimDue({
      limit: concurrency - running,
      leaseMs,
      exceptHosts: hosts.getUnavailable(),
    });
    const taken: ClaimedEntity[] = [];
    for (const entity of claimed) {
      if (hosts.tryAcquire(entity.sourceHost)) {
        this.#held.add(entity);
        taken.push(entity);
      } else {
        // More of one host than it has room for: another replica may have it.
        await store.releaseLease(entity);
      }
    }
    return taken;
  }

  async #process(
    claimed: ClaimedEntity,
    counts: Counts,
    signal: AbortSignal,
  ): Promise<void> {
    const { hosts, store } = this.#options;
    try {
      const result = await this.#collect(claimed, signal);
      if (!result) {
        await store.releaseLease(claimed);
        return;
      }
      this.#recordHost(claimed.sourceHost, result);
      const held = await this.#save(claimed, result);
      if (!held) {
        this.#logger.debug(
          `The lease on ${claimed.entityRef} was lost; its result is not stored`,
        );
        return;
      }
      counts[result.status] += 1;
      this.#logger.debug(`${claimed.entityRef}: ${result.status}`, {
        entityRef: claimed.entityRef,
        ...(result.status === 'failed' && { reason: result.message }),
      });
    } finally {
      this.#held.delete(claimed);
      hosts.release(claimed.sourceHost);
    }
  }

  /** @returns undefined where the work was stopped, which is no failure */
  async #collect(
    claimed: ClaimedEntity,
    signal: AbortSignal,
  ): Promise<CollectionResult | undefined> {
    const { collector, entityTimeoutMs } = this.#options;
    const timeout = AbortSignal.timeout(entityTimeoutMs);
    try {
      return await collector.collect(claimed.subject, claimed, {
        signal: AbortSignal.any([signal, timeout]),
      });
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      if (timeout.aborted) {
        return {
          status: 'failed',
          code: 'LC303',
          message: `Reading the entity's files took longer than ${
            entityTimeoutMs / 1000
          } s and was stopped.`,
          unreachable: true,
        };
      }
      // A mistake of ours. It costs this entity its result, not the others.
      this.#logger.error(`Collecting ${claimed.entityRef} failed`, {
        entityRef: claimed.entityRef,
        error: stringifyError(error),
      });
      return {
        status: 'failed',
        code: 'LC303',
        message:
          "An unexpected error stopped the reading of the entity's files. The log of the backend says more.",
      };
    }
  }

  async #save(
    claimed: ClaimedEntity,
    result: CollectionResult,
  ): Promise<boolean> {
    const { intervalMs, store } = this.#options;
    const now = Date.now();
    switch (result.status) {
      case 'collected':
        return store.saveFacts(claimed, {
          ...result,
          nextDueAt: getNextDue(now, intervalMs),
        });
      case 'unchanged':
        return store.saveUnchanged(claimed, getNextDue(now, intervalMs));
      default:
        return store.saveFailure(claimed, {
          code: result.code,
          message: result.message,
          nextDueAt: getNextAttempt(now, {
            failedAttempts: claimed.failedAttempts,
            intervalMs,
            notBeforeMs: result.throttledForMs,
          }),
        });
    }
  }

  #recordHost(host: string, result: CollectionResult): void {
    const { hosts } = this.#options;
    if (result.status !== 'failed') {
      hosts.recordAnswer(host);
      return;
    }
    if (result.throttledForMs) {
      hosts.pause(host, result.throttledForMs);
    }
    if (result.unreachable) {
      hosts.recordSilence(host);
    } else {
      hosts.recordAnswer(host);
    }
  }

  #startHeartbeat(): NodeJS.Timeout {
    const { leaseMs, store } = this.#options;
    // Two renewals may fail before the lease expires.
    const heartbeat = setInterval(() => {
      store.renewLeases([...this.#held], leaseMs).catch(error => {
        this.#logger.warn('Leases could not be renewed', {
          error: stringifyError(error),
        });
      });
    }, leaseMs / 3);
    heartbeat.unref();
    return heartbeat;
  }
}
