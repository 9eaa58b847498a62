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
 * The only error that reading an ELF file throws: the file is none, ends
 * before its own header does, or its source cannot be read. Everything else
 * that is wrong with a file is a problem in its report.
 *
 * @public
 */
export class ElfError extends Error {
  /** Name of the source the error is about. */
  readonly file: string;
  /** Byte offset in the file where the reader stopped. */
  readonly offset: number;

  constructor(
    file: string,
    offset: number,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(`${file}: ${message} (at offset ${offset})`, options);
    this.name = 'ElfError';
    this.file = file;
    this.offset = offset;
  }
}

/**
 * The only error that reading an artifact throws: it does not exist, is no
 * format that is known, or its list of entries cannot be found. What is wrong
 * with single entries stands in the report.
 *
 * @public
 */
export class ArtifactError extends Error {
  /** Name of the artifact the error is about. */
  readonly file: string;

  constructor(file: string, message: string, options?: { cause?: unknown }) {
    super(`${file}: ${message}`, options);
    this.name = 'ArtifactError';
    this.file = file;
  }
}

/**
 * The message of whatever was thrown.
 *
 * @internal
 */
export function messageOf(error: unknown): string {
  return typeof error === 'object' &&
    error !== null &&
    'message' in error &&
    typeof error.message === 'string'
    ? error.message
    : String(error);
}

/**
 * The code of a system error, such as `ENOENT` or `Z_DATA_ERROR`; empty for
 * any other.
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
