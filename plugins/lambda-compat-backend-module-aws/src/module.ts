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
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { lambdaCompatRegistriesExtensionPoint } from '@lambda-compat/backstage-plugin-lambda-compat-node';
import { EcrCredentialsProvider } from './EcrCredentialsProvider';
import { EcrPublicCredentialsProvider } from './EcrPublicCredentialsProvider';
import { readEcrConfig } from './readEcrConfig';

/**
 * Gives the lambda-compat backend credentials for Amazon ECR.
 *
 * @public
 */
export const lambdaCompatModuleAws = createBackendModule({
  pluginId: 'lambda-compat',
  moduleId: 'aws',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        registries: lambdaCompatRegistriesExtensionPoint,
      },
      async init({ config, logger, registries }) {
        const { accounts, ecrPublic } = readEcrConfig(config);
        const awsCredentials = DefaultAwsCredentialsManager.fromConfig(config);
        registries.addCredentialsProvider(
          EcrCredentialsProvider.create({ accounts, awsCredentials, logger }),
        );
        if (ecrPublic.enabled) {
          registries.addCredentialsProvider(
            EcrPublicCredentialsProvider.create({
              accountId: ecrPublic.accountId,
              awsCredentials,
            }),
          );
        }
      },
    });
  },
});
