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
import type { Finding } from '../types';
import { finding } from './finding';

/**
 * Nothing of the function was measured.
 *
 * @internal
 */
export function R20({ facts }: Evaluation): Finding[] {
  if (facts.artifacts.some(({ mount }) => mount !== 'layer')) {
    return [];
  }
  const layers = facts.artifacts.length > 0;
  return [
    finding('R20', {
      verdict: 'unknown',
      message: layers
        ? 'Only layers were measured: what the function itself asks for is not known.'
        : 'Nothing was measured: what the function asks for is not known.',
      undecided: 'what is in the artifact of the function',
      waysOut: [
        {
          kind: 'measure',
          text: 'Measure the artifact where it is built, and upload the report.',
          code: 'lambda-compat upload function.zip',
        },
      ],
    }),
  ];
}
