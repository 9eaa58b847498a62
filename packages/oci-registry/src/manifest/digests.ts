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

import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** Algorithms whose digests can be checked, with their hexadecimal digits. */
const ALGORITHMS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha512', 128],
]);

/** Whether it is one that can be checked. */
export function isDigest(text: unknown): text is string {
  if (typeof text !== 'string') {
    return false;
  }
  const [algorithm, hex = '', ...rest] = text.split(':');
  return (
    rest.length === 0 &&
    hex.length === ALGORITHMS.get(algorithm) &&
    /^[0-9a-f]+$/.test(hex)
  );
}

export function algorithmOf(digest: string): string {
  return digest.split(':', 1)[0];
}

/** Whether bytes are those of a digest that can be checked. */
export function isDigestOf(digest: string, bytes: Uint8Array): boolean {
  const algorithm = algorithmOf(digest);
  return digestText(algorithm, createHash(algorithm).update(bytes)) === digest;
}

export function digestText(algorithm: string, hash: Hash): string {
  return `${algorithm}:${hash.digest('hex')}`;
}

/** Of bytes for which no algorithm was named. */
export function sha256Of(bytes: Uint8Array): string {
  return digestText('sha256', createHash('sha256').update(bytes));
}
