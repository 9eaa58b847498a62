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

import { createApp } from '@backstage/frontend-defaults';
import { layoutModule } from './layout/layoutModule';
import { navigationModule } from './navigation/navigationModule';
import { signInModule } from './signIn/signInModule';

/**
 * Plugins come in through feature discovery (`app.packages: all`), as in the
 * apps of those who install this suite; only what belongs to the portal itself
 * is written here.
 */
export const app = createApp({
  features: [layoutModule, navigationModule, signInModule],
});
