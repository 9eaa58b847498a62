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

import { InputError } from '@backstage/errors';
import { isQuayDocument, readQuayTags } from './readQuayTags';
import { readObservations } from './readObservations';
import type { ReportedObservation } from './ReportedObservation';
import { readMap } from './readValues';

/**
 * What a file reports of the time before the first look: in our own format, or
 * as Quay answers. All of it or nothing.
 *
 * @param now - later times are refused
 * @throws `InputError` that names the entry
 */
export function parseTagHistory(
  content: string,
  now: number,
): ReportedObservation[] {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    throw new InputError('The content is not JSON');
  }
  return isQuayDocument(document)
    ? readQuayTags(document, now)
    : readObservations(readMap(document, 'The document'), now);
}
