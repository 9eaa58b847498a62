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
  type RouteFunc,
  type RouteRef,
  type SubRouteRef,
  useRouteRef,
} from '@backstage/core-plugin-api';

/**
 * The address of a page, or undefined where the app has not mounted it.
 *
 * Works under both frontend systems: the hook of the new one needs an API that
 * the old one does not have, and the hook of the old one throws for a page
 * that is not there. All of its own hooks have run by then, so catching the
 * error keeps their order.
 */
export function useOptionalRoute(
  routeRef: RouteRef | SubRouteRef,
): RouteFunc<undefined> | undefined {
  try {
    return useRouteRef(routeRef);
  } catch {
    return undefined;
  }
}

/**
 * The same for a page whose address names what it is about.
 */
export function useOptionalParamRoute<TParams extends Record<string, string>>(
  routeRef: SubRouteRef<TParams>,
): RouteFunc<TParams> | undefined {
  try {
    return useRouteRef(routeRef);
  } catch {
    return undefined;
  }
}
