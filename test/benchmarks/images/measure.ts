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
import path from 'node:path';

const CHILD = path.join(__dirname, 'measureChild.ts');

/** What a process of its own took. */
export interface Measured {
  /** In milliseconds, without the start of the process. */
  took: number;
  /** Bytes by which its memory grew, at most. */
  grown: number;
}

/** Does something in a process of its own. */
export function measureInChild(...args: string[]): Measured {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require=@backstage/cli/config/nodeTransform.cjs', CHILD, ...args],
    { encoding: 'utf8', cwd: path.resolve(__dirname, '..', '..') },
  );
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}
