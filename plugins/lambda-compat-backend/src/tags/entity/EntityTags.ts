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
import type { EntityTagHistory } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** The tags that an entity names which the caller can see in the catalog. */
export interface EntityTags {
  /** @param days - how far back */
  getHistory(
    entity: Entity,
    days: number,
    options: { credentials: BackstageCredentials },
  ): Promise<EntityTagHistory>;
}
