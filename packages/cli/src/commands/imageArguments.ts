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

import {
  type NormalizedReference,
  parseImageReference,
} from '@lambda-compat/image-references';
import { cutMiddle, printable } from '../terminal/printable';
import { UsageError } from './UsageError';

const maxReferenceWidth = 200;

/** @throws UsageError, before anything is asked, where it is no reference */
export function parseReference(text: string): NormalizedReference {
  const parsed = parseImageReference(text);
  if (!parsed.ok) {
    throw new UsageError(
      `${cutMiddle(
        text,
        maxReferenceWidth,
      )}: this is not an image reference: ${printable(parsed.error)}.`,
    );
  }
  return parsed.reference;
}
