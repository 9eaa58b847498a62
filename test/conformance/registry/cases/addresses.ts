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

import { type ConformanceCase, indexDigest } from '../case';
import { none } from '../server/log';
import type { Stage } from '../server/stage';

const LITERALS = 'edge case 32: connect.lookup is not called for literals';

/** Ways to write an address of this machine. */
const LOOPBACK = [
  '127.0.0.1',
  '127.1',
  '127.0.0.1.',
  '0x7f.1',
  '0x7f000001',
  '0177.0.0.1',
  '017700000001',
  '2130706433',
  '0.0.0.0',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  'localhost',
  'LOCALHOST',
  'localhost.',
];

/** Networks that are not public (RFC 6890), an address of each. */
const NOT_PUBLIC = [
  '10.1.2.3',
  '172.16.0.9',
  '192.168.0.9',
  '100.64.0.9',
  '169.254.7.7',
  '198.18.0.9',
  '224.0.0.9',
  '255.255.255.255',
  '[fe80::9]',
  '[fc00::9]',
  '[2002:7f00:1::]',
];

/** Metadata services of clouds: never, whatever is allowed. */
const METADATA = [
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '[::ffff:169.254.169.254]',
  '[fd00:ec2::254]',
];

function refused(
  id: string,
  title: string,
  address: string,
  allowPrivateAddresses: boolean,
): ConformanceCase {
  const host = (stage: Stage) => `${address}:${stage.port('registry')}`;
  return {
    id,
    title,
    source: [LITERALS, 'RFC 6890'],
    registry: stage => ({
      host: host(stage),
      endpoint: `http://${host(stage)}`,
      allowPrivateAddresses,
    }),
    steps: [
      {
        ask: 'digest',
        host,
        // Whether a dot after it belongs to the name differs between machines.
        failures: address.endsWith('t.')
          ? ['refused-address', 'dns']
          : ['refused-address'],
        within: 3_000,
      },
    ],
    log: [none({})],
  };
}

/** A registry with a name that resolves differently from time to time. */
function named(
  id: string,
  title: string,
  addresses: string[][],
  allowPrivateAddresses: boolean,
  right: 'digest' | 'refused',
): ConformanceCase {
  const host = (stage: Stage) => `registry.example:${stage.port('registry')}`;
  return {
    id,
    title,
    source: ['edge case 32: DNS rebinding'],
    registry: stage => ({
      host: host(stage),
      endpoint: `http://${host(stage)}`,
      allowPrivateAddresses,
    }),
    names: { 'registry.example': addresses },
    steps: [
      right === 'digest'
        ? { ask: 'digest', host, digest: indexDigest }
        : { ask: 'digest', host, failures: ['refused-address'] },
    ],
    log: right === 'digest' ? [] : [none({})],
  };
}

/** Addresses that a registry must not have, unless it is allowed to. */
export const ADDRESS_CASES: readonly ConformanceCase[] = [
  ...LOOPBACK.map(address =>
    refused(
      `address-${address}`,
      `${address} is an address of this machine and refused`,
      address,
      false,
    ),
  ),
  ...NOT_PUBLIC.map(address =>
    refused(
      `address-${address}`,
      `${address} is no public address and refused`,
      address,
      false,
    ),
  ),
  ...METADATA.map(address =>
    refused(
      `metadata-${address}`,
      `${address} is refused although private addresses are allowed`,
      address,
      true,
    ),
  ),
  named(
    'name-private',
    'A name that resolves to this machine is refused',
    [['127.0.0.1']],
    false,
    'refused',
  ),
  named(
    'name-mapped',
    'A name that resolves to this machine, written in IPv6, is refused',
    [['::ffff:127.0.0.1']],
    false,
    'refused',
  ),
  named(
    'name-mixed',
    'A name with one address that is not public is refused',
    [['93.184.215.14', '127.0.0.1']],
    false,
    'refused',
  ),
  named(
    'name-allowed',
    'A name that is allowed to resolve to this machine is asked',
    [['127.0.0.1']],
    true,
    'digest',
  ),
  named(
    'name-metadata',
    'A name that resolves to a metadata service is refused although private addresses are allowed',
    [['169.254.169.254']],
    true,
    'refused',
  ),
  named(
    'rebinding-after',
    'The address that was checked is the one connected to',
    [['127.0.0.1'], ['169.254.169.254']],
    true,
    'digest',
  ),
  named(
    'rebinding-before',
    'An address that is refused is not looked up until a better one comes',
    [['169.254.169.254'], ['127.0.0.1']],
    true,
    'refused',
  ),
];
