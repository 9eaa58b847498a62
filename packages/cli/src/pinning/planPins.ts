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
  pin,
  pinAll,
  SourceFile,
} from '@lambda-compat/image-references';
import { GivenDigest, GivenDigests } from './GivenDigests';

/** A reference that gets its digest. */
export interface PinnedReference {
  reference: ImageReference;
  digest: string;
}

/**
 * Why a reference stays as it is.
 *
 * - `no-digest-given`: no `--digest` names it.
 * - `already-digest`: it has a digest, and no other one was given.
 * - `other-digest`: it has a digest, and another one was given.
 * - `not-pinnable`: no edit of this file can pin it.
 * - `not-written`: the file could not be written.
 */
export type LeftReason =
  | 'no-digest-given'
  | 'already-digest'
  | 'other-digest'
  | 'not-pinnable'
  | 'not-written';

/** A reference that stays as it is. */
export interface LeftReference {
  reference: ImageReference;
  reason: LeftReason;
  message: string;
  /** True where a digest was given for it and is not written. */
  refused: boolean;
}

/** What pinning does to one file. */
export interface PinPlan {
  pinned: PinnedReference[];
  left: LeftReference[];
  /** Null where nothing changes. The patch is for the current folder. */
  change: { content: string; patch: string } | null;
  /** Digests that belong to a reference of the file. */
  used: GivenDigest[];
}

/** Decides for each reference of a file whether it gets a digest. */
export function planPins(
  file: SourceFile,
  references: readonly ImageReference[],
  digests: GivenDigests,
): PinPlan {
  const plan: PinPlan = { pinned: [], left: [], change: null, used: [] };
  for (const reference of references) {
    if (reference.kind === 'stage' || reference.kind === 'scratch') {
      continue;
    }
    const given = reference.normalized
      ? digests.for(reference.normalized)
      : undefined;
    if (given) {
      plan.used.push(given);
    }
    const obstacle = obstacleTo(file, reference, given);
    if (obstacle) {
      plan.left.push({ reference, ...obstacle });
    } else if (given) {
      plan.pinned.push({ reference, digest: given.digest });
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

function obstacleTo(
  file: SourceFile,
  reference: ImageReference,
  given: GivenDigest | undefined,
): Omit<LeftReference, 'reference'> | null {
  const present = reference.normalized?.digest;
  if (present) {
    return given && given.digest !== present
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
    const refused = given !== undefined;
    return { reason: 'not-pinnable', message, refused };
  }
  if (!given) {
    const message = 'No digest was given.';
    return { reason: 'no-digest-given', message, refused: false };
  }
  const result = pin(file, reference, given.digest);
  return result.ok
    ? null
    : { reason: 'not-pinnable', message: result.reason, refused: true };
}
