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

// Yarn finds this file through `yarnPath` and runs it in its own place, so that
// `yarn start` works on a fresh clone with any Yarn, and with the one exact
// version that the lockfile was written by.
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const yarn = process.env.LAMBDA_COMPAT_YARN;
const args = process.argv.slice(2);
const { status, signal } = spawnSync(
  process.execPath,
  yarn ? [yarn, ...args] : [path.join(__dirname, 'run.mjs'), 'yarn', ...args],
  {
    stdio: 'inherit',
    env: { ...process.env, YARN_IGNORE_PATH: '1' },
  },
);
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 1);
