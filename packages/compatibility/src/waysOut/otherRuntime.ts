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

import {
  findVersion,
  RUNTIMES,
  selectProfile,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { perEvaluation } from '../evaluation/memo';
import type { WayOut } from '../types';

/** What newer runtimes of the language on another system provide today. */
const candidates = perEvaluation(
  'candidates',
  ({ facts, runtime, architecture, ownSystem }): RuntimeProfile[] => {
    const { today, packageType } = facts;
    if (!runtime || architecture === null || ownSystem) {
      return [];
    }
    return RUNTIMES.filter(
      one =>
        one.family === runtime.family &&
        one.operatingSystem !== runtime.operatingSystem &&
        !one.preview &&
        one.architectures.includes(architecture) &&
        one.packageTypes.includes(packageType) &&
        (one.releaseDate ?? '') > (runtime.releaseDate ?? '') &&
        (one.deprecationDate === null || one.deprecationDate > today) &&
        (one.releaseDate === null || one.releaseDate <= today),
    ).map(({ id }) =>
      selectProfile({ runtime: id, architecture, packageType, asOf: today }),
    );
  },
);

/**
 * Another runtime of the same language that has the version for certain.
 *
 * @internal
 */
export const otherRuntime = perEvaluation(
  'other-runtime',
  (evaluation, library: string, version: string): WayOut[] => {
    const other = candidates(evaluation).find(
      profile => findVersion(profile, library, version).answer === 'yes',
    );
    return other?.runtime
      ? [
          {
            kind: 'runtime',
            text: `Move to ${other.runtime}, whose ${library} has ${version}.`,
            code: other.runtime,
          },
        ]
      : [];
  },
);
