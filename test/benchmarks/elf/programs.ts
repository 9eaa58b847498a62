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

/** Whether a program can be started. */
export function isInstalled(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).error === undefined;
}

/** Runs a program to its end; what it says is thrown away. */
export function runProgram(command: string, args: string[]): void {
  const { error } = spawnSync(command, args, { stdio: 'ignore' });
  if (error) {
    throw error;
  }
}

/** Medians, in milliseconds, of works that take turns on the same machine. */
export async function takeTurns(
  works: readonly (() => unknown)[],
  rounds: number,
  warmUp: number,
): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      await work();
      if (round >= warmUp) {
        times[index].push(performance.now() - start);
      }
    }
  }
  return times.map(all => [...all].sort((a, b) => a - b)[all.length >> 1]);
}
