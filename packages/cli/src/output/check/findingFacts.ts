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

import type { Finding } from '@lambda-compat/compatibility';
import type { FactSource } from '@lambda-compat/lambda-runtimes';

/**
 * The highest version of the runtime, or what its states have where they
 * differ, such as `GLIBCXX_3.4.29 or GLIBCXX_3.4.33`; null if none is known.
 */
export function providedText({ provided }: Finding): string | null {
  const versions = (provided?.highest ?? []).flatMap(
    ({ version }) => version ?? [],
  );
  return versions.length > 0 ? [...new Set(versions)].join(' or ') : null;
}

/** Such as `amazonlinux/container-images#132 (measured, as of 2025-04-14)`. */
export function sourceText({ text, grade, asOf }: FactSource): string {
  return `${text} (${grade}${asOf === null ? '' : `, as of ${asOf}`})`;
}
