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

import type { Evaluation } from './types';

const remembered = new WeakMap<Evaluation, Map<string, unknown>>();

/**
 * Makes a function of an evaluation and a name compute each result once: a
 * function can have thousands of findings about the same version.
 *
 * @internal
 */
export function perEvaluation<A extends (string | null)[], R>(
  name: string,
  compute: (evaluation: Evaluation, ...about: A) => R,
): (evaluation: Evaluation, ...about: A) => R {
  return (evaluation, ...about) => {
    let results = remembered.get(evaluation);
    if (!results) {
      results = new Map();
      remembered.set(evaluation, results);
    }
    const key = JSON.stringify([name, ...about]);
    if (!results.has(key)) {
      results.set(key, compute(evaluation, ...about));
    }
    return results.get(key) as R;
  };
}
