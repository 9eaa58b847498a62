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

import { appendFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InfrastructureError } from '../commands/InfrastructureError';
import { printable } from '../terminal/printable';
import { systemErrorSentence } from './systemErrors';

/**
 * Writes a document that the command line names; what the file held is
 * replaced, unless `append` is asked for.
 *
 * @throws InfrastructureError when it cannot be written
 */
export async function writeDocument(
  path: string,
  text: string,
  { cwd, append = false }: { cwd: string; append?: boolean },
): Promise<void> {
  try {
    await (append ? appendFile : writeFile)(resolve(cwd, path), text);
  } catch (error) {
    throw new InfrastructureError(
      `${printable(path)} was not written: ${systemErrorSentence(error)}`,
      { cause: error },
    );
  }
}
