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

const PREFIX = 'sha256:';
const DIGITS = 64;

/**
 * What a reader has put into the digest field so far.
 *
 * @internal
 */
export type DigestInput =
  | { state: 'empty' }
  | { state: 'incomplete'; digits: number }
  | { state: 'invalid' }
  | { state: 'valid'; digest: string };

/**
 * Reads what was pasted: the digest alone, or a whole reference that ends in
 * it, with spaces or line ends around as terminals add them.
 */
export function readDigest(input: string): DigestInput {
  const text = input.trim().toLowerCase();
  if (!text) {
    return { state: 'empty' };
  }
  const start = text.lastIndexOf('@') + 1;
  const digest = text.slice(start);

  if (/^sha256:[0-9a-f]{64}$/.test(digest)) {
    return { state: 'valid', digest };
  }
  if (/^sha256:[0-9a-f]{0,63}$/.test(digest)) {
    return { state: 'incomplete', digits: digest.length - PREFIX.length };
  }
  return PREFIX.startsWith(digest)
    ? { state: 'incomplete', digits: 0 }
    : { state: 'invalid' };
}

/** Longer input is a mistake: a reference of at most 512 characters, and the digest. */
export const DIGEST_INPUT_LIMIT = 512 + PREFIX.length + DIGITS;
