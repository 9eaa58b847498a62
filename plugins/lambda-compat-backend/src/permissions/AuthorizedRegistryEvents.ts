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
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { lambdaCompatTagNotifyPermission } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type {
  RegistryEventAccess,
  RegistryEvents,
} from '../pushes/RegistryEvents';

const HOW =
  'Registries tell of pushes with an external access token of backend.auth.externalAccess.';

/** Lets services tell of pushes that may. */
export class AuthorizedRegistryEvents implements RegistryEventAccess {
  readonly #auth: AuthService;
  readonly #events: RegistryEvents;
  readonly #permissions: PermissionsService;

  static create(options: {
    auth: AuthService;
    events: RegistryEvents;
    permissions: PermissionsService;
  }): AuthorizedRegistryEvents {
    return new AuthorizedRegistryEvents(options);
  }

  private constructor(options: {
    auth: AuthService;
    events: RegistryEvents;
    permissions: PermissionsService;
  }) {
    this.#auth = options.auth;
    this.#events = options.events;
    this.#permissions = options.permissions;
  }

  async openFor({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<RegistryEvents> {
    if (this.#auth.isPrincipal(credentials, 'none')) {
      throw new AuthenticationError(`Missing credentials. ${HOW}`);
    }
    if (!this.#auth.isPrincipal(credentials, 'service')) {
      throw new NotAllowedError(`Users cannot tell of pushes. ${HOW}`);
    }
    const [{ result }] = await this.#permissions.authorize(
      [{ permission: lambdaCompatTagNotifyPermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `The token of '${credentials.principal.subject}' lacks the permission '${lambdaCompatTagNotifyPermission.name}'`,
      );
    }
    return this.#events;
  }
}
