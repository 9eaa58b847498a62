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
import { lambdaCompatReportUploadPermission } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type {
  ReportUploadAccess,
  ReportUploads,
} from '../artifacts/ReportUploads';

const HOW =
  'Reports are uploaded by CI, with an external access token of backend.auth.externalAccess.';

/**
 * Subject that Backstage gives to tokens signed with the secret that backends
 * of the old kind share: any of their plugins may have signed it.
 */
const LEGACY_PLUGINS = 'external:backstage-plugin';

/** Lets services outside of Backstage upload that may. */
export class AuthorizedReportUploads implements ReportUploadAccess {
  readonly #auth: AuthService;
  readonly #permissions: PermissionsService;
  readonly #uploads: ReportUploads;

  static create(options: {
    auth: AuthService;
    permissions: PermissionsService;
    uploads: ReportUploads;
  }): AuthorizedReportUploads {
    return new AuthorizedReportUploads(options);
  }

  private constructor(options: {
    auth: AuthService;
    permissions: PermissionsService;
    uploads: ReportUploads;
  }) {
    this.#auth = options.auth;
    this.#permissions = options.permissions;
    this.#uploads = options.uploads;
  }

  async openFor({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<ReportUploads> {
    if (this.#auth.isPrincipal(credentials, 'none')) {
      throw new AuthenticationError(`Missing credentials. ${HOW}`);
    }
    if (!this.#auth.isPrincipal(credentials, 'service')) {
      throw new NotAllowedError(
        `Users cannot upload reports: their token does not say what was built. ${HOW}`,
      );
    }
    const { subject } = credentials.principal;
    if (subject.startsWith('plugin:') || subject === LEGACY_PLUGINS) {
      throw new NotAllowedError(
        `Other plugins cannot upload reports, and this is the token of '${subject}'. ${HOW}`,
      );
    }
    const [{ result }] = await this.#permissions.authorize(
      [{ permission: lambdaCompatReportUploadPermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `The token of '${subject}' lacks the permission '${lambdaCompatReportUploadPermission.name}'`,
      );
    }
    return this.#uploads;
  }
}
