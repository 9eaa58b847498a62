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

/** What of the configuration says how registries are called. */
export interface NamedRegistry {
  /** As in completed references. */
  host: string;
  endpoint?: string;
  mirrors?: ReadonlyArray<{
    host: string;
    endpoint?: string;
    /** Before the repository, on the mirror. */
    repositoryPrefix?: string;
  }>;
}

/** A repository, as references name it. What a mirror has got counts, too. */
export interface NamedRepository {
  registry: string;
  repository: string;
}

// One registry, three names.
const DOCKER_HUB = [
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
];

interface Name {
  registry: string;
  prefix: string;
}

/**
 * Finds by which names references know what a registry calls by its own. It may
 * know itself by the name that it has inside of a cluster, which the
 * configuration has as its endpoint.
 */
export class RegistryNames {
  readonly #names: ReadonlyMap<string, readonly Name[]>;

  static create(options: {
    registries: readonly NamedRegistry[];
  }): RegistryNames {
    const names = new Map<string, Name[]>();
    const add = (host: string, name: Name) => {
      const key = host.toLowerCase();
      names.set(key, [...(names.get(key) ?? []), name]);
    };
    for (const { host, endpoint, mirrors = [] } of options.registries) {
      const registry = canonicalHost(host);
      const own = { registry, prefix: '' };
      for (const called of hostsOf(registry, endpoint)) {
        add(called, own);
      }
      for (const mirror of mirrors) {
        const name = {
          registry,
          prefix: toPrefix(mirror.repositoryPrefix),
        };
        for (const called of hostsOf(mirror.host, mirror.endpoint)) {
          add(called, name);
        }
      }
    }
    return new RegistryNames(names);
  }

  private constructor(names: ReadonlyMap<string, readonly Name[]>) {
    this.#names = names;
  }

  /** Whether or not anything is watched there. */
  resolve(host: string, repository: string): NamedRepository[] {
    const called = canonicalHost(host);
    const configured = this.#names.get(called) ?? [];
    const resolved = configured
      .filter(({ prefix }) => repository.startsWith(prefix))
      .map(({ registry, prefix }) => ({
        registry,
        repository: repository.slice(prefix.length),
      }));
    // What a registry calls itself is what references call it, mostly.
    const own = { registry: called, repository };
    return resolved.some(({ registry }) => registry === called)
      ? resolved
      : [...resolved, own];
  }
}

function canonicalHost(host: string): string {
  const lower = host.toLowerCase();
  return DOCKER_HUB.includes(lower) ? DOCKER_HUB[0] : lower;
}

function hostsOf(host: string, endpoint: string | undefined): string[] {
  const other =
    endpoint && URL.canParse(endpoint) ? new URL(endpoint).host : host;
  return [...new Set([host.toLowerCase(), canonicalHost(other)])];
}

function toPrefix(prefix: string | undefined): string {
  const trimmed = (prefix ?? '').replace(/^\/|\/$/g, '');
  return trimmed && `${trimmed}/`;
}
