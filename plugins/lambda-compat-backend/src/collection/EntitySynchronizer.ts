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
import type { LambdaEntitySource } from '../catalog/LambdaEntitySource';
import { getSubjectKey, type LambdaSubject } from '../catalog/lambdaSubject';
import { readLambdaSettings } from '../catalog/readLambdaSettings';
import type { WorkStore } from './WorkStore';

/** Brings the list of entities in line with the catalog. */
export class EntitySynchronizer {
  readonly #source: Pick<LambdaEntitySource, 'stream'>;
  readonly #store: WorkStore;
  readonly #logger: LoggerService;

  static create(options: {
    source: Pick<LambdaEntitySource, 'stream'>;
    store: WorkStore;
    logger: LoggerService;
  }): EntitySynchronizer {
    return new EntitySynchronizer(options);
  }

  private constructor(options: {
    source: Pick<LambdaEntitySource, 'stream'>;
    store: WorkStore;
    logger: LoggerService;
  }) {
    this.#source = options.source;
    this.#store = options.store;
    this.#logger = options.logger.child({ type: 'EntitySynchronizer' });
  }

  /**
   * Adds new entities, makes changed ones due, and removes those that are gone
   * from the catalog or that their owners took out. Nothing is removed unless
   * the catalog was read to its end.
   *
   * @throws what the catalog or the database throws; what was done stays done,
   *   and the next run does the rest
   */
  async synchronize(options: { signal: AbortSignal }): Promise<void> {
    const { signal } = options;
    // Read first: what is added while this runs, by a user who looks at a new
    // entity, must not be taken for gone.
    const known = await this.#store.listSubjectKeys();
    const gone = new Set(known.keys());
    let total = 0;
    let added = 0;
    let changed = 0;

    for await (const page of this.#source.stream()) {
      if (signal.aborted) {
        return;
      }
      const subjects = page.filter(isEnabled);
      const unsaved = subjects.filter(
        subject => known.get(subject.entityRef) !== getSubjectKey(subject),
      );
      await this.#store.saveSubjects(unsaved);

      total += subjects.length;
      for (const { entityRef } of subjects) {
        gone.delete(entityRef);
      }
      for (const { entityRef } of unsaved) {
        if (known.has(entityRef)) {
          changed += 1;
        } else {
          added += 1;
        }
      }
    }
    await this.#store.removeEntities([...gone]);

    const counts = { total, added, changed, removed: gone.size };
    const isNews = added + changed + gone.size > 0;
    this.#logger[isNews ? 'info' : 'debug'](
      `The catalog holds ${total} Lambdas; ${added} are new, ${changed} changed, ${gone.size} gone`,
      counts,
    );
  }
}

function isEnabled(subject: LambdaSubject): boolean {
  return readLambdaSettings(subject).enabled;
}
