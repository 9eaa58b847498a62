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

import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type {
  EntityCompatibility,
  FunctionArtifacts,
  FunctionCompatibility,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { VERDICTS } from '@lambda-compat/compatibility';
import type { Knex } from 'knex';
import { unpackSmall } from '../artifacts/contents';
import { findUpload } from '../artifacts/uploads';
import {
  type LambdaEntity,
  type LambdaEntitySource,
  toLambdaEntity,
} from '../catalog/LambdaEntitySource';
import { getSubjectKey } from '../catalog/lambdaSubject';
import { readLambdaSettings } from '../catalog/readLambdaSettings';
import type { WorkStore } from '../collection/WorkStore';
import {
  type FunctionVerdictsRow,
  type JudgedEntityRow,
  TABLE_VERDICTS,
} from '../database/compatibilityTables';
import { TABLE_ENTITIES } from '../database/tables';
import type { EntityVerdicts } from './EntityVerdicts';
import { readMeasured, type VerdictWriter } from './VerdictWriter';

/** Reads what is stored. Knows nothing of permissions. */
export class DefaultEntityVerdicts implements EntityVerdicts {
  readonly #knex: Knex;
  readonly #source: Pick<LambdaEntitySource, 'matches'>;
  readonly #verdicts: VerdictWriter;
  readonly #work: Pick<WorkStore, 'saveSubjects'>;

  static create(options: {
    knex: Knex;
    source: Pick<LambdaEntitySource, 'matches'>;
    verdicts: VerdictWriter;
    work: Pick<WorkStore, 'saveSubjects'>;
  }): DefaultEntityVerdicts {
    return new DefaultEntityVerdicts(options);
  }

  private constructor(options: {
    knex: Knex;
    source: Pick<LambdaEntitySource, 'matches'>;
    verdicts: VerdictWriter;
    work: Pick<WorkStore, 'saveSubjects'>;
  }) {
    this.#knex = options.knex;
    this.#source = options.source;
    this.#verdicts = options.verdicts;
    this.#work = options.work;
  }

  async getCompatibility(entity: Entity): Promise<EntityCompatibility> {
    const entityRef = stringifyEntityRef(entity);
    const lambda = toLambdaEntity(entity);
    const { enabled } = readLambdaSettings(lambda.subject);
    if (!enabled || !this.#source.matches(entity)) {
      return {
        entityRef,
        status: 'not-applicable',
        verdict: 'unknown',
        functions: [],
      };
    }
    const functions = await this.#readFunctions(lambda);
    const ranks = functions.map(it => VERDICTS.indexOf(it.judgement.verdict));
    return {
      entityRef,
      status: functions.some(({ id }) => id !== null)
        ? 'measured'
        : 'never-measured',
      verdict: VERDICTS[Math.min(...ranks)],
      functions,
    };
  }

  async getArtifacts(
    entity: Entity,
    uploadId: string,
  ): Promise<FunctionArtifacts> {
    const entityRef = stringifyEntityRef(entity);
    const upload = await findUpload(this.#knex, entityRef, uploadId);
    if (!upload) {
      throw new NotFoundError(
        `No upload '${uploadId}' found for entity '${entityRef}'. It may have been replaced by newer ones.`,
      );
    }
    const { reports } = await readMeasured(this.#knex, upload);
    return {
      id: upload.id,
      artifacts: upload.artifacts.map(({ contentKey, ...artifact }, index) => ({
        ...artifact,
        report: reports[index],
      })),
    };
  }

  /** As of today, even where the upkeep has not come to the entity yet. */
  async #readFunctions(lambda: LambdaEntity): Promise<FunctionCompatibility[]> {
    const { entityRef } = lambda.subject;
    const row = await this.#knex<JudgedEntityRow>(TABLE_ENTITIES)
      .where({ entity_ref: entityRef })
      .first('subject_key', 'judged_key');
    if (row?.subject_key !== getSubjectKey(lambda.subject)) {
      // New or changed since the last comparison with the catalog. Somebody is
      // looking at it, so it does not wait for the next one.
      await this.#work.saveSubjects([lambda]);
    } else if (row.judged_key !== this.#verdicts.judgedKey) {
      await this.#verdicts.judgeDue(this.#knex, [entityRef], { wait: true });
    }
    const rows = await this.#knex<FunctionVerdictsRow>(TABLE_VERDICTS)
      .where({ entity_ref: entityRef })
      .orderBy('position');
    if (rows.length === 0) {
      throw new NotFoundError(
        `Entity '${entityRef}' was just removed from the catalog`,
      );
    }
    return rows.map(({ content }) => unpackSmall(content));
  }
}
