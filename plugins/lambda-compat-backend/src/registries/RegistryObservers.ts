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

import type { RegistryConfig } from '../config/readRegistriesConfig';

/** Who looks at the tags of a registry. */
export interface Observer {
  /** As in `watched_tags`: the mirror's host, empty for the registry itself. */
  observer: string;
  /** Host that is asked. */
  host: string;
  /** Before the repositories of the registry; empty or ends in `/`. */
  repositoryPrefix: string;
}

/**
 * Which hosts are asked for the tags of a registry, by configuration. Registries
 * that are not configured are asked themselves.
 */
export class RegistryObservers {
  readonly #observers: ReadonlyMap<string, readonly Observer[]>;

  static create(options: {
    registries: ReadonlyArray<
      Pick<RegistryConfig, 'host' | 'watch'> & {
        mirrors: ReadonlyArray<
          Pick<RegistryConfig['mirrors'][number], 'host' | 'repositoryPrefix'>
        >;
      }
    >;
  }): RegistryObservers {
    return new RegistryObservers(
      new Map(
        options.registries.map(({ host, watch, mirrors }) => [
          host,
          [
            ...(watch ? [toSelf(host)] : []),
            ...mirrors.map(mirror => ({
              observer: mirror.host,
              host: mirror.host,
              repositoryPrefix: mirror.repositoryPrefix,
            })),
          ],
        ]),
      ),
    );
  }

  private constructor(observers: ReadonlyMap<string, readonly Observer[]>) {
    this.#observers = observers;
  }

  /** The primary one first; none where the registry is not to be asked. */
  list(registry: string): readonly Observer[] {
    return this.#observers.get(registry) ?? [toSelf(registry)];
  }

  /** Undefined where the configuration does not name it any more. */
  find(registry: string, observer: string): Observer | undefined {
    return this.list(registry).find(known => known.observer === observer);
  }

  /** Whether others are told of what this observer sees. */
  isPrimary(registry: string, observer: string): boolean {
    return this.list(registry)[0]?.observer === observer;
  }
}

function toSelf(registry: string): Observer {
  return { observer: '', host: registry, repositoryPrefix: '' };
}
