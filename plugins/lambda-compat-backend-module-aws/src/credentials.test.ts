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

import { ECRClient } from '@aws-sdk/client-ecr';
import { ECRPUBLICClient } from '@aws-sdk/client-ecr-public';
import { mockServices } from '@backstage/backend-test-utils';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { AuthorizationTokens } from './AuthorizationTokens';
import { EcrCredentialsProvider } from './EcrCredentialsProvider';
import { EcrPublicCredentialsProvider } from './EcrPublicCredentialsProvider';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 12);
const HOST = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';

// The password has a colon of its own.
const TOKEN = Buffer.from('AWS:pass:word').toString('base64');

const { signal } = new AbortController();

/** What each client was asked with. */
interface Asked {
  region: string;
  fips: boolean;
  dualStack: boolean;
  accessKeyId: string;
  command: string;
}

function setup(
  answer: () => unknown = () => ({
    authorizationData: [
      { authorizationToken: TOKEN, expiresAt: new Date(NOW + 12 * HOUR) },
    ],
  }),
) {
  const clock = { now: NOW, monotonic: 0 };
  const pass = (ms: number) => {
    clock.now += ms;
    clock.monotonic += ms;
  };
  const tokens = AuthorizationTokens.create({
    clock: { now: () => clock.now, monotonic: () => clock.monotonic },
  });
  const asked: Asked[] = [];
  for (const client of [ECRClient, ECRPUBLICClient]) {
    jest
      .spyOn(client.prototype, 'send')
      .mockImplementation(async function send(
        this: ECRClient | ECRPUBLICClient,
        command: object,
      ) {
        const { config } = this;
        asked.push({
          region: await config.region(),
          fips: await config.useFipsEndpoint(),
          dualStack: await config.useDualstackEndpoint(),
          accessKeyId: (await config.credentials()).accessKeyId,
          command: command.constructor.name,
        });
        return answer();
      } as never);
  }
  const awsCredentials: jest.Mocked<AwsCredentialsManager> = {
    getCredentialProvider: jest.fn(async options => ({
      sdkCredentialProvider: async () => ({
        accessKeyId: `key of ${options?.accountId ?? 'main'}`,
        secretAccessKey: 'secret',
      }),
    })),
  };
  const logger = mockServices.logger.mock();
  const ecr = EcrCredentialsProvider.create({
    accounts: new Map([
      ['123456789012', new Set(['eu-central-1', 'us-east-1'])],
      ['210987654321', null],
    ]),
    awsCredentials,
    logger,
    tokens,
  });
  return { asked, awsCredentials, ecr, logger, pass, tokens };
}

afterEach(() => jest.restoreAllMocks());

describe('EcrCredentialsProvider', () => {
  it('asks in the region and with the credentials of the account that the host names', async () => {
    const { asked, ecr } = setup();
    await expect(ecr.getCredentials(HOST, { signal })).resolves.toEqual({
      username: 'AWS',
      password: 'pass:word',
      expiresAt: NOW + 12 * HOUR,
    });
    await ecr.getCredentials('210987654321.dkr-ecr-fips.us-west-2.on.aws', {
      signal,
    });
    expect(asked).toEqual([
      {
        region: 'eu-central-1',
        fips: false,
        dualStack: false,
        accessKeyId: 'key of 123456789012',
        command: 'GetAuthorizationTokenCommand',
      },
      {
        region: 'us-west-2',
        fips: true,
        dualStack: true,
        accessKeyId: 'key of 210987654321',
        command: 'GetAuthorizationTokenCommand',
      },
    ]);
  });

  it.each([
    'docker.io',
    'public.ecr.aws',
    '123456789012.dkr.ecr.eu-central-1.evil.example',
    `${HOST}:5000`,
    // The account is not configured; nor is the region of the next.
    '999999999999.dkr.ecr.eu-central-1.amazonaws.com',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  ])('knows nothing of %s, and asks nobody', async registry => {
    const { asked, awsCredentials, ecr } = setup();
    await expect(
      ecr.getCredentials(registry, { signal }),
    ).resolves.toBeUndefined();
    expect(asked).toEqual([]);
    expect(awsCredentials.getCredentialProvider).not.toHaveBeenCalled();
  });

  it('says once which account and region are not configured', async () => {
    const { ecr, logger } = setup();
    const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
    await ecr.getCredentials(registry, { signal });
    await ecr.getCredentials(registry, { signal });
    expect(logger.info.mock.calls).toEqual([
      [
        'Components name images of AWS account 123456789012 in eu-west-1, for which no credentials are asked: the account is neither in aws.accounts nor, with this region, in lambdaCompat.aws.ecr.accounts',
      ],
    ]);
  });

  it('asks once for all who wait, and again after four fifths of the lifetime', async () => {
    const { asked, ecr, pass } = setup();
    await Promise.all(
      Array.from({ length: 20 }, () => ecr.getCredentials(HOST, { signal })),
    );
    pass(9.5 * HOUR);
    await ecr.getCredentials(HOST, { signal });
    expect(asked).toHaveLength(1);
    pass(0.2 * HOUR);
    await ecr.getCredentials(HOST, { signal });
    expect(asked).toHaveLength(2);
  });

  it('says what AWS said, and does not ask again at once', async () => {
    const { asked, ecr, pass } = setup(() => {
      throw Object.assign(new Error('User is not authorized'), {
        name: 'AccessDeniedException',
      });
    });
    const message =
      'AWS gave no credentials for the ECR registry of account 123456789012 in eu-central-1: AccessDeniedException: User is not authorized. The role needs ecr:GetAuthorizationToken.';
    await expect(ecr.getCredentials(HOST, { signal })).rejects.toThrow(message);
    await expect(ecr.getCredentials(HOST, { signal })).rejects.toThrow(message);
    expect(asked).toHaveLength(1);
    pass(31_000);
    await expect(ecr.getCredentials(HOST, { signal })).rejects.toThrow(message);
    expect(asked).toHaveLength(2);
  });

  it.each([
    {},
    { authorizationData: [] },
    { authorizationData: [{ authorizationToken: 'nonsense' }] },
  ])('refuses the answer %j', async answer => {
    const { ecr } = setup(() => answer);
    await expect(ecr.getCredentials(HOST, { signal })).rejects.toThrow(
      'the answer has no authorization token',
    );
  });
});

describe('EcrPublicCredentialsProvider', () => {
  it('asks in us-east-1, with the main account unless another is named', async () => {
    const answer = () => ({
      authorizationData: {
        authorizationToken: TOKEN,
        expiresAt: new Date(NOW + 12 * HOUR),
      },
    });
    const { asked, awsCredentials } = setup(answer);
    for (const accountId of [undefined, '123456789012']) {
      const provider = EcrPublicCredentialsProvider.create({
        accountId,
        awsCredentials,
      });
      await expect(
        provider.getCredentials('public.ecr.aws', { signal }),
      ).resolves.toEqual({
        username: 'AWS',
        password: 'pass:word',
        expiresAt: NOW + 12 * HOUR,
      });
      await expect(
        provider.getCredentials('docker.io', { signal }),
      ).resolves.toBeUndefined();
    }
    expect(asked).toMatchObject([
      { region: 'us-east-1', accessKeyId: 'key of main' },
      { region: 'us-east-1', accessKeyId: 'key of 123456789012' },
    ]);
  });
});
