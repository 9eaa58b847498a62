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
  EntityReport,
  LambdaFunction,
  Problem,
  ReportedFile,
  ReportedReference,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { PinPlan } from '@lambda-compat/image-references';

/** How a reference is pinned, before anybody knows a digest. */
export type PinState =
  | { kind: 'plan'; plan: PinPlan }
  | { kind: 'not-fixable'; reason: string }
  | { kind: 'pinned' };

/** A reference as it is stored. The fix is written when it is read. */
export interface StoredReference extends Omit<ReportedReference, 'fix'> {
  pin: PinState;
}

/** A build file as it is stored. */
export interface StoredFile extends ReportedFile {
  /**
   * Last commit that touched it, milliseconds since 1970; absent where the
   * source does not say.
   */
  committedMs?: number;
}

/** What one reading of an entity's repository gave. */
export interface EntityFacts {
  source: NonNullable<EntityReport['source']>;
  searched: string[];
  files: StoredFile[];
  functions: LambdaFunction[];
  references: StoredReference[];
  problems: Problem[];
}
