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
  type BackstagePlugin,
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
  type RouteRef,
  type SubRouteRef,
} from '@backstage/core-plugin-api';
import { LambdaCompatClient } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../api';
import {
  lambdaCompatConfigurationRouteRef,
  lambdaCompatCoverageRouteRef,
  lambdaCompatEntityRouteRef,
  lambdaCompatRiskRouteRef,
  lambdaCompatRouteRef,
  lambdaCompatTagChangeRouteRef,
  lambdaCompatTagChangesRouteRef,
  lambdaCompatTagComparisonRouteRef,
  lambdaCompatTagRouteRef,
  lambdaCompatWhatIfRouteRef,
} from '../routes';

/**
 * The plugin for the old frontend system. In the new one it is the default
 * export of the `/alpha` entry point.
 *
 * @public
 */
export const lambdaCompatPlugin: BackstagePlugin<{
  root: RouteRef<undefined>;
  coverage: SubRouteRef<undefined>;
  risk: SubRouteRef<undefined>;
  tagChanges: SubRouteRef<undefined>;
  tagChange: SubRouteRef<{ moveId: string }>;
  tagComparison: SubRouteRef<{ moveId: string }>;
  tag: SubRouteRef<{ tagId: string }>;
  whatIf: SubRouteRef<undefined>;
  configuration: SubRouteRef<undefined>;
  entity: RouteRef<undefined>;
}> = createPlugin({
  id: 'lambda-compat',
  apis: [
    createApiFactory({
      api: lambdaCompatApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new LambdaCompatClient({ discoveryApi, fetchApi }),
    }),
  ],
  routes: {
    root: lambdaCompatRouteRef,
    coverage: lambdaCompatCoverageRouteRef,
    risk: lambdaCompatRiskRouteRef,
    tagChanges: lambdaCompatTagChangesRouteRef,
    tagChange: lambdaCompatTagChangeRouteRef,
    tagComparison: lambdaCompatTagComparisonRouteRef,
    tag: lambdaCompatTagRouteRef,
    whatIf: lambdaCompatWhatIfRouteRef,
    configuration: lambdaCompatConfigurationRouteRef,
    entity: lambdaCompatEntityRouteRef,
  },
});
