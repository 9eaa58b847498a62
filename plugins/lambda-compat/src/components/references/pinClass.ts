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

import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** @internal */
export type PinClass = ReportedReference['pinClass'];

/** Strongest first; what names nothing outside the file comes last. */
const STRENGTH: readonly PinClass[] = [
  'digest',
  'dated',
  'exact-os',
  'exact',
  'partial',
  'channel',
  'floating',
  'unresolved',
  'invalid',
  'scratch',
  'stage',
];

/** The classes that stand for something a build pulls, strongest first. */
export const COUNTED_CLASSES: readonly PinClass[] = STRENGTH.slice(0, -2);

/**
 * What is drawn: nine classes are too many to tell apart, so neighbours share
 * a colour and an icon. The word is always that of the class itself.
 *
 * @internal
 */
export type PinTone =
  | 'digest'
  | 'dated'
  | 'exact'
  | 'channel'
  | 'floating'
  | 'unresolved'
  | 'none';

const TONES: Record<PinClass, PinTone> = {
  digest: 'digest',
  dated: 'dated',
  'exact-os': 'exact',
  exact: 'exact',
  partial: 'channel',
  channel: 'channel',
  floating: 'floating',
  unresolved: 'unresolved',
  invalid: 'unresolved',
  scratch: 'none',
  stage: 'none',
};

export function toneOf(pinClass: PinClass): PinTone {
  return TONES[pinClass] ?? 'unresolved';
}

/** Whether the build of the target pulls the image, so that it is counted. */
export function isPulled(reference: ReportedReference): boolean {
  return reference.reachable && !reference.deferred;
}

function compareByPlace(a: ReportedReference, b: ReportedReference): number {
  return (
    a.place.file.localeCompare(b.place.file) ||
    a.place.startLine - b.place.startLine ||
    a.place.startColumn - b.place.startColumn
  );
}

function compareByUrgency(a: ReportedReference, b: ReportedReference): number {
  return (
    Number(isPulled(b)) - Number(isPulled(a)) ||
    STRENGTH.indexOf(b.pinClass) - STRENGTH.indexOf(a.pinClass) ||
    compareByPlace(a, b)
  );
}

/** All references, as one finds them when reading the files. */
export function referencesByPlace(
  references: readonly ReportedReference[],
): ReportedReference[] {
  return [...references].sort(compareByPlace);
}

/**
 * The references that name an image, what has to be mended first at the top:
 * pulled before not pulled, weakest before strongest.
 */
export function externalReferences(
  references: readonly ReportedReference[],
): ReportedReference[] {
  return references
    .filter(
      reference => reference.kind === 'image' || reference.kind === 'invalid',
    )
    .sort(compareByUrgency);
}
