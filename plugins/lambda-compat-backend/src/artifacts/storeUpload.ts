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

import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  type FunctionUploadsRow,
  TABLE_ARTIFACTS,
  TABLE_UPLOADS,
  type UploadArtifactsRow,
} from '../database/compatibilityTables';
import type { StoredUpload } from './uploads';

/** An upload whose contents are stored. */
export interface NewUpload
  extends Omit<
    StoredUpload,
    'id' | 'measuredAt' | 'uploadedAt' | 'builtVerdict'
  > {
  /** The same for the same artifacts and settings of a function. */
  uploadKey: string;
}

/** What is kept of each function, so that a roll-back is known again. */
const MAX_UPLOADS_PER_FUNCTION = 20;

/** A pipeline that makes up a name for each build would fill the table. */
const MAX_FUNCTIONS_PER_ENTITY = 50;

/**
 * Writes an upload, unless the same is there. The one that was measured last
 * becomes the current one of its function, whatever came last. The transaction
 * has to hold the row of the entity.
 *
 * @returns the id, whether it is new, and whether anything has changed
 * @throws `ConflictError` where the entity has too many functions
 */
export async function storeUpload(
  tx: Knex.Transaction,
  upload: NewUpload,
  now: number,
): Promise<{ id: string; created: boolean; changed: boolean }> {
  const same = await tx<FunctionUploadsRow>(TABLE_UPLOADS)
    .where({
      entity_ref: upload.entityRef,
      function_name: upload.functionName,
      upload_key: upload.uploadKey,
    })
    .first();
  const id = same?.upload_id ?? randomUUID();
  if (!same) {
    await checkFunctions(tx, upload);
    await tx<FunctionUploadsRow>(TABLE_UPLOADS).insert({
      ...toRow(upload, now),
      upload_id: id,
      current: false,
    });
  } else if (upload.measuredMs > Number(same.measured_ms)) {
    // Built or deployed again, and perhaps measured by a newer scanner.
    await tx<FunctionUploadsRow>(TABLE_UPLOADS)
      .where({ upload_id: id })
      .update(toRow(upload, now));
    await tx(TABLE_ARTIFACTS).where({ upload_id: id }).delete();
  } else {
    return { id, created: false, changed: false };
  }
  await tx<UploadArtifactsRow>(TABLE_ARTIFACTS).insert(
    upload.artifacts.map((artifact, position) => ({
      upload_id: id,
      position,
      entity_ref: upload.entityRef,
      name: artifact.name,
      mount: artifact.mount,
      sha256: artifact.sha256,
      format: artifact.format,
      size: artifact.size,
      content_key: artifact.contentKey,
    })),
  );
  await chooseCurrent(tx, upload, id);
  return { id, created: !same, changed: true };
}

async function checkFunctions(
  tx: Knex.Transaction,
  { entityRef, functionName }: NewUpload,
): Promise<void> {
  const names: string[] = await tx<FunctionUploadsRow>(TABLE_UPLOADS)
    .where({ entity_ref: entityRef })
    .distinct('function_name')
    .pluck('function_name');
  if (
    !names.includes(functionName) &&
    names.length >= MAX_FUNCTIONS_PER_ENTITY
  ) {
    throw new ConflictError(
      `Entity '${entityRef}' has ${names.length} functions already, and may have ${MAX_FUNCTIONS_PER_ENTITY}; the name of a function must stay the same from build to build`,
    );
  }
}

async function chooseCurrent(
  tx: Knex.Transaction,
  { entityRef, functionName }: NewUpload,
  justStored: string,
): Promise<void> {
  const uploads = () =>
    tx<FunctionUploadsRow>(TABLE_UPLOADS).where({
      entity_ref: entityRef,
      function_name: functionName,
    });
  const rows = await uploads()
    .orderBy([
      { column: 'measured_ms', order: 'desc' },
      { column: 'uploaded_ms', order: 'desc' },
      { column: 'upload_id', order: 'asc' },
    ])
    .select('upload_id', 'measured_ms');
  // Of two that were measured at the same time, the one that came last.
  const last = rows.find(row => row.upload_id === justStored);
  const current =
    last && Number(last.measured_ms) === Number(rows[0].measured_ms)
      ? last
      : rows[0];
  await uploads().update({
    current: tx.raw('upload_id = ?', [current.upload_id]),
  });
  const surplus = rows
    .slice(MAX_UPLOADS_PER_FUNCTION)
    .map(row => row.upload_id)
    .filter(id => id !== justStored);
  for (const table of [TABLE_ARTIFACTS, TABLE_UPLOADS]) {
    await tx(table).whereIn('upload_id', surplus).delete();
  }
}

function toRow(upload: NewUpload, now: number) {
  return {
    entity_ref: upload.entityRef,
    function_name: upload.functionName,
    upload_key: upload.uploadKey,
    runtime: upload.runtime,
    architecture: upload.architecture,
    package_type: upload.packageType,
    profile_key: upload.profileKey,
    build: upload.build && JSON.stringify(upload.build),
    measured_ms: upload.measuredMs,
    uploaded_ms: now,
  };
}
