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
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Whether a program is installed; says so where it is not, and throws in
 * continuous integration, where nothing may be left out.
 */
export function isInstalled(command: string, args = ['--version']): boolean {
  const { status, error } = spawnSync(command, args, { encoding: 'utf8' });
  const installed = !error && status === 0;
  if (!installed && process.env.LAMBDA_COMPAT_REQUIRE_ALL) {
    throw new Error(`${command} is not installed`);
  }
  if (!installed) {
    // eslint-disable-next-line no-console -- the reader of the output should know what was left out
    console.warn(`${command} is not installed: nothing is built with it`);
  }
  return installed;
}

/** Builds in folders of their own, all removed by `remove`. */
export class Builds {
  readonly #folder = mkdtempSync(join(tmpdir(), 'compatibility-'));

  /** Runs a command among the sources and gives the folder. */
  run(
    sources: Record<string, string>,
    [command, ...args]: string[],
    env: Record<string, string> = {},
  ): string {
    const cwd = mkdtempSync(join(this.#folder, 'build-'));
    for (const [name, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    const { status, stderr } = spawnSync(command, args, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    if (status !== 0) {
      throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
    }
    return cwd;
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
