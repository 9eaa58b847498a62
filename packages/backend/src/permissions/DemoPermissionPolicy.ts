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

import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
} from '@backstage/plugin-permission-node';
import { lambdaCompatReportReadPermission } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/**
 * Everyone may do everything, except that the reports of entities labelled
 * `demo.lambda-compat/report: restricted` are closed: it shows what a reader
 * without permission sees, and how a policy decides by the catalog's rules.
 */
export class DemoPermissionPolicy implements PermissionPolicy {
  async handle(request: PolicyQuery): Promise<PolicyDecision> {
    if (isPermission(request.permission, lambdaCompatReportReadPermission)) {
      return createCatalogConditionalDecision(request.permission, {
        not: catalogConditions.hasLabel({
          label: 'demo.lambda-compat/report',
        }),
      });
    }
    return { result: AuthorizeResult.ALLOW };
  }
}
