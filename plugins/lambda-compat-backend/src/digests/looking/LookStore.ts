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

import type { WatchedTagsRow } from '../../database/tagTables';
import type { LookPlan } from './planLook';

/** The right to look at a tag and to write what was seen. */
export interface TagLease {
  tagId: string;
  leaseId: string;
}

/** A tag that is due, taken by one replica. */
export interface ClaimedTag extends TagLease {
  /** As it was when it was taken. Only the holder of the lease changes it. */
  row: WatchedTagsRow;
}

/**
 * The tags whose look is due, shared by all replicas.
 *
 * What is saved with a lease is written only while it is still held, and all of
 * it or nothing.
 */
export interface LookStore {
  /**
   * Takes due tags, those that are due longest first, tags of one repository
   * together.
   *
   * @param options - `exceptHosts` are left for later
   */
  claimDue(options: {
    limit: number;
    leaseMs: number;
    exceptHosts: readonly string[];
  }): Promise<ClaimedTag[]>;

  renewLeases(leases: readonly TagLease[], leaseMs: number): Promise<void>;

  /** Gives a tag back as it was, due at once or later. */
  releaseLease(lease: TagLease, dueAt?: number): Promise<void>;

  /** @returns whether the lease was still held */
  save(lease: TagLease, plan: LookPlan): Promise<boolean>;
}
