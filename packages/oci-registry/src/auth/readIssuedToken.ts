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
import { readJsonObject } from '../manifest/json';
import type { IssuedToken } from './TokenCache';

/** What a header can carry; real ones have up to some 10,000 characters. */
const TOKEN = /^[\x21-\x7e]{1,65536}$/;

/**
 * The answer of a token service: `token`, or `access_token` as OAuth 2 calls
 * it, and its lifetime.
 *
 * @throws RegistryError `unexpected-answer`
 */
export function readIssuedToken(
  bytes: Uint8Array,
  registry: string,
  origin: string,
): IssuedToken {
  const what = `the token of ${origin}`;
  const body = readJsonObject(bytes, registry, what);
  const value = [body.token, body.access_token].find(
    (text): text is string => typeof text === 'string' && TOKEN.test(text),
  );
  if (value === undefined) {
    throw new RegistryError(
      'unexpected-answer',
      registry,
      `${what} cannot be read`,
    );
  }
  const seconds = Number(body.expires_in);
  return { value, seconds: seconds > 0 ? seconds : null };
}
