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
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import type { LambdaCompatApi } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { report } from '../__fixtures__/reports';
import { createApiMock } from '../__testUtils__/createApiMock';
import { lambdaCompatApiRef } from '../api';
import plugin from './index';
import { lambdaCompatEntityContent } from './entityContents';

// The pages have tests of their own: here it matters which of them is opened.
jest.mock('../organization/coverage', () => ({
  CoveragePageContent: () => <p>All about coverage</p>,
}));
jest.mock('../organization/risk', () => ({
  RiskPageContent: () => <p>All about risk</p>,
}));
jest.mock('../organization/tagChanges/TagChangesPageContent', () => ({
  TagChangesPageContent: () => <p>All about tag changes</p>,
}));
jest.mock('../organization/tagChanges/change/ChangePageContent', () => ({
  ChangePageContent: () => <p>All about one change</p>,
}));
jest.mock('../organization/tagChanges/tag/TagPageContent', () => ({
  TagPageContent: () => <p>All about one tag</p>,
}));
jest.mock('../organization/whatIf', () => ({
  WhatIfPageContent: () => <p>All about other runtimes</p>,
}));
jest.mock('../organization/configuration', () => ({
  ConfigurationPageContent: () => <p>All about configuration</p>,
}));

const card = plugin.getExtension('entity-card:lambda-compat/base-images');

function entity(overrides: Partial<Entity> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders', namespace: 'default' },
    spec: { type: 'lambda' },
    ...overrides,
  };
}

function createApi(): jest.Mocked<LambdaCompatApi> {
  return createApiMock({
    getEntityReport: jest.fn().mockResolvedValue(report()),
  });
}

describe('lambdaCompatPlugin', () => {
  it('offers a card and a tab', () => {
    expect(plugin.pluginId).toBe('lambda-compat');
    const tester = createExtensionTester(lambdaCompatEntityContent);
    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe(
      'Lambda compatibility',
    );
    expect(tester.get(EntityContentBlueprint.dataRefs.group)).toBe('operation');
  });

  // The default of lambdaCompat.entityFilter: what the backend does not
  // collect, the card must not offer, and the other way round.
  it('is for the entities that the backend collects by default', () => {
    const filter = createExtensionTester(lambdaCompatEntityContent).get(
      EntityContentBlueprint.dataRefs.filterFunction,
    );
    const metadata = { name: 'orders', namespace: 'default' };
    const annotated = (key: string, value: string) =>
      entity({
        metadata: { ...metadata, annotations: { [key]: value } },
        spec: { type: 'service' },
      });

    const accepted = [
      ...[
        'lambda',
        'aws-lambda',
        'lambda-function',
        'serverless-function',
        'function',
      ].map(type => entity({ spec: { type } })),
      entity({ kind: 'Resource', spec: { type: 'lambda-function' } }),
      entity({ spec: { type: 'Lambda' } }),
      annotated('aws.com/lambda-function-name', 'orders'),
      annotated('amazon.com/lambda-function-arn', 'arn:aws:lambda:…'),
      annotated('aws.amazon.com/resource-type', 'AWS::Lambda::Function'),
      annotated('aws.amazon.com/resource-type', 'aws::lambda::function'),
      annotated('lambda-compat/runtime', 'provided.al2023'),
      annotated('lambda-compat/runtime', ''),
      entity({ metadata: { ...metadata, tags: ['go', 'lambda'] }, spec: {} }),
    ];
    const refused = [
      entity({ spec: { type: 'service' } }),
      annotated('aws.amazon.com/resource-type', 'AWS::S3::Bucket'),
      annotated('lambda-compat/architecture', 'arm64'),
      entity({ metadata: { ...metadata, tags: ['lambdas'] }, spec: {} }),
      entity({ kind: 'Group', spec: { type: 'team' } }),
    ];
    expect(accepted.map(e => filter?.(e))).toEqual(accepted.map(() => true));
    expect(refused.map(e => filter?.(e))).toEqual(refused.map(() => false));
  });

  it('shows the card on a Lambda', async () => {
    const api = createApi();
    renderTestApp({
      extensions: [createTestEntityPage({ entity: entity() }), card],
      apis: [[lambdaCompatApiRef, api]],
    });

    expect(
      await screen.findByRole('region', { name: 'Base images' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('2 of 3 references can change without a commit'),
    ).toBeInTheDocument();
    expect(api.getEntityReport).toHaveBeenCalledTimes(1);
    // The tab is not there in this app, so nothing may lead to it.
    expect(screen.queryByRole('link', { name: 'View all' })).toBeNull();
  });

  it('links the card to the tab', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: entity() }),
        card,
        lambdaCompatEntityContent,
      ],
      apis: [[lambdaCompatApiRef, createApi()]],
    });

    expect(
      await screen.findByRole('link', { name: 'View all' }),
    ).toHaveAttribute('href', '/lambda-compat');
    expect(
      await screen.findByRole('grid', { name: 'References' }),
    ).toBeInTheDocument();
  });

  it('follows a filter from the configuration', async () => {
    const api = createApi();
    const service = entity({ spec: { type: 'service' } });
    renderTestApp({
      extensions: [createTestEntityPage({ entity: service }), card],
      apis: [[lambdaCompatApiRef, api]],
      config: {
        app: {
          extensions: [
            {
              'entity-card:lambda-compat/base-images': {
                config: { filter: { 'spec.type': 'service' } },
              },
            },
          ],
        },
      },
    });
    expect(
      await screen.findByRole('region', { name: 'Base images' }),
    ).toBeInTheDocument();
  });

  it('hides the card elsewhere, and asks the backend nothing', async () => {
    const api = createApi();
    const service = entity({ spec: { type: 'service' } });
    renderTestApp({
      extensions: [createTestEntityPage({ entity: service }), card],
      apis: [[lambdaCompatApiRef, api]],
    });

    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
    expect(api.getEntityReport).not.toHaveBeenCalled();
  });

  it('opens the first page about the organization, and the others by their tabs', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/lambda-compat'],
    });

    expect(await screen.findByText('All about coverage')).toBeInTheDocument();
    const tabs = within(screen.getByRole('tablist'));
    expect(tabs.getAllByRole('tab').map(tab => tab.textContent)).toEqual([
      'Coverage',
      'Risk',
      'Tag changes',
      'Runtimes (what-if)',
      'Configuration',
    ]);

    for (const [name, text] of [
      ['Risk', 'All about risk'],
      ['Tag changes', 'All about tag changes'],
      ['Runtimes (what-if)', 'All about other runtimes'],
    ]) {
      await userEvent.click(tabs.getByRole('tab', { name }));
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
    await userEvent.click(tabs.getByRole('tab', { name: 'Configuration' }));

    expect(
      await screen.findByText('All about configuration'),
    ).toBeInTheDocument();
    expect(screen.queryByText('All about coverage')).toBeNull();
    expect(tabs.getByRole('tab', { name: 'Configuration' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('opens a page by its address, wherever the app has put it', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/supply-chain/configuration'],
      config: {
        app: {
          extensions: [
            { 'page:lambda-compat': { config: { path: '/supply-chain' } } },
          ],
        },
      },
    });

    expect(
      await screen.findByText('All about configuration'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { level: 1, name: 'Lambda' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['a change', '/lambda-compat/tag-changes/m1', 'All about one change'],
    ['a tag', '/lambda-compat/tag-changes/tags/t1', 'All about one tag'],
    [
      'nothing',
      '/lambda-compat/tag-changes/tags/t1/more',
      'There is no such page',
    ],
  ])(
    'opens the page about %s by its address, below its tab',
    async (_, address, text) => {
      renderTestApp({ features: [plugin], initialRouteEntries: [address] });

      expect(await screen.findByText(text)).toBeInTheDocument();
      expect(screen.getByRole('tab', { name: 'Tag changes' })).toHaveAttribute(
        'aria-selected',
        'true',
      );
    },
  );
});
