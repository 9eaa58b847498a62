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

import type { BudgetSettings } from '../budget/RequestBudget';
import { RegistryError } from '../errors';
import type { RegistryCredentials, RegistrySettings } from '../types';
import {
  anonymousRate,
  defaultEndpoint,
  registryName,
} from './knownRegistries';

const DEFAULT_RATE = 5;
const DEFAULT_BURST = 10;
const DEFAULT_CONCURRENCY = 8;

/** Settings of one registry, complete and checked. */
export interface ResolvedSettings {
  /** As in references. */
  registry: string;
  /** Origin only. */
  endpoint: URL;
  credentials: RegistryCredentials | undefined;
  allowPrivateAddresses: boolean;
  /** Lower-case, with a port where one was written. */
  tokenHosts: readonly string[];
  redirectHosts: readonly string[];
  ca: string | undefined;
  /** With credentials, and while none are known. */
  budget: BudgetSettings;
  anonymousBudget: BudgetSettings;
}

/**
 * Completes what is configured.
 *
 * @throws TypeError where it cannot be meant so; names the setting, and holds
 *   no credentials
 */
export function resolveSettings(settings: RegistrySettings): ResolvedSettings {
  const registry = registryName(settings.host);
  const concurrency = settings.concurrency ?? DEFAULT_CONCURRENCY;
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw invalid(settings, 'concurrency must be a whole number from 1');
  }
  const usual = { requestsPerSecond: DEFAULT_RATE, burst: DEFAULT_BURST };
  return {
    registry,
    endpoint: endpointOf(settings, registry),
    credentials: settings.credentials,
    allowPrivateAddresses: settings.allowPrivateAddresses ?? false,
    tokenHosts: hostsOf(settings, 'tokenHosts'),
    redirectHosts: hostsOf(settings, 'redirectHosts'),
    ca: caOf(settings),
    budget: budgetOf(settings, usual, concurrency),
    anonymousBudget: budgetOf(
      settings,
      anonymousRate(registry) ?? usual,
      concurrency,
    ),
  };
}

/**
 * Settings of a registry that only a reference names, which is not trusted.
 *
 * @throws RegistryError `dns` where the name is no host
 */
export function settingsOfReference(registry: string): ResolvedSettings {
  try {
    return resolveSettings({ host: registry });
  } catch {
    throw new RegistryError(
      'dns',
      registry.slice(0, 255),
      'is not the name of a host',
    );
  }
}

function endpointOf(settings: RegistrySettings, registry: string): URL {
  const text = settings.endpoint ?? defaultEndpoint(registry);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url === null ||
    !(url.protocol === 'https:' || url.protocol === 'http:') ||
    url.username !== '' ||
    url.password !== '' ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== '' ||
    url.hostname === ''
  ) {
    throw invalid(
      settings,
      'endpoint must be an origin such as https://registry.example.com, without a path',
    );
  }
  return url;
}

function hostsOf(
  settings: RegistrySettings,
  name: 'tokenHosts' | 'redirectHosts',
): string[] {
  const hosts = settings[name] ?? [];
  for (const host of hosts) {
    const url = URL.canParse(`https://${host}/`)
      ? new URL(`https://${host}/`)
      : null;
    if (
      url === null ||
      url.pathname !== '/' ||
      url.username !== '' ||
      url.search !== ''
    ) {
      throw invalid(settings, `${name} must be hosts such as auth.example.com`);
    }
  }
  return hosts.map(host => host.toLowerCase());
}

function caOf(settings: RegistrySettings): string | undefined {
  const { ca } = settings;
  if (ca !== undefined && !ca.includes('-----BEGIN CERTIFICATE-----')) {
    throw invalid(settings, 'ca must be certificates in PEM');
  }
  return ca;
}

function budgetOf(
  settings: RegistrySettings,
  usual: { requestsPerSecond: number; burst: number },
  concurrency: number,
): BudgetSettings {
  const requestsPerSecond =
    settings.requestsPerSecond ?? usual.requestsPerSecond;
  const burst = settings.burst ?? usual.burst;
  if (!(requestsPerSecond > 0)) {
    throw invalid(settings, 'requestsPerSecond must be more than 0');
  }
  if (!(burst >= 1)) {
    throw invalid(settings, 'burst must be 1 or more');
  }
  return { requestsPerSecond, burst, concurrency };
}

function invalid(settings: RegistrySettings, message: string): TypeError {
  return new TypeError(
    `Settings of the registry ${settings.host.slice(0, 255)}: ${message}`,
  );
}
