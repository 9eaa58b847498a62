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

import type { RegistryQuota, RegistrySettings } from '../types';
import { registryName } from './knownRegistries';
import { Registry } from './Registry';
import type { RegistryContext } from './Registry';
import { resolveSettings, settingsOfReference } from './settings';
import type { ResolvedSettings } from './settings';

/** References may name any number of hosts; those asked last are kept. */
const MAX_REGISTRIES = 1_000;

/** All registries of one client, by the name that references have. */
export class Registries {
  readonly #settings: ReadonlyMap<string, ResolvedSettings>;
  readonly #context: RegistryContext;
  readonly #registries = new Map<string, Registry>();

  /** @throws TypeError where settings cannot be meant so, or come twice */
  constructor(settings: readonly RegistrySettings[], context: RegistryContext) {
    const resolved = new Map<string, ResolvedSettings>();
    for (const entry of settings.map(resolveSettings)) {
      if (resolved.has(entry.registry)) {
        throw new TypeError(
          `Settings of the registry ${entry.registry} are given twice`,
        );
      }
      resolved.set(entry.registry, entry);
    }
    this.#settings = resolved;
    this.#context = context;
  }

  /** @throws RegistryError `dns` where the name is no host */
  get(host: string): Registry {
    const name = registryName(host);
    let registry = this.#registries.get(name);
    if (registry === undefined) {
      this.#forgetOldest();
      registry = new Registry(
        this.#settings.get(name) ?? settingsOfReference(name),
        this.#context,
      );
    } else {
      this.#registries.delete(name);
    }
    this.#registries.set(name, registry);
    return registry;
  }

  quotas(): RegistryQuota[] {
    return [...this.#registries.values()]
      .map(registry => registry.quota())
      .sort((a, b) => (a.registry < b.registry ? -1 : 1));
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#registries.values()].map(registry => registry.close()),
    );
  }

  #forgetOldest(): void {
    if (this.#registries.size < MAX_REGISTRIES) {
      return;
    }
    for (const [name, registry] of this.#registries) {
      if (registry.idle && !this.#settings.has(name)) {
        this.#registries.delete(name);
        registry.close().catch(() => {});
        return;
      }
    }
  }
}
