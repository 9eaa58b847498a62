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
  Answer,
  FactSource,
  RuntimeProfile,
  RuntimeState,
} from '../types';
import type { ProfileAnswer } from './types';

/**
 * What one state says.
 *
 * @internal
 */
export interface StateAnswer {
  answer: Answer;
  /** Keys of `sources` of the profile. */
  sources: string[];
  /** Where it is `unknown` within the state. */
  undecided?: string;
}

/**
 * The value of a key that the object itself has. Names come from binaries, and
 * one may be called `constructor`.
 *
 * @internal
 */
export function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** What tells the states apart, at each step where the answer changes. */
function deciding(
  states: RuntimeState[],
  answers: StateAnswer[],
): string | undefined {
  const facts = new Set<string>();
  answers.forEach(({ undecided }) => {
    if (undecided) {
      facts.add(undecided);
    }
  });
  for (let index = 1; index < states.length; index++) {
    const { arrival } = states[index];
    if (arrival && answers[index].answer !== answers[index - 1].answer) {
      facts.add(arrival);
    }
  }
  return facts.size > 0 ? [...facts].join('; and ') : undefined;
}

/**
 * Asks every state of a profile. Where they disagree the answer is `unknown`.
 *
 * @internal
 */
export function askStates(
  profile: RuntimeProfile,
  ask: (state: RuntimeState) => StateAnswer,
): ProfileAnswer {
  const answers = profile.states.map(ask);
  const [first] = answers;
  const answer: Answer =
    first && answers.every(other => other.answer === first.answer)
      ? first.answer
      : 'unknown';
  const keys = new Set(answers.flatMap(({ sources }) => sources));
  const sources = [...keys].flatMap(
    key => own<FactSource>(profile.sources, key) ?? [],
  );
  const undecided =
    answer === 'unknown'
      ? deciding(profile.states, answers) ??
        `what ${profile.name} provides; take a snapshot`
      : undefined;
  return {
    answer,
    sources,
    ...(undecided === undefined ? {} : { undecided }),
    states: profile.states.map((state, index) => ({
      id: state.id,
      answer: answers[index].answer,
    })),
  };
}
