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

/**
 * Levels of lists and objects in each other. A report has nine; a measured
 * profile six.
 */
const MAX_DEPTH = 32;

/**
 * Parses JSON that anybody may have written. How deep it nests is looked at
 * before it is parsed, because everything that later walks through the values
 * uses the stack.
 *
 * @param expected - what an empty body should have been
 * @throws `InputError` that says what is wrong
 */
export function parseBody(
  body: Buffer,
  expected: string = 'an upload in the format lambda-compat/upload/v1',
): unknown {
  let content: string;
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new InputError('The body is not text in UTF-8');
  }
  if (content.trim() === '') {
    throw new InputError(`The body is empty; ${expected} is expected`);
  }
  checkDepth(body);
  try {
    return JSON.parse(content);
  } catch {
    throw new InputError('The body is not JSON');
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** In UTF-8 these bytes are never part of another character. */
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

function checkDepth(body: Buffer): void {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index];
    if (inText) {
      if (byte === BACKSLASH) {
        index += 1;
      } else if (byte === QUOTE) {
        inText = false;
      }
    } else if (byte === QUOTE) {
      inText = true;
    } else if (OPENING.has(byte)) {
      depth += 1;
      if (depth > MAX_DEPTH) {
        throw new InputError(
          `The body nests lists and objects more than ${MAX_DEPTH} deep, at byte ${index}`,
        );
      }
    } else if (CLOSING.has(byte)) {
      depth -= 1;
    }
  }
}
