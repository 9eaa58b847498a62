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

import type { FileChanges, ImageFile } from '../change/types';

/** A file on both sides; null where it is not there. */
export interface FileRow {
  from: ImageFile | null;
  to: ImageFile | null;
}

export type FileKind = 'changed' | 'added' | 'removed' | 'attributes';

/** The files of one kind, as far as they are listed. */
export function fileRows(files: FileChanges, kind: FileKind): FileRow[] {
  switch (kind) {
    case 'added':
      return files.added.map(to => ({ from: null, to }));
    case 'removed':
      return files.removed.map(from => ({ from, to: null }));
    default:
      return files[kind];
  }
}

export function pathOf({ from, to }: FileRow): string {
  return (to ?? from)?.path ?? '';
}

/** As `ls` and `chmod` write it: `0644`, `4755`. */
export function modeText(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
