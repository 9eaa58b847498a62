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
  type Architecture,
  type LambdaRuntime,
  type PackageType,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { perEvaluation } from '../evaluation/memo';
import type { Evaluation } from '../evaluation/types';
import { imageFit } from '../images/imageFit';
import type { ImageProvides } from '../images/types';
import type { WayOut } from '../types';

/**
 * What newer runtimes of the same language on another system provide.
 *
 * @param today - the day to speak of; without it, runtimes count that are
 *   deprecated by now, and every state that they have been in
 *
 * @internal
 */
export function newerRuntimes(
  runtime: LambdaRuntime,
  architecture: Architecture,
  packageType: PackageType,
  today: string | null,
): RuntimeProfile[] {
  return RUNTIMES.filter(
    one =>
      one.family === runtime.family &&
      one.operatingSystem !== runtime.operatingSystem &&
      !one.preview &&
      one.architectures.includes(architecture) &&
      one.packageTypes.includes(packageType) &&
      (one.releaseDate ?? '') > (runtime.releaseDate ?? '') &&
      (today === null ||
        ((one.deprecationDate === null || one.deprecationDate > today) &&
          (one.releaseDate === null || one.releaseDate <= today))),
  ).map(({ id }) =>
    selectProfile({
      runtime: id,
      architecture,
      packageType,
      ...(today !== null && { asOf: today }),
    }),
  );
}

const candidates = perEvaluation(
  'candidates',
  ({ facts, runtime, architecture, ownSystem }): RuntimeProfile[] =>
    !runtime || architecture === null || ownSystem
      ? []
      : newerRuntimes(runtime, architecture, facts.packageType, facts.today),
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

/**
 * Another runtime of the same language that has every version of an image.
 *
 * @internal
 */
export function fittingRuntimes(
  profiles: readonly RuntimeProfile[],
  provides: readonly ImageProvides[],
): WayOut[] {
  const other = profiles.find(
    profile => imageFit(provides, profile).answer === 'yes',
  );
  return other?.runtime
    ? [
        {
          kind: 'runtime',
          text: `Move to ${other.runtime}, which has every version that the image provides.`,
          code: other.runtime,
        },
      ]
    : [];
}

/**
 * The same, for the runtime of an evaluation.
 *
 * @internal
 */
export function runtimesThatFit(
  evaluation: Evaluation,
  provides: readonly ImageProvides[],
): WayOut[] {
  return fittingRuntimes(candidates(evaluation), provides);
}
