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

import type { CollectionFailure } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { LambdaSubject } from '../catalog/lambdaSubject';
import type { EntityFacts, StoredReference } from '../references/entityFacts';

/** An entity as it is stored. Times are ISO 8601 in UTC. */
export interface StoredEntity {
  subject: LambdaSubject;
  subjectKey: string;
  nextDueAt: string;
  attemptedAt: string | null;
  collectedAt: string | null;
  failure: CollectionFailure | null;
  /** Of the last success; null before the first. */
  facts: EntityFacts | null;
}

/** Reads what collection has written. */
export interface ReportStore {
  findEntity(entityRef: string): Promise<StoredEntity | undefined>;

  findReference(
    entityRef: string,
    referenceId: string,
  ): Promise<StoredReference | undefined>;
}
