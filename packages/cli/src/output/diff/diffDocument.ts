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

import type { ImageComparison } from '@lambda-compat/image-contents';
import type { RegistryFailure } from '../../registries/registryFailure';
import { jsonDocument } from '../json';

/**
 * The document of `diff --format json`: what was typed, a comparison for each
 * platform in the format `lambda-compat/image-comparison/v1`, and what failed.
 */
export function diffDocument(
  [from, to]: readonly [string, string],
  comparisons: readonly ImageComparison[],
  failed: ReadonlyArray<{ typed: string; failure: RegistryFailure }>,
): string {
  return jsonDocument({
    from,
    to,
    comparisons,
    errors: failed.map(({ typed, failure }) => ({
      reference: typed,
      code: failure.code,
      message: failure.sentence,
    })),
  });
}
