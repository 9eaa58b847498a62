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

import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { Finding, WayOut } from '../../compatibility';

/** Texts for a pin, in the language of the app. */
export interface PinTexts {
  /** What to pin to, why, and what that costs. */
  to: (pin: ReferencePin) => string;
  /** That nothing is known to fit, and why. */
  nothing: (pin: ReferencePin) => string;
}

/**
 * The ways out of a finding about a build image. A rule only knows that a
 * release fits; what was looked up is the digest, that it can be pulled, and
 * what is missed, so that goes in the place of the rule's own advice.
 */
export function pinnedWays(
  { waysOut }: Finding,
  pin: ReferencePin | undefined,
  texts: PinTexts,
): readonly WayOut[] {
  if (!pin) {
    return waysOut;
  }
  const others = waysOut.filter(({ kind }) => kind !== 'build-image');
  if (pin.suggestion) {
    const to: WayOut = {
      kind: 'build-image',
      text: texts.to(pin),
      code: pin.pinned,
    };
    return [to, ...others];
  }
  const known = new Set(others.map(({ text }) => text));
  return [
    { kind: 'build-image', text: texts.nothing(pin), code: null },
    ...pin.alternatives.filter(({ text }) => !known.has(text)),
    ...others,
  ];
}
