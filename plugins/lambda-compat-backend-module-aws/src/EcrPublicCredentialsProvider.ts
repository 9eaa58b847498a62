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

import {
  ECRPUBLICClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr-public';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type {
  CredentialsProvider,
  RegistryCredentials,
} from '@lambda-compat/oci-registry';
import { AuthorizationTokens } from './AuthorizationTokens';
import { describeAwsError } from './describeAwsError';

/** For IPv4, and for both. */
const HOSTS = ['public.ecr.aws', 'ecr-public.aws.com'];

// The only region whose endpoint gives tokens, whatever the role's region is.
const REGION = 'us-east-1';

// Of the service's answer, with its own retries.
const TIMEOUT_MS = 15_000;

/**
 * Credentials for ECR Public, which needs none but answers ten times as many
 * requests in a second to those who have some.
 */
export class EcrPublicCredentialsProvider implements CredentialsProvider {
  readonly name = 'Amazon ECR Public';
  readonly #accountId: string | undefined;
  readonly #awsCredentials: AwsCredentialsManager;
  readonly #tokens: AuthorizationTokens;

  static create(options: {
    /** Undefined for the main account. */
    accountId: string | undefined;
    awsCredentials: AwsCredentialsManager;
    tokens?: AuthorizationTokens;
  }): EcrPublicCredentialsProvider {
    return new EcrPublicCredentialsProvider(options);
  }

  private constructor(options: {
    accountId: string | undefined;
    awsCredentials: AwsCredentialsManager;
    tokens?: AuthorizationTokens;
  }) {
    this.#accountId = options.accountId;
    this.#awsCredentials = options.awsCredentials;
    this.#tokens = options.tokens ?? AuthorizationTokens.create();
  }

  async getCredentials(
    registry: string,
    options: { signal: AbortSignal },
  ): Promise<RegistryCredentials | undefined> {
    if (!HOSTS.includes(registry)) {
      return undefined;
    }
    options.signal.throwIfAborted();
    try {
      return await this.#tokens.get('public', () => this.#request());
    } catch (error) {
      throw new Error(
        `AWS gave no credentials for ECR Public: ${describeAwsError(
          error,
        )}. The role needs ecr-public:GetAuthorizationToken and sts:GetServiceBearerToken.`,
      );
    }
  }

  async #request() {
    const accountId = this.#accountId;
    const { sdkCredentialProvider } =
      await this.#awsCredentials.getCredentialProvider(
        accountId === undefined ? undefined : { accountId },
      );
    const client = new ECRPUBLICClient({
      region: REGION,
      credentials: sdkCredentialProvider,
    });
    try {
      const { authorizationData } = await client.send(
        new GetAuthorizationTokenCommand({}),
        { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
      );
      return authorizationData;
    } finally {
      client.destroy();
    }
  }
}
