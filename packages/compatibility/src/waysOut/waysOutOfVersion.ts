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

import type { Evaluation, JudgedObject } from '../evaluation/types';
import type { WayOut } from '../types';
import { otherRuntime } from './otherRuntime';
import { rebuild } from './rebuild';

/**
 * The ways out of a version that is missing, or may be.
 *
 * @internal
 */
export function waysOutOfVersion(
  evaluation: Evaluation,
  { file }: JudgedObject,
  need: {
    library: string;
    version: string;
    certain: boolean;
    /** The library asked is one that the function brings. */
    fromArtifact: boolean;
  },
): WayOut[] {
  const { library, version, certain, fromArtifact } = need;
  return [
    ...(certain ? [] : measure(evaluation)),
    ...(fromArtifact
      ? [
          {
            kind: 'bundle' as const,
            text: `Bring a ${library} that has ${version}, or none if that of the runtime has it.`,
            code: null,
          },
        ]
      : []),
    ...rebuild(evaluation, file, library),
    ...otherRuntime(evaluation, library, version),
  ];
}

/**
 * How what is not known of a runtime becomes known.
 *
 * @internal
 */
export function measure({ facts, profile }: Evaluation): WayOut[] {
  return profile?.origin === 'shipped'
    ? [
        {
          kind: 'measure',
          text: `Measure the runtime: take a snapshot inside of the account${
            profile.asOf === null
              ? ', or name the day whose runtime the function has'
              : ''
          }.`,
          code: profile.asOf === null ? `--as-of ${facts.today}` : null,
        },
      ]
    : [];
}
