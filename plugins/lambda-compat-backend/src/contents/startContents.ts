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

import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_CONTENTS_LIMITS,
  ImageReader,
} from '@lambda-compat/image-contents';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import type { ContentsConfig } from '../config/readContentsConfig';
import { ContentReader } from '../digests/classifying/ContentReader';
import { ImageContents } from '../digests/classifying/ImageContents';
import { QuotaReserve } from '../digests/classifying/QuotaReserve';
import type { TagRegistry } from '../digests/TagRegistry';
import type { RegistryObservers } from '../registries/RegistryObservers';
import { RuntimeProfileUpkeep } from '../runtimes/RuntimeProfileUpkeep';
import { DatabaseImageComparisons } from './comparing/DatabaseImageComparisons';
import { StoredComparisons } from './comparing/StoredComparisons';
import { summarizeComparison } from './comparing/summarizeComparison';
import { ContentsWatch } from './ContentsWatch';
import type {
  ImageComparisons,
  ImageFactsReader,
  ImageRequests,
} from './ImageFactsReader';
import { DatabaseLayerCache } from './layers/DatabaseLayerCache';
import { MoveComparer } from './moves/MoveComparer';
import {
  type ContentRegistry,
  createContentRegistry,
} from './reading/ContentRegistry';
import { DatabaseImageReadingStore } from './reading/DatabaseImageReadingStore';
import { ImageReadings } from './reading/ImageReadings';
import { DefaultImageRequests } from './requests/DefaultImageRequests';

/** @see startContents */
export interface ContentsOptions {
  knex: Knex;
  /** A `RegistryClient`, or something that answers like one. */
  registry: ContentRegistry & Pick<TagRegistry, 'quotas'>;
  observers: RegistryObservers;
  facts: ImageFactsReader;
  config: ContentsConfig;
  /** The day of which functions are judged, `YYYY-MM-DD`; else today. */
  asOf?: string;
  /** How long the history of tags is kept. */
  historyMs: number;
  logger: LoggerService;
  leaseMs: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** What others may ask of the contents of images. */
export interface StartedContents {
  watch: ContentsWatch;
  comparisons: ImageComparisons;
  requests: ImageRequests;
}

/** Puts together what reads images and compares them. */
export function startContents(options: ContentsOptions): StartedContents {
  const { config, facts, knex, leaseMs, logger, observers, registry } = options;
  const { now = Date.now } = options;
  const { enabled } = config;
  const reserve = QuotaReserve.create({ registry, now });
  const manifests = ImageContents.create({ knex, registry, reserve, now });
  const layers = DatabaseLayerCache.create({ knex, logger, now });
  const stored = StoredComparisons.create({
    knex,
    layers,
    summarize: summarizeComparison,
    now,
  });
  const store = DatabaseImageReadingStore.create({
    knex,
    limitsKey: toLimitsKey(config.limits),
    now,
  });
  const profiles = RuntimeProfileUpkeep.create({
    knex,
    observers,
    asOf: options.asOf,
    logger,
  });
  const comparer = MoveComparer.create({
    knex,
    comparisons: stored,
    logger,
    now,
  });
  const readings = ImageReadings.create({
    store,
    reader: ImageReader.create({
      client: createContentRegistry({ registry, contents: manifests, reserve }),
      cache: layers,
      limits: config.limits,
    }),
    observers,
    logger,
    concurrency: config.concurrency,
    leaseMs,
    now,
  });
  const watch = ContentsWatch.create({
    knex,
    enabled,
    store,
    readings,
    comparer,
    onImages: () => profiles.run(),
    retentionMs: config.retentionMs,
    historyMs: options.historyMs,
    logger,
    now,
  });
  return {
    watch,
    comparisons: DatabaseImageComparisons.create({
      knex,
      comparisons: stored,
      enabled,
      now,
    }),
    requests: DefaultImageRequests.create({
      knex,
      facts,
      reader: ContentReader.create({ contents: manifests }),
      observers,
      enabled,
      now,
    }),
  };
}

/** The same text for the same limits, also where they are the defaults. */
function toLimitsKey(limits: ContentsConfig['limits']): string {
  const all = { ...DEFAULT_CONTENTS_LIMITS, ...limits };
  const text = JSON.stringify(Object.entries(all).sort());
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
