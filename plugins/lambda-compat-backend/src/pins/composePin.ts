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

import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { PinSuggestion } from '@lambda-compat/compatibility';
import type {
  Architecture,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import type { TargetCandidates } from './choosePin';
import type { CandidateDigest, PinnableImage } from './PinImage';
import type { PinPlace } from './readPinPlaces';
import { type BuiltFunction, findMeasured } from './readTargets';
import { writePin } from './writePin';

export const PLATFORMS: Record<Architecture, string> = {
  x86_64: 'linux/amd64',
  arm64: 'linux/arm64',
};

/** A function of which nothing is known. */
const UNKNOWN_FUNCTION: BuiltFunction = {
  name: '',
  runtime: null,
  architecture: null,
  packageType: 'zip',
  language: null,
  compatible: [],
};

/** The functions that a place builds for; at least one. */
export function getFunctions(
  functions: ReadonlyMap<string, BuiltFunction[]>,
  { entityRef }: PinPlace,
): BuiltFunction[] {
  const found = functions.get(entityRef);
  return found?.length ? found : [UNKNOWN_FUNCTION];
}

/** For which platform a place pulls its image; null where it is not known. */
export function getPlatform(
  { platform }: PinPlace,
  { architecture }: BuiltFunction,
): string | null {
  return platform || (architecture && PLATFORMS[architecture]);
}

/** What the profile of a function depends on. */
export function toProfileKey(one: BuiltFunction): string {
  return [one.runtime, one.architecture, one.packageType].join(' ');
}

/** What has to fit, and what there is to choose from: once per function. */
export function toTargets(
  place: PinPlace,
  functions: readonly BuiltFunction[],
  image: PinnableImage | undefined,
  profiles: ReadonlyMap<string, RuntimeProfile | null>,
): TargetCandidates[] {
  return functions.map(one => {
    const platform = getPlatform(place, one);
    // The system of an image function is the image itself, whatever Lambda has.
    const isOwnSystem =
      one.packageType === 'image' && place.reference.role === 'runtime';
    return {
      target: {
        runtime: one.runtime,
        architecture: one.architecture,
        profile: isOwnSystem ? null : profiles.get(toProfileKey(one)) ?? null,
        pinnedTo: place.pinnedTo,
        language: one.language,
      },
      candidates: (image?.candidates ?? []).map(candidate =>
        toCandidate(candidate, { image, one, place, platform }),
      ),
    };
  });
}

function toCandidate(
  candidate: CandidateDigest,
  options: {
    image: PinnableImage | undefined;
    one: BuiltFunction;
    place: PinPlace;
    platform: string | null;
  },
): TargetCandidates['candidates'][number] {
  const { image, one, place, platform } = options;
  const { digest, tag, dated, after, before, images, stays } = candidate;
  const own = platform === null ? undefined : images.get(platform);
  return {
    digest,
    platformDigest: own?.digest ?? null,
    tag,
    dated,
    after,
    before,
    provides: own?.provides ?? null,
    pullable:
      image?.currentIsThere && image.current?.digest === digest
        ? 'yes'
        : 'unknown',
    measured: findMeasured(one, stays, place.sinceMs),
  };
}

export function toReferencePin(
  place: PinPlace,
  functions: readonly BuiltFunction[],
  image: PinnableImage | undefined,
  suggestion: PinSuggestion,
): ReferencePin {
  const { entityRef, reference, title } = place;
  const chosen = suggestion.suggestion;
  return {
    ...suggestion,
    entityRef,
    title,
    referenceId: reference.id,
    reference: reference.raw,
    file: reference.place.file,
    line: reference.startLine,
    url: reference.url,
    platform:
      place.platform || getCommon(functions, one => getPlatform(place, one)),
    runtime: getCommon(functions, one => one.runtime),
    architecture: getCommon(functions, one => one.architecture),
    current: image?.current ?? null,
    ...(chosen
      ? writePin(reference, chosen)
      : { pinned: null, patch: null, noPatch: null }),
  };
}

/** What is the same for all functions; null where they differ. */
function getCommon<T>(
  functions: readonly BuiltFunction[],
  read: (one: BuiltFunction) => T | null,
): T | null {
  const [first, ...others] = functions.map(read);
  return others.every(value => value === first) ? first : null;
}
