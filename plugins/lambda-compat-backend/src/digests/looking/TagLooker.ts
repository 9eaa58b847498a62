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
import { isRegistryError } from '@lambda-compat/oci-registry';
import { HostBudget } from '../../collection/HostBudget';
import type { RegistryObservers } from '../../registries/RegistryObservers';
import { keepLeases } from '../leases';
import type { ImageContents } from '../classifying/ImageContents';
import type { TagRegistry } from '../TagRegistry';
import { toSentence } from '../toSentence';
import { findLie } from './findLie';
import type { ClaimedTag, LookStore } from './LookStore';
import { type LookOutcome, type LookPolicy, planLook } from './planLook';

/** @see TagLooker.create */
export interface TagLookerOptions {
  store: LookStore;
  registry: Pick<TagRegistry, 'resolveTag'>;
  /** Reads what a digest stands for, unless that is known. */
  contents: Pick<ImageContents, 'getManifest'>;
  observers: RegistryObservers;
  policy: LookPolicy;
  logger: LoggerService;
  /** Looks at once. */
  concurrency: number;
  /** Of those, at once at one host. */
  perHost: number;
  /** How long a tag stays taken without being renewed. */
  leaseMs: number;
  now: () => number;
  /** A registry did not answer as it should, whatever the tag. */
  onFailure?: (host: string, message: string) => void;
  /** A tag was found to have moved. */
  onMove: (tagId: string, options: { signal: AbortSignal }) => Promise<void>;
}

interface Counts {
  looked: number;
  moved: number;
  failed: number;
}

/** Answers that are about the tag or our rights, not about the registry. */
const ANSWERS: ReadonlySet<string> = new Set([
  'no-access',
  'manifest-unknown',
  'repository-unknown',
  'not-found',
  'legacy-manifest',
  'too-large',
]);

/** Longest look, waiting for the registry's budget included. */
const TIMEOUT_MS = 90_000;
/** What our own budget puts off comes again after at most this. */
const LONGEST_POSTPONEMENT_MS = 60_000;
const POSTPONEMENT_MS = 2_000;

/**
 * Looks at the tags that are due, on each replica. One look is one HEAD; where
 * the digest is a new one, its bytes are checked before it is believed.
 *
 * Replicas share the work through leases in the database, which are renewed
 * while their holder lives, so the work of a replica that dies is taken over
 * soon. What it has seen and not written is seen again.
 */
export class TagLooker {
  readonly #options: TagLookerOptions;
  readonly #hosts: HostBudget;
  readonly #held = new Set<ClaimedTag>();

  static create(options: TagLookerOptions): TagLooker {
    return new TagLooker(options);
  }

  private constructor(options: TagLookerOptions) {
    this.#options = options;
    this.#hosts = HostBudget.create({ perHost: options.perHost });
  }

  /**
   * Looks until nothing is due any more or the signal is aborted. What is not
   * finished by then is given back.
   */
  async run(options: { signal: AbortSignal }): Promise<void> {
    const { signal } = options;
    const { leaseMs, logger, store } = this.#options;
    const counts: Counts = { looked: 0, moved: 0, failed: 0 };
    const running = new Set<Promise<void>>();
    const letGo = keepLeases({
      held: this.#held,
      leaseMs,
      logger,
      renew: (leases, ms) => store.renewLeases(leases, ms),
    });
    try {
      while (!signal.aborted) {
        const wasIdle = running.size === 0;
        const taken = await this.#claim(running.size);
        for (const claimed of taken) {
          const work: Promise<void> = this.#process(claimed, counts, signal)
            .catch(error => {
              logger.warn(
                `What was seen of ${claimed.row.image} could not be stored; it is looked at again`,
                { image: claimed.row.image, error: stringifyError(error) },
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
      letGo();
    }
    if (counts.moved + counts.failed > 0) {
      logger.info(
        `Looked at ${counts.looked} tags; ${counts.moved} moved, ${counts.failed} were not answered`,
        { ...counts },
      );
    } else if (counts.looked > 0) {
      logger.debug(`Looked at ${counts.looked} tags; none moved`);
    }
  }

  /** Takes as many due tags as there is room for, overall and per host. */
  async #claim(running: number): Promise<ClaimedTag[]> {
    const { concurrency, leaseMs, store } = this.#options;
    if (running >= concurrency) {
      return [];
    }
    const claimed = await store.claimDue({
      limit: concurrency - running,
      leaseMs,
      exceptHosts: this.#hosts.getUnavailable(),
    });
    const taken: ClaimedTag[] = [];
    for (const tag of claimed) {
      if (this.#hosts.tryAcquire(tag.row.host)) {
        this.#held.add(tag);
        taken.push(tag);
      } else {
        // More of one host than it has room for: another replica may have it.
        await store.releaseLease(tag);
      }
    }
    return taken;
  }

  async #process(
    claimed: ClaimedTag,
    counts: Counts,
    signal: AbortSignal,
  ): Promise<void> {
    const { logger, now, onMove, policy, store } = this.#options;
    const { row, tagId } = claimed;
    try {
      const outcome = await this.#look(claimed, signal);
      if (!outcome || 'dueAt' in outcome) {
        await store.releaseLease(claimed, outcome?.dueAt);
        return;
      }
      const plan = planLook(row, outcome, now(), policy);
      if (!(await store.save(claimed, plan))) {
        logger.debug(
          `The lease on ${row.image} was lost; what was seen is not stored`,
        );
        return;
      }
      this.#held.delete(claimed);
      counts.looked += 1;
      if (outcome.kind === 'failure' && plan.tag.failure_code) {
        counts.failed += 1;
        if (!ANSWERS.has(outcome.code)) {
          this.#options.onFailure?.(row.host, outcome.message);
        }
        logger.debug(`${row.image} on ${row.host}: ${outcome.message}`, {
          code: outcome.code,
        });
      }
      if (plan.begins?.from !== undefined) {
        counts.moved += 1;
        await onMove(tagId, { signal });
      }
    } finally {
      this.#held.delete(claimed);
      this.#hosts.release(row.host);
    }
  }

  /**
   * @returns when to try again where our own budget has no room; undefined
   *   where the work was stopped, which is no failure either
   */
  async #look(
    { row }: ClaimedTag,
    signal: AbortSignal,
  ): Promise<LookOutcome | { dueAt: number } | undefined> {
    const { logger, now, observers, registry } = this.#options;
    const observer = observers.find(row.registry, row.observer);
    if (!observer) {
      // Taken out of the configuration just now: left to the next comparison.
      return { dueAt: now() + LONGEST_POSTPONEMENT_MS };
    }
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const image = {
      registry: observer.host,
      repository: observer.repositoryPrefix + row.repository,
    };
    try {
      const look = { signal: AbortSignal.any([signal, timeout]) };
      const { digest, mediaType } = await registry.resolveTag(
        { ...image, tag: row.tag },
        look,
      );
      const lie =
        row.state === 'present' && row.digest === digest
          ? undefined
          : await findLie(this.#options.contents, image, digest, look);
      return lie ?? { kind: 'digest', digest, mediaType };
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      if (timeout.aborted) {
        return {
          kind: 'failure',
          code: 'timeout',
          message: `${row.host} did not answer within ${TIMEOUT_MS / 1000} s.`,
        };
      }
      if (!isRegistryError(error) || error.code === 'aborted') {
        // A mistake of ours. It costs this tag its look, not the others.
        logger.error(`Looking at ${row.image} failed`, {
          image: row.image,
          error: stringifyError(error),
        });
        return {
          kind: 'failure',
          code: 'unexpected-answer',
          message:
            'An unexpected error stopped the look. The log of the backend says more.',
        };
      }
      const { code, retryAt, status } = error;
      const waitMs = (retryAt ?? now() + POSTPONEMENT_MS) - now();
      if (
        code === 'rate-limited' &&
        status === undefined &&
        waitMs <= LONGEST_POSTPONEMENT_MS
      ) {
        return { dueAt: now() + Math.max(waitMs, 1) };
      }
      return { kind: 'failure', code, message: toSentence(error), retryAt };
    }
  }
}
