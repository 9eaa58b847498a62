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

import type {
  FunctionFacts,
  Judgement,
  JudgePolicy,
} from '@lambda-compat/compatibility';
import type {
  Architecture,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';

/** Draws conclusions from facts; see the package `compatibility`. */
export interface JudgementEngine {
  judge(facts: FunctionFacts, policy?: JudgePolicy): Judgement;
  whatIf(
    facts: FunctionFacts,
    target: {
      runtime?: string;
      architecture?: Architecture;
      profile: RuntimeProfile | null;
    },
  ): { outcome: 'breaks' | 'works' | 'unknown'; reason: string };
}

/** What of the configuration verdicts depend on. */
export interface VerdictPolicy {
  /**
   * The day by which runtimes are judged: `YYYY-MM-DD`, or `today`. Not given:
   * every state that a function may still run on is possible.
   */
  asOf?: string;
  /** Days before a deprecation from which it is a risk. */
  deprecationDays: number;
}

/**
 * Counts up with every change of what is stored of a verdict. What the rules
 * and the tables of runtimes say is taken anew every day in any case.
 */
const VERSION = 3;

/** What besides the facts verdicts hold for; others are due. */
export function getJudgedKey(policy: VerdictPolicy, today: string): string {
  const { asOf = 'any', deprecationDays } = policy;
  return `${VERSION} ${today} ${asOf} ${deprecationDays}`;
}

/** `YYYY-MM-DD`, UTC. */
export function toDay(now: Date): string {
  return now.toISOString().slice(0, 10);
}
