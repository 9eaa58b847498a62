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

import type { Evaluation } from '../evaluation/types';
import type { Finding, WayOut } from '../types';
import { finding } from './finding';

const NAME_IT: WayOut = {
  kind: 'measure',
  text: 'Name the runtime and the architecture of the function.',
  code: 'lambda-compat check function.zip --runtime provided.al2023 --arch arm64',
};

/**
 * What the runtime provides is not known.
 *
 * @internal
 */
export function R22(evaluation: Evaluation): Finding[] {
  const { facts, profile, architecture, runtime, ownSystem } = evaluation;
  const unknown = (about: string, message: string, undecided: string) =>
    finding('R22', {
      verdict: 'unknown',
      about: [about],
      message,
      undecided,
      waysOut: [NAME_IT],
    });
  if (architecture === null) {
    return [
      unknown(
        'architecture',
        'The architecture of the function is not known.',
        'whether the function runs on x86_64 or on arm64',
      ),
    ];
  }
  if (profile !== null || (ownSystem && facts.profile === null)) {
    return [];
  }
  if (facts.profile !== null) {
    return [
      unknown(
        'profile',
        `What ${facts.profile.name} provides says nothing of a function on ${architecture}.`,
        `what the runtime provides on ${architecture}`,
      ),
    ];
  }
  if (facts.runtime === null) {
    return [
      unknown(
        'runtime',
        'The runtime of the function is not known.',
        'which runtime the function has',
      ),
    ];
  }
  const name = facts.runtime.slice(0, 100);
  return [
    unknown(
      facts.runtime,
      runtime
        ? `What ${name} provides on ${architecture} is not known.`
        : `${name} is no Lambda runtime that is known.`,
      `what ${name} provides on ${architecture}`,
    ),
  ];
}
