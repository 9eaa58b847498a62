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

import { InputError } from '@backstage/errors';
import { parseImageReference } from '@lambda-compat/image-references';
import { DateTime } from 'luxon';

const DIGEST = /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

// Far more than the grammar of references allows for.
const MAX_NAME = 1_000;

/** Clocks differ; beyond, a time was mistyped. */
const MAX_AHEAD_MS = 5 * 60_000;

export type JsonMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws `InputError` for what is no object, or has properties not known */
export function readMap(
  value: unknown,
  place: string,
  known?: readonly string[],
): JsonMap {
  if (!isMap(value)) {
    throw new InputError(`${place} is not an object`);
  }
  const unknown = known && Object.keys(value).find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new InputError(
      `${place} has the property '${unknown.slice(
        0,
        50,
      )}', which is not known; known are ${known?.join(', ')}`,
    );
  }
  return value;
}

/** @throws `InputError` for what is no list, or a longer one */
export function readList(
  value: unknown,
  place: string,
  maxLength: number,
): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new InputError(`${place} is not a list`);
  }
  if (value.length > maxLength) {
    throw new InputError(
      `${place} has ${value.length} entries; at most ${maxLength} are read`,
    );
  }
  return value;
}

/** @throws `InputError` for what is no digest that can be checked */
export function readDigest(value: unknown, place: string): string {
  if (typeof value !== 'string' || !DIGEST.test(value)) {
    throw new InputError(
      `${place} is not a digest: sha256 and 64, or sha512 and 128 lower-case hexadecimal digits`,
    );
  }
  return value;
}

/** @throws `InputError` for what is no image with a tag and without a digest */
export function readTaggedImage(
  value: unknown,
  place: string,
): { registry: string; repository: string; tag: string } {
  if (typeof value !== 'string') {
    throw new InputError(`${place} is not a text`);
  }
  const parsed = parseImageReference(value.slice(0, MAX_NAME));
  if (!parsed.ok) {
    throw new InputError(`${place} is not an image: ${parsed.error}`);
  }
  const { registry, repository, tag, digest } = parsed.reference;
  if (!tag || digest) {
    throw new InputError(`${place} has to be an image with a tag, only`);
  }
  return { registry, repository, tag };
}

/** @throws `InputError` for what is no time in ISO 8601 with an offset */
export function readTime(value: unknown, place: string, nowMs: number): number {
  const time =
    typeof value === 'string' && /(Z|[+-]\d\d:?\d\d)$/i.test(value)
      ? DateTime.fromISO(value.slice(0, 40)).toMillis()
      : NaN;
  return checkTime(time, place, nowMs, 'a time such as 2025-04-08T06:00:00Z');
}

/** @throws `InputError` for what is no time in seconds since 1970 */
export function readSeconds(
  value: unknown,
  place: string,
  nowMs: number,
): number {
  const time = Number.isSafeInteger(value) ? Number(value) * 1_000 : NaN;
  return checkTime(time, place, nowMs, 'a time in seconds since 1970');
}

function checkTime(
  time: number,
  place: string,
  nowMs: number,
  expected: string,
): number {
  if (!(time > 0)) {
    throw new InputError(`${place} is not ${expected}`);
  }
  if (time > nowMs + MAX_AHEAD_MS) {
    throw new InputError(`${place} is in the future`);
  }
  return Math.min(time, nowMs);
}
