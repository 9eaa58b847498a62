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
import { getPlacementKey } from '../catalog/entityPlacement';
import type {
  LambdaEntity,
  LambdaEntitySource,
} from '../catalog/LambdaEntitySource';
import { getSubjectKey } from '../catalog/lambdaSubject';
import { readLambdaSettings } from '../catalog/readLambdaSettings';
import type { GroupHierarchy } from '../coverage/hierarchy/GroupHierarchy';
import type { EntityKeys, WorkStore } from './WorkStore';

/** @see EntitySynchronizer.create */
export interface EntitySynchronizerOptions {
  source: Pick<LambdaEntitySource, 'stream'>;
  store: WorkStore;
  hierarchy: Pick<GroupHierarchy, 'update'>;
  logger: LoggerService;
}

/** Brings the list of entities in line with the catalog. */
export class EntitySynchronizer {
  readonly #source: Pick<LambdaEntitySource, 'stream'>;
  readonly #store: WorkStore;
  readonly #hierarchy: Pick<GroupHierarchy, 'update'>;
  readonly #logger: LoggerService;

  static create(options: EntitySynchronizerOptions): EntitySynchronizer {
    return new EntitySynchronizer(options);
  }

  private constructor(options: EntitySynchronizerOptions) {
    this.#source = options.source;
    this.#store = options.store;
    this.#hierarchy = options.hierarchy;
    this.#logger = options.logger.child({ type: 'EntitySynchronizer' });
  }

  /**
   * Adds new entities, makes changed ones due, and removes those that are gone
   * from the catalog or that their owners took out. Then does the same for the
   * groups they belong to. Nothing is removed unless the catalog was read to its
   * end.
   *
   * @throws what the catalog or the database throws; what was done stays done,
   *   and the next run does the rest
   */
  async synchronize(options: { signal: AbortSignal }): Promise<void> {
    const { signal } = options;
    // Read first: what is added while this runs, by a user who looks at a new
    // entity, must not be taken for gone.
    const known = await this.#store.listKeys();
    const gone = new Set(known.keys());
    let total = 0;
    let added = 0;
    let changed = 0;

    for await (const page of this.#source.stream()) {
      if (signal.aborted) {
        return;
      }
      const entities = page.filter(isEnabled);
      const unsaved = entities.filter(
        entity => !isKnown(entity, known.get(entity.subject.entityRef)),
      );
      await this.#store.saveSubjects(unsaved);

      total += entities.length;
      for (const { subject } of entities) {
        gone.delete(subject.entityRef);
      }
      for (const { subject } of unsaved) {
        if (known.has(subject.entityRef)) {
          changed += 1;
        } else {
          added += 1;
        }
      }
    }
    await this.#store.removeEntities([...gone]);
    await this.#hierarchy.update({ signal });

    const counts = { total, added, changed, removed: gone.size };
    const isNews = added + changed + gone.size > 0;
    this.#logger[isNews ? 'info' : 'debug'](
      `The catalog holds ${total} Lambdas; ${added} are new, ${changed} changed, ${gone.size} gone`,
      counts,
    );
  }
}

function isEnabled({ subject }: LambdaEntity): boolean {
  return readLambdaSettings(subject).enabled;
}

function isKnown(
  { subject, placement }: LambdaEntity,
  keys: EntityKeys | undefined,
): boolean {
  return (
    keys?.subjectKey === getSubjectKey(subject) &&
    keys.placementKey === getPlacementKey(placement)
  );
}
