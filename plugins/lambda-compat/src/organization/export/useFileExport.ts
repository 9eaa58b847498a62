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
import type { ExportFormat } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useEffect, useRef, useState } from 'react';

import { errorText } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { saveFile } from './saveFile';

const TOAST_MS = 5000;

interface FileExportOptions {
  /** Of what the file holds; part of its name. */
  name: string;
  /** How many rows there are, in words; undefined where not known. */
  rows: string | undefined;
  load: (format: ExportFormat, signal: AbortSignal) => Promise<Blob>;
}

export interface FileExport {
  /** The format of the export that is on its way. */
  busy: ExportFormat | undefined;
  start: (format: ExportFormat) => void;
}

/** Saves a file and says how that went. Leaving the page ends the export. */
export function useFileExport(options: FileExportOptions): FileExport {
  const { load, name, rows } = options;
  const toastApi = useApi(toastApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [busy, setBusy] = useState<ExportFormat>();
  const controller = useRef<AbortController>();

  useEffect(() => () => controller.current?.abort(), []);

  const start = async (format: ExportFormat) => {
    const { signal } = (controller.current = new AbortController());
    const file = fileName(name, format, new Date());
    setBusy(format);
    try {
      const content = await load(format, signal);
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
function fileName(name: string, format: ExportFormat, now: Date): string {
  return `lambda-compat-${name}-${now.toISOString().slice(0, 10)}.${format}`;
}
