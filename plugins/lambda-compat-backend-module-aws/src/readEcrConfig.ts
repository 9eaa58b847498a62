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

/** Whose registries get credentials. */
export interface EcrConfig {
  /** Account to its regions; null where all of its regions are meant. */
  accounts: ReadonlyMap<string, ReadonlySet<string> | null>;
  ecrPublic: {
    enabled: boolean;
    /** Undefined for the main account. */
    accountId: string | undefined;
  };
}

const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2,5}(-[a-z]+){1,4}-\d{1,2}$/;

/**
 * Reads `lambdaCompat.aws`, and the accounts of `aws.accounts`, which Backstage
 * has credentials for already.
 *
 * @throws `Error` that names the key
 */
export function readEcrConfig(config: Config): EcrConfig {
  const accounts = new Map<string, ReadonlySet<string> | null>();
  for (const account of config.getOptionalConfigArray('aws.accounts') ?? []) {
    accounts.set(account.getString('accountId'), null);
  }
  const listed =
    config.getOptionalConfigArray('lambdaCompat.aws.ecr.accounts') ?? [];
  for (const [index, account] of listed.entries()) {
    const key = `lambdaCompat.aws.ecr.accounts[${index}]`;
    const accountId = readAccountId(account, 'accountId', key);
    const regions = account.getOptionalStringArray('regions');
    for (const region of regions ?? []) {
      if (!REGION.test(region)) {
        throw new Error(
          `Invalid configuration at '${key}.regions': '${region}' is not an AWS region`,
        );
      }
    }
    accounts.set(accountId, regions ? new Set(regions) : null);
  }
  const ecrPublic = config.getOptionalConfig('lambdaCompat.aws.ecrPublic');
  return {
    accounts,
    ecrPublic: {
      enabled: ecrPublic?.getOptionalBoolean('enabled') ?? false,
      accountId: ecrPublic?.has('accountId')
        ? readAccountId(ecrPublic, 'accountId', 'lambdaCompat.aws.ecrPublic')
        : undefined,
    },
  };
}

function readAccountId(config: Config, key: string, place: string): string {
  const accountId = config.getString(key);
  if (!ACCOUNT.test(accountId)) {
    throw new Error(
      `Invalid configuration at '${place}.${key}': '${accountId}' is not the twelve digits of an AWS account, in quotes`,
    );
  }
  return accountId;
}
