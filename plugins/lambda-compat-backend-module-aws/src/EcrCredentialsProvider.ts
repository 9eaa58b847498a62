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

import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type {
  CredentialsProvider,
  RegistryCredentials,
} from '@lambda-compat/oci-registry';
import { AuthorizationTokens } from './AuthorizationTokens';
import { describeAwsError } from './describeAwsError';
import { type EcrHost, parseEcrHost } from './parseEcrHost';
import type { EcrConfig } from './readEcrConfig';

// Of the service's answer, with its own retries. Not that of one caller, as
// several may wait for it.
const TIMEOUT_MS = 15_000;

/** Credentials for the private registries of configured AWS accounts. */
export class EcrCredentialsProvider implements CredentialsProvider {
  readonly name = 'Amazon ECR';
  readonly #accounts: EcrConfig['accounts'];
  readonly #awsCredentials: AwsCredentialsManager;
  readonly #logger: LoggerService;
  readonly #tokens: AuthorizationTokens;
  readonly #saidUnknown = new Set<string>();

  static create(options: {
    accounts: EcrConfig['accounts'];
    awsCredentials: AwsCredentialsManager;
    logger: LoggerService;
    tokens?: AuthorizationTokens;
  }): EcrCredentialsProvider {
    return new EcrCredentialsProvider(options);
  }

  private constructor(options: {
    accounts: EcrConfig['accounts'];
    awsCredentials: AwsCredentialsManager;
    logger: LoggerService;
    tokens?: AuthorizationTokens;
  }) {
    this.#accounts = options.accounts;
    this.#awsCredentials = options.awsCredentials;
    this.#logger = options.logger;
    this.#tokens = options.tokens ?? AuthorizationTokens.create();
  }

  async getCredentials(
    registry: string,
    options: { signal: AbortSignal },
  ): Promise<RegistryCredentials | undefined> {
    const host = parseEcrHost(registry);
    if (!host) {
      return undefined;
    }
    const regions = this.#accounts.get(host.accountId);
    if (regions === undefined || regions?.has(host.region) === false) {
      this.#sayUnknown(host);
      return undefined;
    }
    options.signal.throwIfAborted();
    try {
      return await this.#tokens.get(JSON.stringify(host), () =>
        this.#request(host),
      );
    } catch (error) {
      throw new Error(
        `AWS gave no credentials for the ECR registry of account ${
          host.accountId
        } in ${host.region}: ${describeAwsError(
          error,
        )}. The role needs ecr:GetAuthorizationToken.`,
      );
    }
  }

  async #request(host: EcrHost) {
    const { accountId, region } = host;
    const { sdkCredentialProvider } =
      await this.#awsCredentials.getCredentialProvider({ accountId });
    const client = new ECRClient({
      region,
      credentials: sdkCredentialProvider,
      useFipsEndpoint: host.fips,
      useDualstackEndpoint: host.dualStack,
    });
    try {
      const { authorizationData } = await client.send(
        new GetAuthorizationTokenCommand({}),
        { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
      );
      return authorizationData?.[0];
    } finally {
      client.destroy();
    }
  }

  #sayUnknown({ accountId, region }: EcrHost): void {
    const key = `${accountId} ${region}`;
    // Whatever components name gets here, so there is a bound.
    if (!this.#saidUnknown.has(key) && this.#saidUnknown.size < 100) {
      this.#saidUnknown.add(key);
      this.#logger.info(
        `Components name images of AWS account ${accountId} in ${region}, for which no credentials are asked: the account is neither in aws.accounts nor, with this region, in lambdaCompat.aws.ecr.accounts`,
      );
    }
  }
}
