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

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or folder.',
  ENOTDIR: 'A part of this path is not a folder.',
  EISDIR: 'This is a folder, not a file.',
  EACCES: 'Permission denied.',
  EPERM: 'Permission denied.',
  ELOOP: 'This is a symbolic link, and it was not followed.',
  ENAMETOOLONG: 'The path is too long for this system.',
  CHANGED: 'The file was changed by someone else meanwhile.',
  EROFS: 'The file system is read-only.',
  ENOSPC: 'No space is left on the device.',
};

/** A sentence for an error of the file system; never the stack of one. */
export function systemErrorSentence(error: unknown): string {
  const code = systemErrorCode(error);
  const known = code === undefined ? undefined : sentences[code];
  return known ?? `The system refused it (${code ?? String(error)}).`;
}

export function systemErrorCode(error: unknown): string | undefined {
  // Not by class: errors of the system come from another realm in tests.
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : undefined;
}
