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

import { isRegistryError } from '../errors';
import type { RegistryError } from '../errors';
import { RegistryClient } from '../RegistryClient';
import type { RegistryClientOptions } from '../RegistryClient';
import type { RegistrySettings } from '../types';
import type { TestServer } from './testServer';

/** Name of the registry that a test server plays. */
export const REGISTRY = 'registry.example';

export const IMAGE = { registry: REGISTRY, repository: 'team/app' };
export const TAG = { ...IMAGE, tag: 'latest' };

/** Settings that lead to a test server, without a rate. */
export function settingsFor(
  server: Pick<TestServer, 'origin'>,
  more: Partial<RegistrySettings> = {},
): RegistrySettings {
  return {
    host: REGISTRY,
    endpoint: server.origin,
    allowPrivateAddresses: true,
    requestsPerSecond: Infinity,
    ...more,
  };
}

export function clientFor(
  server: Pick<TestServer, 'origin'>,
  settings: Partial<RegistrySettings> = {},
  options: Omit<RegistryClientOptions, 'registries'> = {},
): RegistryClient {
  return RegistryClient.create({
    ...options,
    registries: [settingsFor(server, settings)],
  });
}

/** What a promise fails with, which must be an error of this package. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<RegistryError> {
  try {
    await promise;
  } catch (error) {
    if (isRegistryError(error)) {
      return error;
    }
    throw error;
  }
  throw new Error('It did not fail');
}
