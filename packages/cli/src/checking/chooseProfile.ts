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
  type Architecture,
  type PackageType,
  profileFromSnapshot,
  RUNTIMES,
  type RuntimeProfile,
  RuntimeProfileError,
  selectProfile,
} from '@lambda-compat/lambda-runtimes';
import { InfrastructureError } from '../commands/InfrastructureError';
import { UsageError } from '../commands/UsageError';
import { readJsonFile } from '../files/readJsonFile';
import { cutMiddle, printable } from '../terminal/printable';

const maxMessageWidth = 400;

/** A target as the command line names it. */
export interface ShippedTarget {
  runtime: string;
  architecture: Architecture;
  packageType: PackageType;
  /** `YYYY-MM-DD`, or undefined. */
  asOf?: string;
}

/**
 * The profile of a target by the shipped tables.
 *
 * @throws UsageError for a runtime that is not known, or not offered so
 */
export function shippedProfile(target: ShippedTarget): RuntimeProfile {
  try {
    return selectProfile(target);
  } catch (error) {
    if (error instanceof RuntimeProfileError) {
      const near = nearestRuntime(target.runtime);
      throw new UsageError(
        `${cutMiddle(error.message, maxMessageWidth)}.${
          near ? ` Did you mean ${near}?` : ''
        }`,
        { cause: error },
      );
    }
    throw error;
  }
}

/** The runtime whose name has the same letters and digits, or ends so. */
function nearestRuntime(typed: string): string | undefined {
  if (RUNTIMES.some(({ id }) => id === typed)) {
    return undefined;
  }
  const plain = (text: string) =>
    text
      .slice(0, 100)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '');
  const wanted = plain(typed);
  const ids = RUNTIMES.map(({ id }) => id);
  return (
    ids.find(id => plain(id) === wanted) ??
    ids.find(id => plain(id) === `${wanted}x`) ??
    ids.find(id => wanted !== '' && plain(id).endsWith(wanted))
  );
}

/**
 * A measured profile from a file.
 *
 * @throws InfrastructureError when the file is none
 */
export async function profileFromFile(
  path: string,
  cwd: string,
): Promise<RuntimeProfile> {
  const content = await readJsonFile(path, cwd);
  try {
    return profileFromSnapshot(content);
  } catch (error) {
    if (error instanceof RuntimeProfileError) {
      throw new InfrastructureError(
        `${printable(path)} is no runtime profile: ${cutMiddle(
          error.message,
          maxMessageWidth,
        )}.`,
        { cause: error },
      );
    }
    throw error;
  }
}
