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
  MoveComparison,
  MoveOnRuntime,
  ReferencePin,
  TagMoveDetails,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

// As in `compatibility/types`: the types of the engines come from the API's
// own, so that no engine can come into the bundle by mistake.

/** A move with everything that its page says. */
export type Change = TagMoveDetails;

export type Comparison = NonNullable<MoveComparison['comparison']>;
export type LibraryChange = Comparison['symbolVersions'][number];
export type ProvidedVersion = LibraryChange['gained'][number];
export type PackageChanges = Comparison['packages'];
export type FileChanges = Comparison['files'];
export type ImageFile = FileChanges['added'][number];
export type ConfigurationChanges = Comparison['configuration'];
export type BeyondRuntime = MoveOnRuntime['fit']['beyond'][number];
export type PinOf = NonNullable<ReferencePin['suggestion']>;
