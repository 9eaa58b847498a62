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
  ContentsClass,
  ContentsState,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Architecture } from '@lambda-compat/lambda-runtimes';
import type { DbMs } from './tagTables';

export const TABLE_LAYERS = 'layer_contents';
export const TABLE_IMAGES = 'image_facts';
export const TABLE_COMPARISONS = 'image_comparisons';
export const TABLE_RUNTIME_IMAGES = 'runtime_images';
export const TABLE_RUNTIME_PROFILES = 'runtime_profiles';

export interface LayerContentsRow {
  diff_id: string;
  content: Buffer;
  size: DbMs;
  read_ms: DbMs;
  used_ms: DbMs;
}

export interface ImageFactsRow {
  digest: string;
  platform: string;
  registry: string;
  repository: string;
  observer: string;
  state: 'pending' | 'available' | 'too-large' | 'failed';
  reason: string;
  facts: Buffer | null;
  /** diff_ids with commas. */
  layers: string;
  interpreters: string;
  limits_key: string;
  priority: number;
  created_ms: DbMs;
  next_due_ms: DbMs;
  lease_id: string;
  lease_expires_ms: DbMs;
  attempts: number;
  read_ms: DbMs;
  used_ms: DbMs;
}

export interface ImageComparisonsRow {
  from_digest: string;
  to_digest: string;
  class: ContentsClass;
  summary: string;
  content: Buffer;
  used_ms: DbMs;
}

/** Columns of `tag_moves`. */
export interface MoveContentsColumns {
  /** Empty: nobody has decided yet. */
  contents_state: '' | ContentsState;
  /** Empty unless it is available for a platform. */
  contents_class: '' | ContentsClass;
  contents_sentence: string;
}

/** Columns of `tag_move_platforms`. */
export interface PlatformContentsColumns {
  contents_state: '' | ContentsState;
  contents_class: '' | ContentsClass;
  contents_message: string;
  /** JSON of `ContentsSummary`; empty unless available. */
  contents_summary: string;
}

export interface RuntimeImagesRow {
  runtime: string;
  architecture: Architecture;
  registry: string;
  repository: string;
  tag: string;
  platform: string;
  created_ms: DbMs;
}

export interface RuntimeProfilesRow {
  runtime: string;
  architecture: Architecture;
  before_ms: DbMs;
  after_ms: DbMs;
  ended_ms: DbMs;
  image: string;
  digest: string;
  content_key: string;
  highest: string;
  content: Buffer;
}
