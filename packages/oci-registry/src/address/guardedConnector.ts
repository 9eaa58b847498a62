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

import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { RegistryError } from '../errors';
import { classifyAddress } from './addressClass';

/** All addresses of a name. */
export type AddressLookup = (
  host: string,
) => Promise<Array<{ address: string; family: 4 | 6 }>>;

/** Names have a handful of addresses; all of them are checked. */
const MAX_ADDRESSES = 256;

export interface GuardedConnectorOptions {
  registry: string;
  /** Whether a host, without its port, may have a private address. */
  mayBePrivate: (hostname: string) => boolean;
  lookup: AddressLookup | undefined;
  connectMs: number;
  /** PEM, all that is trusted; undefined for what Node.js trusts. */
  ca: string[] | undefined;
}

/**
 * Connects to checked addresses only. A name is resolved once per connection,
 * all of its addresses are checked, and what is connected to are these: a name
 * that resolves to something else the next time gains nothing. Literals never
 * reach a lookup (undici, node:net), so they are checked before.
 */
export function createGuardedConnector(
  options: GuardedConnectorOptions,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.connectMs,
    ca: options.ca,
    lookup: guardedLookup(options),
  });
  return (target, callback) => {
    const refusal =
      isIP(target.hostname) === 0
        ? null
        : refusalOf(target.hostname, [target.hostname], options);
    if (refusal === null) {
      connect(target, callback);
    } else {
      queueMicrotask(() => callback(refusal, null));
    }
  };
}

function guardedLookup(options: GuardedConnectorOptions): LookupFunction {
  const resolve: AddressLookup = options.lookup ?? systemLookup;
  return (host, lookupOptions, callback) => {
    resolve(host).then(
      addresses => {
        const refusal = refusalOf(
          host,
          addresses.map(({ address }) => address),
          options,
        );
        if (refusal !== null) {
          callback(refusal, '');
        } else if (lookupOptions.all === true) {
          callback(null, addresses);
        } else {
          callback(null, addresses[0].address, addresses[0].family);
        }
      },
      error => callback(error, ''),
    );
  };
}

function refusalOf(
  host: string,
  addresses: readonly string[],
  options: GuardedConnectorOptions,
): RegistryError | null {
  const { registry } = options;
  if (addresses.length === 0) {
    return new RegistryError('dns', registry, `${host} has no address`);
  }
  const mayBePrivate = options.mayBePrivate(host);
  const refused =
    addresses.length > MAX_ADDRESSES ||
    addresses.some(address => {
      const addressClass = classifyAddress(address);
      return !(
        addressClass === 'public' ||
        (addressClass === 'private' && mayBePrivate)
      );
    });
  // Which address it was is not said: the sentence may be shown to whoever
  // wrote the reference, and would answer questions about the inner network.
  return refused
    ? new RegistryError(
        'refused-address',
        registry,
        `${host} has an address that is not public and that the configuration does not allow`,
      )
    : null;
}

async function systemLookup(
  host: string,
): Promise<Array<{ address: string; family: 4 | 6 }>> {
  const addresses = await lookup(host, { all: true, verbatim: true });
  return addresses.map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));
}
