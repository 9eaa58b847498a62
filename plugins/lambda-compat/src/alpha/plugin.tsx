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

import { createFrontendPlugin } from '@backstage/frontend-plugin-api';

import { LambdaCompatIcon } from '../components/LambdaCompatIcon';
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
import { lambdaCompatApi } from './apis';
import {
  lambdaCompatBaseImagesEntityCard,
  lambdaCompatRuntimeCompatibilityEntityCard,
  lambdaCompatTagHistoryEntityCard,
} from './entityCards';
import { lambdaCompatEntityContent } from './entityContents';
import {
  lambdaCompatConfigurationSubPage,
  lambdaCompatCoverageSubPage,
  lambdaCompatPage,
  lambdaCompatRiskSubPage,
  lambdaCompatTagChangesSubPage,
  lambdaCompatWhatIfSubPage,
} from './pages';

/**
 * Discovered by apps with `app.packages: all`.
 *
 * @alpha
 */
export const lambdaCompatPlugin = createFrontendPlugin({
  pluginId: 'lambda-compat',
  // The sidebar and the header cut titles after about 14 characters.
  title: 'Lambda',
  icon: <LambdaCompatIcon />,
  info: { packageJson: () => import('../../package.json') },
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
  extensions: [
    lambdaCompatApi,
    lambdaCompatRuntimeCompatibilityEntityCard,
    lambdaCompatBaseImagesEntityCard,
    lambdaCompatTagHistoryEntityCard,
    lambdaCompatEntityContent,
    lambdaCompatPage,
    lambdaCompatCoverageSubPage,
    lambdaCompatRiskSubPage,
    lambdaCompatTagChangesSubPage,
    lambdaCompatWhatIfSubPage,
    lambdaCompatConfigurationSubPage,
  ],
});
