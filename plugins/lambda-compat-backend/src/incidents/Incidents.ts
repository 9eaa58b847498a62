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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  MoveComparison,
  ReferencePin,
  TagMoveDetails,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { VisibleEntities } from '../coverage/CoverageStore';

/** Two digests that a tag has pointed to, for one platform. */
export interface ComparedDigests {
  from: string;
  to: string;
  platform: string;
}

/**
 * Moves of tags with what came with them, as one caller sees them. What is said
 * of components is of those that the caller may read, and so is what is said in
 * Markdown.
 *
 * All methods throw `NotFoundError` for what there is not, and for what the
 * caller does not see.
 */
export interface Incidents {
  getMove(moveId: string): Promise<TagMoveDetails>;

  compareMove(moveId: string, platform: string): Promise<MoveComparison>;

  /** Only digests that the tag, or its platform, has pointed to. */
  compareDigests(
    tagId: string,
    digests: ComparedDigests,
  ): Promise<MoveComparison>;

  /** At most 100, in the order of the impact. */
  listPins(moveId: string): Promise<ReferencePin[]>;

  /** In Markdown. */
  summarize(moveId: string): Promise<string>;
}

/** Opens the moves for the caller of one request. */
export interface IncidentsAccess {
  /**
   * Decides once what the caller may read. The result holds for one request.
   *
   * @throws `NotAllowedError` where the caller may not read reports at all
   */
  openFor(caller: { credentials: BackstageCredentials }): Promise<Incidents>;
}

/**
 * All moves. Knows nothing of permissions. What there is not, or is not named
 * by any of the visible entities, is undefined.
 */
export interface IncidentStore {
  getMove(
    moveId: string,
    visible: VisibleEntities,
  ): Promise<TagMoveDetails | undefined>;

  compareMove(
    moveId: string,
    platform: string,
    visible: VisibleEntities,
  ): Promise<MoveComparison | undefined>;

  compareDigests(
    tagId: string,
    digests: ComparedDigests,
    visible: VisibleEntities,
  ): Promise<MoveComparison | undefined>;

  listPins(
    moveId: string,
    visible: VisibleEntities,
  ): Promise<ReferencePin[] | undefined>;

  summarize(
    moveId: string,
    visible: VisibleEntities,
  ): Promise<string | undefined>;
}
