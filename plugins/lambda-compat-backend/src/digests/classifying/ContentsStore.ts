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

import type { MoveClass, PlatformMove } from '@lambda-compat/oci-registry';
import type {
  TagIntervalsRow,
  TagMovesRow,
  WatchedTagsRow,
} from '../../database/tagTables';
import type { TagLease } from '../looking/LookStore';

/** A tag of which something is to be read, taken by one replica. */
export interface ClaimedContents extends TagLease {
  row: WatchedTagsRow;
  /**
   * Stays of the tag itself of which the platforms are not written down yet,
   * oldest first.
   */
  stays: TagIntervalsRow[];
  /** The one before the first of them. */
  previous: TagIntervalsRow | undefined;
  /** Platforms as of `previous`. */
  platforms: Map<string, string>;
  /** Observed moves that are not classified, by `before_ms`. */
  moves: Map<number, TagMovesRow>;
  /** Reported ones. */
  reported: TagMovesRow[];
  /** Everything the tag and its platforms have pointed to. */
  history: Array<Pick<TagIntervalsRow, 'platform' | 'digest' | 'before_ms'>>;
}

/** What was found out of a stay. */
export interface ReadStay {
  stay: TagIntervalsRow;
  /** Digests by platform; null where that is not to be had. */
  platforms: ReadonlyMap<string, string> | null;
  move?: ReadMove;
}

/** What was found out of a move. */
export interface ReadMove {
  moveId: string;
  class: MoveClass;
  changes: MoveClass[];
  platforms: PlatformMove[];
  /** Why it is undetermined; empty where it is not. */
  undecided: string;
}

/** What is written for a tag. */
export interface ContentsResult {
  stays: ReadStay[];
  reported: ReadMove[];
  /** Where something is left: why, and when it is tried again. */
  retry?: { message: string; dueAt: number; counts: boolean };
}

/** The tags of which something is to be read, shared by all replicas. */
export interface ContentsStore {
  /**
   * Takes a tag that has something to read and holds still, those with moves
   * first.
   *
   * @param options - with `tagId` this one or none
   */
  claim(options: {
    leaseMs: number;
    tagId?: string;
  }): Promise<ClaimedContents | undefined>;

  renewLeases(leases: readonly TagLease[], leaseMs: number): Promise<void>;

  /** Gives a tag back as it was. */
  releaseLease(lease: TagLease): Promise<void>;

  /** @returns whether the lease was still held; nothing is written else */
  save(lease: TagLease, result: ContentsResult): Promise<boolean>;
}
