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

/** Where a value stands, from the inside out; written down only for errors. */
export interface Place {
  parent: Place | null;
  key: string | number;
}

/**
 * Checks that a value has a shape. Shapes are strict: an object has no other
 * properties than those named.
 */
export type Shape = (value: unknown, place: Place, budget: Budget) => void;

/**
 * Values of all kinds together, so that no content costs more than its share.
 * The report of the largest real function has about 150,000.
 */
const MAX_VALUES = 1_000_000;
const MAX_SHOWN = 60;
const MAX_PLACE = 300;

class Budget {
  #left = MAX_VALUES;

  take(place: Place): void {
    this.#left -= 1;
    if (this.#left < 0) {
      throw new InputError(
        `The report has more than ${MAX_VALUES} values, the last at ${describePlace(
          place,
        )}`,
      );
    }
  }
}

/**
 * @param name - what the value is called in errors
 * @throws `InputError` that names the place and what is expected there
 */
export function checkShape(value: unknown, shape: Shape, name: string): void {
  shape(value, { parent: null, key: name }, new Budget());
}

/** Properties that have to be there, and those that may. */
export function object(
  required: Record<string, Shape>,
  optional: Record<string, Shape> = {},
): Shape {
  const shapes = new Map(Object.entries({ ...required, ...optional }));
  const names = Object.keys(required);
  return (value, place, budget) => {
    budget.take(place);
    const entries = toRecord(value, place);
    for (const name of names) {
      if (!Object.hasOwn(entries, name)) {
        throw new InputError(
          `${describePlace({ parent: place, key: name })} is missing`,
        );
      }
    }
    for (const [key, item] of Object.entries(entries)) {
      const at = { parent: place, key };
      const shape = shapes.get(key);
      if (!shape) {
        throw new InputError(
          `${describePlace(
            at,
          )} is not a property that is known; ${describePlace(place)} has ${[
            ...shapes.keys(),
          ].join(', ')}`,
        );
      }
      shape(item, at, budget);
    }
  };
}

/** Any keys of up to 1,024 characters, with values of one shape. */
export function record(item: Shape, max: number): Shape {
  return (value, place, budget) => {
    budget.take(place);
    const entries = Object.entries(toRecord(value, place));
    if (entries.length > max) {
      fail(place, `an object of at most ${max} keys`, value);
    }
    for (const [key, entry] of entries) {
      if (key.length > 1_024) {
        fail(place, 'an object with keys of at most 1024 characters', value);
      }
      item(entry, { parent: place, key }, budget);
    }
  };
}

export function list(item: Shape, max: number): Shape {
  return (value, place, budget) => {
    budget.take(place);
    if (!Array.isArray(value) || value.length > max) {
      fail(place, `a list of at most ${max}`, value);
    }
    for (let index = 0; index < value.length; index += 1) {
      item(value[index], { parent: place, key: index }, budget);
    }
  };
}

/** @param pattern - must take time linear in the length of the text */
export function text(
  max: number,
  pattern?: RegExp,
  expected = `a text of at most ${max} characters`,
): Shape {
  return (value, place, budget) => {
    budget.take(place);
    if (
      typeof value !== 'string' ||
      value.length > max ||
      (pattern && !pattern.test(value))
    ) {
      fail(place, expected, value);
    }
  };
}

export function integer(min: number, max: number): Shape {
  return (value, place, budget) => {
    budget.take(place);
    if (
      !Number.isSafeInteger(value) ||
      Number(value) < min ||
      Number(value) > max
    ) {
      fail(place, `a whole number from ${min} to ${max}`, value);
    }
  };
}

export const boolean: Shape = (value, place, budget) => {
  budget.take(place);
  if (typeof value !== 'boolean') {
    fail(place, 'true or false', value);
  }
};

export function oneOf(choices: ReadonlyArray<string | number>): Shape {
  const known = new Set<unknown>(choices);
  return (value, place, budget) => {
    budget.take(place);
    if (!known.has(value)) {
      fail(place, `one of ${choices.join(', ')}`, value);
    }
  };
}

export function nullable(shape: Shape): Shape {
  return (value, place, budget) => {
    if (value === null) {
      budget.take(place);
    } else {
      shape(value, place, budget);
    }
  };
}

/** An object whose content is checked elsewhere. */
export const anyObject: Shape = (value, place, budget) => {
  budget.take(place);
  toRecord(value, place);
};

function toRecord(value: unknown, place: Place): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(place, 'an object', value);
  }
  return value as Record<string, unknown>;
}

function fail(place: Place, expected: string, value: unknown): never {
  throw new InputError(
    `${describePlace(place)} must be ${expected}, not ${show(value)}`,
  );
}

/** Such as `artifact.files[3].path`. */
function describePlace(place: Place): string {
  let path = '';
  for (let at: Place | null = place; at; at = at.parent) {
    const key =
      typeof at.key === 'number'
        ? `[${at.key}]`
        : `.${JSON.stringify(at.key.slice(0, MAX_SHOWN)).slice(1, -1)}`;
    path = key + path;
  }
  return path.slice(1, MAX_PLACE);
}

function show(value: unknown): string {
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  if (typeof value === 'string') {
    return value.length > MAX_SHOWN
      ? `a text of ${value.length} characters`
      : JSON.stringify(value);
  }
  return typeof value === 'object' && value !== null
    ? 'an object'
    : String(value);
}
