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
import type {
  ListSchema,
  QueryParameter,
  QueryParameters,
  ValueSchema,
} from './queryParameters';

export type QueryValue = string | number | string[];

/** Checked values by the name of the parameter. */
export type Query = Record<string, QueryValue>;

/** Longest part of an unknown name that is repeated in an error. */
const MAX_NAME_LENGTH = 50;

/**
 * Reads the query of a request. Express would turn `a[b]=c` into objects and
 * leave out parameters past a number; here each name and value is taken as
 * written, and what is not described is refused.
 *
 * @throws `InputError` with a sentence that names the parameter
 */
export function readQuery(parameters: QueryParameters, url: string): Query {
  const start = url.indexOf('?');
  const search = new URLSearchParams(start < 0 ? '' : url.slice(start + 1));
  const given = new Map<string, string[]>();
  for (const [name, value] of search) {
    const values = given.get(name);
    if (values) {
      values.push(value);
    } else if (parameters.has(name)) {
      given.set(name, [value]);
    } else {
      throw new InputError(describeUnknown(name, parameters));
    }
  }

  const query: Query = {};
  for (const [name, parameter] of parameters) {
    const values = given.get(name);
    const { schema, required } = parameter;
    if (values) {
      query[name] = readValues(parameter, values);
    } else if (required) {
      throw new InputError(
        `The query parameter '${name}' is missing; it must be ${describeValue(
          schema,
        )}`,
      );
    } else if (schema.type !== 'array' && schema.default !== undefined) {
      query[name] = schema.default;
    }
  }
  return query;
}

/**
 * The value of one parameter, of all values given for it.
 *
 * @throws `InputError` with a sentence that names the parameter
 */
export function readValues(
  { name, schema }: QueryParameter,
  values: string[],
): QueryValue {
  if (schema.type === 'array') {
    if (values.length > schema.maxItems) {
      throw new InputError(
        `The query parameter '${name}' may be given at most ${schema.maxItems} times`,
      );
    }
    return [...new Set(values)].map(value =>
      String(readValue(name, schema.items, value)),
    );
  }
  if (values.length !== 1) {
    throw new InputError(
      `The query parameter '${name}' may be given only once`,
    );
  }
  return readValue(name, schema, values[0]);
}

function readValue(
  name: string,
  schema: ValueSchema,
  text: string,
): string | number {
  const value = schema.type === 'integer' ? readInteger(text) : text;
  const fits =
    typeof value === 'number'
      ? value >= (schema.minimum ?? 0) && value <= (schema.maximum ?? Infinity)
      : fitsText(schema, value);
  if (!fits) {
    throw new InputError(
      `The query parameter '${name}' must be ${describeValue(schema)}`,
    );
  }
  return value;
}

function readInteger(text: string): number {
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : NaN;
}

function fitsText(schema: ValueSchema, text: string): boolean {
  return (
    text.length >= (schema.minLength ?? 0) &&
    text.length <= (schema.maxLength ?? Infinity) &&
    (!schema.enum || schema.enum.includes(text)) &&
    (!schema.pattern || new RegExp(schema.pattern).test(text)) &&
    // PostgreSQL has no text with this character.
    !text.includes('\0')
  );
}

function describeValue(schema: ValueSchema | ListSchema): string {
  if (schema.type === 'array') {
    return describeValue(schema.items);
  }
  if (schema.type === 'integer') {
    return `a whole number from ${schema.minimum} to ${schema.maximum}`;
  }
  if (schema.enum) {
    return `one of ${schema.enum.join(', ')}`;
  }
  return (
    schema.description ??
    `text of ${schema.minLength} to ${schema.maxLength} characters`
  );
}

function describeUnknown(name: string, parameters: QueryParameters): string {
  const shown = JSON.stringify(name.slice(0, MAX_NAME_LENGTH)).slice(1, -1);
  const known = [...parameters.keys()].join(', ');
  return `Unknown query parameter '${shown}'; ${
    known ? `known are ${known}` : 'there is none'
  }`;
}
