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

import { type Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

/** A bound of a duration, and how a sentence calls it. */
interface Bound {
  milliseconds: number;
  text: string;
}

// Below a second the database would be asked more often than it can help.
const LEAST: Bound = { milliseconds: 1_000, text: 'one second' };

/**
 * @param key - from the root
 * @returns milliseconds
 * @throws `Error` that names the key
 */
export function readDuration(
  config: Config,
  key: string,
  fallback: HumanDuration,
  bounds: { least?: Bound; most?: Bound } = {},
): number {
  const { least = LEAST, most } = bounds;
  const duration = config.has(key)
    ? readDurationFromConfig(config, { key })
    : fallback;
  const milliseconds = durationToMilliseconds(duration);
  if (!(milliseconds >= least.milliseconds)) {
    throw new Error(
      `Invalid configuration at '${key}': it must be at least ${least.text}`,
    );
  }
  if (most && milliseconds > most.milliseconds) {
    throw new Error(
      `Invalid configuration at '${key}': it must be at most ${most.text}`,
    );
  }
  return milliseconds;
}
