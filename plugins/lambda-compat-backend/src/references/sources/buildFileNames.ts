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

import { isBuildFileName } from '@lambda-compat/image-references';

/**
 * Matches every pattern, and a little more, without braces: they would be
 * escaped in addresses, which not every reader undoes.
 */
export const BUILD_FILE_GLOB = '**/*erfile*';

/** Folders between the entity's folder and a build file that is found. */
export const MAX_SEARCH_DEPTH = 4;

/**
 * Whether a search should return the file.
 *
 * @param path - relative to the entity's folder, with `/`
 */
export function isBuildFile(path: string): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return (
    isBuildFileName(name) &&
    folders.length <= MAX_SEARCH_DEPTH &&
    !folders.some(isSkippedFolder)
  );
}

/** Dependencies and hidden folders hold other people's build files. */
export function isSkippedFolder(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name === '';
}

/** Shallow files first, then by name: the ones most likely meant. */
export function compareBuildFiles(a: string, b: string): number {
  const depth = a.split('/').length - b.split('/').length;
  if (depth !== 0) {
    return depth;
  }
  return a < b ? -1 : Number(a > b);
}
