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

import type { RuleId } from '@lambda-compat/compatibility';

/** What each rule is about, for documents that list rules. */
export const ruleTexts: Readonly<
  Record<RuleId, { name: string; text: string }>
> = {
  R1: {
    name: 'MissingVersion',
    text: 'A binary needs a symbol version that its runtime does not have.',
  },
  R2: {
    name: 'MissingLibrary',
    text: 'A binary needs a library that neither the function nor its runtime has.',
  },
  R3: {
    name: 'WrongArchitecture',
    text: 'A binary is for another architecture than the function.',
  },
  R4: {
    name: 'MissingLoader',
    text: 'A binary asks for a loader that its runtime does not have.',
  },
  R5: {
    name: 'UnusableImage',
    text: 'Lambda does not run an image of this kind, or not on this architecture.',
  },
  R10: {
    name: 'BuildImageBeyondRuntime',
    text: 'A build image that can change provides more than the runtime has.',
  },
  R11: {
    name: 'BuildImageMoved',
    text: 'The symbol versions of a build image changed since the last build.',
  },
  R12: {
    name: 'RuntimeDeprecation',
    text: 'The runtime is deprecated, or soon will be.',
  },
  R13: {
    name: 'SuccessorBreaks',
    text: 'The function breaks on the successor of its runtime.',
  },
  R14: {
    name: 'ShadowedLibrary',
    text: 'A bundled library shadows one of the runtime, or is never used.',
  },
  R20: {
    name: 'NothingMeasured',
    text: 'Nothing of the function was measured.',
  },
  R21: {
    name: 'OutdatedMeasurement',
    text: 'What was measured is not what was built or deployed last.',
  },
  R22: {
    name: 'RuntimeNotKnown',
    text: 'What the runtime provides is not known.',
  },
  R23: {
    name: 'PartNotReadable',
    text: 'A part of the function could not be read.',
  },
  R24: {
    name: 'StaleEvidence',
    text: 'What a verdict rests on is too old, or cannot be had.',
  },
  R30: {
    name: 'OtherDistribution',
    text: 'The function was built on another distribution than it runs on.',
  },
  R31: {
    name: 'LoadedAtRunTime',
    text: 'Something is loaded at run time that the file does not list.',
  },
};
