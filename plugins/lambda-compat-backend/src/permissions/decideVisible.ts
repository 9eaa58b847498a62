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
import { NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { lambdaCompatReportReadPermission } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { VisibleEntities } from '../coverage/CoverageStore';
import type { VisibleEntityFinder } from './VisibleEntityFinder';

/**
 * The entities that the catalog shows to a caller and whose reports the caller
 * may read.
 *
 * @throws `NotAllowedError` where the caller may not read reports at all
 */
export async function decideVisible(
  credentials: BackstageCredentials,
  options: { finder: VisibleEntityFinder; permissions: PermissionsService },
): Promise<VisibleEntities> {
  const [entity, report] = await options.permissions.authorizeConditional(
    [
      { permission: catalogEntityReadPermission },
      { permission: lambdaCompatReportReadPermission },
    ],
    { credentials },
  );
  if (report.result === AuthorizeResult.DENY) {
    throw new NotAllowedError(
      `You need the permission '${lambdaCompatReportReadPermission.name}'`,
    );
  }
  if (entity.result === AuthorizeResult.DENY) {
    return new Set();
  }
  if (
    entity.result === AuthorizeResult.ALLOW &&
    report.result === AuthorizeResult.ALLOW
  ) {
    return 'all';
  }
  return options.finder.find(credentials, { entity, report });
}
