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

/** A private registry of Amazon ECR, as its host names it. */
export interface EcrHost {
  accountId: string;
  region: string;
  /** The host is one of those with validated cryptography. */
  fips: boolean;
  /** The host has IPv6 addresses, too. */
  dualStack: boolean;
}

// Whole host names only. In `1.dkr.ecr.us-east-1.evil.example` all but the end
// is right, and credentials would go to whoever owns the end.
const HOST =
  /^(?<accountId>\d{12})\.dkr(?<form>[.-])ecr(?<fips>-fips)?\.(?<region>[a-z]{2,5}(?:-[a-z]+){1,4}-\d{1,2})\.(?<domain>[a-z0-9.-]{1,40})$/;

/**
 * Domains of the AWS partitions, and what their regions begin with where that
 * tells them apart.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
const DOMAINS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  '.': new Map([
    ['amazonaws.com', ''],
    ['amazonaws.com.cn', 'cn-'],
    ['amazonaws.eu', 'eusc-'],
    ['c2s.ic.gov', 'us-iso-'],
    ['sc2s.sgov.gov', 'us-isob-'],
    ['cloud.adc-e.uk', 'eu-isoe-'],
    ['csp.hci.ic.gov', 'us-isof-'],
  ]),
  '-': new Map([
    ['on.aws', ''],
    ['on.amazonwebservices.com.cn', 'cn-'],
    ['on.amazonwebservices.eu', 'eusc-'],
  ]),
};

const MAX_LENGTH = 253;

/**
 * @param registry - host as in a completed reference
 * @returns undefined for whatever is not exactly the host of a private ECR
 *   registry; one with a port is not
 */
export function parseEcrHost(registry: string): EcrHost | undefined {
  if (registry.length > MAX_LENGTH) {
    return undefined;
  }
  const parts = HOST.exec(registry)?.groups;
  if (!parts) {
    return undefined;
  }
  const { accountId, domain, fips, form, region } = parts;
  const prefix = DOMAINS[form].get(domain);
  return prefix !== undefined && region.startsWith(prefix)
    ? {
        accountId,
        region,
        fips: fips !== undefined,
        dualStack: form === '-',
      }
    : undefined;
}
