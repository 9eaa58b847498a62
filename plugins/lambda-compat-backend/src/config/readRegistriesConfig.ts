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

import type { Config } from '@backstage/config';
import type { RegistrySettings } from '@lambda-compat/oci-registry';
import { isDeepStrictEqual } from 'node:util';
import { readRegistrySettings } from './readRegistrySettings';

/** An entry of `lambdaCompat.registries`, checked. */
export interface RegistryConfig extends RegistrySettings {
  /** Whether the registry itself is asked; where not, its mirrors are. */
  watch: boolean;
  mirrors: MirrorConfig[];
}

/** A registry that answers for another one, from what it has kept. */
export interface MirrorConfig extends RegistrySettings {
  /** What stands before the repositories of the other; empty or ends in `/`. */
  repositoryPrefix: string;
}

const PREFIX = /^(?:[a-z0-9]+(?:[._-]+[a-z0-9]+)*\/)+$/;
const MAX_PREFIX_LENGTH = 200;

/**
 * @throws `Error` that names the key, never a password
 */
export function readRegistriesConfig(rootConfig: Config): RegistryConfig[] {
  const entries =
    rootConfig.getOptionalConfigArray('lambdaCompat.registries') ?? [];
  const registries = entries.map((entry, index) =>
    readRegistry(entry, `lambdaCompat.registries[${index}]`),
  );
  checkHosts(registries);
  return registries;
}

function readRegistry(config: Config, key: string): RegistryConfig {
  const settings = readRegistrySettings(config, key);
  const mirrors = (config.getOptionalConfigArray('mirrors') ?? []).map(
    (entry, index) => readMirror(entry, `${key}.mirrors[${index}]`),
  );
  const hosts = mirrors.map(({ host }) => host);
  mirrors.forEach(({ host }, index) => {
    if (host === settings.host || hosts.indexOf(host) < index) {
      throw new Error(
        `Invalid configuration at '${key}.mirrors[${index}].host': '${host}' is asked for '${settings.host}' already`,
      );
    }
  });
  return {
    ...settings,
    watch: config.getOptionalBoolean('watch') ?? true,
    mirrors,
  };
}

function readMirror(config: Config, key: string): MirrorConfig {
  const written = config.getOptionalString('repositoryPrefix') ?? '';
  const prefix = written && !written.endsWith('/') ? `${written}/` : written;
  if (
    prefix !== '' &&
    (prefix.length > MAX_PREFIX_LENGTH || !PREFIX.test(prefix))
  ) {
    throw new Error(
      `Invalid configuration at '${key}.repositoryPrefix': it must be the beginning of a repository, for example 'docker-hub/', not '${written}'`,
    );
  }
  return { ...readRegistrySettings(config, key), repositoryPrefix: prefix };
}

/**
 * A host is asked in one way: where it stands in several places, with the same
 * settings.
 */
function checkHosts(registries: readonly RegistryConfig[]): void {
  const known = new Map<string, RegistrySettings>();
  registries.forEach((registry, index) => {
    const { watch: _watch, mirrors, ...settings } = registry;
    const key = `lambdaCompat.registries[${index}]`;
    if (registries.findIndex(other => other.host === registry.host) < index) {
      throw new Error(
        `Invalid configuration at '${key}.host': '${registry.host}' stands there twice`,
      );
    }
    check(`${key}.host`, settings);
    mirrors.forEach(({ repositoryPrefix: _prefix, ...mirror }, position) =>
      check(`${key}.mirrors[${position}].host`, mirror),
    );
  });

  function check(key: string, settings: RegistrySettings): void {
    const other = known.get(settings.host);
    if (other && !isDeepStrictEqual(other, settings)) {
      throw new Error(
        `Invalid configuration at '${key}': '${settings.host}' stands elsewhere below 'lambdaCompat.registries' with other settings; write the same in both places`,
      );
    }
    known.set(settings.host, settings);
  }
}
