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
  EntityCompatibility,
  FunctionArtifacts,
  FunctionCompatibility,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

// What the API is made of has its types in the engines. The plugin takes them
// from the API's own types: so no engine can come into the bundle by mistake.

export type Verdict = EntityCompatibility['verdict'];
export type Judgement = FunctionCompatibility['judgement'];
export type Finding = Judgement['findings'][number];
export type FindingSymbol = Finding['symbols'][number];
export type WayOut = Finding['waysOut'][number];
export type LadderRow = Judgement['ladder'][number];
export type Answer = LadderRow['answer'];
export type FileOutcome = Judgement['files'][number];
export type ReportedArtifact = FunctionArtifacts['artifacts'][number];
export type ScannedFile = ReportedArtifact['report']['files'][number];
