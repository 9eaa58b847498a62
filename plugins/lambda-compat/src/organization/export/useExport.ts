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

import { useApi } from '@backstage/frontend-plugin-api';
import type { ExportRequest } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../../api';
import { type FileExport, useFileExport } from './useFileExport';

/**
 * Which list is exported; the format is chosen by the button.
 *
 * @internal
 */
export type ExportedList = ExportRequest extends infer TRequest
  ? TRequest extends unknown
    ? Omit<TRequest, 'format' | 'signal'>
    : never
  : never;

/**
 * Exports a list and says how that went. Leaving the page ends the export.
 *
 * @param rows - how many rows there are, in words; undefined where not known
 */
export function useExport(
  exported: ExportedList,
  rows: string | undefined,
): FileExport {
  const api = useApi(lambdaCompatApiRef);
  return useFileExport({
    name: exported.list,
    rows,
    load: (format, signal) => {
      const request: ExportRequest = { ...exported, format, signal };
      return api.exportList(request);
    },
  });
}
