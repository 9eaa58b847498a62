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
import type { LayerCache, LayerContents } from '@lambda-compat/image-contents';
import type { Knex } from 'knex';
import {
  type LayerContentsRow,
  TABLE_LAYERS,
} from '../../database/contentsTables';
import { packJson, unpackJson } from '../packing';

/** How often `used_ms` is written at most, for what is needed often. */
const TOUCH_MS = 3_600_000;

/** Larger ones are read anew: no database is glad of such a value. */
const MAX_BYTES = 64 * 1024 ** 2;

/** What was read of layers, each once for all images and replicas. */
export class DatabaseLayerCache implements LayerCache {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    logger: LoggerService;
    now: () => number;
  }): DatabaseLayerCache {
    return new DatabaseLayerCache(options);
  }

  private constructor(options: {
    knex: Knex;
    logger: LoggerService;
    now: () => number;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  async get(diffId: string): Promise<LayerContents | undefined> {
    const now = this.#now();
    const rows = () =>
      this.#knex<LayerContentsRow>(TABLE_LAYERS).where('diff_id', diffId);
    const row = await rows().first();
    if (!row) {
      return undefined;
    }
    if (now - Number(row.used_ms) > TOUCH_MS) {
      await rows().update({ used_ms: now });
    }
    try {
      return await unpackJson<LayerContents>(row.content);
    } catch (error) {
      // It is read from the registry instead, and written anew.
      this.#logger.warn(`What is stored of the layer ${diffId} is damaged`, {
        error: stringifyError(error),
      });
      return undefined;
    }
  }

  async set(contents: LayerContents): Promise<void> {
    const now = this.#now();
    const { diffId } = contents;
    const content = await this.#pack(contents);
    if (!content || content.length > MAX_BYTES) {
      this.#logger.info(
        `The layer ${diffId} is too large to be kept, and is read anew when it is needed`,
      );
      return;
    }
    await this.#knex<LayerContentsRow>(TABLE_LAYERS)
      .insert({
        diff_id: diffId,
        content,
        size: content.length,
        read_ms: now,
        used_ms: now,
      })
      .onConflict('diff_id')
      .merge();
  }

  /** Undefined where the text would be longer than any can be. */
  async #pack(contents: LayerContents): Promise<Buffer | undefined> {
    try {
      return await packJson(contents);
    } catch (error) {
      if (error instanceof RangeError) {
        return undefined;
      }
      throw error;
    }
  }
}
