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

import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  MeasuredArtifact,
  UploadResult,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { getFunctionNames } from '../catalog/functionNames';
import {
  type LambdaEntitySource,
  toLambdaEntity,
} from '../catalog/LambdaEntitySource';
import type { LambdaSubject } from '../catalog/lambdaSubject';
import { readLambdaSettings } from '../catalog/readLambdaSettings';
import type { WorkStore } from '../collection/WorkStore';
import { isPostgres } from '../database/statements';
import { type LambdaEntitiesRow, TABLE_ENTITIES } from '../database/tables';
import type { VerdictWriter } from '../verdicts/VerdictWriter';
import { type CheckedUpload, readUpload } from './body/readUpload';
import { packContent, type PackedContent, saveContents } from './contents';
import type { ReportUploads } from './ReportUploads';
import { type NewUpload, storeUpload } from './storeUpload';

/** @see DefaultReportUploads.create */
export interface DefaultReportUploadsOptions {
  auth: AuthService;
  catalog: CatalogService;
  knex: Knex;
  source: Pick<LambdaEntitySource, 'matches'>;
  verdicts: VerdictWriter;
  work: Pick<WorkStore, 'saveSubjects'>;
  now?: () => Date;
}

/** Knows nothing of permissions. */
export class DefaultReportUploads implements ReportUploads {
  readonly #options: DefaultReportUploadsOptions;
  readonly #now: () => Date;

  static create(options: DefaultReportUploadsOptions): DefaultReportUploads {
    return new DefaultReportUploads(options);
  }

  private constructor(options: DefaultReportUploadsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  async upload(body: unknown): Promise<UploadResult & { created: boolean }> {
    const { knex, verdicts, work } = this.#options;
    const upload = readUpload(body, this.#now().getTime());
    const { entityRef } = upload;
    const entity = await this.#getLambda(entityRef);
    const functionName = getFunctionName(
      toLambdaEntity(entity).subject,
      upload,
    );
    const { contents, ...row } = await pack(upload, functionName);

    // It may be newer than the last comparison with the catalog.
    await work.saveSubjects([toLambdaEntity(entity)]);
    return knex.transaction(async tx => {
      await lockEntity(tx, entityRef);
      const now = this.#now().getTime();
      await saveContents(tx, contents, now);
      const { id, created } = await storeUpload(tx, row, now);
      const judged = await verdicts.judge(tx, [entityRef]);
      const judgement = judged
        .get(entityRef)
        ?.find(({ name }) => name === functionName)?.judgement;
      if (!judgement) {
        throw new Error(`No verdict for '${functionName}' of '${entityRef}'`);
      }
      const { verdict, sentence } = judgement;
      return { id, created, verdict, sentence };
    });
  }

  /**
   * With the plugin's own credentials: who may upload for every entity need not
   * be able to read the catalog.
   */
  async #getLambda(entityRef: string): Promise<Entity> {
    const { auth, catalog, source } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) {
      throw new NotFoundError(`No entity '${entityRef}' found`);
    }
    if (!source.matches(entity)) {
      throw new ConflictError(
        `Entity '${entityRef}' is not a Lambda: it does not match the filter lambdaCompat.entityFilter of the portal`,
      );
    }
    if (!readLambdaSettings(toLambdaEntity(entity).subject).enabled) {
      throw new ConflictError(
        `Entity '${entityRef}' is switched off by its annotation lambda-compat/enabled`,
      );
    }
    return entity;
  }
}

/**
 * @throws `NotFoundError` for a function that the entity does not name,
 *   `InputError` where it names several and the upload none
 */
function getFunctionName(
  subject: LambdaSubject,
  upload: CheckedUpload,
): string {
  const named = getFunctionNames(subject);
  const given = upload.function;
  if (!named) {
    return given ?? subject.name;
  }
  if (given === undefined) {
    if (named.length > 1) {
      throw new InputError(
        `Entity '${subject.entityRef}' has ${named.length} functions: ${list(
          named,
        )}. Say in upload.function which of them was measured.`,
      );
    }
    return named[0];
  }
  if (!named.includes(given)) {
    throw new NotFoundError(
      `Entity '${
        subject.entityRef
      }' has no function '${given}'; its annotations name ${list(named)}`,
    );
  }
  return given;
}

const MAX_LISTED = 10;

function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).map(name => name.slice(0, 140));
  const more = names.length > MAX_LISTED ? ' and others' : '';
  return shown.join(', ') + more;
}

async function pack(
  upload: CheckedUpload,
  functionName: string,
): Promise<NewUpload & { contents: PackedContent[] }> {
  const isImage = upload.packageType === 'image';
  const parts = [
    {
      name: upload.artifact.name,
      mount: isImage ? ('image' as const) : ('function' as const),
      report: upload.artifact,
    },
    ...(upload.layers ?? []).map(({ name, artifact }) => ({
      name,
      mount: 'layer' as const,
      report: artifact,
    })),
  ];
  const contents: PackedContent[] = [];
  const artifacts: NewUpload['artifacts'] = [];
  for (const { name, mount, report } of parts) {
    // The name is the uploader's; what was measured is the same under another.
    const packed = await packContent({ ...report, name: '' });
    contents.push(packed);
    artifacts.push({
      ...toMeasured(name, mount, report),
      contentKey: packed.key,
    });
  }
  const profile = upload.profile && (await packContent(upload.profile));
  const settings = {
    runtime: upload.runtime ?? null,
    architecture: upload.architecture ?? null,
    packageType: upload.packageType ?? null,
    profileKey: profile?.key ?? null,
  };
  return {
    ...settings,
    entityRef: upload.entityRef,
    functionName,
    uploadKey: hash([
      artifacts.map(({ mount, sha256 }, index) =>
        index === 0 ? [sha256] : [mount, sha256, artifacts[index].name],
      ),
      settings,
    ]),
    build: upload.build ?? null,
    measuredMs: upload.measuredMs,
    artifacts,
    contents: profile ? [...contents, profile] : contents,
  };
}

function toMeasured(
  name: string,
  mount: MeasuredArtifact['mount'],
  { sha256, format, size }: ArtifactReport,
): MeasuredArtifact {
  // PostgreSQL keeps no zero characters in text.
  const plain = name.replaceAll('\u0000', '\uFFFD');
  return { name: plain, mount, sha256: sha256 ?? '', format, size };
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** @throws `ConflictError` where it was removed meanwhile */
async function lockEntity(
  tx: Knex.Transaction,
  entityRef: string,
): Promise<void> {
  const row = tx<LambdaEntitiesRow>(TABLE_ENTITIES)
    .where({ entity_ref: entityRef })
    .first('entity_ref');
  const found = await (isPostgres(tx) ? row.forUpdate() : row);
  if (!found) {
    throw new ConflictError(
      `Entity '${entityRef}' was just removed from the catalog`,
    );
  }
}
