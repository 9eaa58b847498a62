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

import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { AlertDisplay, OAuthRequestDialog } from '@backstage/core-components';
import { CatalogEntityPage, CatalogIndexPage } from '@backstage/plugin-catalog';
import { CatalogGraphPage } from '@backstage/plugin-catalog-graph';
import { NotificationsPage } from '@backstage/plugin-notifications';
import { SignalsDisplay } from '@backstage/plugin-signals';
import { UserSettingsPage } from '@backstage/plugin-user-settings';
import { LambdaCompatPage } from '@lambda-compat/backstage-plugin-lambda-compat';
import { Route } from 'react-router-dom';
import { apis } from './apis';
import { entityPage } from './entity/entityPage';
import { Navigation } from './navigation/Navigation';
import { GuestSignInPage } from './signIn/GuestSignInPage';

const app = createApp({
  apis,
  components: { SignInPage: GuestSignInPage },
});

/**
 * The demo portal as an app of the old frontend system: what the new one
 * discovers is written out here.
 */
export const App = app.createRoot(
  <>
    <AlertDisplay />
    <OAuthRequestDialog />
    <SignalsDisplay />
    <AppRouter>
      <Navigation>
        <FlatRoutes>
          <Route
            path="/"
            element={<CatalogIndexPage initiallySelectedFilter="all" />}
          />
          <Route
            path="/catalog/:namespace/:kind/:name"
            element={<CatalogEntityPage />}
          >
            {entityPage}
          </Route>
          <Route path="/catalog-graph" element={<CatalogGraphPage />} />
          <Route path="/lambda-compat" element={<LambdaCompatPage />} />
          <Route path="/notifications" element={<NotificationsPage />} />
          <Route path="/settings" element={<UserSettingsPage />} />
        </FlatRoutes>
      </Navigation>
    </AppRouter>
  </>,
);
