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

import { toError } from '@backstage/errors';
import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type {
  ExportFormat,
  ExportRequest,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useEffect, useRef, useState } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { errorText } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { saveFile } from './saveFile';

const TOAST_MS = 5000;

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

interface ListExport {
  /** The format of the export that is on its way. */
  busy: ExportFormat | undefined;
  start: (format: ExportFormat) => void;
}

/**
 * Exports a list and says how that went. Leaving the page ends the export.
 *
 * @param rows - how many rows there are, in words; undefined where not known
 */
export function useExport(
  exported: ExportedList,
  rows: string | undefined,
): ListExport {
  const api = useApi(lambdaCompatApiRef);
  const toastApi = useApi(toastApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [busy, setBusy] = useState<ExportFormat>();
  const controller = useRef<AbortController>();

  useEffect(() => () => controller.current?.abort(), []);

  const start = async (format: ExportFormat) => {
    const { signal } = (controller.current = new AbortController());
    const file = fileName(exported.list, format, new Date());
    setBusy(format);
    try {
      const request: ExportRequest = { ...exported, format, signal };
      const content = await api.exportList(request);
      if (signal.aborted) {
        return;
      }
      saveFile(content, file);
      toastApi.post({
        title: t('exports.done', { file }),
        description: rows && t('exports.doneHint', { rows }),
        status: 'success',
        timeout: TOAST_MS,
      });
    } catch (caught) {
      if (!signal.aborted) {
        toastApi.post({
          title: t('exports.failed', { file }),
          description: errorText(toError(caught)),
          status: 'danger',
        });
      }
    } finally {
      if (!signal.aborted) {
        setBusy(undefined);
      }
    }
  };

  return { busy, start };
}

/** `lambda-compat-components-2025-04-09.csv`: the day, UTC, is that of the facts. */
function fileName(
  list: ExportedList['list'],
  format: ExportFormat,
  now: Date,
): string {
  return `lambda-compat-${list}-${now.toISOString().slice(0, 10)}.${format}`;
}
