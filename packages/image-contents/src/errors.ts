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

import type { ContentsErrorCode } from './types';

/**
 * Why an image could not be read. Messages name the layer and the place in it;
 * they hold no credentials.
 *
 * @public
 */
export class ContentsError extends Error {
  readonly code: ContentsErrorCode;

  constructor(
    code: ContentsErrorCode,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(
      message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'ContentsError';
    this.code = code;
  }
}

/**
 * Whether something thrown is a {@link ContentsError}, also one of another
 * copy of this package.
 *
 * @public
 */
export function isContentsError(error: unknown): error is ContentsError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'ContentsError' &&
    'code' in error
  );
}

/**
 * The code of a system error, such as `Z_DATA_ERROR`; empty for any other.
 *
 * @internal
 */
export function codeOf(error: unknown): string {
  return typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string'
    ? error.code
    : '';
}

/** @internal */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
