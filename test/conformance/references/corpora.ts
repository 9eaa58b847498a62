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

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Public test data beside the checkout; it is not part of the repository. */
const CORPORA = resolve(__dirname, '../../../../shared/corpora');

/** Path of a file or folder of the test data; null where it is absent. */
export function corpusPath(name: string): string | null {
  const path = resolve(CORPORA, name);
  return existsSync(path) ? path : null;
}

/** Content of a JSON file of the test data; null where it is absent. */
export function readCorpus<T>(name: string): T | null {
  const path = corpusPath(name);
  return path === null ? null : JSON.parse(readFileSync(path, 'utf8'));
}

/** What a skipped test says behind its title. */
export function needs(name: string): string {
  return `(skipped without ../shared/corpora/${name})`;
}
