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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { UploadResult } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** Takes in what CI has measured. */
export interface ReportUploads {
  /**
   * Stores an upload and judges the function anew, both or nothing.
   *
   * @param body - parsed JSON, of which nothing was looked at
   * @returns the verdict of the function, and whether the upload is a new one
   * @throws `InputError` for what is no upload, `NotFoundError` for an entity or
   *   a function that there is not, `ConflictError` for an entity that is not a
   *   Lambda
   */
  upload(body: unknown): Promise<UploadResult & { created: boolean }>;
}

/** Opens the uploads for the caller of one request. */
export interface ReportUploadAccess {
  /**
   * Decides who may upload, before anything of the body is read.
   *
   * @throws `NotAllowedError` with the reason
   */
  openFor(caller: {
    credentials: BackstageCredentials;
  }): Promise<ReportUploads>;
}
