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

import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { LambdaCompatApi } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ReactElement } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

import { lambdaCompatApiRef } from '../api';
import { lambdaCompatRouteRef } from '../routes';

/** What a reader sees of the address and can do with it. */
export interface Browser {
  /** Without the question mark, decoded. */
  address: () => string;
  back: () => void;
  toasts: jest.Mock;
}

/** Renders a part of an organization page at an address, for example `?q=x`. */
export async function renderAtAddress(
  element: ReactElement,
  api: LambdaCompatApi,
  address = '',
): Promise<Browser> {
  const toasts = jest.fn().mockReturnValue({ close: jest.fn() });
  let search = '';
  let back = () => {};
  function Spy() {
    const navigate = useNavigate();
    search = useLocation().search;
    back = () => navigate(-1);
    return null;
  }

  await renderInTestApp(
    <>
      {element}
      <Spy />
    </>,
    {
      apis: [
        [lambdaCompatApiRef, api],
        [toastApiRef, { post: toasts }],
      ],
      initialRouteEntries: [`/${address}`],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/lambda-compat': lambdaCompatRouteRef,
      },
    },
  );
  return {
    address: () => decodeURIComponent(search.slice(1)),
    back: () => back(),
    toasts,
  };
}
