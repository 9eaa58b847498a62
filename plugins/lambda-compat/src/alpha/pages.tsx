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
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';

import { LambdaCompatIcon } from '../components/LambdaCompatIcon';
import { lambdaCompatRouteRef } from '../routes';

/** @alpha */
export const lambdaCompatPage = PageBlueprint.make({
  params: {
    path: '/lambda-compat',
    // The sidebar and the header cut titles after about 14 characters.
    title: 'Lambda',
    icon: <LambdaCompatIcon />,
    routeRef: lambdaCompatRouteRef,
  },
});

/**
 * The first page is the one that the address of the whole leads on to.
 *
 * @alpha
 */
export const lambdaCompatCoverageSubPage = SubPageBlueprint.make({
  name: 'coverage',
  params: {
    path: 'coverage',
    title: 'Coverage',
    loader: () =>
      import('../organization/OrganizationPage/CoveragePage').then(m => (
        <m.CoveragePage />
      )),
  },
});

/** @alpha */
export const lambdaCompatRiskSubPage = SubPageBlueprint.make({
  name: 'risk',
  params: {
    path: 'risk',
    title: 'Risk',
    loader: () =>
      import('../organization/OrganizationPage/RiskPage').then(m => (
        <m.RiskPage />
      )),
  },
});

/**
 * Holds the pages about one change and one tag, too.
 *
 * @alpha
 */
export const lambdaCompatTagChangesSubPage = SubPageBlueprint.make({
  name: 'tag-changes',
  params: {
    path: 'tag-changes',
    title: 'Tag changes',
    loader: () =>
      import('../organization/OrganizationPage/TagChangesPage').then(m => (
        <m.TagChangesPage />
      )),
  },
});

/** @alpha */
export const lambdaCompatWhatIfSubPage = SubPageBlueprint.make({
  name: 'what-if',
  params: {
    path: 'what-if',
    title: 'Runtimes (what-if)',
    loader: () =>
      import('../organization/OrganizationPage/WhatIfPage').then(m => (
        <m.WhatIfPage />
      )),
  },
});

/** @alpha */
export const lambdaCompatConfigurationSubPage = SubPageBlueprint.make({
  name: 'configuration',
  params: {
    path: 'configuration',
    title: 'Configuration',
    loader: () =>
      import('../organization/OrganizationPage/ConfigurationPage').then(m => (
        <m.ConfigurationPage />
      )),
  },
});
