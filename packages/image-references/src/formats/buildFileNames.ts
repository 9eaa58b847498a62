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
 * What a search of a folder looks for, as patterns for people to read.
 *
 * @public
 */
export const BUILD_FILE_PATTERNS: readonly string[] = [
  'Dockerfile',
  'Dockerfile.*',
  '*.Dockerfile',
  'Containerfile',
  'Containerfile.*',
];

const NAMED = /^(?:Dockerfile|Containerfile)(?:\..+)?$/s;
const SUFFIXED = /\.(?:[Dd]ockerfile|[Cc]ontainerfile)$/;
// `Dockerfile.dockerignore` configures the build of `Dockerfile`.
const IGNORE_FILE = /\.(?:docker|container)ignore$/;

/**
 * Whether a search of a folder takes a file of this name for a build file.
 *
 * @param name - without its folder
 * @public
 */
export function isBuildFileName(name: string): boolean {
  if (IGNORE_FILE.test(name)) {
    return false;
  }
  // Docker itself falls back to `dockerfile` where there is no `Dockerfile`.
  return name === 'dockerfile' || NAMED.test(name) || SUFFIXED.test(name);
}
