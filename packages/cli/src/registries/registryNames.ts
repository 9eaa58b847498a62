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

import { parseImageReference } from '@lambda-compat/image-references';

/** What Docker Hub is called where credentials are kept. */
export const hubNames = {
  /** The name under which Docker itself keeps them. */
  server: 'https://index.docker.io/v1/',
  hosts: new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']),
} as const;

/**
 * The registry that a key of a credentials file names: a host, or an address
 * as in Docker's files (`https://index.docker.io/v1/`).
 *
 * @returns undefined for anything else, such as Podman's `host/namespace`:
 *   credentials for a part of a registry are not sent to all of it
 */
export function registryOfKey(key: string): string | undefined {
  const host = key
    .replace(/^https?:\/\//, '')
    .replace(/\/(?:v[12]\/?)?$/, '')
    .toLowerCase();
  return hubNames.hosts.has(host) ? 'docker.io' : registryHost(host);
}

/**
 * A host as in completed references, port included.
 *
 * @returns undefined where no reference can name such a registry
 */
export function registryHost(text: string): string | undefined {
  if (text === '' || text.includes('/')) {
    return undefined;
  }
  const parsed = parseImageReference(`${text}/a/b`);
  if (!parsed.ok) {
    return undefined;
  }
  const { registry, repository } = parsed.reference;
  // Without a dot or port it is a namespace on Docker Hub.
  return repository === 'a/b' ? registry : undefined;
}
