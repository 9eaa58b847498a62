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

import type { BuildColumns } from './exposureTables';
import type { LambdaEntitiesRow } from './tables';

export const TABLE_CONTENTS = 'measured_contents';
export const TABLE_UPLOADS = 'function_uploads';
export const TABLE_ARTIFACTS = 'upload_artifacts';
export const TABLE_VERDICTS = 'function_verdicts';
export const TABLE_RULES = 'entity_rules';

/** What was concluded for an entity, for lists. */
export interface VerdictColumns {
  /** Place in `VERDICTS`, so that the worst is lowest. */
  verdict_rank: number;
  verdict_sentence: string;
  verdict_rules: string;
  verdict_text: string;
  functions_total: number;
  functions_measured: number;
  /** PostgreSQL gives it as text. */
  measured_ms: number | string;
  /** `none` or `static` where that is known of all functions; else empty. */
  native_code: string;
  judged_key: string;
}

/** All columns of `lambda_entities`. */
export type JudgedEntityRow = LambdaEntitiesRow & VerdictColumns & BuildColumns;

export interface ContentsRow {
  content_key: string;
  content: Buffer;
  used_ms: number | string;
}

export interface FunctionUploadsRow {
  upload_id: string;
  entity_ref: string;
  function_name: string;
  upload_key: string;
  current: boolean | number;
  runtime: string | null;
  architecture: string | null;
  package_type: string | null;
  profile_key: string | null;
  build: string | null;
  measured_ms: number | string;
  uploaded_ms: number | string;
  /** Empty where it was not judged yet. */
  built_verdict: '' | 'broken' | 'compatible' | 'other';
}

export interface UploadArtifactsRow {
  upload_id: string;
  position: number;
  entity_ref: string;
  name: string;
  mount: string;
  sha256: string;
  format: string;
  size: number | string;
  content_key: string;
}

export interface FunctionVerdictsRow {
  entity_ref: string;
  position: number;
  upload_id: string | null;
  facts_key: string;
  content: Buffer;
}

export interface EntityRulesRow {
  entity_ref: string;
  rule: string;
}
