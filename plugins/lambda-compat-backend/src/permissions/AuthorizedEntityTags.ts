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
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type EntityTagHistory,
  lambdaCompatReportReadPermission,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { EntityTags } from '../tags/entity/EntityTags';
import type { TagsAccess } from '../tags/Tags';

/**
 * Lets callers read the tags of entities whose reports they may read. What is
 * said beside of other components is only of those that they may read, too.
 */
export class AuthorizedEntityTags implements EntityTags {
  readonly #permissions: PermissionsService;
  readonly #tags: TagsAccess;

  static create(options: {
    permissions: PermissionsService;
    tags: TagsAccess;
  }): AuthorizedEntityTags {
    return new AuthorizedEntityTags(options);
  }

  private constructor(options: {
    permissions: PermissionsService;
    tags: TagsAccess;
  }) {
    this.#permissions = options.permissions;
    this.#tags = options.tags;
  }

  async getHistory(
    entity: Entity,
    days: number,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<EntityTagHistory> {
    const permission = lambdaCompatReportReadPermission;
    const resourceRef = stringifyEntityRef(entity);
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You need the permission '${permission.name}' for entity '${resourceRef}'`,
      );
    }
    const tags = await this.#tags.openFor({ credentials });
    return tags.getEntityHistory(resourceRef, days);
  }
}
