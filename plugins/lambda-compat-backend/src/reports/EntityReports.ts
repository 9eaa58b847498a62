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
import type { Entity } from '@backstage/catalog-model';
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** Who asks. */
export interface ReportRequestOptions {
  credentials: BackstageCredentials;
}

/**
 * What is known about an entity that the caller can see in the catalog.
 */
export interface EntityReports {
  getReport(
    entity: Entity,
    options: ReportRequestOptions,
  ): Promise<EntityReport>;

  /**
   * @param digest - `sha256:` and 64 lower-case hexadecimal digits
   * @throws `NotFoundError` for a reference that the entity does not have (any
   *   more), `ConflictError` for one that no patch can pin
   */
  getPinPatch(
    entity: Entity,
    referenceId: string,
    digest: string,
    options: ReportRequestOptions,
  ): Promise<{ patch: string }>;

  /**
   * Makes the entity due now.
   *
   * @throws `ConflictError` for what is not a Lambda
   */
  refresh(entity: Entity, options: ReportRequestOptions): Promise<void>;
}
