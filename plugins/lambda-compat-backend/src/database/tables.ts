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

export const TABLE_ENTITIES = 'lambda_entities';
export const TABLE_FILES = 'reference_files';
export const TABLE_REFERENCES = 'image_references';

/** PostgreSQL gives dates, SQLite the milliseconds that were written. */
export type DbDate = Date | number | string;

export interface LambdaEntitiesRow {
  entity_ref: string;
  subject: string;
  subject_key: string;
  source_host: string;
  next_due_at: DbDate;
  requested_at: DbDate | null;
  lease_id: string | null;
  lease_expires_at: DbDate | null;
  attempted_at: DbDate | null;
  collected_at: DbDate | null;
  failure_code: string | null;
  failure_message: string | null;
  failing_since: DbDate | null;
  failed_attempts: number;
  etag: string | null;
  facts_key: string | null;
  source: string | null;
  searched: string | null;
  functions: string | null;
  problems: string | null;
}

export interface ReferenceFilesRow {
  entity_ref: string;
  position: number;
  path: string;
  url: string | null;
  status: string;
  message: string | null;
  line: number | null;
  target: string | null;
}

export interface ImageReferencesRow {
  entity_ref: string;
  reference_id: string;
  position: number;
  pin_class: string;
  reachable: boolean | number;
  registry: string | null;
  repository: string | null;
  tag: string | null;
  digest: string | null;
  details: string;
  pin: string;
}
