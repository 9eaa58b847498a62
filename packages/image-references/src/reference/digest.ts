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
 * Why a digest is none: `unsupported` is an algorithm that no builder has,
 * `length` the wrong number of digits, `format` everything else.
 *
 * @internal
 */
export type DigestProblem = 'format' | 'length' | 'unsupported';

/**
 * The algorithms a builder has, with the number of hexadecimal digits each
 * needs: those that github.com/opencontainers/go-digest can register.
 *
 * @internal
 */
export const DIGEST_ALGORITHMS: Readonly<Record<string, number>> = {
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

// Both forms are read once from left to right: the classes of neighbouring
// parts have no character in common.
const REGISTERED_FORM = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*$/;
const ENCODED = /^[a-zA-Z0-9=_-]+$/;
const LOWER_HEX = /^[a-f0-9]+$/;
// Longer algorithm names exist nowhere; the bound keeps the expression above
// from needing memory in proportion to a hostile input.
const MAX_ALGORITHM_LENGTH = 128;

/**
 * What is wrong with a digest, in the order in which
 * github.com/opencontainers/go-digest looks; null where nothing is.
 *
 * @param algorithms - those that are available, with their lengths
 * @internal
 */
export function digestProblem(
  digest: string,
  algorithms: Readonly<Record<string, number>> = DIGEST_ALGORITHMS,
): DigestProblem | null {
  const colon = digest.indexOf(':');
  if (colon <= 0 || colon + 1 === digest.length) {
    return 'format';
  }
  const algorithm = digest.slice(0, colon);
  const encoded = digest.slice(colon + 1);
  if (!Object.hasOwn(algorithms, algorithm)) {
    const wellFormed =
      algorithm.length <= MAX_ALGORITHM_LENGTH &&
      REGISTERED_FORM.test(algorithm) &&
      ENCODED.test(encoded);
    return wellFormed ? 'unsupported' : 'format';
  }
  if (encoded.length !== algorithms[algorithm]) {
    return 'length';
  }
  return LOWER_HEX.test(encoded) ? null : 'format';
}
