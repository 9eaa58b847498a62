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

import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/**
 * The pages about the whole organization, usually at `/lambda-compat`. The
 * address itself leads on to the first of them.
 *
 * @public
 */
export const lambdaCompatRouteRef = createRouteRef({ id: 'lambda-compat' });

/**
 * The page *Coverage*: how many references are pinned, by whom.
 *
 * @public
 */
export const lambdaCompatCoverageRouteRef = createSubRouteRef({
  id: 'lambda-compat.coverage',
  parent: lambdaCompatRouteRef,
  path: '/coverage',
});

/**
 * The page *Risk*: what functions ask for against what their runtimes provide.
 *
 * @public
 */
export const lambdaCompatRiskRouteRef = createSubRouteRef({
  id: 'lambda-compat.risk',
  parent: lambdaCompatRouteRef,
  path: '/risk',
});

/**
 * The page *Tag changes*: which tags moved, where they point to, and how the
 * registries answer.
 *
 * @public
 */
export const lambdaCompatTagChangesRouteRef = createSubRouteRef({
  id: 'lambda-compat.tag-changes',
  parent: lambdaCompatRouteRef,
  path: '/tag-changes',
});

/**
 * One move of a tag: who is exposed, and what came with it. Part of the page
 * *Tag changes*.
 *
 * @public
 */
export const lambdaCompatTagChangeRouteRef = createSubRouteRef({
  id: 'lambda-compat.tag-change',
  parent: lambdaCompatRouteRef,
  path: '/tag-changes/:moveId',
});

/**
 * What came with one move of a tag, in full. Part of the page *Tag changes*.
 *
 * @public
 */
export const lambdaCompatTagComparisonRouteRef = createSubRouteRef({
  id: 'lambda-compat.tag-comparison',
  parent: lambdaCompatRouteRef,
  path: '/tag-changes/:moveId/comparison',
});

/**
 * The history of one tag. Part of the page *Tag changes*.
 *
 * @public
 */
export const lambdaCompatTagRouteRef = createSubRouteRef({
  id: 'lambda-compat.tag',
  parent: lambdaCompatRouteRef,
  path: '/tag-changes/tags/:tagId',
});

/**
 * The page *Runtimes (what-if)*: what would become of them on another runtime
 * or architecture.
 *
 * @public
 */
export const lambdaCompatWhatIfRouteRef = createSubRouteRef({
  id: 'lambda-compat.what-if',
  parent: lambdaCompatRouteRef,
  path: '/what-if',
});

/**
 * The page *Configuration*: what is wrong with annotations and sources.
 *
 * @public
 */
export const lambdaCompatConfigurationRouteRef = createSubRouteRef({
  id: 'lambda-compat.configuration',
  parent: lambdaCompatRouteRef,
  path: '/configuration',
});

/**
 * The tab "Lambda compatibility" of an entity page.
 *
 * @remarks
 * It is mounted below the catalog's entity route, so it can be resolved only
 * on the page of an entity.
 *
 * @public
 */
export const lambdaCompatEntityRouteRef = createRouteRef({
  id: 'lambda-compat.entity',
});
