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

import { daysBetween } from '../evaluation/days';
import { successorOf } from '../evaluation/successor';
import type { Evaluation } from '../evaluation/types';
import type { Finding } from '../types';
import { finding } from './finding';

/**
 * A runtime that is deprecated, or will be soon.
 *
 * @internal
 */
export function R12({ runtime, facts, policy }: Evaluation): Finding[] {
  const date = runtime?.deprecationDate ?? null;
  const left = date === null ? null : daysBetween(facts.today, date);
  if (!runtime || left === null || left > policy.deprecationDays) {
    return [];
  }
  const source = runtime.sources.deprecationDate;
  const successor = successorOf(runtime, facts);
  const blocked =
    runtime.blockUpdateDate === null
      ? ''
      : ` Functions with it cannot be changed from ${runtime.blockUpdateDate} on.`;
  return [
    finding('R12', {
      verdict: 'at-risk',
      about: [runtime.id],
      message:
        left <= 0
          ? `${runtime.id} is deprecated since ${date}: it gets no more updates.${blocked}`
          : `${runtime.id} is deprecated from ${date} on, in ${left} ${
              left === 1 ? 'day' : 'days'
            }.${blocked}`,
      provided: {
        answer: 'yes',
        library: null,
        highest: [],
        sources: [source],
      },
      waysOut: successor
        ? [
            {
              kind: 'runtime',
              text: `Move to ${successor.id}; ask what would break there first.`,
              code: successor.id,
            },
          ]
        : [],
    }),
  ];
}
