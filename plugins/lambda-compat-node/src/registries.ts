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

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { CredentialsProvider } from '@lambda-compat/oci-registry';

/**
 * Lets a module bring credentials for registries that the backend asks what
 * tags point to, for example those that a cloud issues for some hours.
 *
 * @public
 */
export interface LambdaCompatRegistriesExtensionPoint {
  /**
   * Providers are asked in the order in which they were added, after the
   * credentials of the configuration; the first that knows the registry counts.
   *
   * @throws where a provider of the same name was added before
   */
  addCredentialsProvider(provider: CredentialsProvider): void;
}

/**
 * {@inheritDoc LambdaCompatRegistriesExtensionPoint}
 *
 * @public
 */
export const lambdaCompatRegistriesExtensionPoint =
  createExtensionPoint<LambdaCompatRegistriesExtensionPoint>({
    id: 'lambda-compat.registries',
  });
