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

// The algorithms of the OCI image specification, section "Digests".
const LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha512: 128 };
const LOWER_HEX = /^[0-9a-f]+$/;
const MAX_QUOTED_LENGTH = 80;

/**
 * Why a text cannot be written as the digest of an image, as a sentence; null
 * where it can.
 *
 * @internal
 */
export function checkDigest(digest: string): string | null {
  const colon = digest.indexOf(':');
  const algorithm = digest.slice(0, Math.max(colon, 0));
  const encoded = digest.slice(colon + 1);
  const quoted =
    digest.length > MAX_QUOTED_LENGTH
      ? `${digest.slice(0, MAX_QUOTED_LENGTH)}…`
      : digest;
  if (!Object.hasOwn(LENGTHS, algorithm)) {
    return `"${quoted}" is not a digest: it has to begin with sha256: or sha512:.`;
  }
  const length = LENGTHS[algorithm];
  return encoded.length === length && LOWER_HEX.test(encoded)
    ? null
    : `"${quoted}" is not a digest: ${algorithm} needs ${length} lower-case hexadecimal digits.`;
}
