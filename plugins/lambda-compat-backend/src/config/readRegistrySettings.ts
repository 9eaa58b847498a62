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

// A name of the domain name system or an address, as the distribution grammar
// of references has it, and a port. The length is checked before.
const HOST =
  /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/;
const MAX_HOST_LENGTH = 259;

/** Names of Docker Hub that no completed reference has. */
const DOCKER_HUB = ['index.docker.io', 'registry-1.docker.io'];

const CERTIFICATE = '-----BEGIN CERTIFICATE-----';
const MAX_CERTIFICATES_LENGTH = 1_000_000;

/**
 * How one registry or mirror is asked.
 *
 * @param key - where `config` stands, for messages
 * @throws `Error` that names the key, never a password
 */
export function readRegistrySettings(
  config: Config,
  key: string,
): RegistrySettings {
  const host = readHost(config.getString('host'), `${key}.host`);
  const endpoint = config.getOptionalString('endpoint');
  const ca = config.getOptionalString('ca');
  if (
    ca !== undefined &&
    (!ca.includes(CERTIFICATE) || ca.length > MAX_CERTIFICATES_LENGTH)
  ) {
    throw fail(`${key}.ca`, 'it must hold certificates in PEM');
  }
  const settings: RegistrySettings = {
    host,
    endpoint: endpoint && readEndpoint(endpoint, `${key}.endpoint`),
    credentials: readCredentials(config, key),
    allowPrivateAddresses: config.getOptionalBoolean('allowPrivateAddresses'),
    tokenHosts: readHosts(config, key, 'tokenHosts'),
    redirectHosts: readHosts(config, key, 'redirectHosts'),
    ca,
    requestsPerSecond: readRate(config, key),
    burst: readCount(config, key, 'burst', 1_000),
    concurrency: readCount(config, key, 'concurrency', 100),
  };
  // So that what was not written is not there, for comparisons.
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as unknown as RegistrySettings;
}

function readHost(text: string, key: string): string {
  const host = text.toLowerCase();
  if (host.length > MAX_HOST_LENGTH || !HOST.test(host)) {
    throw fail(
      key,
      `it must be a host with an optional port, for example 'registry.example.com:5000', not '${text}'`,
    );
  }
  if (DOCKER_HUB.includes(host)) {
    throw fail(
      key,
      `Docker Hub is 'docker.io' in references; write that, not '${text}'`,
    );
  }
  return host;
}

/** @returns the origin */
function readEndpoint(text: string, key: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin =
    url &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '';
  if (!isOrigin) {
    // Not repeated: people write credentials into addresses.
    throw fail(
      key,
      "it must be 'https://' or 'http://', a host and an optional port, and nothing else",
    );
  }
  return url.origin;
}

function readCredentials(
  config: Config,
  key: string,
): RegistrySettings['credentials'] {
  const username = config.getOptionalString('username');
  const password = config.getOptionalString('password');
  if (username === undefined && password === undefined) {
    return undefined;
  }
  if (username === undefined || password === undefined) {
    const missing = username === undefined ? 'username' : 'password';
    throw fail(
      `${key}.${missing}`,
      'username and password must be there together',
    );
  }
  return { username, password };
}

function readRate(config: Config, key: string): number | undefined {
  const rate = config.getOptionalNumber('requestsPerSecond');
  if (rate !== undefined && !(rate > 0 && rate <= 1_000)) {
    throw fail(
      `${key}.requestsPerSecond`,
      `it must be more than 0 and at most 1000, not '${rate}'`,
    );
  }
  return rate;
}

function readCount(
  config: Config,
  key: string,
  name: 'burst' | 'concurrency',
  most: number,
): number | undefined {
  const count = config.getOptionalNumber(name);
  if (
    count !== undefined &&
    (!Number.isInteger(count) || count < 1 || count > most)
  ) {
    throw fail(
      `${key}.${name}`,
      `it must be a whole number from 1 to ${most}, not '${count}'`,
    );
  }
  return count;
}

function fail(key: string, mistake: string): Error {
  return new Error(`Invalid configuration at '${key}': ${mistake}`);
}

function readHosts(
  config: Config,
  key: string,
  name: string,
): string[] | undefined {
  return config
    .getOptionalStringArray(name)
    ?.map((host, index) => readHost(host, `${key}.${name}[${index}]`));
}
