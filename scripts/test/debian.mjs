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

import { spawnSync } from 'node:child_process';

/** Whether programs can be installed here: root on Debian or Ubuntu. */
function canInstall() {
  return (
    process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  );
}

/**
 * Installs packages of Debian, where that is possible. What could not be
 * installed is found out by whoever looks for it.
 *
 * @param {string} what for the reader of the output
 * @param {string[]} packages
 */
export function installWithApt(what, packages) {
  if (packages.length === 0 || !canInstall()) return;
  process.stdout.write(`installing ${what} with apt-get\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = ['ignore', 'ignore', 'inherit'];
  spawnSync('apt-get', ['update', '-qq'], { env, stdio });
  spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    { env, stdio },
  );
}

/** Whether a program is there to be started. */
export function isInstalled(program) {
  return !spawnSync(program, ['--version']).error;
}
