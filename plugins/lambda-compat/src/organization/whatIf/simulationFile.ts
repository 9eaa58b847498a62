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

import type {
  ExportFormat,
  WhatIfComponent,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

const COLUMNS = [
  'entityRef',
  'title',
  'owners',
  'system',
  'runtimes',
  'verdict',
  'targetRuntime',
  'targetArchitecture',
  'targetImage',
  'outcome',
  'reason',
] as const;

// A cell that begins like this is a formula to spreadsheets, and names come
// from a catalog that anybody may write to.
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A simulation as a file: JSON as the API gives it, or CSV by RFC 4180. */
export function simulationFile(
  format: ExportFormat,
  target: WhatIfTarget,
  items: readonly WhatIfComponent[],
): Blob {
  if (format === 'json') {
    return new Blob([JSON.stringify({ target, items }, null, 2)], {
      type: 'application/json',
    });
  }
  const lines = items.map(item => {
    const values: Record<(typeof COLUMNS)[number], string> = {
      entityRef: item.entityRef,
      title: item.title ?? '',
      owners: item.owners.join(' '),
      system: item.system ?? '',
      runtimes: item.runtimes.join(' '),
      verdict: item.verdict,
      targetRuntime: target.runtime ?? '',
      targetArchitecture: target.architecture ?? '',
      targetImage: target.image ?? '',
      outcome: item.outcome,
      reason: item.reason,
    };
    return COLUMNS.map(column => cell(values[column])).join(',');
  });
  return new Blob([`${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`], {
    type: 'text/csv;charset=utf-8',
  });
}
