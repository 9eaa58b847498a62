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

import type { RuntimeProfileState } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type {
  Architecture,
  PackageType,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';

/** What the images of runtimes have been measured to provide. */
export interface RuntimeProfiles {
  /**
   * Brings the copy in memory up to date, where something has changed. Before
   * functions are judged, so that all replicas judge by the same.
   *
   * @param knex - a transaction where one is open
   */
  refresh(knex: Knex): Promise<void>;

  /**
   * From the copy in memory.
   *
   * @param options - `day`: the state of that day, `YYYY-MM-DD`; of now where
   *   it is not given
   * @returns undefined where the image was not read, or first after that day:
   *   then the shipped tables count
   */
  find(options: {
    runtime: string;
    architecture: Architecture;
    packageType: PackageType;
    day?: string;
  }): RuntimeProfile | undefined;

  /** What functions are judged by, for each runtime in use. */
  list(): Promise<RuntimeProfileState[]>;
}
