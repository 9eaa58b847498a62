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

import type {
  BuildFacts,
  MeasuredArtifact,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Architecture, PackageType } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import {
  type FunctionUploadsRow,
  TABLE_ARTIFACTS,
  TABLE_UPLOADS,
  type UploadArtifactsRow,
} from '../database/compatibilityTables';
import { toIso } from '../database/conversion';
import { toChunks } from '../database/statements';

/** What is stored of one upload, with where its reports are. */
export interface StoredUpload {
  id: string;
  entityRef: string;
  functionName: string;
  runtime: string | null;
  architecture: Architecture | null;
  packageType: PackageType | null;
  /** Key of the content of a measured profile. */
  profileKey: string | null;
  build: BuildFacts | null;
  /** What it was judged to be; empty where it was not yet. */
  builtVerdict: FunctionUploadsRow['built_verdict'];
  /** ISO 8601, UTC. */
  measuredAt: string;
  measuredMs: number;
  uploadedAt: string;
  /** The function first, then layers in their order. */
  artifacts: Array<MeasuredArtifact & { contentKey: string }>;
}

/** The current uploads of entities, by entity ref and function name. */
export async function readCurrentUploads(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<StoredUpload[]> {
  const rows = await knex<FunctionUploadsRow>(TABLE_UPLOADS)
    .whereIn('entity_ref', entityRefs)
    .where({ current: true })
    .orderBy(['entity_ref', 'function_name']);
  return withArtifacts(knex, rows);
}

export async function findUpload(
  knex: Knex,
  entityRef: string,
  id: string,
): Promise<StoredUpload | undefined> {
  const rows = await knex<FunctionUploadsRow>(TABLE_UPLOADS).where({
    entity_ref: entityRef,
    upload_id: id,
  });
  const [upload] = await withArtifacts(knex, rows);
  return upload;
}

async function withArtifacts(
  knex: Knex,
  rows: readonly FunctionUploadsRow[],
): Promise<StoredUpload[]> {
  const artifacts: UploadArtifactsRow[] = [];
  for (const chunk of toChunks(rows.map(row => row.upload_id))) {
    const found = await knex<UploadArtifactsRow>(TABLE_ARTIFACTS)
      .whereIn('upload_id', chunk)
      .orderBy(['upload_id', 'position']);
    artifacts.push(...found);
  }
  return rows.map(row => ({
    id: row.upload_id,
    entityRef: row.entity_ref,
    functionName: row.function_name,
    runtime: row.runtime,
    architecture: row.architecture as Architecture | null,
    packageType: row.package_type as PackageType | null,
    profileKey: row.profile_key,
    build: row.build === null ? null : JSON.parse(row.build),
    builtVerdict: row.built_verdict,
    measuredAt: toIso(Number(row.measured_ms)),
    measuredMs: Number(row.measured_ms),
    uploadedAt: toIso(Number(row.uploaded_ms)),
    artifacts: artifacts
      .filter(artifact => artifact.upload_id === row.upload_id)
      .map(toArtifact),
  }));
}

function toArtifact(row: UploadArtifactsRow) {
  return {
    name: row.name,
    mount: row.mount as MeasuredArtifact['mount'],
    sha256: row.sha256,
    format: row.format as MeasuredArtifact['format'],
    size: Number(row.size),
    contentKey: row.content_key,
  };
}
