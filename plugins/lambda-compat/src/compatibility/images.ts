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

import type { Finding } from './types';

/** An image that builds pull, as a finding names it. */
export interface FindingImage {
  file: string;
  reference: string;
}

/**
 * The image that a finding of R10, R11 or R24 is about; null for others. Keys
 * are `rule|subject|file|reference`, with more after that for R24.
 */
export function imageOf({ key, rule }: Finding): FindingImage | null {
  if (rule !== 'R10' && rule !== 'R11' && rule !== 'R24') {
    return null;
  }
  const [, , file, reference] = key.split('|');
  return file && reference ? { file, reference } : null;
}

/**
 * The images that a digest would keep from bringing other versions: those of
 * which it is judged, or not known, that the next build gets some.
 */
export function imagesToPin(findings: readonly Finding[]): FindingImage[] {
  const images = findings
    .filter(
      ({ rule, verdict }) =>
        (rule === 'R10' || rule === 'R11') && verdict !== 'info',
    )
    .flatMap(finding => imageOf(finding) ?? []);
  return [
    ...new Map(
      images.map(image => [`${image.file} ${image.reference}`, image]),
    ).values(),
  ];
}
