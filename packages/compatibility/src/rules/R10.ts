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
  findLibrary,
  findVersion,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { nativeCodeOf } from '../evaluation/nativeCode';
import {
  askable,
  isForOther,
  namesOf,
  shapingImages,
  systemOfNextBuild,
} from '../evaluation/nextBuild';
import type { Evaluation } from '../evaluation/types';
import { beyondText } from '../images/beyondText';
import { isMuslName, targetOf } from '../images/fitSentence';
import { imageFit } from '../images/imageFit';
import type { BuildImageFacts, ImageFit, ImageProvides } from '../images/types';
import { versionsText } from '../images/versionText';
import type { Finding } from '../types';
import { waysOutOfImage } from '../waysOut/waysOutOfImage';
import { finding } from './finding';

/** An image that provides something that the runtime lacks, or may lack. */
interface Case {
  evaluation: Evaluation;
  image: BuildImageFacts;
  provides: ImageProvides[];
  system: RuntimeProfile;
  fit: ImageFit;
}

/**
 * An image that shapes the artifact provides versions that the runtime does not
 * have: what the next build asks for is then up to the image. Where the image is
 * pinned by digest nothing changes without a commit, which is said and no risk;
 * so is that a function is static, which no image can change.
 *
 * @internal
 */
export function R10(evaluation: Evaluation): Finding[] {
  const images = shapingImages(evaluation);
  const system = images.length > 0 ? systemOfNextBuild(evaluation) : null;
  if (!system) {
    return [];
  }
  return images.flatMap(image => {
    if (image.provides === null) {
      return [];
    }
    if (isForOther(evaluation, image)) {
      return forOther(evaluation, image);
    }
    const provides = askable(evaluation, image.provides);
    const fit = imageFit(provides, system);
    return fit.answer === 'yes'
      ? []
      : conclude({ evaluation, image, provides, system, fit });
  });
}

function conclude(one: Case): Finding[] {
  const { evaluation, image, fit } = one;
  const code = nativeCodeOf(evaluation);
  if (image.pinned) {
    return fit.answer === 'no' && code !== 'none' && code !== 'static'
      ? [pinned(one)]
      : [];
  }
  if (code === 'none' || code === 'static') {
    return [notExposed(one, code)];
  }
  return [fit.answer === 'no' ? atRisk(one) : unknown(one, code)];
}

function about({ file, reference }: BuildImageFacts): string[] {
  return [file, reference];
}

function atRisk(one: Case): Finding {
  const { evaluation, image, fit, system } = one;
  const { place, reference } = namesOf(image);
  return finding('R10', {
    verdict: 'at-risk',
    about: about(image),
    ...evidence(one),
    message: `${place} builds on ${reference}, ${beyondText(
      fit,
      system,
    )} Your next build can ask for versions the runtime does not have.${measuredSentence(
      evaluation,
      fit,
    )}`,
  });
}

function pinned(one: Case): Finding {
  const { image, fit, system } = one;
  const { place, reference } = namesOf(image);
  return finding('R10', {
    verdict: 'info',
    about: about(image),
    ...evidence(one),
    message: `${place} is pinned to ${reference}, ${beyondText(
      fit,
      system,
    )} That changes only with a commit, but what is built on it can ask for versions the runtime does not have.`,
  });
}

function notExposed(
  { image, fit, system }: Case,
  code: 'none' | 'static',
): Finding {
  const { place, reference } = namesOf(image);
  const versions = versionsOf(fit);
  const what =
    versions.length > 0
      ? `${versionsText(versions)}, which ${targetOf(system)} ${
          fit.answer === 'no' ? 'does not have' : 'may not have'
        }`
      : `versions that may not be in ${targetOf(system)}`;
  return finding('R10', {
    verdict: 'info',
    about: about(image),
    message: `${place} builds on ${reference}, which provides ${what}. The function ${
      code === 'static' ? 'is static,' : 'has no native code and is'
    } not exposed to base-image symbol versions.`,
  });
}

function unknown(one: Case, code: 'linked' | 'unknown'): Finding {
  const { evaluation, image, fit, system } = one;
  const { place, reference } = namesOf(image);
  const [first] = fit.beyond;
  if (!first) {
    // It has another C library, or not all of it could be read.
    const settled = code === 'linked' && !evaluation.files.some(isMusl);
    const musl = image.provides?.some(({ name }) => isMuslName(name));
    return finding('R10', {
      verdict: settled && musl ? 'info' : 'unknown',
      about: about(image),
      message: `${place} builds on ${reference}. ${fit.sentence}`,
      undecided:
        settled && musl
          ? null
          : `what the next build on ${reference} asks ${targetOf(system)} for`,
    });
  }
  const asked = findVersion(system, first.library, first.unknown[0]);
  return finding('R10', {
    verdict: 'unknown',
    about: about(image),
    ...evidence(one),
    message: `Whether the next build by ${place} can ask for versions that ${targetOf(
      system,
    )} does not have is not known: it builds on ${reference}, which provides ${versionsText(
      first.unknown,
    )}. Not known: ${asked.undecided}.`,
    undecided: asked.undecided ?? null,
  });
}

function isMusl({ scanned }: Evaluation['files'][number]): boolean {
  return scanned.report?.libc.kind === 'musl';
}

/** What a builder for another machine has for this one is in no library folder. */
function forOther(evaluation: Evaluation, image: BuildImageFacts): Finding[] {
  const code = nativeCodeOf(evaluation);
  if (image.pinned || code === 'static' || code === 'none') {
    return [];
  }
  const { place, reference } = namesOf(image);
  const { target } = evaluation;
  return [
    finding('R10', {
      verdict: 'unknown',
      about: about(image),
      message: `${place} builds for ${target} on ${reference}, which is pulled for ${image.platform}: which libraries it links with for another architecture is not known.`,
      undecided: `which versions what ${place} builds can ask for`,
    }),
  ];
}

function evidence(
  one: Case,
): Pick<Finding, 'library' | 'version' | 'provided' | 'waysOut'> {
  const { evaluation, image, provides, system, fit } = one;
  const [{ library, versions, unknown: open, highest }] = fit.beyond;
  const [version] = versions.length > 0 ? versions : open;
  const found = findVersion(system, library, version);
  return {
    library,
    version,
    provided: {
      answer: found.answer,
      library: findLibrary(system, library).path,
      highest:
        highest
          .find(({ namespace }) => version.startsWith(`${namespace}_`))
          ?.runtime.map(({ state, version: top }) => ({
            state,
            version: top,
          })) ?? [],
      sources: found.sources,
    },
    waysOut: image.pinned
      ? []
      : waysOutOfImage(evaluation, image, {
          provides,
          system,
          library,
          certain: fit.answer === 'no',
        }),
  };
}

function versionsOf({ beyond }: ImageFit): string[] {
  const [first] = beyond;
  return first ? [...first.versions, ...first.unknown] : [];
}

/** That it can does not mean that it does. */
function measuredSentence(
  { objects }: Evaluation,
  { beyond }: ImageFit,
): string {
  const asked = new Set(
    objects.flatMap(({ object }) =>
      object.versions.map(({ library, version }) => `${library}\0${version}`),
    ),
  );
  const any = beyond.some(({ library, versions }) =>
    versions.some(version => asked.has(`${library}\0${version}`)),
  );
  return objects.length === 0 || any
    ? ''
    : ' What was measured asks for none of them.';
}
