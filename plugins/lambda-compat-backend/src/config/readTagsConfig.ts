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
import { resolve } from 'node:path';
import { checkImagePattern } from './imagePatterns';
import { readDuration } from './readDuration';

/** Everything below `lambdaCompat.tags`, checked. */
export interface TagsConfig {
  /** Whether registries are asked at all. */
  enabled: boolean;
  /** Patterns of `registry/repository`; empty: all. */
  include: string[];
  exclude: string[];
  schedule: {
    /** Between two looks at a tag that a component names without a digest. */
    unpinnedMs: number;
    /** The same for other tags. */
    pinnedMs: number;
    /** The same for build-stamped tags. */
    datedMs: number;
    /** How long a tag has to hold still after it moved. */
    holdDownMs: number;
  };
  /** Looks at once, on each replica. */
  concurrency: number;
  /** How long history is kept. */
  retentionMs: number;
  importHistory: ImportedHistory[];
  notifications: { enabled: boolean };
}

/** @see TagsConfig.importHistory */
export interface ImportedHistory {
  /** Absolute path. */
  file: string;
  /** Shown beside what comes from the file. */
  reportedBy: string;
}

const DAY_MS = 86_400_000;
const LONGEST_INTERVAL = { milliseconds: 30 * DAY_MS, text: '30 days' };
const LONGEST_HOLD_DOWN = { milliseconds: DAY_MS, text: 'one day' };
const SHORTEST_RETENTION = { milliseconds: DAY_MS, text: 'one day' };
const LONGEST_RETENTION = { milliseconds: 36_525 * DAY_MS, text: '100 years' };
const MAX_PATTERNS = 1_000;
const MAX_CONCURRENCY = 100;
const MAX_REPORTER_LENGTH = 100;

/**
 * @param rootConfig - keys are written from the root, for error messages
 * @param workingDirectory - what relative paths are relative to
 * @throws `Error` that names the key
 */
export function readTagsConfig(
  rootConfig: Config,
  workingDirectory: string,
): TagsConfig {
  const config = rootConfig.getOptionalConfig('lambdaCompat.tags');
  const interval = (name: string, minutes: number) =>
    readDuration(
      rootConfig,
      `lambdaCompat.tags.schedule.${name}`,
      { minutes },
      { most: LONGEST_INTERVAL },
    );
  return {
    enabled: config?.getOptionalBoolean('enabled') ?? true,
    include: readPatterns(config, 'include'),
    exclude: readPatterns(config, 'exclude'),
    schedule: {
      unpinnedMs: interval('unpinned', 15),
      pinnedMs: interval('pinned', 60),
      datedMs: interval('dated', 360),
      holdDownMs: readDuration(
        rootConfig,
        'lambdaCompat.tags.schedule.holdDown',
        { minutes: 20 },
        { most: LONGEST_HOLD_DOWN },
      ),
    },
    concurrency: readConcurrency(config),
    retentionMs: readDuration(
      rootConfig,
      'lambdaCompat.tags.retention',
      { days: 731 },
      { least: SHORTEST_RETENTION, most: LONGEST_RETENTION },
    ),
    importHistory: readImports(config, workingDirectory),
    notifications: {
      enabled: config?.getOptionalBoolean('notifications.enabled') ?? true,
    },
  };
}

function readPatterns(
  config: Config | undefined,
  name: 'include' | 'exclude',
): string[] {
  const patterns = config?.getOptionalStringArray(name) ?? [];
  if (patterns.length > MAX_PATTERNS) {
    throw new Error(
      `Invalid configuration at 'lambdaCompat.tags.${name}': it must have at most ${MAX_PATTERNS} patterns`,
    );
  }
  patterns.forEach((pattern, index) => {
    const mistake = checkImagePattern(pattern);
    if (mistake) {
      throw new Error(
        `Invalid configuration at 'lambdaCompat.tags.${name}[${index}]': ${mistake}`,
      );
    }
  });
  return patterns;
}

function readConcurrency(config: Config | undefined): number {
  const concurrency = config?.getOptionalNumber('concurrency') ?? 16;
  if (
    !Number.isInteger(concurrency) ||
    concurrency < 1 ||
    concurrency > MAX_CONCURRENCY
  ) {
    throw new Error(
      `Invalid configuration at 'lambdaCompat.tags.concurrency': it must be a whole number from 1 to ${MAX_CONCURRENCY}, not '${concurrency}'`,
    );
  }
  return concurrency;
}

function readImports(
  config: Config | undefined,
  workingDirectory: string,
): ImportedHistory[] {
  const entries = config?.getOptionalConfigArray('importHistory') ?? [];
  return entries.map((entry, index) => {
    const reportedBy = entry.getString('reportedBy');
    if (reportedBy.length > MAX_REPORTER_LENGTH) {
      throw new Error(
        `Invalid configuration at 'lambdaCompat.tags.importHistory[${index}].reportedBy': it must have at most ${MAX_REPORTER_LENGTH} characters`,
      );
    }
    return {
      file: resolve(workingDirectory, entry.getString('file')),
      reportedBy,
    };
  });
}
