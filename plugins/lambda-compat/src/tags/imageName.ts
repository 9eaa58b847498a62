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

/** As many hexadecimal digits as container tools print. */
const SHORT_DIGEST = 12;

/** The first digits of a digest, without the name of its algorithm. */
export function shortDigest(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1).slice(0, SHORT_DIGEST);
}

/**
 * A completed name as people write it: Docker Hub and its `library` are left
 * out, because they are what is meant where nothing is written.
 */
export function familiarName(image: string): string {
  return image.replace(/^docker\.io\/(?:library\/)?/, '');
}

/**
 * Of several tags with one digest, the one that says most: that with most
 * digits, which is the build-stamped one where there is any.
 */
export function tellingAlias(aliases: readonly string[]): string | null {
  const digits = (tag: string) => tag.replace(/\D/g, '').length;
  return aliases.reduce<string | null>(
    (best, tag) => (best === null || digits(tag) > digits(best) ? tag : best),
    null,
  );
}
