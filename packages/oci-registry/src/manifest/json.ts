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

import { RegistryError } from '../errors';

/** Real manifests nest 6 deep; what is deeper is made to be expensive. */
const MAX_DEPTH = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The object that bytes say, which are bounded already.
 *
 * @throws RegistryError `unexpected-answer`
 */
export function readJsonObject(
  bytes: Uint8Array,
  registry: string,
  what: string,
): JsonObject {
  if (depthOf(bytes) > MAX_DEPTH) {
    throw new RegistryError(
      'unexpected-answer',
      registry,
      `${what} is nested more than ${MAX_DEPTH} deep`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The message of the parser quotes the body, which may be anything.
    throw new RegistryError(
      'unexpected-answer',
      registry,
      `${what} is not JSON in UTF-8`,
    );
  }
  if (!isJsonObject(value)) {
    throw new RegistryError(
      'unexpected-answer',
      registry,
      `${what} is not a JSON object`,
    );
  }
  return value;
}

function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inString) {
      if (byte === BACKSLASH) {
        index += 1;
      } else if (byte === QUOTE) {
        inString = false;
      }
    } else if (byte === QUOTE) {
      inString = true;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    }
  }
  return deepest;
}
