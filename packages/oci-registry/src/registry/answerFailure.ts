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

import { isJsonObject } from '../manifest/json';
import type { AnswerHeaders } from '../headers/answerHeaders';
import { RegistryError } from '../errors';
import type { RegistryErrorCode } from '../types';

/** Codes that decide, of distribution-spec, "Error Codes". */
const NOT_FOUND_CODES: ReadonlyMap<string, RegistryErrorCode> = new Map([
  ['MANIFEST_UNKNOWN', 'manifest-unknown'],
  ['NAME_UNKNOWN', 'repository-unknown'],
]);

const TOKEN_SERVICE_CODES: ReadonlySet<RegistryErrorCode> = new Set([
  'no-access',
  'server-error',
]);

export interface FailedAnswer {
  status: number;
  headers: AnswerHeaders;
  /** Beginning of the body; empty for answers to HEAD. */
  body: string;
  registry: string;
  /** Origin that answered. */
  origin: string;
  /** For the sentence: `library/node:22`. */
  what: string;
  /**
   * Whether it is the token service, whose 404 says nothing about a tag, and
   * whose status is not that of the registry.
   */
  isTokenService: boolean;
}

/**
 * What an answer means that is neither good nor asks to wait. Its texts are
 * left out: they may be anything, also what was sent.
 */
export function answerFailure(answer: FailedAnswer): RegistryError {
  const { isTokenService, origin, registry, status, what } = answer;
  const codes = codesOf(answer.body);
  const said = [String(status), ...codes.slice(0, 1)].join(' ');
  const message = `${origin} answered ${said} for ${what}`;
  const code = codeOf(status, codes);
  return isTokenService && !TOKEN_SERVICE_CODES.has(code)
    ? new RegistryError('unexpected-answer', registry, message)
    : new RegistryError(code, registry, message, { status });
}

function codeOf(status: number, codes: readonly string[]): RegistryErrorCode {
  if (status === 401 || status === 403) {
    return 'no-access';
  }
  if (status === 404) {
    return (
      codes.map(code => NOT_FOUND_CODES.get(code)).find(Boolean) ?? 'not-found'
    );
  }
  if (status === 410) {
    return 'not-found';
  }
  if (status === 429) {
    return 'rate-limited';
  }
  // 501 says that the method will never be answered.
  return status >= 500 && status !== 501 ? 'server-error' : 'unexpected-answer';
}

function codesOf(body: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return [];
  }
  const errors = isJsonObject(value) ? value.errors : undefined;
  return Array.isArray(errors)
    ? errors
        .map(error => (isJsonObject(error) ? error.code : undefined))
        .filter(
          (code): code is string =>
            typeof code === 'string' && /^[A-Z][A-Z_]{1,63}$/.test(code),
        )
    : [];
}
