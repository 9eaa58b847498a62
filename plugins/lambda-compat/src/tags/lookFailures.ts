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

import type { LookFailureCode } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** Failures that call for the same words and the same next step. */
export type LookFailureKind =
  | 'down'
  | 'limited'
  | 'lying'
  | 'refused'
  | 'unsafe'
  | 'missing'
  | 'unreadable'
  | 'idle';

// A record, so that a code that the API gets is a type error until it is here.
const KINDS: Record<LookFailureCode, LookFailureKind> = {
  'no-access': 'refused',
  'manifest-unknown': 'missing',
  'repository-unknown': 'missing',
  'not-found': 'missing',
  'rate-limited': 'limited',
  'quota-exhausted': 'limited',
  'server-error': 'down',
  'unexpected-answer': 'lying',
  'wrong-digest': 'lying',
  'wrong-type': 'lying',
  'legacy-manifest': 'unreadable',
  'too-large': 'unreadable',
  'too-many-redirects': 'unreadable',
  'refused-address': 'unsafe',
  'refused-realm': 'unsafe',
  timeout: 'down',
  dns: 'down',
  tls: 'down',
  connection: 'down',
  'not-looked': 'idle',
};

export function lookFailureKind(code: LookFailureCode): LookFailureKind {
  return KINDS[code] ?? 'unreadable';
}
