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

import type { RegistryErrorCode } from './types';

/**
 * Why a registry gave no answer that can be believed. Everything that
 * {@link RegistryClient} throws is one; messages hold no credentials and no
 * query strings.
 *
 * @public
 */
export class RegistryError extends Error {
  readonly code: RegistryErrorCode;
  /** As it stands in references; empty where none was asked. */
  readonly registry: string;
  /**
   * Of the HTTP answer. Absent where none came, and where the client refused
   * to ask: `rate-limited` without a status is our own budget.
   */
  readonly status?: number;
  /** Milliseconds since 1970; before, asking again is of no use. */
  readonly retryAt?: number;

  constructor(
    code: RegistryErrorCode,
    registry: string,
    message: string,
    options: { status?: number; retryAt?: number; cause?: unknown } = {},
  ) {
    super(
      registry === '' ? message : `${registry}: ${message}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'RegistryError';
    this.code = code;
    this.registry = registry;
    if (options.status !== undefined) {
      this.status = options.status;
    }
    if (options.retryAt !== undefined) {
      this.retryAt = options.retryAt;
    }
  }
}

/**
 * Whether something thrown is a {@link RegistryError}, also one of another
 * copy of this package.
 *
 * @public
 */
export function isRegistryError(error: unknown): error is RegistryError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'RegistryError' &&
    'code' in error &&
    'registry' in error
  );
}

/**
 * The code of a system error, such as `ECONNRESET` or `Z_DATA_ERROR`, also
 * where it is that of several attempts; empty for any other.
 *
 * @internal
 */
export function systemCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return '';
  }
  if ('code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return 'errors' in error && Array.isArray(error.errors)
    ? systemCodeOf(error.errors[0])
    : '';
}
