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

import { hubNames, registryOfKey } from './registryNames';

/**
 * What a configuration file of Docker or Podman says about one registry.
 *
 * - `helper`: a program knows, and is asked for `server`.
 * - `password`: it stands in the file.
 * - `unusable`: there is something, which is not supported or cannot be read.
 */
export type ConfiguredCredentials =
  | { type: 'helper'; helper: string; server: string }
  | { type: 'password'; username: string; password: string }
  | { type: 'unusable'; reason: string };

/**
 * The part of `config.json` (Docker) and `auth.json` (Podman, Buildah, Skopeo)
 * that says how to sign in to registries. Both have the same form.
 */
export class DockerConfig {
  readonly #helpers: ReadonlyMap<string, string>;
  readonly #store: string | null;
  readonly #auths: ReadonlyMap<string, Readonly<Record<string, unknown>>>;

  private constructor(
    helpers: ReadonlyMap<string, string>,
    store: string | null,
    auths: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  ) {
    this.#helpers = helpers;
    this.#store = store;
    this.#auths = auths;
  }

  /** @returns undefined where the value is no configuration at all */
  static from(value: unknown): DockerConfig | undefined {
    if (!isRecord(value)) {
      return undefined;
    }
    const helpers = new Map<string, string>();
    for (const [key, helper] of entriesOf(value.credHelpers)) {
      const registry = registryOfKey(key);
      // An empty name is how one registry is taken out of the store.
      if (registry !== undefined && typeof helper === 'string') {
        helpers.set(registry, helper);
      }
    }
    const auths = new Map<string, Readonly<Record<string, unknown>>>();
    for (const [key, auth] of entriesOf(value.auths)) {
      const registry = registryOfKey(key);
      if (registry !== undefined && isRecord(auth) && !auths.has(registry)) {
        auths.set(registry, auth);
      }
    }
    const { credsStore } = value;
    const store =
      typeof credsStore === 'string' && credsStore !== '' ? credsStore : null;
    return new DockerConfig(helpers, store, auths);
  }

  /**
   * What it says, in the order in which it is tried: the helper of the
   * registry, else that of all registries, then what the file itself holds.
   *
   * @param registry - host as in a completed reference
   */
  credentialsOf(registry: string): ConfiguredCredentials[] {
    const found: ConfiguredCredentials[] = [];
    const helper = this.#helpers.get(registry) ?? this.#store ?? '';
    if (helper !== '') {
      const server = registry === 'docker.io' ? hubNames.server : registry;
      found.push({ type: 'helper', helper, server });
    }
    const auth = this.#auths.get(registry);
    const written = auth && writtenCredentials(auth);
    if (written) {
      found.push(written);
    }
    return found;
  }
}

/** Undefined for `{}`, which stands where a helper holds the password. */
function writtenCredentials(
  entry: Readonly<Record<string, unknown>>,
): ConfiguredCredentials | undefined {
  const text = (key: string) => {
    const value = entry[key];
    return typeof value === 'string' ? value : '';
  };
  for (const key of ['identitytoken', 'registrytoken']) {
    if (text(key) !== '') {
      return { type: 'unusable', reason: `"${key}" is not supported` };
    }
  }
  const auth = text('auth');
  if (auth !== '') {
    return (
      decodedAuth(auth) ?? { type: 'unusable', reason: '"auth" is damaged' }
    );
  }
  const username = text('username');
  const password = text('password');
  return username === '' || password === ''
    ? undefined
    : { type: 'password', username, password };
}

function decodedAuth(auth: string): ConfiguredCredentials | undefined {
  // Node skips what is no base64 and would make another password of the rest.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(auth)) {
    return undefined;
  }
  const text = Buffer.from(auth, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) {
    return undefined;
  }
  // Docker's own files had NUL bytes behind the password once.
  const password = text.slice(colon + 1).replace(/\0+$/, '');
  return password === ''
    ? undefined
    : { type: 'password', username: text.slice(0, colon), password };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}
