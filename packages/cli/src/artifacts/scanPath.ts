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
  ArtifactError,
  type ArtifactReport,
  scanArtifact,
  type ScanOptions,
} from '@lambda-compat/elf-symbols';
import { resolve } from 'node:path';
import { InfrastructureError } from '../commands/InfrastructureError';
import { systemErrorCode, systemErrorSentence } from '../files/systemErrors';
import { cutMiddle } from '../terminal/printable';

// The message of an artifact can quote names that are in it.
const maxMessageWidth = 400;

/**
 * Scans what a path leads to; the report names it as it was typed.
 *
 * @throws InfrastructureError when it cannot be read as an artifact
 */
export async function scanPath(
  path: string,
  cwd: string,
  options: ScanOptions = {},
): Promise<ArtifactReport> {
  try {
    return await scanArtifact(resolve(cwd, path), { ...options, name: path });
  } catch (error) {
    if (systemErrorCode(causeOf(error)) !== undefined) {
      throw new InfrastructureError(
        `${cutMiddle(path, maxMessageWidth)}: ${systemErrorSentence(
          causeOf(error),
        )}`,
        { cause: error },
      );
    }
    if (error instanceof ArtifactError) {
      throw new InfrastructureError(cutMiddle(error.message, maxMessageWidth), {
        cause: error,
      });
    }
    throw error;
  }
}

/** What the system said, where that was the reason. */
function causeOf(error: unknown): unknown {
  return error instanceof ArtifactError ? error.cause : error;
}
