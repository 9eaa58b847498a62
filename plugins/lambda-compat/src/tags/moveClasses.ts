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

import type { TagMoveClass } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { AnyMoveClass } from './types';

/**
 * - `weighty`: the next build gets other files.
 * - `unknown`: it may; what would decide was not read.
 * - `quiet`: it does not.
 */
export type MoveTone = 'weighty' | 'unknown' | 'quiet';

// A record, so that a class that the API gets is a type error until it is here.
const TONES: Record<AnyMoveClass, MoveTone> = {
  gone: 'weighty',
  back: 'weighty',
  lost: 'weighty',
  gained: 'weighty',
  reverted: 'weighty',
  content: 'weighty',
  platforms: 'weighty',
  undetermined: 'unknown',
  pending: 'unknown',
  'no-op': 'quiet',
  format: 'quiet',
  attestation: 'quiet',
  unchanged: 'quiet',
};

export function moveTone(moveClass: AnyMoveClass): MoveTone {
  return TONES[moveClass] ?? 'unknown';
}

/** Whether the next build gets other files, or may. */
export function isWeighty(moveClass: AnyMoveClass): boolean {
  return moveTone(moveClass) !== 'quiet';
}

/** The moves after which every build gets the files it got before. */
export const QUIET_MOVE_CLASSES: readonly TagMoveClass[] = [
  'no-op',
  'format',
  'attestation',
];
