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

import type { ImageProvides } from '@lambda-compat/compatibility';
import type { ImageFacts } from '@lambda-compat/image-contents';

/** What builds on an image can come to ask for: what its loader would take. */
export function toImageProvides(
  facts: Pick<ImageFacts, 'libraries'>,
): ImageProvides[] {
  return facts.libraries.map(({ name, versions, complete }) => ({
    name,
    versions: versions.map(version => version.name),
    complete,
  }));
}
