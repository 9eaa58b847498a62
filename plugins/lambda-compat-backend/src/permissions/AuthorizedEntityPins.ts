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
  lambdaCompatReportReadPermission,
  type ReferencePin,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { EntityPins } from '../pins/EntityPins';
import type { PinSuggestions } from '../pins/PinSuggestions';
import { decideVisible } from './decideVisible';
import type { VisibleEntityFinder } from './VisibleEntityFinder';

/**
 * Lets callers read what to pin the references of entities to whose reports
 * they may read. Tags that only other entities name are not suggested to them.
 */
export class AuthorizedEntityPins implements EntityPins {
  readonly #finder: VisibleEntityFinder;
  readonly #permissions: PermissionsService;
  readonly #pins: Pick<PinSuggestions, 'suggestForEntity'>;

  static create(options: {
    finder: VisibleEntityFinder;
    permissions: PermissionsService;
    pins: Pick<PinSuggestions, 'suggestForEntity'>;
  }): AuthorizedEntityPins {
    return new AuthorizedEntityPins(options);
  }

  private constructor(options: {
    finder: VisibleEntityFinder;
    permissions: PermissionsService;
    pins: Pick<PinSuggestions, 'suggestForEntity'>;
  }) {
    this.#finder = options.finder;
    this.#permissions = options.permissions;
    this.#pins = options.pins;
  }

  async listPins(
    entity: Entity,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ReferencePin[]> {
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
    const visible = await decideVisible(credentials, {
      finder: this.#finder,
      permissions: this.#permissions,
    });
    return this.#pins.suggestForEntity(resourceRef, visible);
  }
}
