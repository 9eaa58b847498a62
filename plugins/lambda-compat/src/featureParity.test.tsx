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
  getComponentData,
  type RouteRef,
  type SubRouteRef,
} from '@backstage/core-plugin-api';
import {
  type AnyApiFactory,
  ApiBlueprint,
  coreExtensionData,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { createElement, type ComponentType } from 'react';

import newPlugin from './alpha';
import * as entryPoint from './index';
import { lambdaCompatPlugin as oldPlugin } from './index';

type AnyRoute = RouteRef | SubRouteRef;

function routeName(route: unknown): string {
  const entry = Object.entries(oldPlugin.routes).find(
    ([, known]) => known === route,
  );
  return entry ? entry[0] : `unknown route ${route}`;
}

function kebab(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, letter => `-${letter}`).toLowerCase();
}

// What an extension is to an adopter, in words that both systems share. What
// one of them cannot say keeps a name that the other one never has.
function newFeature(id: string): string {
  const definition = newPlugin.getExtension(id as never) as ExtensionDefinition;
  const [, kind, name = ''] =
    /^([^:]+):lambda-compat(?:\/(.+))?$/.exec(id) ?? [];
  const tester = createExtensionTester(definition);
  switch (kind) {
    case 'api':
      return `client ${
        (tester.get(ApiBlueprint.dataRefs.factory) as AnyApiFactory).api.id
      }`;
    case 'entity-card':
      return `entity card ${name}`;
    case 'entity-content':
      return `entity tab ${routeName(tester.get(coreExtensionData.routeRef))}`;
    case 'page':
      return `page ${routeName(tester.get(coreExtensionData.routeRef))}`;
    case 'sub-page':
      return `page below /${tester.get(coreExtensionData.routePath)}`;
    default:
      return `new system only: ${id}`;
  }
}

function oldFeature(exportName: string, component: ComponentType): string {
  const element = createElement(component);
  const mountPoint = getComponentData<AnyRoute>(element, 'core.mountPoint');
  const [, card] = /^Entity(\w+)Card$/.exec(exportName) ?? [];
  if (card && !mountPoint) {
    return `entity card ${kebab(card)}`;
  }
  if (/^Entity\w+Content$/.test(exportName) && mountPoint) {
    return `entity tab ${routeName(mountPoint)}`;
  }
  if (/Page$/.test(exportName) && mountPoint) {
    return `page ${routeName(mountPoint)}`;
  }
  return `old system only: ${exportName}`;
}

function newFeatures(): string[] {
  // Known to apps, but not to the type.
  const { extensions } = newPlugin as unknown as {
    extensions: { id: string }[];
  };
  return extensions.map(({ id }) => newFeature(id)).sort();
}

function oldFeatures(): string[] {
  const components = Object.entries(entryPoint).flatMap(([name, value]) => {
    const isExtension =
      typeof value === 'function' &&
      getComponentData(createElement(value as ComponentType), 'core.plugin') ===
        oldPlugin;
    return isExtension ? [oldFeature(name, value as ComponentType)] : [];
  });
  const apis = [...oldPlugin.getApis()].map(({ api }) => `client ${api.id}`);
  // What has a parameter in its address is inside one of the pages below.
  const pagesBelow = Object.values<AnyRoute>(oldPlugin.routes).flatMap(route =>
    'parent' in route && !route.path.includes(':')
      ? [`page below ${route.path}`]
      : [],
  );
  return [...components, ...apis, ...pagesBelow].sort();
}

describe('the two frontend systems', () => {
  it('have the same features, one to one', () => {
    expect(newFeatures()).toEqual(oldFeatures());
    // Found by looking, so that nothing found is not taken for nothing missing.
    expect(newFeatures()).toEqual([
      'client plugin.lambda-compat.client',
      'entity card base-images',
      'entity card runtime-compatibility',
      'entity card tag-history',
      'entity tab entity',
      'page below /configuration',
      'page below /coverage',
      'page below /risk',
      'page below /tag-changes',
      'page below /what-if',
      'page root',
    ]);
  });

  it('have the same routes', () => {
    expect(newPlugin.routes).toEqual(oldPlugin.routes);
    expect(Object.keys(newPlugin.routes).sort()).toEqual([
      'configuration',
      'coverage',
      'entity',
      'risk',
      'root',
      'tag',
      'tagChange',
      'tagChanges',
      'tagComparison',
      'whatIf',
    ]);
  });

  it('have the same features switched by flags, which is none', () => {
    expect(
      (newPlugin as unknown as { featureFlags: unknown[] }).featureFlags,
    ).toEqual([...oldPlugin.getFeatureFlags()]);
  });
});
