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

/** An argument list in JSON form, or why it is none. */
export type JsonListResult =
  | { kind: 'list'; values: string[] }
  | { kind: 'text' }
  | { kind: 'mixed' };

/**
 * Reads arguments as a JSON array of strings. Anything that is no JSON array
 * is text; an array with something else in it is an error.
 */
export function parseJsonList(text: string): JsonListResult {
  if (!text.startsWith('[')) {
    return { kind: 'text' };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'text' };
  }
  if (!Array.isArray(value)) {
    return { kind: 'text' };
  }
  return value.every((item): item is string => typeof item === 'string')
    ? { kind: 'list', values: value }
    : { kind: 'mixed' };
}
