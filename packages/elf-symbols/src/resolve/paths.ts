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

/**
 * The directory of a path: what comes before its last slash, `/` at the top.
 *
 * @internal
 */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash > 0 ? path.slice(0, slash) : '/';
}

/**
 * The last part of a path.
 *
 * @internal
 */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * A path below a directory; one that begins with a slash stays itself.
 *
 * @internal
 */
export function pathIn(directory: string, path: string): string {
  if (path.startsWith('/')) {
    return path;
  }
  return directory.endsWith('/')
    ? `${directory}${path}`
    : `${directory}/${path}`;
}

/** In an archive that only the program itself opens. */
export function isInArchive(path: string): boolean {
  return path.includes('!/');
}

/**
 * Splits a value of `LD_LIBRARY_PATH` as the loader does: at colons and
 * semicolons. An empty element is the working directory; an empty value has no
 * elements.
 *
 * @public
 */
export function parseLibraryPath(value: string): string[] {
  return value === '' ? [] : value.split(/[:;]/);
}
