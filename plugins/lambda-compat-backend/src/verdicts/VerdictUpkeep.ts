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
import type { Knex } from 'knex';
import { dropContents } from '../artifacts/dropContents';
import type { JudgedEntityRow } from '../database/compatibilityTables';
import { TABLE_ENTITIES } from '../database/tables';
import type { VerdictWriter } from './VerdictWriter';

/** Entities of one transaction: the row of each is locked until it ends. */
const BATCH = 20;

/** The next tick goes on from where this one stops. */
const MAX_RUN_MS = 10_000;

const DROP_INTERVAL_MS = 3_600_000;

/**
 * Judges what is due: after a new day, because dates come nearer, and after a
 * change of the configuration or of what is stored. Any replica does.
 */
export class VerdictUpkeep {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #verdicts: VerdictWriter;
  readonly #now: () => Date;
  #droppedAt = 0;

  static create(options: {
    knex: Knex;
    logger: LoggerService;
    verdicts: VerdictWriter;
    now?: () => Date;
  }): VerdictUpkeep {
    return new VerdictUpkeep(options);
  }

  private constructor(options: {
    knex: Knex;
    logger: LoggerService;
    verdicts: VerdictWriter;
    now?: () => Date;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger.child({ type: 'VerdictUpkeep' });
    this.#verdicts = options.verdicts;
    this.#now = options.now ?? (() => new Date());
  }

  /** Never throws: what did not work is tried again with the next tick. */
  async run(): Promise<void> {
    try {
      await this.#judgeDue();
      await this.#drop();
    } catch (error) {
      this.#logger.warn('Verdicts could not be brought up to date', {
        error: stringifyError(error),
      });
    }
  }

  async #judgeDue(): Promise<void> {
    const until = Date.now() + MAX_RUN_MS;
    let total = 0;
    let last: number;
    do {
      const due: string[] = await this.#knex<JudgedEntityRow>(TABLE_ENTITIES)
        .whereNot('judged_key', this.#verdicts.judgedKey)
        .orderBy('judged_key')
        .orderBy('entity_ref')
        .limit(BATCH)
        .pluck('entity_ref');
      last = await this.#judgeBatch(due);
      total += last;
    } while (last > 0 && Date.now() < until);
    if (total > 0) {
      this.#logger.debug(`Judged ${total} Lambdas anew`, { total });
    }
  }

  async #judgeBatch(entityRefs: readonly string[]): Promise<number> {
    try {
      return await this.#verdicts.judgeDue(this.#knex, entityRefs);
    } catch (error) {
      if (entityRefs.length > 1) {
        let judged = 0;
        for (const entityRef of entityRefs) {
          judged += await this.#judgeBatch([entityRef]);
        }
        return judged;
      }
      // One of them must not keep the others waiting. It keeps the verdict that
      // it had, and is tried again tomorrow.
      const [entityRef] = entityRefs;
      this.#logger.warn(`${entityRef} could not be judged`, {
        error: stringifyError(error),
      });
      return this.#knex<JudgedEntityRow>(TABLE_ENTITIES)
        .where({ entity_ref: entityRef })
        .update({ judged_key: this.#verdicts.judgedKey });
    }
  }

  async #drop(): Promise<void> {
    const now = this.#now().getTime();
    if (now - this.#droppedAt < DROP_INTERVAL_MS) {
      return;
    }
    this.#droppedAt = now;
    await dropContents(this.#knex, now);
  }
}
