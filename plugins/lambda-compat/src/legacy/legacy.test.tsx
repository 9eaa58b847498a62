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
  type AppIcons,
  AppRouter,
  createSpecializedApp,
  FlatRoutes,
} from '@backstage/core-app-api';
import {
  analyticsApiRef,
  createApiFactory,
  discoveryApiRef,
  errorApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { EntitySwitch } from '@backstage/plugin-catalog';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { mockApis, renderWithEffects } from '@backstage/test-utils';
import {
  LambdaCompatClient,
  type Problem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter, Route } from 'react-router-dom';

import { report } from '../__fixtures__/reports';
import {
  EntityBaseImagesCard,
  EntityLambdaCompatContent,
  isLambdaCompatAvailable,
  lambdaCompatApiRef,
  LambdaCompatPage,
} from '../index';

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

const LAMBDA: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', namespace: 'default' },
  spec: { type: 'lambda' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/payments' },
    { type: 'partOf', targetRef: 'system:default/shop' },
  ],
};

const PROBLEM: Problem = {
  code: 'LC102',
  severity: 'error',
  message: "'arm' is not an architecture.",
  fix: 'Write arm64.',
  annotation: 'lambda-compat/architecture',
};

const SERVICE: Entity = { ...LAMBDA, spec: { type: 'service' } };

function ClientName() {
  return <p>Client: {useApi(lambdaCompatApiRef).constructor.name}</p>;
}

/** An app with nothing but what every app of the old system has. */
function createApp(path: string) {
  return createSpecializedApp({
    apis: [
      createApiFactory(analyticsApiRef, mockApis.analytics()),
      createApiFactory(discoveryApiRef, mockApis.discovery()),
      createApiFactory(errorApiRef, { post: jest.fn(), error$: jest.fn() }),
      createApiFactory(fetchApiRef, { fetch: jest.fn() }),
      createApiFactory(toastApiRef, { post: jest.fn() }),
    ],
    components: {
      BootErrorPage: ({ error }) => <p>Not started: {error?.message}</p>,
      ErrorBoundaryFallback: ({ error }) => <p>Failed: {error.message}</p>,
      NotFoundErrorPage: () => <p>No such page</p>,
      Progress: () => <p>Loading</p>,
      Router: ({ children }) => (
        <MemoryRouter initialEntries={[path]}>{children}</MemoryRouter>
      ),
    },
    configLoader: async () => [],
    icons: {} as AppIcons,
    themes: [
      {
        id: 'light',
        title: 'Light',
        variant: 'light',
        Provider: ({ children }) => <>{children}</>,
      },
    ],
  });
}

/** The parts of the plugin, placed as the README says. */
async function openApp(
  path: string,
  { entity = LAMBDA, isTabMounted = true, extra = null as ReactNode } = {},
) {
  const getEntityReport = jest
    .spyOn(LambdaCompatClient.prototype, 'getEntityReport')
    .mockResolvedValue(report({ problems: [PROBLEM] }));
  const App = createApp(path).createRoot(
    <AppRouter>
      {extra}
      <FlatRoutes>
        <Route
          path="/entity"
          element={
            <EntityProvider entity={entity}>
              <EntitySwitch>
                <EntitySwitch.Case if={isLambdaCompatAvailable}>
                  <EntityBaseImagesCard />
                </EntitySwitch.Case>
                <EntitySwitch.Case>Not a Lambda</EntitySwitch.Case>
              </EntitySwitch>
            </EntityProvider>
          }
        />
        {isTabMounted && (
          <Route
            path="/entity-tab"
            element={
              <EntityProvider entity={entity}>
                <EntityLambdaCompatContent />
              </EntityProvider>
            }
          />
        )}
        <Route path="/lambda-compat" element={<LambdaCompatPage />} />
      </FlatRoutes>
    </AppRouter>,
  );
  await renderWithEffects(<App />);
  return { getEntityReport };
}

describe('the plugin in an app of the old frontend system', () => {
  afterEach(() => jest.restoreAllMocks());

  it('shows the card on a Lambda, with a link to the tab, and brings its own client', async () => {
    const { getEntityReport } = await openApp('/entity', {
      extra: <ClientName />,
    });

    expect(
      await screen.findByRole('region', { name: 'Base images' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('2 of 3 references can change without a commit'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'View all' }),
    ).toHaveAttribute('href', '/entity-tab');
    expect(getEntityReport).toHaveBeenCalledWith(
      'component:default/orders',
      expect.anything(),
    );
    expect(screen.getByText('Client: LambdaCompatClient')).toBeInTheDocument();
  });

  it('leads nowhere where the app has no tab', async () => {
    await openApp('/entity', { isTabMounted: false });

    expect(
      await screen.findByText('2 of 3 references can change without a commit'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'View all' })).toBeNull();
  });

  it('hides the card elsewhere, and asks the backend nothing', async () => {
    const { getEntityReport } = await openApp('/entity', { entity: SERVICE });

    expect(await screen.findByText('Not a Lambda')).toBeInTheDocument();
    expect(getEntityReport).not.toHaveBeenCalled();
  });

  it('shows everything about the entity in a tab, and leads on to the pages about all', async () => {
    await openApp('/entity-tab');

    expect(
      await screen.findByRole('grid', { name: 'References' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', {
        name: 'Coverage of all components of its owner',
      }),
    ).toHaveAttribute(
      'href',
      '/lambda-compat/coverage?owner=group%3Adefault%2Fpayments',
    );
    expect(
      screen.getByRole('link', { name: 'Problems of all components' }),
    ).toHaveAttribute('href', '/lambda-compat/configuration');
  });

  it('opens the first page about the organization, and the others by their tabs', async () => {
    await openApp('/lambda-compat');

    expect(await screen.findByText('All about coverage')).toBeInTheDocument();
    const tabs = within(screen.getByRole('tablist'));
    expect(tabs.getAllByRole('tab').map(tab => tab.textContent)).toEqual([
      'Coverage',
      'Risk',
      'Tag changes',
      'Runtimes (what-if)',
      'Configuration',
    ]);
    expect(tabs.getByRole('tab', { name: 'Coverage' })).toHaveAttribute(
      'aria-selected',
      'true',
    );

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

  it('says that there is no such page below it', async () => {
    await openApp('/lambda-compat/nothing');

    expect(await screen.findByText('No such page')).toBeInTheDocument();
  });

  it('opens a page by its address', async () => {
    await openApp('/lambda-compat/configuration');

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
  ])(
    'opens the page about %s by its address, below its tab',
    async (_, address, text) => {
      await openApp(address);

      expect(await screen.findByText(text)).toBeInTheDocument();
      expect(screen.getByRole('tab', { name: 'Tag changes' })).toHaveAttribute(
        'aria-selected',
        'true',
      );
    },
  );
});
