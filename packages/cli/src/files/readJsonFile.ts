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

import { resolve } from 'node:path';
import { InfrastructureError } from '../commands/InfrastructureError';
import { printable } from '../terminal/printable';
import { readFileBounded } from './readBounded';

/** Of a profile that was measured with all symbols of its C libraries. */
const maxBytes = 32 * 1024 * 1024;

/**
 * What a JSON file holds.
 *
 * @throws InfrastructureError when it cannot be read, is too large or no JSON
 */
export async function readJsonFile(
  path: string,
  cwd: string,
): Promise<unknown> {
  const read = await readFileBounded(resolve(cwd, path), {
    bytes: maxBytes,
    followLinks: true,
  });
  if (!read.ok) {
    // A line is given where bytes were read that are no text.
    throw new InfrastructureError(
      `${printable(path)}: ${
        read.line === null ? read.message : 'This is not JSON.'
      }`,
    );
  }
  try {
    return JSON.parse(read.content.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new InfrastructureError(`${printable(path)}: This is not JSON.`, {
      cause: error,
    });
  }
}
