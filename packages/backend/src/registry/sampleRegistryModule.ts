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

import path from 'node:path';
import {
  coreServices,
  createBackendModule,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { readSampleBuilds } from '../measurements/readSampleMeasurements';
import type { SampleBuilds } from './control/answerBuild';
import type { SampleDeclaration } from './images/SampleImage';
import { readSampleDeclaration } from './readSampleDeclaration';
import { SampleRegistry } from './SampleRegistry';
import { SampleTags } from './SampleTags';
import { writeSampleHistory } from './writeSampleHistory';

// As in app-config.yaml: relative to the working directory, packages/backend.
const SAMPLES = path.resolve('samples');

/**
 * Starts the registry of the samples with the portal, and writes the history
 * that the portal imports. A module of lambda-compat so that both are there
 * before the first look.
 */
export const sampleRegistryModule = createBackendModule({
  pluginId: 'lambda-compat',
  moduleId: 'sample-registry',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, lifecycle, logger }) {
        const settings = config.getOptionalConfig('sampleRegistry');
        if (!settings) {
          return;
        }
        const declaration = await readSampleDeclaration(
          SAMPLES,
          settings.getOptionalString('scene'),
        );
        const tags = await SampleTags.create(declaration);
        const historyFile = settings.getOptionalString('historyFile');
        if (historyFile) {
          await writeSampleHistory(
            path.resolve(historyFile),
            declaration,
            tags,
          );
        }
        const registry = await start({
          declaration,
          tags,
          builds: await readSampleBuilds(SAMPLES),
          port: settings.getNumber('port'),
          logger,
        });
        lifecycle.addShutdownHook(() => registry?.close());
      },
    });
  },
});

/** Undefined where another program has the port: the portal works without. */
async function start({
  logger,
  ...options
}: {
  declaration: SampleDeclaration;
  tags: SampleTags;
  builds: SampleBuilds;
  port: number;
  logger: LoggerService;
}): Promise<SampleRegistry | undefined> {
  try {
    const registry = await SampleRegistry.start({
      ...options,
      onError: error => logger.warn(`Sample registry: ${error}`),
    });
    logger.info(`The registry of the samples is at ${registry.url}`);
    return registry;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
      throw error;
    }
    logger.warn(
      `The registry of the samples is not started: port ${options.port} of 127.0.0.1 is taken. What the portal says of tags is what the program there answers; set LAMBDA_COMPAT_SAMPLE_REGISTRY_PORT to another port`,
    );
    return undefined;
  }
}
