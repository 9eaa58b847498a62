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

/** Names that are one registry. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['index.docker.io', 'docker.io'],
  ['registry-1.docker.io', 'docker.io'],
  ['registry.docker.io', 'docker.io'],
]);

/** Registries that are not asked at the host that names them. */
const ENDPOINTS: ReadonlyMap<string, string> = new Map([
  ['docker.io', 'https://registry-1.docker.io'],
]);

/**
 * Registries whose tokens for nobody in particular are good for every
 * repository, and which have one limit for all who ask for them.
 */
const ONE_ANONYMOUS_TOKEN: ReadonlySet<string> = new Set(['ghcr.io']);

/**
 * Rates of registries that allow less than the usual to who does not log in:
 * Amazon ECR Public answers one request a second.
 */
const ANONYMOUS_RATES: ReadonlyMap<
  string,
  { requestsPerSecond: number; burst: number }
> = new Map([['public.ecr.aws', { requestsPerSecond: 0.8, burst: 1 }]]);

/** One name for one registry. */
export function registryName(host: string): string {
  const name = host.toLowerCase();
  return ALIASES.get(name) ?? name;
}

export function defaultEndpoint(registry: string): string {
  return ENDPOINTS.get(registry) ?? `https://${registry}`;
}

export function hasOneAnonymousToken(registry: string): boolean {
  return ONE_ANONYMOUS_TOKEN.has(registry);
}

export function anonymousRate(
  registry: string,
): { requestsPerSecond: number; burst: number } | undefined {
  return ANONYMOUS_RATES.get(registry);
}
