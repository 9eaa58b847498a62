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
  Architecture,
  PackageType,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';

/** What the images of runtimes were measured to provide. */
export interface MeasuredProfiles {
  /**
   * @param knex - a transaction where one is open
   * @param options - `day`: `YYYY-MM-DD`, of which it is asked
   * @returns undefined where none was measured, and for a day before the first
   *   observation
   */
  find(
    knex: Knex,
    options: {
      runtime: string;
      architecture: Architecture;
      packageType: PackageType;
      day: string;
    },
  ): Promise<RuntimeProfile | undefined>;
}
