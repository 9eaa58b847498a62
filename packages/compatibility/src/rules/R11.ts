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

import { nativeCodeOf } from '../evaluation/nativeCode';
import {
  isOwnSystem,
  namesOf,
  shapingImages,
  systemOfNextBuild,
} from '../evaluation/nextBuild';
import type { Evaluation } from '../evaluation/types';
import { andMore, momentOf } from '../evaluation/wording';
import { imageFit } from '../images/imageFit';
import type { BuildImageFacts, LastBuild } from '../images/types';
import { versionsText } from '../images/versionText';
import type { Finding } from '../types';
import { finding } from './finding';

type Move = NonNullable<BuildImageFacts['moved']>;

/** Libraries that a sentence names. */
const MAX_LIBRARIES = 3;

/**
 * The tag of an image that shapes the artifact moved since the last build, and
 * symbol versions came or went: the artifact is not what the next build gives.
 * Of the image that an `image` function runs on, only those count that went.
 *
 * @internal
 */
export function R11(evaluation: Evaluation): Finding[] {
  const { facts } = evaluation;
  const images = [
    ...shapingImages(evaluation),
    ...(facts.buildImages ?? []).filter(
      one => one.reach === 'shaping' && isOwnSystem(facts, one),
    ),
  ];
  const code = nativeCodeOf(evaluation);
  return images.flatMap(image =>
    image.pinned || !image.moved || code === 'static' || code === 'none'
      ? []
      : conclude(evaluation, image, image.moved),
  );
}

function conclude(
  evaluation: Evaluation,
  image: BuildImageFacts,
  move: Move,
): Finding[] {
  if (move.sinceBuild === 'no') {
    return [];
  }
  const gained = isOwnSystem(evaluation.facts, image) ? [] : move.gained;
  const { lost } = move;
  if (gained === null || lost === null) {
    return notCompared(evaluation, image, move);
  }
  const changes = [...changesOf('gained', gained), ...changesOf('lost', lost)];
  if (changes.length === 0) {
    return [];
  }
  const known = move.sinceBuild === 'yes';
  const first = [...gained, ...lost].find(
    ({ versions }) => versions.length > 0,
  );
  const { place, reference } = namesOf(image);
  const came = `${changes.slice(0, MAX_LIBRARIES).join(', ')}${andMore(
    Math.max(changes.length - MAX_LIBRARIES, 0),
  )}`;
  return [
    finding('R11', {
      verdict: known ? 'at-risk' : 'unknown',
      about: [image.file, image.reference],
      library: first?.library ?? null,
      version: first?.versions[0] ?? null,
      message: `${place} builds on ${reference}, which moved ${between(move)}${
        known ? `, after ${buildText(image.lastBuild)}` : ''
      }: ${came}. ${
        known
          ? 'Your next build is not what the last one was.'
          : `Whether your last build was before that is not known.`
      }`,
      undecided: known
        ? null
        : `whether the last build was before ${reference} moved`,
      waysOut: [
        {
          kind: 'build-image',
          text: `Pin ${reference} by digest, so that it changes only with a commit.`,
          code: null,
        },
        {
          kind: 'measure',
          text: 'Build again, measure the artifact, and upload the report.',
          code: 'lambda-compat upload function.zip',
        },
      ],
    }),
  ];
}

/**
 * What the image provides today decides where what came with the move is not
 * known: if the runtime has all of it, nothing that came can be missing there.
 * An image that cannot be read is R24's.
 */
function notCompared(
  evaluation: Evaluation,
  image: BuildImageFacts,
  move: Move,
): Finding[] {
  if (image.provides === null) {
    return [];
  }
  const system = systemOfNextBuild(evaluation);
  const fits =
    system !== null && imageFit(image.provides, system).answer === 'yes';
  const { place, reference } = namesOf(image);
  return [
    finding('R11', {
      verdict: fits ? 'info' : 'unknown',
      about: [image.file, image.reference],
      message: `${place} builds on ${reference}, which moved ${between(
        move,
      )}. Which symbol versions came and went with it is not known.`,
      undecided: fits ? null : `what came with the move of ${reference}`,
    }),
  ];
}

function changesOf(
  verb: 'gained' | 'lost',
  changes: NonNullable<Move['gained']>,
): string[] {
  return changes
    .filter(({ versions }) => versions.length > 0)
    .map(
      ({ library, versions }) => `${library} ${verb} ${versionsText(versions)}`,
    );
}

function between({ after, before }: Move): string {
  return after === null
    ? `not later than ${momentOf(before)}`
    : `between ${momentOf(after)} and ${momentOf(before)}`;
}

function buildText(build: LastBuild | null): string {
  if (build === null) {
    return 'your last build';
  }
  const day = build.at.slice(0, 10);
  return build.source === 'commit'
    ? `the last commit to the build file (${
        build.commit ? `${build.commit.slice(0, 7)}, ` : ''
      }${day})`
    : `your last build (${
        build.number === null ? '' : `#${build.number}, `
      }${day})`;
}
