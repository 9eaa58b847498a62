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

import fs from 'node:fs';
import path from 'node:path';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { samplesFolder } from './sampleRepository';

type PlaywrightServer = Extract<
  PlaywrightTestConfig['webServer'],
  readonly unknown[]
>[number];

const root = path.resolve(__dirname, '../..');
const port = Number(process.env.LAMBDA_COMPAT_E2E_PORT ?? 7117);
const withPictures = Boolean(process.env.LAMBDA_COMPAT_PICTURES);
const INCIDENT_PICTURES = '**/incident.pictures.ts';

interface Portal {
  /** The app that it serves. */
  packageName: string;
  port: number;
  /** Where the story of the samples begins; the usual place if left out. */
  scene?: string;
}

/** The portal of the new frontend system, and that of the old one. */
const PORTAL: Portal = { packageName: 'app', port };
const LEGACY_PORTAL: Portal = { packageName: 'app-legacy', port: port + 1 };

/** As `npm run replay` starts it: the tag of the incident has yet to move. */
const INCIDENT_PORTAL: Portal = {
  packageName: 'app',
  port: port + 1,
  scene: 'before-the-move',
};

// Tests find it by the port of their portal: see sampleRegistry.ts.
const SAMPLE_REGISTRY_OFFSET = 10;

/**
 * The portal's own copy of the samples, which tests may change: see
 * sampleRepository.ts. Made before the portals start, by the process that
 * starts them.
 */
function copySamples(portal: Portal): string {
  const folder = samplesFolder(portal.port);
  if (process.env.TEST_WORKER_INDEX === undefined) {
    fs.rmSync(folder, { recursive: true, force: true });
    for (const name of ['catalog', 'repositories']) {
      fs.cpSync(
        path.join(root, 'packages/backend/samples', name),
        path.join(folder, name),
        { recursive: true, verbatimSymlinks: true },
      );
    }
  }
  return folder;
}

function baseUrl(portal: Portal): string {
  return `http://localhost:${portal.port}`;
}

/** A backend with the sample catalog that serves one of the built apps. */
function server(portal: Portal): PlaywrightServer {
  const url = JSON.stringify(baseUrl(portal));
  return {
    name: [portal.packageName, portal.scene].filter(Boolean).join(', '),
    command: [
      `"${process.execPath}"`,
      '--require=@backstage/cli/config/nodeTransform.cjs',
      'src/index.ts',
      '--config=../../app-config.yaml',
      '--config=../../test/e2e/app-config.e2e.yaml',
    ].join(' '),
    cwd: path.join(root, 'packages/backend'),
    url: `${baseUrl(portal)}/.backstage/health/v1/readiness`,
    timeout: 120_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    env: {
      APP_CONFIG_app_packageName: JSON.stringify(portal.packageName),
      APP_CONFIG_app_baseUrl: url,
      APP_CONFIG_backend_baseUrl: url,
      APP_CONFIG_backend_listen_port: String(portal.port),
      LAMBDA_COMPAT_SAMPLE_REGISTRY_PORT: String(
        portal.port + SAMPLE_REGISTRY_OFFSET,
      ),
      LAMBDA_COMPAT_SAMPLES: copySamples(portal),
      LAMBDA_COMPAT_SAMPLE_SCENE: portal.scene ?? '',
    },
  };
}

/**
 * The portal as it is deployed: the backend serves the built frontend, on one
 * port. `portal` and `portal-legacy` are the tests, for the two frontend
 * systems of Backstage; `pictures` and `pictures-incident` write docs/images.
 * Tests named `*.both.e2e.ts` run in both apps.
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
  projects: withPictures
    ? [
        {
          name: 'pictures',
          testMatch: '**/*.pictures.ts',
          testIgnore: INCIDENT_PICTURES,
          use: { baseURL: baseUrl(PORTAL) },
        },
        {
          name: 'pictures-incident',
          testMatch: INCIDENT_PICTURES,
          use: { baseURL: baseUrl(INCIDENT_PORTAL) },
        },
      ]
    : [
        {
          name: 'portal',
          testMatch: '**/*.e2e.ts',
          use: { baseURL: baseUrl(PORTAL) },
        },
        {
          name: 'portal-legacy',
          testMatch: '**/*.both.e2e.ts',
          use: { baseURL: baseUrl(LEGACY_PORTAL) },
        },
      ],
  webServer: withPictures
    ? [server(PORTAL), server(INCIDENT_PORTAL)]
    : [server(PORTAL), server(LEGACY_PORTAL)],
});
