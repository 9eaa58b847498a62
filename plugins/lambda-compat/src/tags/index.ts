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

export {
  contentsTone,
  type KnownContents,
  WEIGHTY_CONTENTS,
  weightiestFirst,
} from './contents';
export { exposedFirst, ownPlatform } from './exposedFirst';
export { lookFailureKind } from './lookFailures';
export { familiarName, shortDigest, tellingAlias } from './imageName';
export {
  isWeighty,
  type MoveTone,
  moveTone,
  QUIET_MOVE_CLASSES,
} from './moveClasses';
export {
  lateSince,
  type PlacedMove,
  platformsOf,
  type Span,
  type Stay,
  type Timeline,
  timelineOf,
  type UnknownStretch,
} from './timeline';
export type { AnyMoveClass, EntityTag, TagBuild } from './types';
export { type AskedHistory, useEntityTagHistory } from './useEntityTagHistory';
