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

import { targetOf } from './fitSentence';
import { imageFit } from './imageFit';
import { alternativesOf } from './pinAlternatives';
import { behindOf, dayOf, type RankedCandidate } from './pinBehind';
import type { PinCandidate, PinSuggestion, PinTarget } from './types';

type Fits = NonNullable<PinSuggestion['suggestion']>['fits'];

/** Whether a digest can be pinned to, and why or why not. */
type Answer =
  | { accepted: true; fits: Fits; why: string }
  | { accepted: false; reason: string };

/** Digests that are looked at; a tag that moves every day has 365 a year. */
const MAX_CANDIDATES = 2_000;

/**
 * What to pin a reference to: the newest digest that has an image for the
 * architecture, that the registry still has, and that fits: either the runtime
 * has every version that it provides, or a build on it was measured compatible
 * (product document, "Safe pin").
 *
 * It is never the digest that the reference has already, nor another one with
 * the same image for the architecture. Where the one that it has fits, nothing
 * older is suggested; and what is missed by staying behind is always said.
 * Candidates are taken to be of one repository and channel, in any order: the
 * result is the same for each.
 *
 * @public
 */
export function suggestPin(
  candidates: readonly PinCandidate[],
  target: PinTarget,
): PinSuggestion {
  const ranked = rank(candidates);
  const current = ranked.find(one => isPinned(one, target)) ?? null;
  const currentFits =
    current !== null &&
    assess(
      // Nobody has to pull what is in use, unless it is known to be gone.
      { ...current, pullable: current.pullable === 'no' ? 'no' : 'yes' },
      { ...target, pinnedTo: null },
    ).accepted;
  const rejected: PinSuggestion['rejected'] = [];
  let chosen: PinSuggestion['suggestion'] = null;
  let passed = false;
  for (const one of ranked) {
    passed ||= one === current;
    const answer =
      passed && currentFits && one !== current
        ? older(target, current)
        : assess(one, target, current);
    if (!answer.accepted) {
      rejected.push({
        digest: one.digest,
        tag: one.tag,
        reason: answer.reason,
      });
    } else if (chosen === null && one.platformDigest !== null) {
      chosen = {
        digest: one.digest,
        platformDigest: one.platformDigest,
        tag: one.tag,
        fits: answer.fits,
        why: answer.why,
        behind: behindOf(one, ranked),
      };
    }
  }
  return {
    suggestion: chosen,
    reason: chosen ? null : reasonOf(ranked, rejected, target, currentFits),
    rejected,
    alternatives: chosen || currentFits ? [] : alternativesOf(ranked, target),
  };
}

/** Newest first; several sightings of one digest are one candidate. */
function rank(candidates: readonly PinCandidate[]): RankedCandidate[] {
  const byDigest = new Map<string, RankedCandidate>();
  const sorted = [...candidates].sort(newestFirst);
  for (const one of sorted.slice(0, MAX_CANDIDATES)) {
    const known = byDigest.get(one.digest);
    byDigest.set(one.digest, known ? merged(known, one) : one);
  }
  return [...byDigest.values()];
}

/** The newer one first, so that it is it that ranks. */
function merged(newer: PinCandidate, other: PinCandidate): PinCandidate {
  const named = newer.tag === null || (!newer.dated && other.dated);
  return {
    ...newer,
    platformDigest: newer.platformDigest ?? other.platformDigest,
    ...(named && other.tag !== null && { tag: other.tag, dated: other.dated }),
    provides: newer.provides ?? other.provides,
    pullable: newer.pullable === 'unknown' ? other.pullable : newer.pullable,
    measured: newer.measured ?? other.measured,
  };
}

function newestFirst(a: PinCandidate, b: PinCandidate): number {
  return (
    timeOf(b.before) - timeOf(a.before) ||
    timeOf(b.after) - timeOf(a.after) ||
    compareText(a.digest, b.digest) ||
    // One digest, seen at the same time: what says more goes first.
    Number(b.dated) - Number(a.dated) ||
    compareText(a.tag ?? '', b.tag ?? '')
  );
}

/** Before all others where it is no time. */
function timeOf(iso: string | null): number {
  const time = iso === null ? NaN : Date.parse(iso);
  return Number.isNaN(time) ? 0 : time;
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function isPinned(
  { digest, platformDigest }: PinCandidate,
  { pinnedTo }: PinTarget,
): boolean {
  return (
    pinnedTo !== null && (digest === pinnedTo || platformDigest === pinnedTo)
  );
}

function assess(
  one: PinCandidate,
  target: PinTarget,
  current: PinCandidate | null = null,
): Answer {
  const no = (reason: string): Answer => ({ accepted: false, reason });
  const { profile, architecture } = target;
  const fit = profile && one.provides ? imageFit(one.provides, profile) : null;
  if (isPinned(one, target)) {
    const lacks = fit && fit.answer !== 'yes' ? ` ${fit.sentence}` : '';
    return no(`The reference is pinned to it already.${lacks}`);
  }
  if (one.platformDigest === null) {
    return no(
      `It has no image for ${architecture ?? 'the platform of the function'}.`,
    );
  }
  if (current && one.platformDigest === current.platformDigest) {
    return no(
      `It has the same image for ${
        architecture ?? 'the platform of the function'
      } as the one that the reference is pinned to.`,
    );
  }
  if (one.pullable === 'no') {
    return no('The registry does not have it any more.');
  }
  if (one.pullable === 'unknown') {
    return no('Not known whether the registry still has it.');
  }
  if (fit?.answer === 'yes') {
    return { accepted: true, fits: 'by-construction', why: fit.sentence };
  }
  if (one.measured) {
    const { number, at } = one.measured;
    return {
      accepted: true,
      fits: 'measured',
      why: `${
        number === null ? 'A build' : `Build #${number}`
      } on it was measured compatible on ${dayOf(at)}.`,
    };
  }
  if (one.provides === null) {
    return no('What it provides is not known.');
  }
  return no(fit?.sentence ?? 'What the runtime provides is not known.');
}

function older(target: PinTarget, current: PinCandidate | null): Answer {
  return {
    accepted: false,
    reason: `It is older than ${
      current?.tag ?? 'the one'
    } that the reference is pinned to, which fits${
      target.profile ? ` ${targetOf(target.profile)}` : ''
    }.`,
  };
}

function reasonOf(
  ranked: RankedCandidate[],
  rejected: PinSuggestion['rejected'],
  target: PinTarget,
  currentFits: boolean,
): string {
  if (currentFits) {
    return 'The reference is pinned to the newest digest that fits.';
  }
  if (ranked.length === 0) {
    return 'No digest of it is known yet.';
  }
  const runtime = target.profile ? targetOf(target.profile) : 'the runtime';
  const [first] = rejected;
  const reasons = new Set(rejected.map(({ reason }) => reason));
  const none =
    ranked.length === 1
      ? 'The one digest that is known cannot be suggested'
      : `None of the ${ranked.length} digests that are known can be suggested`;
  return `${none} for ${runtime}. ${
    reasons.size > 1 ? `The newest: ${first.reason}` : first.reason
  }`;
}
