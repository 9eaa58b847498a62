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

import ipaddr from 'ipaddr.js';

/**
 * - `public`: anybody's.
 * - `private`: loopback, private, link-local, unique local, carrier-grade NAT;
 *   only where the configuration allows it.
 * - `refused`: metadata services of clouds, and what no registry has.
 */
export type AddressClass = 'public' | 'private' | 'refused';

/**
 * Where clouds give credentials to whoever asks. AWS: instances, containers,
 * pods, on both protocols; Azure; Alibaba; Oracle.
 */
const METADATA_ADDRESSES: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  'fd00:ec2::254',
  'fd00:ec2::23',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
]);

const PRIVATE_RANGES: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'linkLocal',
  'uniqueLocal',
  'carrierGradeNat',
]);

/** The prefix of NAT64 that everybody uses; others hide what they translate. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** All that is assigned as unicast; `ipaddr.js` calls the rest so as well. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * What may be connected to. Addresses that carry another (IPv4-mapped, NAT64)
 * are what they carry; 6to4 and Teredo, which nobody needs, are refused.
 *
 * @param text - an address; anything else is refused
 */
export function classifyAddress(text: string): AddressClass {
  const bare = text.replace(/%.*$/, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) {
    return classifyIpv4(ipaddr.IPv4.parse(bare));
  }
  return ipaddr.IPv6.isValid(bare)
    ? classifyIpv6(ipaddr.IPv6.parse(bare))
    : 'refused';
}

function classifyIpv4(address: ipaddr.IPv4): AddressClass {
  if (METADATA_ADDRESSES.has(address.toString())) {
    return 'refused';
  }
  const range = address.range();
  if (range === 'unicast') {
    return 'public';
  }
  return PRIVATE_RANGES.has(range) ? 'private' : 'refused';
}

function classifyIpv6(address: ipaddr.IPv6): AddressClass {
  if (address.isIPv4MappedAddress()) {
    return classifyIpv4(address.toIPv4Address());
  }
  if (address.match(NAT64)) {
    return classifyIpv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  }
  if (METADATA_ADDRESSES.has(address.toString())) {
    return 'refused';
  }
  const range = address.range();
  if (range === 'unicast' && address.match(GLOBAL_UNICAST)) {
    return 'public';
  }
  return PRIVATE_RANGES.has(range) ? 'private' : 'refused';
}
