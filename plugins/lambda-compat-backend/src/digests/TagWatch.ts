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
import type { Knex } from 'knex';
import type { TagsConfig } from '../config/readTagsConfig';
import type { RegistryObservers } from '../registries/RegistryObservers';
import { ContentReader } from './classifying/ContentReader';
import { DatabaseContentsStore } from './classifying/DatabaseContentsStore';
import { ImageContents } from './classifying/ImageContents';
import { QuotaReserve } from './classifying/QuotaReserve';
import { TagContents } from './classifying/TagContents';
import { DatabaseLookStore } from './looking/DatabaseLookStore';
import { TagLooker } from './looking/TagLooker';
import { TagUpkeep } from './retention/TagUpkeep';
import type { TagRegistry } from './TagRegistry';
import { type LookRequest, requestLooks } from './watching/requestLooks';
import { TagWatching } from './watching/TagWatching';

/** @see TagWatch.create */
export interface TagWatchOptions {
  knex: Knex;
  /** A `RegistryClient`, or something that answers like one. */
  registry: TagRegistry;
  observers: RegistryObservers;
  config: Pick<
    TagsConfig,
    'include' | 'exclude' | 'schedule' | 'concurrency' | 'retentionMs'
  >;
  /**
   * Whether images are read: what came with a move is found out where they
   * are, and said to be off where they are not. Not given, nothing is said.
   */
  readsImages?: boolean;
  /** Whether the images of runtimes in use are watched. Default false. */
  watchRuntimes?: boolean;
  logger: LoggerService;
  /** How long the work of a replica that died stays its own. */
  leaseMs: number;
  /** Looks at once at one host. Default 8. */
  perHost?: number;
  /** Called with the host where a registry gave no answer that can be believed. */
  onFailure?: (host: string, message: string) => void;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Tags of which contents are read at once. */
const CONTENTS_CONCURRENCY = 4;
const PER_HOST = 8;

/**
 * Follows what tags point to. Any number of replicas may do so on one database.
 */
export class TagWatch {
  readonly #knex: Knex;
  readonly #now: () => number;
  readonly #watching: TagWatching;
  readonly #looker: TagLooker;
  readonly #contents: TagContents;
  readonly #upkeep: TagUpkeep;

  static create(options: TagWatchOptions): TagWatch {
    return new TagWatch(options);
  }

  private constructor(options: TagWatchOptions) {
    const { config, knex, leaseMs, now = Date.now } = options;
    const { observers, registry } = options;
    const { schedule } = config;
    const logger = options.logger.child({ type: 'TagWatch' });
    const reserve = QuotaReserve.create({ registry, now });
    this.#knex = knex;
    this.#now = now;
    this.#watching = TagWatching.create({
      knex,
      logger,
      now,
      policy: {
        ...config,
        observers,
        watchRuntimes: options.watchRuntimes,
      },
    });
    const contents = ImageContents.create({ knex, registry, reserve, now });
    this.#contents = TagContents.create({
      store: DatabaseContentsStore.create({
        knex,
        observers,
        readsImages: options.readsImages,
        now,
      }),
      reader: ContentReader.create({ contents }),
      reserve,
      observers,
      logger,
      concurrency: CONTENTS_CONCURRENCY,
      leaseMs,
      now,
    });
    this.#looker = TagLooker.create({
      store: DatabaseLookStore.create({ knex, now }),
      registry,
      contents,
      observers,
      policy: {
        holdDownMs: schedule.holdDownMs,
        confirmMs: schedule.unpinnedMs,
      },
      logger,
      concurrency: config.concurrency,
      perHost: options.perHost ?? PER_HOST,
      leaseMs,
      now,
      onFailure: options.onFailure,
      onMove: (tagId, { signal }) => this.#contents.readTag(tagId, { signal }),
    });
    this.#upkeep = TagUpkeep.create({
      knex,
      retentionMs: config.retentionMs,
      logger,
      now,
    });
  }

  /**
   * Does everything that is due, one after the other: compares with what
   * components name, looks, reads, and removes what is too old.
   */
  async sweep(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { signal = new AbortController().signal } = options;
    await this.look({ signal });
    await this.read({ signal });
  }

  /** Looks at the tags that are due, and reads of what moves they are. */
  async look(options: { signal: AbortSignal }): Promise<void> {
    await this.#watching.synchronize();
    await this.#looker.run(options);
  }

  /** Reads what looks have left to be read, and removes what is too old. */
  async read(options: { signal: AbortSignal }): Promise<void> {
    await this.#contents.run(options);
    if (!options.signal.aborted) {
      await this.#upkeep.run();
    }
  }

  /**
   * Makes tags due, at most once in ten seconds each. Nothing else follows from
   * it, so whoever asks need not be believed.
   *
   * @returns how many tags are looked at
   */
  async requestLook(images: readonly LookRequest[]): Promise<number> {
    return requestLooks(this.#knex, images, this.#now());
  }
}
