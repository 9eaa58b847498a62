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

import type { EntityReport } from './types';

/**
 * The lambda-compat backend, as a caller sees it.
 *
 * @public
 */
export interface LambdaCompatApi {
  /**
   * Everything known about one entity.
   *
   * @throws `NotFoundError` where the caller cannot see the entity;
   *   `NotAllowedError` where the caller may not read reports.
   */
  getEntityReport(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityReport>;

  /**
   * The patch that pins a reference to the given digest.
   *
   * @param referenceId - `id` of a reference of the entity's report
   * @param digest - `sha256:` and 64 lower-case hexadecimal digits
   */
  getPinPatch(
    entityRef: string,
    referenceId: string,
    digest: string,
  ): Promise<{ patch: string }>;

  /** Makes the entity due now. Returns before it has been read. */
  refreshEntity(entityRef: string): Promise<void>;
}
