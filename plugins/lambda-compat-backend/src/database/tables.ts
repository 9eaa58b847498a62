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
export const TABLE_PROBLEMS = 'problems';
export const TABLE_MEMBERS = 'group_members';
export const TABLE_REVISIONS = 'coverage_revisions';
export const TABLE_CELLS = 'coverage_cells';
export const TABLE_IMAGE_CELLS = 'coverage_image_cells';
export const TABLE_HISTORY = 'coverage_history';
export const TABLE_DAYS = 'coverage_days';
export const TABLE_DAY_SUMS = 'coverage_day_sums';

/** PostgreSQL gives dates, SQLite the milliseconds that were written. */
export type DbDate = Date | number | string;

/** Columns that count references by class; see PIN_COLUMNS. */
export interface PinCountColumns {
  pins_digest: number;
  pins_dated: number;
  pins_exact_os: number;
  pins_exact: number;
  pins_partial: number;
  pins_channel: number;
  pins_floating: number;
  pins_unresolved: number;
  pins_invalid: number;
}

/** What the catalog says about an entity, for lists; none is empty. */
export interface PlacementColumns {
  placement_key: string;
  sort_name: string;
  title: string | null;
  search_text: string;
  owner_key: string;
  system_ref: string;
  lifecycle: string;
}

/** What the facts say about an entity, for lists. */
export interface CoverageColumns extends PinCountColumns {
  runtime_key: string;
  pin_state: string;
  weakest_rank: number;
  references_total: number;
  problems_total: number;
}

export interface LambdaEntitiesRow extends PlacementColumns, CoverageColumns {
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
  /** PostgreSQL gives it as text. */
  collected_ms: number | string;
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
  /** PostgreSQL gives it as text. */
  committed_ms: number | string;
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
  counted: boolean | number;
  pin_rank: number;
  image: string;
  file: string;
  line: number;
  search_text: string;
}

export interface ProblemsRow {
  entity_ref: string;
  origin: 'facts' | 'source';
  position: number;
  code: string;
  severity_rank: number;
  message: string;
  fix: string;
  file: string | null;
  line: number | null;
  annotation: string | null;
  search_text: string;
}

export interface GroupMembersRow {
  dimension: 'owner' | 'domain' | 'runtime';
  member: string;
  group_ref: string;
  direct: boolean | number;
}

export interface CoverageRevisionsRow {
  name: 'facts' | 'cells';
  revision: number;
}

export interface CoverageHistoryRow extends PinCountColumns {
  entity_ref: string;
  from_day: string;
  until_day: string;
  owner_key: string;
  system_ref: string;
  lifecycle: string;
  runtime_key: string;
  pin_state: string;
}

export interface CoverageDaysRow {
  day: string;
  taken_at: DbDate;
}
