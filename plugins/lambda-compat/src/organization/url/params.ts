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

// An address can be of any length. More values than a reader can choose by
// hand are not meant, and the backend refuses them.
const MAX_VALUES = 50;
const MAX_LENGTH = 4_096;

/** The values of a parameter, without doubles; undefined where there are none. */
export function readSeveral<T extends string = string>(
  params: URLSearchParams,
  name: string,
  allowed?: readonly T[],
): T[] | undefined {
  const values = [...new Set(params.getAll(name))]
    .filter(value => value !== '' && value.length <= MAX_LENGTH)
    .filter(value => !allowed || allowed.includes(value as T))
    .slice(0, MAX_VALUES) as T[];
  return values.length > 0 ? values : undefined;
}

/** A parameter with one of a few values; the fallback is the first of them. */
export function readOne<T extends string>(
  params: URLSearchParams,
  name: string,
  allowed: readonly T[],
  fallback: T = allowed[0],
): T {
  return allowed.find(value => value === params.get(name)) ?? fallback;
}

/** A parameter with any text; undefined where it is absent or empty. */
export function readText(
  params: URLSearchParams,
  name: string,
): string | undefined {
  return params.get(name)?.slice(0, MAX_LENGTH) || undefined;
}

/** Builds a query string. False, undefined and empty values are left out. */
export function writeParams(
  values: Record<string, string | readonly string[] | false | undefined>,
): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of value ? [value].flat() : []) {
      params.append(name, one);
    }
  }
  return params;
}
