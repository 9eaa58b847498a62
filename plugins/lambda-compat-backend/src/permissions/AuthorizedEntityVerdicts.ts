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
  type EntityCompatibility,
  type FunctionArtifacts,
  lambdaCompatReportReadPermission,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { EntityVerdicts } from '../verdicts/EntityVerdicts';

/** Lets callers read the verdicts of entities whose reports they may read. */
export class AuthorizedEntityVerdicts implements EntityVerdicts {
  readonly #permissions: PermissionsService;
  readonly #verdicts: EntityVerdicts;

  static create(options: {
    permissions: PermissionsService;
    verdicts: EntityVerdicts;
  }): AuthorizedEntityVerdicts {
    return new AuthorizedEntityVerdicts(options);
  }

  private constructor(options: {
    permissions: PermissionsService;
    verdicts: EntityVerdicts;
  }) {
    this.#permissions = options.permissions;
    this.#verdicts = options.verdicts;
  }

  async getCompatibility(
    entity: Entity,
    options: { credentials: BackstageCredentials },
  ): Promise<EntityCompatibility> {
    await this.#require(entity, options.credentials);
    return this.#verdicts.getCompatibility(entity, options);
  }

  async getArtifacts(
    entity: Entity,
    uploadId: string,
    options: { credentials: BackstageCredentials },
  ): Promise<FunctionArtifacts> {
    await this.#require(entity, options.credentials);
    return this.#verdicts.getArtifacts(entity, uploadId, options);
  }

  async #require(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<void> {
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
  }
}
