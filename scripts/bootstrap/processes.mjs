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

import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Its output goes to standard error, so that what
 * `lambda-compat` prints stays the only thing on standard output.
 */
export function runToEnd(command, args, options = {}) {
  const { onLine, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...rest,
      stdio: onLine ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    });
    if (onLine) {
      for (const stream of [child.stdout, child.stderr]) {
        let rest = '';
        stream.setEncoding('utf8');
        stream.on('data', chunk => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop() ?? '';
          lines.forEach(onLine);
        });
        stream.on('end', () => rest && onLine(rest));
      }
    }
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(
            new Error(
              `${command} ${args.slice(0, 3).join(' ')} ended with ${
                signal ?? `exit code ${code}`
              }`,
            ),
          ),
    );
  });
}

/**
 * Hands the terminal to a program and ends as it ends.
 *
 * @param ownGroup - start it as the leader of a process group and pass signals
 *   to the group: `backstage-cli repo start` leaves its backend running when
 *   only its own process is told to stop.
 */
export function handOver(command, args, { ownGroup = false, ...options } = {}) {
  const child = spawn(command, args, {
    ...options,
    stdio: 'inherit',
    detached: ownGroup,
  });
  const pass = signal => {
    try {
      process.kill(ownGroup ? -child.pid : child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => pass(signal));
  }
  endWithParent(() => pass('SIGTERM'));
  child.on('error', error => {
    process.stderr.write(`lambda-compat: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('close', (code, signal) => {
    if (ownGroup) pass('SIGTERM');
    process.exit(signal ? 128 + (SIGNAL_NUMBERS[signal] ?? 0) : code ?? 1);
  });
  return child;
}

// The shell that npm runs a script in passes no signal on: whoever stops npm
// would leave a server behind that nobody sees.
function endWithParent(end) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MS).unref();
}

const PARENT_CHECK_MS = 1_000;
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
