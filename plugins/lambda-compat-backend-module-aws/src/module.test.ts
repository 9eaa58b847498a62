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

import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { lambdaCompatRegistriesExtensionPoint } from '@lambda-compat/backstage-plugin-lambda-compat-node';
import module from '.';

type Data = NonNullable<
  Parameters<typeof mockServices.rootConfig.factory>[0]
>['data'];

async function start(data: Data): Promise<string[]> {
  const names: string[] = [];
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data }),
      createBackendPlugin({
        pluginId: 'lambda-compat',
        register(env) {
          env.registerExtensionPoint(lambdaCompatRegistriesExtensionPoint, {
            addCredentialsProvider: ({ name }) => names.push(name),
          });
          env.registerInit({ deps: {}, async init() {} });
        },
      }),
      module,
    ],
  });
  await backend.stop();
  return names;
}

describe('the module', () => {
  it('brings credentials for private registries, and for the public one where that is wanted', async () => {
    await expect(start({})).resolves.toEqual(['Amazon ECR']);
    await expect(
      start({ lambdaCompat: { aws: { ecrPublic: { enabled: true } } } }),
    ).resolves.toEqual(['Amazon ECR', 'Amazon ECR Public']);
  });

  it.each([
    [
      { ecr: { accounts: [{ accountId: '12345' }] } },
      "Invalid configuration at 'lambdaCompat.aws.ecr.accounts[0].accountId': '12345' is not the twelve digits of an AWS account, in quotes",
    ],
    [
      { ecr: { accounts: [{ accountId: '123456789012', regions: ['eu'] }] } },
      "Invalid configuration at 'lambdaCompat.aws.ecr.accounts[0].regions': 'eu' is not an AWS region",
    ],
    [
      { ecrPublic: { accountId: 'main' } },
      "Invalid configuration at 'lambdaCompat.aws.ecrPublic.accountId': 'main' is not the twelve digits of an AWS account, in quotes",
    ],
  ])('does not start with %j', async (aws, message) => {
    await expect(start({ lambdaCompat: { aws } })).rejects.toThrow(message);
  });
});
