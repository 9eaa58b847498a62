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

/**
 * - `forbidden`: the caller may not read reports.
 * - `unknown-entity`: the backend does not find the entity for this caller.
 * - `no-backend`: nothing answers below the plugin's address.
 * - `other`: anything else; the message says what.
 *
 * @internal
 */
export type ErrorCause =
  | 'forbidden'
  | 'unknown-entity'
  | 'no-backend'
  | 'other';

interface RemoteError extends Error {
  cause?: unknown;
  statusCode?: unknown;
}

/**
 * Tells the causes apart that call for different next steps.
 *
 * A `ResponseError` carries the backend's own error as its cause. Where the
 * plugin is not installed, the portal answers 404 without naming an error, and
 * the cause then has no name of its own.
 *
 * @internal
 */
export function explainError(error: Error): ErrorCause {
  const { name, cause, statusCode } = error as RemoteError;
  const remoteName = (cause as Partial<Error> | null | undefined)?.name;

  if (name === 'NotAllowedError' || remoteName === 'NotAllowedError') {
    return 'forbidden';
  }
  if (name === 'NotFoundError' || remoteName === 'NotFoundError') {
    return 'unknown-entity';
  }
  if (statusCode === 403) {
    return 'forbidden';
  }
  return statusCode === 404 ? 'no-backend' : 'other';
}

/**
 * What the backend said. A `ResponseError` itself only tells the status.
 *
 * @internal
 */
export function errorText(error: Error): string {
  const remote = (error as RemoteError).cause as Partial<Error> | undefined;
  return error.name === 'ResponseError' && remote?.message
    ? remote.message
    : error.message;
}
