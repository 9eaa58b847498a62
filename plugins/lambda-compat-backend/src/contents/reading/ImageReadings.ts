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
  type ImageReader,
  isContentsError,
  toImageFacts,
} from '@lambda-compat/image-contents';
import { isRegistryError, RegistryError } from '@lambda-compat/oci-registry';
import { ReserveReachedError } from '../../digests/classifying/QuotaReserve';
import { keepLeases } from '../../digests/leases';
import type { RegistryObservers } from '../../registries/RegistryObservers';
import { findInterpreters } from './findInterpreters';
import type {
  ClaimedImage,
  ImageReadingStore,
  ReadingResult,
} from './ImageReadingStore';
import { planFailure } from './readingFailures';

/** @see ImageReadings.create */
export interface ImageReadingsOptions {
  store: ImageReadingStore;
  reader: Pick<ImageReader, 'read'>;
  observers: Pick<RegistryObservers, 'find' | 'list'>;
  logger: LoggerService;
  /** Images at once. */
  concurrency: number;
  leaseMs: number;
  now: () => number;
  /** Longest time that one image may take. Default half an hour. */
  timeoutMs?: number;
}

interface RunOptions {
  signal: AbortSignal;
  onRead: () => Promise<void>;
}

const TIMEOUT_MS = 30 * 60_000;

/**
 * Reads the images that are due, on each replica. Leases are shared and renewed
 * as with looks, so that what a replica that died has begun is read by another;
 * the layers that it had finished are not read again.
 */
export class ImageReadings {
  readonly #options: ImageReadingsOptions;
  readonly #held = new Set<ClaimedImage>();

  static create(options: ImageReadingsOptions): ImageReadings {
    return new ImageReadings(options);
  }

  private constructor(options: ImageReadingsOptions) {
    this.#options = options;
  }

  /**
   * Reads until nothing is left that can be read now.
   *
   * @param options - `onRead` is called after each image, whatever came of it
   */
  async run(options: RunOptions): Promise<void> {
    const { concurrency, leaseMs, logger, store } = this.#options;
    const letGo = keepLeases({
      held: this.#held,
      leaseMs,
      logger,
      renew: (leases, ms) => store.renewLeases(leases, ms),
    });
    try {
      await Promise.all(
        Array.from({ length: concurrency }, async () => {
          let found = true;
          while (found && !options.signal.aborted) {
            found = await this.#tryReadNext(options);
          }
        }),
      );
    } finally {
      letGo();
    }
  }

  /** What the database does not take is read again, by whoever comes first. */
  async #tryReadNext(options: RunOptions): Promise<boolean> {
    try {
      return await this.#readNext(options);
    } catch (error) {
      this.#options.logger.warn('An image could not be taken or stored', {
        error: stringifyError(error),
      });
      return false;
    }
  }

  /** @returns whether there was something to read */
  async #readNext({ onRead, signal }: RunOptions): Promise<boolean> {
    const { leaseMs, logger, store } = this.#options;
    const claimed = await store.claim({ leaseMs });
    if (!claimed) {
      return false;
    }
    this.#held.add(claimed);
    try {
      const result = await this.#read(claimed, signal);
      if (!result) {
        await store.releaseLease(claimed);
        return false;
      }
      if (!(await store.save(claimed, result))) {
        logger.debug(
          `The lease on the image ${claimed.digest} was lost; what was read is not stored`,
        );
      }
    } finally {
      this.#held.delete(claimed);
    }
    await onRead();
    return true;
  }

  /** @returns undefined where the work was stopped */
  async #read(
    { row }: ClaimedImage,
    stop: AbortSignal,
  ): Promise<ReadingResult | undefined> {
    const { logger, now, observers, reader } = this.#options;
    const name = `${row.registry}/${row.repository}@${row.digest}`;
    const observer =
      observers.find(row.registry, row.observer) ??
      observers.list(row.registry)[0];
    if (!observer) {
      return {
        state: 'failed',
        reason: `The configuration says not to ask ${row.registry}.`,
        dueAt: 0,
        counts: true,
      };
    }
    const timeoutMs = this.#options.timeoutMs ?? TIMEOUT_MS;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const contents = await reader.read(
        {
          registry: observer.host,
          repository: observer.repositoryPrefix + row.repository,
          digest: row.digest,
        },
        {
          platform: row.platform,
          signal: AbortSignal.any([stop, timeout]),
        },
      );
      logger.debug(`Read the image ${name}`, {
        files: contents.counts.files,
        layers: contents.layers.length,
      });
      return {
        state: 'available',
        facts: toImageFacts(contents),
        interpreters: findInterpreters(contents.files),
      };
    } catch (error) {
      if (stop.aborted) {
        return undefined;
      }
      const failure = timeout.aborted
        ? new RegistryError(
            'timeout',
            observer.host,
            `reading ${row.digest} took longer than ${Math.round(
              timeoutMs / 60_000,
            )} minutes`,
          )
        : error;
      if (
        !isRegistryError(failure) &&
        !isContentsError(failure) &&
        !(failure instanceof ReserveReachedError)
      ) {
        // A mistake of ours. It costs this image some time, not the others.
        logger.error(`Reading the image ${name} failed`, {
          error: stringifyError(failure),
        });
      }
      return planFailure(failure, Number(row.attempts), now());
    }
  }
}
