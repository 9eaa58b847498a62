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

import type { ProblemCode } from '@lambda-compat/backstage-plugin-lambda-compat-common';

// A record, so that a code that the API gets is a type error until it is here.
const KNOWN: Record<ProblemCode, true> = {
  LC101: true,
  LC102: true,
  LC103: true,
  LC201: true,
  LC301: true,
  LC302: true,
  LC303: true,
  LC304: true,
  LC305: true,
  LC401: true,
  LC402: true,
};

/** The code of every problem there can be, in order. */
export const PROBLEM_CODES = Object.keys(KNOWN) as readonly ProblemCode[];
