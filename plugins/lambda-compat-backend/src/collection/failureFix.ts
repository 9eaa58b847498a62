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

const FIXES: Partial<Record<ProblemCode, string>> = {
  LC301:
    'Correct the location of the entity, so that it names a folder that exists.',
  LC303:
    'Check the location of the entity, and whether the portal has an integration for its host that may read it.',
  LC304:
    'Replace what was refused, or name the build files in the annotation lambda-compat/dockerfile.',
};

/** What an owner can do where an entity could not be read. */
export function getFailureFix(code: ProblemCode): string {
  return FIXES[code] ?? 'Mend what the message names.';
}
