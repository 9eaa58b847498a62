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
  profileFromImage,
  type Architecture,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { isBaseLibrary } from '../images/imageFit';
import type { BuildImageFacts, ImageProvides } from '../images/types';
import type { Evaluation } from './types';

/** As in manifests. */
const PLATFORMS: Record<Architecture, string> = {
  x86_64: 'linux/amd64',
  arm64: 'linux/arm64',
};

/**
 * The images whose files get into what the next build makes. For an `image`
 * function its last stage is none of them: that is the system it runs on.
 *
 * @internal
 */
export function shapingImages({ facts }: Evaluation): BuildImageFacts[] {
  return (facts.buildImages ?? []).filter(
    one => one.reach === 'shaping' && !isOwnSystem(facts, one),
  );
}

/**
 * Whether an image is the one that an `image` function runs on.
 *
 * @internal
 */
export function isOwnSystem(
  { packageType }: Evaluation['facts'],
  { role }: BuildImageFacts,
): boolean {
  return packageType === 'image' && role === 'runtime';
}

/**
 * What the next build will run on: the runtime, or for an `image` function what
 * its last stage is today. Null where that is not known.
 *
 * @internal
 */
export function systemOfNextBuild(
  evaluation: Evaluation,
): RuntimeProfile | null {
  const { facts, profile, architecture } = evaluation;
  const own = (facts.buildImages ?? []).find(
    one =>
      one.reach === 'shaping' &&
      isOwnSystem(facts, one) &&
      one.provides !== null &&
      !isForOther(evaluation, one),
  );
  if (!own?.provides || architecture === null) {
    return profile;
  }
  return profileFromImage(
    {
      name: own.image.replace(/@.*$/, ''),
      digest: own.digest ?? '',
      architecture,
      libraries: own.provides.map(one => ({ ...one, path: null })),
      interpreters: [],
      folders: [],
    },
    { runtime: null, packageType: 'image' },
  );
}

/**
 * Whether an image is pulled for another architecture than the function's, as
 * a builder is that compiles for others.
 *
 * @internal
 */
export function isForOther(
  { architecture }: Evaluation,
  { platform }: BuildImageFacts,
): boolean {
  return (
    architecture !== null &&
    platform !== null &&
    !`${platform}/`.startsWith(`${PLATFORMS[architecture]}/`)
  );
}

/**
 * What of an image a build of the function can come to ask for: of what was
 * measured, libraries that it does not need do not count, unless compilers link
 * with them unasked.
 *
 * @internal
 */
export function askable(
  { facts, files }: Evaluation,
  provides: readonly ImageProvides[],
): ImageProvides[] {
  if (!facts.artifacts.some(({ mount }) => mount !== 'layer')) {
    return [...provides];
  }
  const needed = new Set(
    files.flatMap(({ scanned }) => scanned.report?.needed ?? []),
  );
  return provides.filter(({ name }) => isBaseLibrary(name) || needed.has(name));
}

/**
 * The place and the image as in sentences: `Dockerfile:1`,
 * `arm64v8/amazonlinux:latest`.
 *
 * @internal
 */
export function namesOf({ file, line, reference, image }: BuildImageFacts): {
  place: string;
  reference: string;
} {
  return {
    place: `${file}:${line}`,
    // A variable, or a name that a tool completes, does not say which image.
    reference: image.replace(/@.*$/, '').endsWith(reference.replace(/@.*$/, ''))
      ? reference
      : `${reference} (${image})`,
  };
}
