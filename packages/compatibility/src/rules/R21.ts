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
 * What was measured is not what was built or deployed last.
 *
 * @internal
 */
export function R21({ facts }: Evaluation): Finding[] {
  return facts.outdated === null || facts.artifacts.length === 0
    ? []
    : [
        finding('R21', {
          verdict: 'unknown',
          message: `What was measured is not the last one: ${facts.outdated.replace(
            /\.$/,
            '',
          )}.`,
          undecided: 'what the last artifact asks for',
          waysOut: [
            {
              kind: 'measure',
              text: 'Measure the last artifact, and upload the report.',
              code: 'lambda-compat upload function.zip',
            },
          ],
        }),
      ];
}
