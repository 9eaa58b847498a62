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
  type CredentialsProvider,
  RegistryClient,
  type RegistryClientOptions,
  type RegistrySettings,
} from '@lambda-compat/oci-registry';
import type { RegistryConfig } from '../config/readRegistriesConfig';

/** The client for all registries and mirrors of the configuration. */
export function createRegistryClient(options: {
  registries: readonly RegistryConfig[];
  /** Asked where the configuration has no credentials. */
  credentials: readonly CredentialsProvider[];
  onRequest?: RegistryClientOptions['onRequest'];
  onQuota?: RegistryClientOptions['onQuota'];
}): RegistryClient {
  const { registries, ...others } = options;
  return RegistryClient.create({
    ...others,
    registries: toRegistrySettings(registries),
    userAgent: 'lambda-compat',
  });
}

/** Each host once; the configuration has no host with two kinds of settings. */
export function toRegistrySettings(
  registries: readonly RegistryConfig[],
): RegistrySettings[] {
  const settings = registries.flatMap(
    ({ watch: _watch, mirrors, ...registry }) => [
      registry,
      ...mirrors.map(({ repositoryPrefix: _prefix, ...mirror }) => mirror),
    ],
  );
  return [...new Map(settings.map(entry => [entry.host, entry])).values()];
}
