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
  MoveContentsColumns,
  PlatformContentsColumns,
} from './contentsTables';

/** PostgreSQL gives bigints as text. */
export type DbMs = number | string;

export const TABLE_TAGS = 'watched_tags';
export const TABLE_INTERVALS = 'tag_intervals';
export const TABLE_OUTAGES = 'tag_outages';
export const TABLE_MOVES = 'tag_moves';
export const TABLE_MOVE_PLATFORMS = 'tag_move_platforms';
export const TABLE_IMAGE_CONTENTS = 'image_contents';
export const TABLE_CONSUMERS = 'tag_consumers';
export const TABLE_REGISTRIES = 'registry_status';

export interface WatchedTagsRow {
  tag_id: string;
  registry: string;
  repository: string;
  tag: string;
  observer: string;
  host: string;
  image: string;
  pin_class: string;
  not_watched: '' | 'no-component' | 'excluded';
  entities_total: number;
  entities_unpinned: number;
  created_ms: DbMs;
  unused_ms: DbMs;
  next_due_ms: DbMs;
  requested_ms: DbMs;
  interval_ms: DbMs;
  lease_id: string;
  lease_expires_ms: DbMs;
  state: 'unseen' | 'present' | 'gone';
  digest: string;
  media_type: string;
  since_after_ms: DbMs;
  since_before_ms: DbMs;
  checked_ms: DbMs;
  seen_ms: DbMs;
  failure_code: string;
  failure_message: string;
  failing_since_ms: DbMs;
  failed_attempts: number;
  gone_votes: number;
  gone_since_ms: DbMs;
  moved_ms: DbMs;
  settles_ms: DbMs;
  unstable: boolean | number;
  moved_though_dated: boolean | number;
  pending_moves: number;
  platforms_ms: DbMs;
  contents_due_ms: DbMs;
  contents_attempts: number;
  contents_lease_id: string;
  contents_lease_expires_ms: DbMs;
  exposure_key: string;
}

export interface TagIntervalsRow {
  interval_id: string;
  tag_id: string;
  platform: string;
  digest: string;
  after_ms: DbMs;
  before_ms: DbMs;
  seen_ms: DbMs;
  ended_ms: DbMs;
  source: 'observed' | 'reported';
  reported_by: string;
}

export interface TagOutagesRow {
  outage_id: string;
  tag_id: string;
  from_ms: DbMs;
  until_ms: DbMs;
  code: string;
  message: string;
}

export interface TagMovesRow extends MoveContentsColumns {
  move_id: string;
  tag_id: string;
  after_ms: DbMs;
  before_ms: DbMs;
  from_digest: string;
  to_digest: string;
  class: string;
  changes: string;
  undecided: string;
  attempts: number;
  unstable: boolean | number;
  source: 'observed' | 'reported';
  reported_by: string;
  /**
   * `wait` until the move is classified and the tag holds still; then `due`,
   * or `none` where nobody is to be told of it. `notify` is `due` with its
   * events published.
   */
  tell_state: 'wait' | 'due' | 'notify' | 'done' | 'none';
  tell_due_ms: DbMs;
  tell_lease_id: string;
  tell_lease_expires_ms: DbMs;
  tell_attempts: number;
}

export interface TagMovePlatformsRow extends PlatformContentsColumns {
  move_id: string;
  platform: string;
  from_digest: string;
  to_digest: string;
  class: string;
}

export interface ImageContentsRow {
  digest: string;
  kind: 'index' | 'image' | 'config';
  content: string;
  used_ms: DbMs;
}

export interface TagConsumersRow {
  entity_ref: string;
  reference_id: string;
  registry: string;
  repository: string;
  tag: string;
  digest: string;
  /** `path` in `reference_files`. */
  file: string;
  from_ms: DbMs;
  until_ms: DbMs;
  platform: string;
  shaping: boolean | number;
  details: string;
}

export interface RegistryStatusRow {
  host: string;
  observer: 'registry' | 'mirror';
  day: string;
  requests: number;
  counted: number;
  tokens: number;
  quota_limit: number;
  quota_remaining: number;
  quota_window_s: number;
  quota_seen_ms: DbMs;
  parked_until_ms: DbMs;
  parked_reason: string;
  answered_ms: DbMs;
  failed_ms: DbMs;
  failure: string;
}
