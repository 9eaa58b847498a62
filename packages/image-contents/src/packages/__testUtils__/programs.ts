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

/**
 * Whether programs are installed with which something is compared. Where one is
 * not, it says so, and throws where everything is required.
 */
export function areInstalled(programs: string[]): boolean {
  const missing = programs.filter(
    program => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
  );
  if (missing.length === 0) {
    return true;
  }
  const message = `${missing.join(
    ' and ',
  )} not installed: nothing is compared with it`;
  if (process.env.LAMBDA_COMPAT_REQUIRE_ALL) {
    throw new Error(message);
  }
  // eslint-disable-next-line no-console -- the reader of the output should know what was left out
  console.warn(message);
  return false;
}

/** Runs a program and gives what it printed; throws where it fails. */
export function run(
  program: string,
  args: string[],
  input?: string | Buffer,
): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) {
    throw error ?? new Error(`${program} failed: ${stderr}`);
  }
  return stdout;
}
