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

import { useTranslationRef } from '@backstage/frontend-plugin-api';

import { lambdaCompatTranslationRef } from '../../translation';
import { FileExportButtons } from './FileExportButtons';
import { type ExportedList, useExport } from './useExport';

interface ListExportButtonsProps {
  exported: ExportedList;
  /** How many rows match, on every page together; undefined while not known. */
  total: number | undefined;
}

/** Saves everything that a list holds, in its order, as a file. */
export function ListExportButtons(props: ListExportButtonsProps) {
  const { exported, total } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const rows =
    total === undefined
      ? undefined
      : t(`exports.${exported.list}`, { count: total });
  const { busy, start } = useExport(exported, rows);

  return (
    <FileExportButtons busy={busy} rows={rows} total={total} onStart={start} />
  );
}
