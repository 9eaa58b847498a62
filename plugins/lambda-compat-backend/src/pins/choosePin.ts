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
  type PinCandidate,
  type PinSuggestion,
  type PinTarget,
  suggestPin,
} from '@lambda-compat/compatibility';
import type { Answer } from '@lambda-compat/lambda-runtimes';

/** A function and what there is for it to be built on. */
export interface TargetCandidates {
  target: PinTarget;
  /** The same digests in the same order for every function, newest first. */
  candidates: readonly PinCandidate[];
}

/** Each round asks the registry once, or leaves out what somebody rejects. */
const MAX_ROUNDS = 60;

/**
 * The newest digest that fits every function that is built from a file: one
 * line of a build file is one image, whatever is built from it. It is asked
 * whether the registry has a digest only when it would be suggested, and not
 * any more of older ones.
 *
 * @param targets - at least one
 * @param check - whether the registry still has a digest
 */
export async function choosePin(
  targets: readonly TargetCandidates[],
  check: (digest: string) => Promise<Answer>,
): Promise<PinSuggestion> {
  const order = targets[0].candidates.map(({ digest }) => digest);
  const answers = new Map<string, Answer>();
  /** Newer than what another function takes. */
  const passed = new Set<string>();
  const reasons = new Map<string, string>();
  for (let round = 0; ; round++) {
    const suggestions = targets.map(({ target, candidates }) =>
      suggestPin(
        candidates.map(candidate => ({
          ...candidate,
          pullable: getPullable(candidate),
        })),
        target,
      ),
    );
    for (const { digest, reason } of suggestions.flatMap(
      ({ rejected }) => rejected,
    )) {
      if (!passed.has(digest) && !reasons.has(digest)) {
        reasons.set(digest, reason);
      }
    }
    const none = suggestions.find(({ suggestion }) => !suggestion);
    const places = suggestions.map(({ suggestion }) =>
      order.indexOf(suggestion?.digest ?? ''),
    );
    const oldest = Math.max(...places);
    const digest = order[oldest];
    const isAgreed = places.every(place => place === oldest);
    if (none || round >= MAX_ROUNDS) {
      return withReasons(none ?? giveUp(suggestions[0]), targets[0], reasons);
    }
    if (!isAgreed) {
      order.slice(0, oldest).forEach(newer => passed.add(newer));
    } else if (isKnown(digest)) {
      // What was measured holds for less than what is so by construction.
      const weakest =
        suggestions.find(({ suggestion }) => suggestion?.fits === 'measured') ??
        suggestions[0];
      return withReasons(weakest, targets[0], reasons);
    } else {
      answers.set(digest, await check(digest));
    }
  }

  function isKnown(digest: string): boolean {
    const [{ candidates }] = targets;
    return (
      answers.has(digest) ||
      candidates.find(one => one.digest === digest)?.pullable !== 'unknown'
    );
  }

  function getPullable({ digest, pullable }: PinCandidate): Answer {
    if (passed.has(digest)) {
      return 'no';
    }
    // What nobody has asked about is taken for there until it is chosen.
    return answers.get(digest) ?? (pullable === 'unknown' ? 'yes' : pullable);
  }
}

/** What was left out for one function was rejected for a reason of another. */
function withReasons(
  suggestion: PinSuggestion,
  { candidates }: TargetCandidates,
  reasons: ReadonlyMap<string, string>,
): PinSuggestion {
  const chosen = suggestion.suggestion?.digest;
  return {
    ...suggestion,
    rejected: candidates
      .filter(({ digest }) => digest !== chosen)
      .flatMap(({ digest, tag }) => {
        const reason = reasons.get(digest);
        return reason === undefined ? [] : { digest, tag, reason };
      }),
  };
}

function giveUp(suggestion: PinSuggestion): PinSuggestion {
  return {
    ...suggestion,
    suggestion: null,
    reason: 'The registry was asked for too many digests that are gone.',
  };
}
