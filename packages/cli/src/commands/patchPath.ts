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

import { isAbsolute, relative, resolve, sep } from 'node:path';
import { BuildFile } from '../files/BuildFile';
import { printable } from '../terminal/printable';
import { UsageError } from './UsageError';

/**
 * The path of a file in a patch, which `git apply` takes from the current
 * folder.
 *
 * @param isAnywhere - the patch is not printed, so that any path will do
 * @throws UsageError for a file that no patch can name
 */
export function patchPath(
  file: BuildFile,
  cwd: string,
  isAnywhere: boolean,
): string {
  const location = file.location ?? resolve(cwd, file.path);
  const path = relative(cwd, location);
  const outside =
    isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`);
  if (!outside) {
    return path.replaceAll(sep, '/');
  }
  if (isAnywhere) {
    return location.replaceAll(sep, '/');
  }
  throw new UsageError(
    `${printable(
      file.path,
    )} is outside of the current folder, and a patch names only what is below it. Change to a folder above it, or use --write.`,
  );
}

/**
 * Standard input has neither a name for a patch nor a file to be written.
 *
 * @throws UsageError where it needs one of the two
 */
export function checkStandardInput(
  paths: readonly string[],
  options: { write?: boolean; fileName?: string },
): void {
  if (!paths.includes('-')) {
    return;
  }
  if (options.write) {
    throw new UsageError('--write needs files; standard input is none.');
  }
  if (options.fileName === undefined) {
    throw new UsageError(
      'A patch has to name a file: say with --file-name what standard input is.',
    );
  }
}
