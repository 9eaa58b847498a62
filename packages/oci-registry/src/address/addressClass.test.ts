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

import { classifyAddress } from './addressClass';
import type { AddressClass } from './addressClass';

/**
 * IANA's registries of special-purpose addresses, one of each, and what
 * clouds document of their metadata services.
 */
const ADDRESSES: Array<[AddressClass, string[]]> = [
  [
    'public',
    [
      '1.1.1.1',
      '93.184.216.34',
      '172.15.255.255',
      '172.32.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '2606:4700:4700::1111',
      '2a00:1450:4001:81b::200e',
      '::ffff:1.1.1.1',
      '64:ff9b::1.1.1.1',
    ],
  ],
  [
    'private',
    [
      '127.0.0.1',
      '127.255.255.254',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.0.1',
      '169.254.1.1',
      '100.64.0.1',
      '100.127.255.254',
      '::1',
      'fc00::1',
      'fd12:3456::1',
      'fe80::1',
      'fe80::1%eth0',
      '::ffff:127.0.0.1',
      '::ffff:a00:1',
      '64:ff9b::a00:1',
    ],
  ],
  [
    'refused',
    [
      '169.254.169.254',
      '169.254.170.2',
      '169.254.170.23',
      '168.63.129.16',
      '100.100.100.200',
      '192.0.0.192',
      'fd00:ec2::254',
      'fd00:0ec2:0:0:0:0:0:254',
      'fd00:ec2::23',
      '::ffff:169.254.169.254',
      '64:ff9b::a9fe:a9fe',
      '0.0.0.0',
      '0.1.2.3',
      '192.0.2.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
      '::',
      '::7f00:1',
      '::ffff:0:127.0.0.1',
      '64:ff9b:1::1',
      '2001::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '2002:a00:1::',
      '3fff::1',
      '100::1',
      '4000::1',
      'fec0::1',
      'ff02::1',
      '',
      'localhost',
      '0x7f.1',
      '127.1',
      '017700000001',
      '1.1.1.1.1',
    ],
  ],
];

it.each(
  ADDRESSES.flatMap(([expected, addresses]) =>
    addresses.map(address => [address, expected] as const),
  ),
)('%j is %s', (address, expected) => {
  expect(classifyAddress(address)).toBe(expected);
});
