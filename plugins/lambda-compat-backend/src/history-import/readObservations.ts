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

import { InputError } from '@backstage/errors';
import { parsePlatform } from '@lambda-compat/oci-registry';
import type { ReportedObservation } from './ReportedObservation';
import {
  type JsonMap,
  readDigest,
  readList,
  readMap,
  readTaggedImage,
  readTime,
} from './readValues';

/** Of our own format, `lambda-compat/tag-history/v1`. */
export const TAG_HISTORY_SCHEMA = 'lambda-compat/tag-history/v1';

export const MAX_OBSERVATIONS = 100_000;

const MAX_PLATFORMS = 64;

/**
 * What a document in our own format reports.
 *
 * @throws `InputError` that names the entry
 */
export function readObservations(
  document: JsonMap,
  nowMs: number,
): ReportedObservation[] {
  readMap(document, 'The document', ['schema', 'observations']);
  if (document.schema !== TAG_HISTORY_SCHEMA) {
    throw new InputError(`'schema' has to be '${TAG_HISTORY_SCHEMA}'`);
  }
  return readList(
    document.observations,
    "'observations'",
    MAX_OBSERVATIONS,
  ).map((entry, index) =>
    readObservation(entry, `observations[${index}]`, nowMs),
  );
}

function readObservation(
  value: unknown,
  place: string,
  nowMs: number,
): ReportedObservation {
  const entry = readMap(value, place, [
    'image',
    'digest',
    'platforms',
    'from',
    'until',
  ]);
  const image = readTaggedImage(entry.image, `${place}.image`);
  const digest =
    entry.digest === null ? null : readDigest(entry.digest, `${place}.digest`);
  const fromMs = readTime(entry.from, `${place}.from`, nowMs);
  const untilMs =
    entry.until === undefined
      ? fromMs
      : readTime(entry.until, `${place}.until`, nowMs);
  if (untilMs < fromMs) {
    throw new InputError(`${place}.until is before ${place}.from`);
  }
  return {
    ...image,
    digest,
    platforms:
      digest === null
        ? new Map()
        : readPlatforms(entry.platforms, `${place}.platforms`),
    fromMs,
    untilMs,
    place,
  };
}

function readPlatforms(
  value: unknown,
  place: string,
): ReadonlyMap<string, string> | null {
  if (value === undefined) {
    return null;
  }
  const entries = Object.entries(readMap(value, place));
  if (entries.length > MAX_PLATFORMS) {
    throw new InputError(
      `${place} has ${entries.length} entries; at most ${MAX_PLATFORMS} are read`,
    );
  }
  return new Map(
    entries.map(([platform, digest]) => {
      const named = `${place}['${platform.slice(0, 50)}']`;
      return [readPlatform(platform, named), readDigest(digest, named)];
    }),
  );
}

function readPlatform(platform: string, place: string): string {
  try {
    return parsePlatform(platform);
  } catch {
    throw new InputError(`${place} is not a platform such as linux/arm64`);
  }
}
