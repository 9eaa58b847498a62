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
import { defineConfig } from '@playwright/test';

const root = path.resolve(__dirname, '../..');
const port = Number(process.env.LAMBDA_COMPAT_E2E_PORT ?? 7117);
const baseURL = `http://localhost:${port}`;

/**
 * The portal as it is deployed: the backend serves the built frontend, on one
 * port. `portal` is the test; `pictures` writes docs/images.
 */
export default defineConfig({
  testDir: __dirname,
  outputDir: path.join(root, 'test-results'),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  reporter: [['line'], ['json']],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.LAMBDA_COMPAT_CHROMIUM ?? '/usr/bin/chromium',
      chromiumSandbox: false,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'portal', testMatch: '**/*.e2e.ts' },
    ...(process.env.LAMBDA_COMPAT_PICTURES
      ? [{ name: 'pictures', testMatch: '**/*.pictures.ts' }]
      : []),
  ],
  webServer: {
    command: [
      `"${process.execPath}"`,
      '--require=@backstage/cli/config/nodeTransform.cjs',
      'src/index.ts',
      '--config=../../app-config.yaml',
      '--config=../../test/e2e/app-config.e2e.yaml',
    ].join(' '),
    cwd: path.join(root, 'packages/backend'),
    url: `${baseURL}/.backstage/health/v1/readiness`,
    timeout: 120_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    env: {
      APP_CONFIG_app_baseUrl: JSON.stringify(baseURL),
      APP_CONFIG_backend_baseUrl: JSON.stringify(baseURL),
      APP_CONFIG_backend_listen_port: String(port),
    },
  },
});
