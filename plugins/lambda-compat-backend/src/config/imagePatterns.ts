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

// The characters of registries and repositories, and what stands for any.
const PATTERN = /^[a-zA-Z0-9*._:/[\]-]+$/;
const MAX_LENGTH = 300;

/** @returns what is wrong with a pattern, as the end of a sentence */
export function checkImagePattern(pattern: string): string | undefined {
  if (pattern.length > MAX_LENGTH) {
    return `it must have at most ${MAX_LENGTH} characters`;
  }
  if (!PATTERN.test(pattern)) {
    return `it must be a registry and a repository, with '*' for any text, not '${pattern}'`;
  }
  return pattern.includes('/') || pattern.includes('*')
    ? undefined
    : `it must name a registry and a repository, for example 'docker.io/${pattern}' or '*/${pattern}', not '${pattern}'`;
}

/**
 * Whether `registry/repository` is one of a pattern, in which `*` stands for
 * any text, `/` included. Takes time in proportion to the text and the pattern.
 */
export function matchesImagePattern(image: string, pattern: string): boolean {
  const [first, ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) {
    return image === first;
  }
  if (
    image.length < first.length + last.length ||
    !image.startsWith(first) ||
    !image.endsWith(last)
  ) {
    return false;
  }
  const end = image.length - last.length;
  let position = first.length;
  for (const part of rest) {
    const found = image.indexOf(part, position);
    if (found < 0 || found + part.length > end) {
      return false;
    }
    position = found + part.length;
  }
  return true;
}
