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

/* eslint-disable no-console -- its lines are what it is for */

const ROUNDS = 31;
const WARM_UP = 5;

/** Something that is done again and again. */
export type Work = () => Promise<unknown>;

/** Medians, in milliseconds, of works that take turns on the same machine. */
export async function measure(works: readonly Work[]): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      await work();
      if (round >= WARM_UP) {
        times[index].push(performance.now() - start);
      }
    }
  }
  return times.map(median);
}

/** Writes a line; whoever reads many finds the bad ones by their mark. */
export function printRatio(
  name: string,
  ours: number,
  theirs: number,
  limit?: number,
): void {
  const ratio = ours / theirs;
  const figures = `${ours.toFixed(2)} ms, ${theirs.toFixed(
    2,
  )} ms, ${ratio.toFixed(2)}`;
  const mark = limit !== undefined && ratio > limit ? ` (over ${limit})` : '';
  console.log(`${name}: ${figures}${mark}`);
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}
