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

import type { ProblemCode } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { LambdaEntity } from '../catalog/LambdaEntitySource';
import type { LambdaSubject } from '../catalog/lambdaSubject';
import type { EntityFacts } from '../references/entityFacts';

/** The right to work on an entity and to write the result. */
export interface Lease {
  entityRef: string;
  leaseId: string;
}

/** An entity that is due, taken by one replica. */
export interface ClaimedEntity extends Lease {
  subject: LambdaSubject;
  sourceHost: string;
  etag: string | null;
  factsKey: string | null;
  /** Failures since the last success. */
  failedAttempts: number;
}

/** The hashes that tell whether an entity has changed. */
export interface EntityKeys {
  subjectKey: string;
  placementKey: string;
}

/**
 * The list of Lambdas and the work that is due for them, shared by all
 * replicas.
 *
 * The methods that take a lease write only while it is still held, and return
 * whether it was: after a pause longer than the lease another replica has the
 * entity, and a late result would overwrite a newer one.
 */
export interface WorkStore {
  /** Whether no entity is known yet. */
  isEmpty(): Promise<boolean>;

  /** The known entities by their refs. */
  listKeys(): Promise<Map<string, EntityKeys>>;

  /**
   * Adds entities and changes those of which a key differs. New ones and those
   * whose subject changed are due now; what is read does not depend on the
   * placement.
   */
  saveSubjects(entities: readonly LambdaEntity[]): Promise<void>;

  /**
   * Removes entities with all that is known about them, but for when they were
   * exposed to moves of tags.
   */
  removeEntities(entityRefs: readonly string[]): Promise<void>;

  /**
   * Makes an entity due now, to be read in full, and looks at the tags that it
   * names.
   */
  requestCollection(entityRef: string): Promise<void>;

  /**
   * Takes due entities, those that are due longest first.
   *
   * @param options - `exceptHosts` are left for later
   */
  claimDue(options: {
    limit: number;
    leaseMs: number;
    exceptHosts: readonly string[];
  }): Promise<ClaimedEntity[]>;

  renewLeases(leases: readonly Lease[], leaseMs: number): Promise<void>;

  /** Gives an entity back as it was; it stays due. */
  releaseLease(lease: Lease): Promise<void>;

  /** Replaces what is known. */
  saveFacts(
    lease: Lease,
    result: {
      facts: EntityFacts;
      etag: string | null;
      factsKey: string;
      nextDueAt: Date;
    },
  ): Promise<boolean>;

  /** What is known was found to be still right. */
  saveUnchanged(lease: Lease, nextDueAt: Date): Promise<boolean>;

  /** What is known stays, with the failure beside it. */
  saveFailure(
    lease: Lease,
    failure: { code: ProblemCode; message: string; nextDueAt: Date },
  ): Promise<boolean>;
}
