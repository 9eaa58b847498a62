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
import {
  type FilterPredicate,
  readOptionalFilterPredicateFromConfig,
} from '@backstage/filter-predicates';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import { resolve } from 'node:path';
import type { VerdictPolicy } from '../verdicts/engine';
import { DEFAULT_ENTITY_FILTER } from './defaultEntityFilter';
import { type ContentsConfig, readContentsConfig } from './readContentsConfig';
import { readDuration } from './readDuration';
import {
  readRegistriesConfig,
  type RegistryConfig,
} from './readRegistriesConfig';
import { readTagsConfig, type TagsConfig } from './readTagsConfig';

/** Everything below `lambdaCompat` in the configuration, checked. */
export interface LambdaCompatConfig {
  entityFilter: FilterPredicate;
  schedule: {
    /** Between two comparisons with the catalog. */
    synchronizationMs: number;
    /** Between two readings of one entity's repository. */
    collectionMs: number;
    /** Between two looks for due work, on each replica. */
    tickMs: number;
    /** Age of the last success from which a report is called stale. */
    staleAfterMs: number;
    /** Age of the last success from which nothing is relied on any more. */
    expireAfterMs: number;
    /** Longest time that one entity may take. */
    entityTimeoutMs: number;
    /** Time after which the work of a replica that died is taken over. */
    leaseMs: number;
  };
  concurrency: { perReplica: number; perHost: number };
  /** Absolute paths of the folders from which `file:` entities may be read. */
  allowedFolders: string[];
  digests: ConfiguredDigest[];
  tags: TagsConfig;
  contents: ContentsConfig;
  runtimes: {
    /** Whether the images of runtimes in use are watched. */
    watch: boolean;
  };
  registries: RegistryConfig[];
  verdicts: VerdictPolicy;
}

/** @see LambdaCompatConfig.digests */
export interface ConfiguredDigest {
  image: string;
  digest: string;
}

const EXPIRE_AFTER: HumanDuration = { days: 7 };

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Reads the configuration once, at start-up.
 *
 * @param workingDirectory - what relative folders are relative to
 * @throws `Error` that names the key, for values that cannot be meant
 */
export function readLambdaCompatConfig(
  rootConfig: Config,
  workingDirectory: string = process.cwd(),
): LambdaCompatConfig {
  const config = rootConfig.getOptionalConfig('lambdaCompat');
  const tags = readTagsConfig(rootConfig, workingDirectory);
  const contents = readContentsConfig(rootConfig);

  return {
    entityFilter:
      readOptionalFilterPredicateFromConfig(rootConfig, {
        key: 'lambdaCompat.entityFilter',
      }) ?? DEFAULT_ENTITY_FILTER,
    schedule: readSchedule(rootConfig),
    concurrency: {
      perReplica: readCount(config, 'concurrency.perReplica', 8),
      perHost: readCount(config, 'concurrency.perHost', 4),
    },
    allowedFolders: (
      config?.getOptionalStringArray('sources.allowedFolders') ?? []
    ).map(folder => resolve(workingDirectory, folder)),
    digests: readDigests(config),
    tags,
    contents,
    runtimes: {
      // Without looks, or without what is in images, there is nothing to watch.
      watch:
        tags.enabled &&
        contents.enabled &&
        (config?.getOptionalBoolean('runtimes.watch') ?? true),
    },
    registries: readRegistriesConfig(rootConfig),
    verdicts: {
      ...readAsOf(config),
      deprecationDays: readDeprecationDays(config),
    },
  };
}

function readSchedule(config: Config): LambdaCompatConfig['schedule'] {
  const read = (name: string, fallback: HumanDuration) =>
    readDuration(config, `lambdaCompat.schedule.${name}`, fallback);
  const staleAfterMs = read('staleAfter', { hours: 24 });
  const schedule = {
    synchronizationMs: read('synchronization', { minutes: 10 }),
    collectionMs: read('collection', { hours: 6 }),
    tickMs: read('tick', { seconds: 15 }),
    staleAfterMs,
    // Who lets reports become stale late need not know of this key.
    expireAfterMs: read('expireAfter', {
      milliseconds: Math.max(
        staleAfterMs,
        durationToMilliseconds(EXPIRE_AFTER),
      ),
    }),
    entityTimeoutMs: read('entityTimeout', { minutes: 1 }),
    leaseMs: read('lease', { minutes: 2 }),
  };
  if (schedule.staleAfterMs < schedule.collectionMs) {
    throw new Error(
      "Invalid configuration at 'lambdaCompat.schedule.staleAfter': it must not be shorter than 'lambdaCompat.schedule.collection', or every report would be stale before it is due",
    );
  }
  if (schedule.expireAfterMs < schedule.staleAfterMs) {
    throw new Error(
      "Invalid configuration at 'lambdaCompat.schedule.expireAfter': it must not be shorter than 'lambdaCompat.schedule.staleAfter', or a report would expire before it is stale",
    );
  }
  return schedule;
}

function readCount(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const count = config?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(count) || count < 1 || count > 100) {
    throw new Error(
      `Invalid configuration at 'lambdaCompat.${key}': it must be a whole number from 1 to 100, not '${count}'`,
    );
  }
  return count;
}

function readDigests(config?: Config): ConfiguredDigest[] {
  const entries = config?.getOptionalConfigArray('digests') ?? [];
  return entries.map((entry, index) => {
    const image = entry.getString('image');
    const digest = entry.getString('digest');
    if (!DIGEST.test(digest)) {
      throw new Error(
        `Invalid configuration at 'lambdaCompat.digests[${index}].digest': it must be 'sha256:' and 64 lower-case hexadecimal digits, not '${digest}'`,
      );
    }
    return { image, digest };
  });
}

function readAsOf(config?: Config): Pick<VerdictPolicy, 'asOf'> {
  const key = 'runtimes.asOf';
  const asOf = config?.getOptionalString(key);
  if (asOf === undefined || asOf === 'today') {
    return asOf === undefined ? {} : { asOf };
  }
  const time = /^\d{4}-\d{2}-\d{2}$/.test(asOf)
    ? Date.parse(`${asOf}T00:00:00Z`)
    : NaN;
  // Date.parse takes the 30th of February for the 2nd of March.
  if (
    Number.isNaN(time) ||
    new Date(time).toISOString().slice(0, 10) !== asOf
  ) {
    throw new Error(
      `Invalid configuration at 'lambdaCompat.${key}': it must be 'today' or a day such as '2025-03-15', not '${asOf}'`,
    );
  }
  return { asOf };
}

function readDeprecationDays(config?: Config): number {
  const key = 'risk.deprecationDays';
  const days = config?.getOptionalNumber(key) ?? 180;
  if (!Number.isInteger(days) || days < 0 || days > 3_650) {
    throw new Error(
      `Invalid configuration at 'lambdaCompat.${key}': it must be a whole number from 0 to 3650, not '${days}'`,
    );
  }
  return days;
}
