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
import type { Config } from '@backstage/config';
import { measureSample } from './measureSample';
import {
  readSampleMeasurements,
  type SampleMeasurement,
} from './readSampleMeasurements';

// As in app-config.yaml: relative to the working directory, packages/backend.
const SAMPLES = path.resolve('samples');
const SUBJECT = 'sample-ci';
const RETRY_MS = 3_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
// The catalog reads the samples within seconds; two minutes are a slow machine.
const PATIENCE_MS = 120_000;

/**
 * Does for the samples what the CI of a real function does after each build:
 * measures the artifact and uploads the report, over HTTP and with a token.
 */
export const sampleMeasurementsModule = createBackendModule({
  pluginId: 'lambda-compat',
  moduleId: 'sample-measurements',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, discovery, lifecycle, logger }) {
        const token = findToken(config);
        if (!token) {
          return;
        }
        const shutdown = new AbortController();
        lifecycle.addShutdownHook(() => shutdown.abort());
        lifecycle.addStartupHook(async () => {
          const baseUrl = await discovery.getBaseUrl('lambda-compat');
          // Not awaited: the catalog has to start for it to succeed.
          uploadAll({ baseUrl, token, logger, signal: shutdown.signal }).catch(
            error => logger.warn(`Samples were not measured: ${error}`),
          );
        });
      },
    });
  },
});

interface UploadOptions {
  baseUrl: string;
  token: string;
  logger: LoggerService;
  signal: AbortSignal;
}

function findToken(config: Config): string | undefined {
  return config
    .getOptionalConfigArray('backend.auth.externalAccess')
    ?.find(access => access.getOptionalString('options.subject') === SUBJECT)
    ?.getOptionalString('options.token');
}

async function uploadAll(options: UploadOptions): Promise<void> {
  for (const sample of await readSampleMeasurements(SAMPLES)) {
    if (options.signal.aborted) {
      return;
    }
    await uploadOne(sample, options);
  }
}

async function uploadOne(
  sample: SampleMeasurement,
  { baseUrl, token, logger, signal }: UploadOptions,
): Promise<void> {
  const artifact = await measureSample(sample, SAMPLES);
  if (!artifact) {
    logger.info(
      `${sample.entity} is not measured: its binaries are not installed on this platform`,
    );
    return;
  }
  const { entity, files, made, repository, daysAgo = 0, ...described } = sample;
  const body = JSON.stringify({
    schema: 'lambda-compat/upload/v1',
    entityRef: entity,
    ...described,
    artifact,
    measuredAt: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
  });
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const failure = await send(`${baseUrl}/v1/reports`, token, body, signal);
    if (!failure || signal.aborted) {
      return;
    }
    if (Date.now() > end || !failure.again) {
      logger.warn(`${entity} could not be uploaded: ${failure.message}`);
      return;
    }
    await new Promise(resolve => setTimeout(resolve, RETRY_MS));
  }
}

/** What went wrong, and whether it may pass: the portal may still be starting. */
async function send(
  url: string,
  token: string,
  body: string,
  signal: AbortSignal,
): Promise<{ message: string; again: boolean } | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body,
      signal,
    });
    const text = await response.text();
    const again = [404, 409, 429].includes(response.status);
    return response.ok
      ? undefined
      : {
          message: `${response.status} ${text.slice(0, 300)}`,
          again: again || response.status >= 500,
        };
  } catch (error) {
    return { message: String(error), again: true };
  }
}
