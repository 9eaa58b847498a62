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

import { RuntimeProfileError } from '../errors';

/** Characters of any one text. */
const MAX_TEXT = 4096;

/** Values of all kinds together, so that no shape of a snapshot costs much. */
const MAX_VALUES = 500_000;

function show(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (typeof value === 'string') {
    return JSON.stringify(value.slice(0, 60));
  }
  return typeof value === 'object' ? 'an object' : String(value).slice(0, 60);
}

/**
 * Takes values of a known kind out of JSON that anybody may have written. Every
 * error says where: `states[0].libraries.libc.so.6.versions[3]`.
 *
 * @internal
 */
export class SnapshotReader {
  #left = MAX_VALUES;

  fail(place: string, expected: string, value: unknown): never {
    throw new RuntimeProfileError(
      `snapshot: ${place.slice(0, 300)} should be ${expected}, not ${show(
        value,
      )}`,
    );
  }

  /** @throws RuntimeProfileError when there are more values than any has */
  #count(place: string): void {
    this.#left -= 1;
    if (this.#left < 0) {
      throw new RuntimeProfileError(
        `snapshot: it has more than ${MAX_VALUES} values, the last at ${place.slice(
          0,
          300,
        )}`,
      );
    }
  }

  object(value: unknown, place: string): Record<string, unknown> {
    this.#count(place);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail(place, 'an object', value);
    }
    return value as Record<string, unknown>;
  }

  text(value: unknown, place: string): string {
    this.#count(place);
    if (typeof value !== 'string' || value.length > MAX_TEXT) {
      return this.fail(
        place,
        `a text of at most ${MAX_TEXT} characters`,
        value,
      );
    }
    return value;
  }

  textOrNull(value: unknown, place: string): string | null {
    return value === null || value === undefined
      ? null
      : this.text(value, place);
  }

  dayOrNull(value: unknown, place: string): string | null {
    const text = this.textOrNull(value, place);
    if (text !== null && !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      return this.fail(place, 'a day, YYYY-MM-DD, or null', value);
    }
    return text;
  }

  flag(value: unknown, place: string): boolean {
    this.#count(place);
    return typeof value === 'boolean'
      ? value
      : this.fail(place, 'true or false', value);
  }

  oneOf<T extends string>(
    value: unknown,
    choices: readonly T[],
    place: string,
  ): T {
    this.#count(place);
    return (
      choices.find(choice => choice === value) ??
      this.fail(place, `one of ${choices.join(', ')}`, value)
    );
  }

  list<T>(
    value: unknown,
    place: string,
    max: number,
    read: (item: unknown, place: string) => T,
  ): T[] {
    this.#count(place);
    if (!Array.isArray(value) || value.length > max) {
      return this.fail(place, `a list of at most ${max}`, value);
    }
    return value.map((item, index) => read(item, `${place}[${index}]`));
  }

  texts(value: unknown, place: string, max: number): string[] {
    return this.list(value, place, max, (item, at) => this.text(item, at));
  }

  record<T>(
    value: unknown,
    place: string,
    max: number,
    read: (item: unknown, place: string) => T,
  ): Record<string, T> {
    const entries = Object.entries(this.object(value, place));
    if (entries.length > max) {
      return this.fail(place, `an object of at most ${max} keys`, value);
    }
    // Keys are names of files: one may be `__proto__`, which fromEntries keeps
    // as a key of its own.
    return Object.fromEntries(
      entries.map(([key, item]) => {
        this.text(key, `a key of ${place}`);
        return [key, read(item, `${place}.${key.slice(0, 100)}`)];
      }),
    );
  }
}
