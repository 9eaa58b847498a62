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
import {
  type EntityReport,
  lambdaCompatReportReadPermission,
  lambdaCompatReportRefreshPermission,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  EntityReports,
  ReportRequestOptions,
} from '../reports/EntityReports';

/**
 * Lets callers do what they are permitted to. The only code that knows
 * permissions.
 */
export class AuthorizedEntityReports implements EntityReports {
  readonly #reports: EntityReports;
  readonly #permissions: PermissionsService;

  static create(options: {
    reports: EntityReports;
    permissions: PermissionsService;
  }): AuthorizedEntityReports {
    return new AuthorizedEntityReports(options);
  }

  private constructor(options: {
    reports: EntityReports;
    permissions: PermissionsService;
  }) {
    this.#reports = options.reports;
    this.#permissions = options.permissions;
  }

  async getReport(
    entity: Entity,
    options: ReportRequestOptions,
  ): Promise<EntityReport> {
    const resourceRef = stringifyEntityRef(entity);
    const [read, refresh] = await this.#permissions.authorize(
      [
        { permission: lambdaCompatReportReadPermission, resourceRef },
        { permission: lambdaCompatReportRefreshPermission, resourceRef },
      ],
      { credentials: options.credentials },
    );
    if (read.result !== AuthorizeResult.ALLOW) {
      throw notAllowed(lambdaCompatReportReadPermission, resourceRef);
    }
    const report = await this.#reports.getReport(entity, options);
    return {
      ...report,
      canRefresh: report.canRefresh && refresh.result === AuthorizeResult.ALLOW,
    };
  }

  async getPinPatch(
    entity: Entity,
    referenceId: string,
    digest: string,
    options: ReportRequestOptions,
  ): Promise<{ patch: string }> {
    await this.#require(
      lambdaCompatReportReadPermission,
      entity,
      options.credentials,
    );
    return this.#reports.getPinPatch(entity, referenceId, digest, options);
  }

  async refresh(entity: Entity, options: ReportRequestOptions): Promise<void> {
    await this.#require(
      lambdaCompatReportRefreshPermission,
      entity,
      options.credentials,
    );
    await this.#reports.refresh(entity, options);
  }

  async #require(
    permission: ResourcePermission,
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const resourceRef = stringifyEntityRef(entity);
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw notAllowed(permission, resourceRef);
    }
  }
}

function notAllowed(
  permission: ResourcePermission,
  entityRef: string,
): NotAllowedError {
  return new NotAllowedError(
    `You need the permission '${permission.name}' for entity '${entityRef}'`,
  );
}
