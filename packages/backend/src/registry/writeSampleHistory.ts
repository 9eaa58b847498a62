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

import path from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import type { SampleDeclaration } from './images/SampleImage';
import type { SampleTags } from './SampleTags';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Writes what the portal is told of the time before it ran, in the form that
 * `lambdaCompat.tags.importHistory` reads. Its times are counted back from now,
 * as of somebody who has looked every hour.
 */
export async function writeSampleHistory(
  file: string,
  { history }: Pick<SampleDeclaration, 'history'>,
  tags: SampleTags,
): Promise<void> {
  const now = Date.now();
  const observations = history.flatMap(({ registry, repository, tag, stays }) =>
    stays.map(({ image, fromDaysAgo, untilDaysAgo = 0 }) => ({
      image: `${registry}/${repository}:${tag}`,
      ...tags.identify(`${registry}/${repository}`, image),
      from: new Date(now - fromDaysAgo * DAY_MS).toISOString(),
      until: new Date(now - untilDaysAgo * DAY_MS - HOUR_MS).toISOString(),
    })),
  );
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(
    file,
    JSON.stringify({ schema: 'lambda-compat/tag-history/v1', observations }),
  );
}
