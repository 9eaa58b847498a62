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

import type { Entity } from '@backstage/catalog-model';
import {
  type TranslationApi,
  translationApiRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type {
  EntityReport,
  LambdaCompatApi,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ReactElement } from 'react';

import { lambdaCompatApiRef } from '../api';
import { lambdaCompatEntityRouteRef } from '../routes';
import { createApiMock } from './createApiMock';

export const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    namespace: 'default',
    annotations: {
      'backstage.io/edit-url': 'https://github.com/acme/orders/edit/main',
    },
  },
  spec: { type: 'lambda' },
};

/** A client that answers with the report, or fails with the error. */
export function createApi(
  answer: EntityReport | Error,
): jest.Mocked<LambdaCompatApi> {
  return createApiMock({
    getEntityReport:
      // Not by instanceof: jsdom and Node.js have an Error each.
      'entityRef' in answer
        ? jest.fn().mockResolvedValue(answer)
        : jest.fn().mockRejectedValue(answer),
    refreshEntity: jest.fn().mockResolvedValue(undefined),
  });
}

/** Renders on the page of the entity, in an app that has the tab. */
export function renderWithEntity(
  element: ReactElement,
  api: LambdaCompatApi,
  translationApi: TranslationApi = mockApis.translation(),
) {
  return renderInTestApp(
    <EntityProvider entity={ENTITY}>{element}</EntityProvider>,
    {
      apis: [
        [lambdaCompatApiRef, api],
        [translationApiRef, translationApi],
      ],
      mountedRoutes: { '/lambda-compat': lambdaCompatEntityRouteRef },
    },
  );
}
