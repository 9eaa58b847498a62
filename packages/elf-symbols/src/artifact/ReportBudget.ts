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

import type { ScannedFile } from './types';

/**
 * Bounds what all reports of an artifact take together: a few kilobytes that
 * were packed well can hold thousands of files with thousands of versions each.
 *
 * @internal
 */
export class ReportBudget {
  /** A sentence that names the bound. */
  readonly message: string;
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
    this.message = `reports of more than ${bytes} bytes in all are not kept`;
  }

  /** Whether a report was left out. */
  get exceeded(): boolean {
    return this.#left < 0;
  }

  /** The file as it is, or without its report when there is no room for it. */
  take(file: ScannedFile): ScannedFile {
    if (this.#left >= 0) {
      this.#left -= JSON.stringify(file).length;
    }
    if (this.#left >= 0) {
      return file;
    }
    const { path, mode, size, sha256 } = file;
    const error = { message: `${path}: ${this.message}`, offset: 0 };
    return { path, mode, size, sha256, report: null, error };
  }
}
