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

/**
 * Starts the demo portal: the frontend's development server and the backend,
 * on SQLite, with the sample catalog.
 */
import path from 'node:path';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { handOver } from './bootstrap/processes.mjs';

const PORTAL = 'http://localhost:3000';
const BACKEND_READY = 'http://localhost:7007/.backstage/health/v1/readiness';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(path.join(root, 'package.json'));
const cli = path.join(
  path.dirname(require.resolve('@backstage/cli/package.json')),
  'bin',
  'backstage-cli',
);

handOver(process.execPath, [cli, 'repo', 'start', ...process.argv.slice(2)], {
  cwd: root,
  env: process.env,
  ownGroup: true,
});

await untilReady();
process.stderr.write(`\nlambda-compat: the portal is ready at ${PORTAL}\n\n`);

async function untilReady() {
  for (;;) {
    const answers = await Promise.all([
      answered(PORTAL),
      answered(BACKEND_READY),
    ]);
    if (answers.every(Boolean)) return;
    await sleep(500);
  }
}

async function answered(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
