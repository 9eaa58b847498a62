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

import { evaluate } from './evaluation/evaluate';
import type { Evaluation } from './evaluation/types';
import { fileOutcomes } from './result/fileOutcomes';
import { ladder } from './result/ladder';
import { sentenceOf } from './result/sentence';
import { RULES } from './rules/rules';
import type {
  Finding,
  FunctionFacts,
  JudgeOptions,
  JudgePolicy,
  Judgement,
  RuleId,
  Verdict,
} from './types';

/**
 * Findings kept, worst first; the counts are of all. A function with more has
 * one cause that the first ones show.
 */
const MAX_FINDINGS = 1_000;

const ORDER: readonly Finding['verdict'][] = [
  'broken',
  'at-risk',
  'unknown',
  'info',
];

/** Rules whose breaks a script can undo that sets another library path. */
const ON_THE_LIBRARY_PATH = new Set<RuleId>(['R1', 'R2', 'R4']);

/**
 * Judges one function: whether what was measured of it finds in its runtime
 * what it asks for. Pure: the same facts give the same judgement, and no clock
 * is asked. Evidence that is missing becomes a finding and no error, whatever
 * the reports hold.
 *
 * @throws RuntimeProfileError where `today` is not a day written YYYY-MM-DD
 *
 * @public
 */
export function judge(
  facts: FunctionFacts,
  policy: JudgePolicy = {},
  options: JudgeOptions = {},
): Judgement {
  const evaluation = evaluate(facts, policy, options);
  const all = findingsOf(evaluation);
  const counts = { broken: 0, 'at-risk': 0, unknown: 0, info: 0 };
  for (const { verdict } of all) {
    counts[verdict] += 1;
  }
  const verdict = verdictOf(evaluation, counts);
  const { profile } = evaluation;
  return {
    verdict,
    findings: all.slice(0, MAX_FINDINGS),
    ladder: ladder(evaluation),
    files: fileOutcomes(evaluation, all),
    sentence: sentenceOf(evaluation, verdict, all),
    counts,
    evidence: {
      grade: gradeOf(facts),
      nativeFiles: evaluation.files.length,
      countedFiles: new Set([
        ...(evaluation.resolution?.roots.map(({ root }) => root) ?? []),
        ...evaluation.objects.map(({ file }) => file.placed),
      ]).size,
    },
    runtime: {
      id: facts.runtime,
      architecture: facts.architecture,
      profile: profile && {
        id: profile.id,
        name: profile.name,
        origin: profile.origin,
      },
      asOf: profile?.asOf ?? null,
    },
  };
}

function findingsOf(evaluation: Evaluation): Finding[] {
  const byKey = new Map<string, Finding>();
  for (const [, rule] of RULES) {
    for (const raw of rule(evaluation)) {
      const one = withLaunchScript(evaluation, raw);
      const known = byKey.get(one.key);
      if (!known || rank(one) < rank(known)) {
        byKey.set(one.key, one);
      }
    }
  }
  return [...byKey.values()].sort((a, b) => rank(a) - rank(b));
}

function rank({ verdict }: Finding): number {
  return ORDER.indexOf(verdict);
}

/** What a script does to the library path can undo a break, or not. */
function withLaunchScript({ launch }: Evaluation, one: Finding): Finding {
  if (
    !launch ||
    one.verdict !== 'broken' ||
    !ON_THE_LIBRARY_PATH.has(one.rule)
  ) {
    return one;
  }
  const undecided = `where libraries are found after line ${launch.line} of ${launch.path}, which ${launch.does}`;
  return {
    ...one,
    verdict: 'unknown',
    message: `Without what ${launch.path} does in line ${launch.line}, this would be so: ${one.message}`,
    undecided,
  };
}

function verdictOf(
  { facts, files }: Evaluation,
  counts: Judgement['counts'],
): Verdict {
  const worst = (['broken', 'at-risk', 'unknown'] as const).find(
    verdict => counts[verdict] > 0,
  );
  if (worst) {
    return worst;
  }
  return files.length === 0 && facts.artifacts.length > 0
    ? 'no-native-code'
    : 'compatible';
}

function gradeOf({
  artifacts,
  evidence,
}: FunctionFacts): Judgement['evidence']['grade'] {
  if (artifacts.length === 0) {
    return 'E0';
  }
  return evidence === 'deployed' ? 'E4' : 'E3';
}
