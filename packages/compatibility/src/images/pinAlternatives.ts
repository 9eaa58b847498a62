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
  findRuntime,
  selectProfile,
  type LambdaRuntime,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import type { WayOut } from '../types';
import { buildImageFor, buildImageWays } from '../waysOut/buildImages';
import { fittingRuntimes, newerRuntimes } from '../waysOut/otherRuntime';
import { staticWays } from '../waysOut/staticWays';
import { imageFit } from './imageFit';
import type { ImageProvides, PinCandidate, PinTarget } from './types';

/**
 * What else can be done where no digest fits: build in the image of the runtime,
 * link statically, or move to a runtime that has what the newest digest
 * provides.
 *
 * @internal
 */
export function alternativesOf(
  ranked: readonly PinCandidate[],
  target: PinTarget,
): WayOut[] {
  const { profile, architecture, language } = target;
  const runtime = target.runtime ? findRuntime(target.runtime) ?? null : null;
  const newest = ranked.find(
    ({ provides, platformDigest }) =>
      provides !== null && platformDigest !== null,
  );
  const image = profile && buildImageFor(profile);
  return [
    ...buildImageWays(runtime, image),
    ...staticWays(language, architecture),
    ...(newest?.provides && runtime && profile
      ? [
          ...fittingRuntimes(
            newerRuntimes(
              runtime,
              profile.architecture,
              profile.packageType,
              profile.asOf,
            ),
            newest.provides,
          ),
          ...laterState(newest.provides, runtime, profile),
        ]
      : []),
  ];
}

/** The runtime itself may come to have it, as AWS moves it. */
function laterState(
  provides: readonly ImageProvides[],
  runtime: LambdaRuntime,
  profile: RuntimeProfile,
): WayOut[] {
  const { architecture, packageType } = profile;
  if (
    profile.origin !== 'shipped' ||
    !runtime.architectures.includes(architecture) ||
    !runtime.packageTypes.includes(packageType)
  ) {
    return [];
  }
  const known = new Set(profile.states.map(({ id }) => id));
  const all = selectProfile({ runtime: runtime.id, architecture, packageType });
  const last = all.states.findIndex(({ id }) => known.has(id));
  const fitting = all.states
    .slice(last + 1)
    .find(
      state =>
        !known.has(state.id) &&
        imageFit(provides, { ...all, states: [state] }).answer === 'yes',
    );
  return fitting
    ? [
        {
          kind: 'runtime',
          text: `Or wait until ${runtime.id} is ${fitting.name}, which has every version that the newest digest provides.`,
          code: null,
        },
      ]
    : [];
}
