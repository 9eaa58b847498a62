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
  createComponentExtension,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import type { JSX } from 'react';

import { lambdaCompatEntityRouteRef, lambdaCompatRouteRef } from '../routes';
import { lambdaCompatPlugin } from './plugin';

/**
 * The pages about the whole organization, with their header and tabs, for a
 * route of the app.
 *
 * @public
 */
export const LambdaCompatPage: () => JSX.Element = lambdaCompatPlugin.provide(
  createRoutableExtension({
    name: 'LambdaCompatPage',
    component: () =>
      import('./OrganizationPages').then(m => m.OrganizationPages),
    mountPoint: lambdaCompatRouteRef,
  }),
);

/**
 * The card *Runtime compatibility*, for the overview of an entity: before the
 * other cards of the plugin.
 *
 * @public
 */
export const EntityRuntimeCompatibilityCard: () => JSX.Element =
  lambdaCompatPlugin.provide(
    createComponentExtension({
      name: 'EntityRuntimeCompatibilityCard',
      component: {
        lazy: () =>
          import('../components/RuntimeCompatibilityCard').then(
            m => m.RuntimeCompatibilityCard,
          ),
      },
    }),
  );

/**
 * The card *Base images*, for the overview of an entity.
 *
 * @public
 */
export const EntityBaseImagesCard: () => JSX.Element =
  lambdaCompatPlugin.provide(
    createComponentExtension({
      name: 'EntityBaseImagesCard',
      component: {
        lazy: () =>
          import('../components/BaseImagesCard').then(m => m.BaseImagesCard),
      },
    }),
  );

/**
 * The card *Tag history*, for the overview of an entity: after the other cards
 * of the plugin.
 *
 * @public
 */
export const EntityTagHistoryCard: () => JSX.Element =
  lambdaCompatPlugin.provide(
    createComponentExtension({
      name: 'EntityTagHistoryCard',
      component: {
        lazy: () =>
          import('../components/TagHistoryCard').then(m => m.TagHistoryCard),
      },
    }),
  );

/**
 * Everything that is known about the images and binaries of an entity, for a tab of its
 * page.
 *
 * @public
 */
export const EntityLambdaCompatContent: () => JSX.Element =
  lambdaCompatPlugin.provide(
    createRoutableExtension({
      name: 'EntityLambdaCompatContent',
      component: () => import('../components/ReportTab').then(m => m.ReportTab),
      mountPoint: lambdaCompatEntityRouteRef,
    }),
  );
