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

import type {
  BuildImage,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import type { Evaluation, NativeFile } from '../evaluation/types';
import type { BuildImageFacts, ImageProvides } from '../images/types';
import type { WayOut } from '../types';
import {
  buildImageFor,
  buildImageWays,
  isOf,
  referenceOf,
} from './buildImages';
import { runtimesThatFit } from './otherRuntime';
import { rebuild } from './rebuild';
import { staticWays } from './staticWays';
import { measure } from './waysOutOfVersion';

/**
 * The ways out of a build image that provides more than the runtime has: pin
 * it, build elsewhere, link statically, move.
 *
 * @internal
 */
export function waysOutOfImage(
  evaluation: Evaluation,
  one: BuildImageFacts,
  about: {
    provides: readonly ImageProvides[];
    system: RuntimeProfile;
    /** The library with the most that is beyond. */
    library: string;
    certain: boolean;
  },
): WayOut[] {
  const { system, provides, library, certain } = about;
  const best = buildImageFor(system);
  const pin = pinWay(one, best, system);
  return [
    ...(certain ? [] : measure(evaluation)),
    pin,
    // The same release would be named twice.
    ...(pin.code === null
      ? buildImageWays(evaluation.runtime, best)
      : lambdaImageWays(evaluation, best)),
    ...staticWaysOf(evaluation, library),
    ...runtimesThatFit(evaluation, provides),
  ];
}

/** Amazon Linux has a tag for each release, by which its libraries are known. */
function pinWay(
  { reference, image }: BuildImageFacts,
  best: BuildImage | null,
  { operatingSystem }: RuntimeProfile,
): WayOut {
  const repository = repositoryOf(reference.includes('$') ? image : reference);
  const tag = best?.images
    .find(name => name.startsWith('amazonlinux:'))
    ?.slice('amazonlinux:'.length);
  const fits = best !== null && isOf(best, operatingSystem);
  if (tag !== undefined && fits && /(?:^|\/)amazonlinux$/.test(repository)) {
    return {
      kind: 'build-image',
      text: `Pin it to a release that provides no more than the runtime has, ${repository}:${tag}, by its digest.`,
      code: `FROM ${repository}:${tag}`,
    };
  }
  return {
    kind: 'build-image',
    text: `Pin ${repository} by digest, to one that provides no more than the runtime has; lambda-compat suggest-pin names it.`,
    code: null,
  };
}

/** AWS's own image of the runtime, where that is what fits. */
function lambdaImageWays(
  { runtime }: Evaluation,
  best: BuildImage | null,
): WayOut[] {
  return best && referenceOf(best).startsWith('public.ecr.aws/')
    ? buildImageWays(runtime, best)
    : [];
}

function repositoryOf(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

/** By what was measured, else by what it can be. */
function staticWaysOf(evaluation: Evaluation, library: string): WayOut[] {
  const file = evaluation.files.find(isLinked);
  return file
    ? rebuild(evaluation, file, library).filter(
        ({ kind }) => kind !== 'build-image',
      )
    : staticWays(null, evaluation.architecture);
}

function isLinked({ scanned, artifact }: NativeFile): boolean {
  const { report } = scanned;
  return (
    artifact.mount === 'function' && report !== null && report.needed.length > 0
  );
}
