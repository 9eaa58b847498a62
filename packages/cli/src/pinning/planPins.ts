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
  ImageReference,
  NormalizedReference,
  pin,
  pinAll,
  SourceFile,
} from '@lambda-compat/image-references';
import { GivenDigest, GivenDigests } from './GivenDigests';
import { TagAnswers } from './TagAnswers';

/** Who says that the digest is the one: `--digest`, or the registry now. */
export type DigestSource = 'option' | 'registry';

/** A reference that gets its digest. */
export interface PinnedReference {
  reference: ImageReference;
  digest: string;
  source: DigestSource;
}

/**
 * Why a reference stays as it is.
 *
 * - `no-digest-given`: no `--digest` names it, and no registry was to be asked.
 * - `tag-not-found`: the registry knows no such tag.
 * - `not-asked`: the registry could not be asked.
 * - `already-digest`: it has a digest, and no other one was given.
 * - `other-digest`: it has a digest, and another one was given.
 * - `not-pinnable`: no edit of this file can pin it.
 * - `not-written`: the file could not be written.
 */
export type LeftReason =
  | 'no-digest-given'
  | 'tag-not-found'
  | 'not-asked'
  | 'already-digest'
  | 'other-digest'
  | 'not-pinnable'
  | 'not-written';

/** A reference that stays as it is. */
export interface LeftReference {
  reference: ImageReference;
  reason: LeftReason;
  message: string;
  /** True where a digest was given or asked for, and is not written. */
  refused: boolean;
}

/** What pinning does to one file. */
export interface PinPlan {
  pinned: PinnedReference[];
  left: LeftReference[];
  /** Null where nothing changes. The patch is for the current folder. */
  change: { content: string; patch: string } | null;
}

const noDigestGiven = {
  reason: 'no-digest-given',
  message: 'No digest was given.',
  refused: false,
} as const;

/** Stands for whatever the registry will answer. */
const anyDigest = `sha256:${'0'.repeat(64)}`;

/** Where digests come from, the first that knows one counts. */
export interface DigestSources {
  given: GivenDigests;
  /** Null where no registry is asked. */
  answers: TagAnswers | null;
}

/**
 * The references of a file whose tags have to be asked for: those that could
 * be pinned and that no digest was given for.
 */
export function tagsToAsk(
  file: SourceFile,
  references: readonly ImageReference[],
  given: GivenDigests,
): NormalizedReference[] {
  return references.flatMap(reference => {
    const { kind, normalized } = reference;
    return kind === 'image' &&
      normalized !== null &&
      !given.for(normalized) &&
      obstacleTo(file, reference, anyDigest) === null
      ? [normalized]
      : [];
  });
}

/** Decides for each reference of a file whether it gets a digest. */
export function planPins(
  file: SourceFile,
  references: readonly ImageReference[],
  sources: DigestSources,
): PinPlan {
  const plan: PinPlan = { pinned: [], left: [], change: null };
  for (const reference of references) {
    const { kind, normalized } = reference;
    if (kind === 'stage' || kind === 'scratch') {
      continue;
    }
    const option = normalized ? sources.given.for(normalized) : undefined;
    const decision = decide(file, reference, option, sources.answers);
    if (decision.pinned) {
      const { digest, source } = decision;
      plan.pinned.push({ reference, digest, source });
    } else {
      plan.left.push({ reference, ...decision.why });
    }
  }
  if (plan.pinned.length === 0) {
    return plan;
  }

  const result = pinAll(file, plan.pinned);
  if (result.ok) {
    const { content, patch } = result;
    plan.change = { content, patch: fromCurrentFolder(patch) };
  } else {
    // Each can be pinned, but not all of them in one file.
    for (const { reference } of plan.pinned) {
      plan.left.push({
        reference,
        reason: 'not-pinnable',
        message: result.reason,
        refused: true,
      });
    }
    plan.pinned = [];
  }
  return plan;
}

/**
 * With a `diff --git` line, git takes the paths of a patch from the root of
 * the repository, and in a sub-folder silently applies nothing. Without it,
 * paths start at the current folder, where the files were named.
 */
function fromCurrentFolder(patch: string): string {
  return patch.replace(/^diff --git .*\n/, '');
}

type Decision =
  | { pinned: true; digest: string; source: DigestSource }
  | { pinned: false; why: Omit<LeftReference, 'reference'> };

function decide(
  file: SourceFile,
  reference: ImageReference,
  option: GivenDigest | undefined,
  answers: TagAnswers | null,
): Decision {
  if (option) {
    const why = obstacleTo(file, reference, option.digest);
    return why
      ? { pinned: false, why }
      : { pinned: true, digest: option.digest, source: 'option' };
  }
  if (answers === null) {
    const why = obstacleTo(file, reference, undefined) ?? noDigestGiven;
    return { pinned: false, why };
  }
  const obstacle = obstacleTo(file, reference, anyDigest);
  if (obstacle) {
    // Nobody asked for this one to be pinned, only for what can be.
    return { pinned: false, why: { ...obstacle, refused: false } };
  }
  const answer = reference.normalized && answers.for(reference.normalized);
  if (answer?.ok) {
    return { pinned: true, digest: answer.digest, source: 'registry' };
  }
  const why = answer ? { ...answer.why, refused: true } : noDigestGiven;
  return { pinned: false, why };
}

/** Why the reference cannot take a digest; null where it can. */
function obstacleTo(
  file: SourceFile,
  reference: ImageReference,
  digest: string | undefined,
): Omit<LeftReference, 'reference'> | null {
  const present = reference.normalized?.digest;
  if (present) {
    return digest !== undefined && digest !== present && digest !== anyDigest
      ? {
          reason: 'other-digest',
          message: `It has the digest ${present} already.`,
          refused: true,
        }
      : {
          reason: 'already-digest',
          message: 'It is a digest.',
          refused: false,
        };
  }
  if (reference.notPinnable !== null || reference.kind === 'invalid') {
    const message =
      reference.notPinnable ??
      reference.problems[0]?.message ??
      'It is not a reference.';
    const refused = digest !== undefined;
    return { reason: 'not-pinnable', message, refused };
  }
  if (digest === undefined) {
    return null;
  }
  const result = pin(file, reference, digest);
  return result.ok
    ? null
    : { reason: 'not-pinnable', message: result.reason, refused: true };
}
