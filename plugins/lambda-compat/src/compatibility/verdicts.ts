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

import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { Finding, Verdict } from './types';

// A record, so that a verdict that the API gets is a type error until it is
// here. The order is that of the words everywhere: worst first.
const KNOWN: Record<Verdict, true> = {
  broken: true,
  'at-risk': true,
  unknown: true,
  compatible: true,
  'no-native-code': true,
};

/** Every verdict, worst first. */
export const VERDICTS = Object.keys(KNOWN) as readonly Verdict[];

/** The functions by verdict, worst first; those of one in the order given. */
export function worstFirst(
  functions: readonly FunctionCompatibility[],
): FunctionCompatibility[] {
  return [...functions].sort(
    (a, b) =>
      VERDICTS.indexOf(a.judgement.verdict) -
      VERDICTS.indexOf(b.judgement.verdict),
  );
}

/** How many functions have each verdict; those that none has are left out. */
export function countVerdicts(
  functions: readonly FunctionCompatibility[],
): Array<{ verdict: Verdict; count: number }> {
  return VERDICTS.map(verdict => ({
    verdict,
    count: functions.filter(one => one.judgement.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
}

/**
 * The findings of a function. That nothing was measured is left out: it is said
 * in a place of its own, with what to do about it.
 */
export function findingsOf({
  judgement,
  measuredAt,
}: FunctionCompatibility): Finding[] {
  return measuredAt === null
    ? judgement.findings.filter(({ rule }) => rule !== 'R20')
    : judgement.findings;
}
