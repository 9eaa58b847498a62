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

import type { DbMs } from './tagTables';

export const TABLE_WINDOWS = 'exposure_windows';

/** What is known of the builds of an entity, in `lambda_entities`. */
export interface BuildColumns {
  /** JSON of `ComponentBuilds`; empty where no build is known. */
  builds: string;
  built_first_ms: DbMs;
  built_unfit_ms: DbMs;
  built_clear_ms: DbMs;
}

export interface ExposureWindowsRow {
  entity_ref: string;
  move_id: string;
  tag_id: string;
  image: string;
  reference: string;
  platform: string;
  after_ms: DbMs;
  before_ms: DbMs;
  closed_ms: DbMs;
  closed_by:
    | ''
    | 'pinned'
    | 'rebuilt-compatible'
    | 'reference-removed'
    | 'moved-back';
  /** -1 where it is not known. */
  symbol_versions: number;
}
