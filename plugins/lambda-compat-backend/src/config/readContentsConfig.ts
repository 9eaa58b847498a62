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

import type { Config } from '@backstage/config';
import type { ContentsLimits } from '@lambda-compat/image-contents';
import { readDuration } from './readDuration';

/** Everything below `lambdaCompat.contents`, checked. */
export interface ContentsConfig {
  /** Whether images are read at all. */
  enabled: boolean;
  /** Others keep their defaults. */
  limits: Partial<
    Pick<ContentsLimits, 'compressedBytes' | 'unpackedBytes' | 'entries'>
  >;
  /** Images at once, on each replica. */
  concurrency: number;
  /** How long lists of files are kept of images that no tag points to. */
  retentionMs: number;
}

const DAY_MS = 86_400_000;
const SHORTEST_RETENTION = { milliseconds: DAY_MS, text: 'one day' };
const LONGEST_RETENTION = { milliseconds: 36_525 * DAY_MS, text: '100 years' };
const MAX_CONCURRENCY = 16;
const LIMITS = ['compressedBytes', 'unpackedBytes', 'entries'] as const;
// An image of a terabyte is not read by anybody.
const MOST = 2 ** 40;

/**
 * @param rootConfig - keys are written from the root, for error messages
 * @throws `Error` that names the key
 */
export function readContentsConfig(rootConfig: Config): ContentsConfig {
  const config = rootConfig.getOptionalConfig('lambdaCompat.contents');
  return {
    enabled: config?.getOptionalBoolean('enabled') ?? true,
    limits: Object.fromEntries(
      LIMITS.flatMap(name => {
        const limit = readWhole(config, `limits.${name}`, MOST);
        return limit === undefined ? [] : [[name, limit]];
      }),
    ),
    concurrency: readWhole(config, 'concurrency', MAX_CONCURRENCY) ?? 2,
    retentionMs: readDuration(
      rootConfig,
      'lambdaCompat.contents.retention',
      { days: 30 },
      { least: SHORTEST_RETENTION, most: LONGEST_RETENTION },
    ),
  };
}

function readWhole(
  config: Config | undefined,
  key: string,
  most: number,
): number | undefined {
  const value = config?.getOptionalNumber(key);
  if (
    value !== undefined &&
    (!Number.isInteger(value) || value < 1 || value > most)
  ) {
    throw new Error(
      `Invalid configuration at 'lambdaCompat.contents.${key}': it must be a whole number from 1 to ${most}, not '${value}'`,
    );
  }
  return value;
}
