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

import { judge } from './judge';
import type {
  Finding,
  FunctionFacts,
  JudgeOptions,
  JudgePolicy,
  Judgement,
  RuleId,
  WhatIfResult,
  WhatIfTarget,
} from './types';

/** Rules that say what the file asks for, whatever the calendar says. */
const OF_THE_FILES = new Set<RuleId>([
  'R1',
  'R2',
  'R3',
  'R4',
  'R5',
  'R20',
  'R21',
  'R22',
  'R23',
]);

/** Rules of the images it is built on, which are not asked of another machine. */
const OF_THE_BUILD = new Set<RuleId>(['R10', 'R11', 'R24']);

/**
 * Judges a function as if it ran on another runtime or another architecture.
 * Files built for one architecture say nothing of a build for another: there
 * the outcome is `unknown`, unless such a build was measured as well.
 *
 * @public
 */
export function whatIf(
  facts: FunctionFacts,
  target: WhatIfTarget,
  policy: JudgePolicy = {},
  options: JudgeOptions = {},
): WhatIfResult {
  const runtime = target.runtime ?? facts.runtime;
  const architecture = target.architecture ?? facts.architecture;
  const now = judge(facts, policy, options);
  const moved = architecture !== facts.architecture;
  const then = judge(
    {
      ...facts,
      runtime,
      architecture,
      profile: target.profile,
      // What is known of them is of the architecture that is built for now.
      ...(moved && { buildImages: undefined }),
    },
    policy,
    options,
  );
  return {
    ...outcomeOf(facts, target, then, moved),
    runtime,
    architecture,
    now,
    then,
    appearing: without(then, now, moved),
    disappearing: without(now, then, moved),
  };
}

function outcomeOf(
  facts: FunctionFacts,
  target: WhatIfTarget,
  then: Judgement,
  moved: boolean,
): Pick<WhatIfResult, 'outcome' | 'reason' | 'finding'> {
  const findings = then.findings.filter(({ rule }) => OF_THE_FILES.has(rule));
  const foreign = findings.find(
    ({ rule, verdict }) =>
      (rule === 'R3' || rule === 'R5') && verdict === 'broken',
  );
  if (moved && foreign) {
    return {
      outcome: 'unknown',
      reason: `No build for ${
        target.architecture
      } was measured: what such a build asks for is not known${
        foreign.file === null
          ? ''
          : ` (${foreign.file} is for ${facts.architecture ?? 'another'})`
      }.`,
      finding: foreign,
    };
  }
  const image = facts.artifacts.some(({ mount }) => mount === 'image');
  if (
    image &&
    target.runtime !== undefined &&
    target.runtime !== facts.runtime
  ) {
    return {
      outcome: 'unknown',
      reason: `The image brings its own system: what it asks for on the base image of ${target.runtime} is known when it is built on that.`,
      finding: null,
    };
  }
  const broken = findings.find(({ verdict }) => verdict === 'broken');
  const unknown = findings.find(({ verdict }) => verdict === 'unknown');
  const first = broken ?? unknown ?? null;
  if (first === null) {
    return { outcome: 'works', reason: worksReason(then), finding: null };
  }
  return {
    outcome: broken ? 'breaks' : 'unknown',
    reason: first.message,
    finding: first,
  };
}

/** A date does not stop a function from working. */
function worksReason(then: Judgement): string {
  return then.verdict === 'compatible' || then.verdict === 'no-native-code'
    ? then.sentence
    : `Every native file that was measured finds what it asks for. ${then.sentence}`;
}

function without(one: Judgement, other: Judgement, moved: boolean): Finding[] {
  const known = new Set(other.findings.map(({ key }) => key));
  return one.findings.filter(
    ({ key, rule, verdict }) =>
      (verdict === 'broken' || verdict === 'unknown') &&
      !known.has(key) &&
      !(moved && OF_THE_BUILD.has(rule)),
  );
}
