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
  compareVersionNames,
  fittingBuildImages,
  highestVersions,
  type BuildImage,
  type LambdaRuntime,
  type OperatingSystem,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { perEvaluation } from '../evaluation/memo';
import type { Evaluation } from '../evaluation/types';
import type { WayOut } from '../types';

/** The namespaces that a build image is compared by, with their libraries. */
const COMPARED: readonly [namespace: string, library: string][] = [
  ['GLIBC', 'libc.so.6'],
  ['GLIBCXX', 'libstdc++.so.6'],
  ['CXXABI', 'libstdc++.so.6'],
];

/**
 * What every state of a profile has: the lowest of the highest versions.
 *
 * @internal
 */
export function ceilings(profile: RuntimeProfile): string[] {
  return COMPARED.flatMap(([namespace, library]) => {
    const tops = highestVersions(profile, library, namespace).map(
      ({ version }) => version,
    );
    return tops.length > 0 && tops.every(top => top !== null)
      ? tops.flatMap(top => top ?? []).sort(compareVersionNames)[0]
      : [];
  });
}

/**
 * The image to build on, of those on which nothing too new can be linked: the
 * newest of the same system, else the newest of any.
 *
 * @internal
 */
export function buildImageFor(profile: RuntimeProfile): BuildImage | null {
  const fitting = fittingBuildImages(ceilings(profile));
  const own = fitting.filter(image => isOf(image, profile.operatingSystem));
  return own[own.length - 1] ?? fitting[fitting.length - 1] ?? null;
}

/**
 * The same, for the profile of an evaluation.
 *
 * @internal
 */
export const bestBuildImage = perEvaluation(
  'build-image',
  ({ profile }): BuildImage | null => profile && buildImageFor(profile),
);

/**
 * Whether an image is of a system, in whatever state.
 *
 * @internal
 */
export function isOf(
  { state }: BuildImage,
  system: OperatingSystem | null,
): boolean {
  return state !== undefined && state.split('-')[0] === system;
}

/**
 * Its reference for `FROM`: AWS's image of the runtime where that fits.
 *
 * @internal
 */
export function referenceOf(image: BuildImage): string {
  return (
    image.images.find(name => name.startsWith('public.ecr.aws/')) ??
    image.images[0]
  );
}

/**
 * The image in which SAM builds functions of a runtime, where its state today
 * is the one that fits; null else.
 *
 * @internal
 */
export function samImageFor(
  runtime: LambdaRuntime | null,
  image: BuildImage | null,
): string | null {
  return runtime &&
    runtime.family !== 'provided' &&
    image?.images.some(name => name.startsWith('public.ecr.aws/'))
    ? `public.ecr.aws/sam/build-${runtime.id}`
    : null;
}

/**
 * The same, for the runtime of an evaluation.
 *
 * @internal
 */
export function samImage(evaluation: Evaluation): string | null {
  return samImageFor(evaluation.runtime, bestBuildImage(evaluation));
}

/**
 * Builds where nothing newer can be linked.
 *
 * @internal
 */
export function buildImageWays(
  runtime: LambdaRuntime | null,
  image: BuildImage | null,
): WayOut[] {
  if (!image) {
    return [];
  }
  const reference = samImageFor(runtime, image) ?? referenceOf(image);
  return [
    {
      kind: 'build-image',
      text: `Build on ${reference}, which has no newer C or C++ library than the runtime (${Object.values(
        image.highest,
      ).join(', ')}), and pin it by digest.`,
      code: `FROM ${reference}`,
    },
  ];
}
