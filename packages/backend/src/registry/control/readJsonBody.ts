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

import type { IncomingMessage } from 'node:http';
import { ControlError } from './ControlError';

const MAX_BYTES = 4_096;

/** @throws {@link ControlError} where the body is not a small JSON object */
export async function readJsonBody(
  request: IncomingMessage,
): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  // Forms of a page can send the other types without asking.
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ControlError('The body has to be application/json');
  }
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    size += piece.length;
    if (size > MAX_BYTES) {
      throw new ControlError(`The body is longer than ${MAX_BYTES} bytes`);
    }
    pieces.push(piece);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw new ControlError('The body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError('The body has to be a JSON object');
  }
  return value as Record<string, unknown>;
}
