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
  MoveContents,
  TagMoveClass,
  TagObserver,
  TagPlatformMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** The right to tell others of a move, for as long as it is not lost. */
export interface TellLease {
  moveId: string;
  leaseId: string;
}

/** A move that others are to be told of. */
export interface DueMove extends TellLease {
  tagId: string;
  registry: string;
  repository: string;
  tag: string;
  observer: TagObserver;
  from: string | null;
  to: string | null;
  class: TagMoveClass;
  changes: TagMoveClass[];
  platforms: TagPlatformMove[];
  /** What came with it, by platform. */
  contents: MoveContents[];
  undecided: string | null;
  /** Milliseconds since 1970; null where there was no look before. */
  afterMs: number | null;
  beforeMs: number;
  unstable: boolean;
  source: 'observed' | 'reported';
  /** Attempts that failed before this one. */
  failedAttempts: number;
  eventsPublished: boolean;
}

/** Which moves others are to be told of, shared by all replicas. */
export interface TellingStore {
  /** Takes moves that are due, the longest due first. */
  claimDue(options: { limit: number; leaseMs: number }): Promise<DueMove[]>;

  /**
   * The rest of these answers whether the lease still holds. It is lost when it
   * expires, and when the move changes meanwhile, which makes it due again.
   */
  saveEventsPublished(lease: TellLease, leaseMs: number): Promise<boolean>;

  saveDone(lease: TellLease): Promise<boolean>;

  saveRetry(lease: TellLease, dueInMs: number): Promise<boolean>;

  /** Leaves a move for later without having tried. */
  defer(lease: TellLease, dueInMs: number): Promise<boolean>;

  /** Gives a move back that was taken and not worked on. */
  release(lease: TellLease): Promise<boolean>;
}
