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

import { type LambdaRuntime, RUNTIMES } from '@lambda-compat/lambda-runtimes';
import type { Style } from '../../terminal/Style';
import { alignColumns } from '../columns';
import { jsonDocument } from '../json';

/** The document of `runtimes --format json`. */
export function runtimesDocument(): string {
  return jsonDocument({ runtimes: RUNTIMES });
}

/** A line for each runtime, then where the lists are from. */
export function formatRuntimes(today: string, { colors }: Style): string {
  const rows = RUNTIMES.map(runtime => [
    runtime.id,
    runtime.operatingSystem,
    runtime.architectures.join(' '),
    runtime.packageTypes.join(' '),
    runtime.releaseDate ?? '–',
    runtime.deprecationDate ?? '–',
    runtime.blockCreateDate ?? '–',
    runtime.blockUpdateDate ?? '–',
    statusOf(runtime, today),
  ]);
  const [head, ...lines] = alignColumns([
    [
      'runtime',
      'system',
      'architectures',
      'packages',
      'released',
      'deprecated',
      'no create',
      'no update',
      'today',
    ],
    ...rows,
  ]);
  const painted = lines.map((line, index) =>
    rows[index][8].startsWith('deprecated') || rows[index][8] === 'blocked'
      ? colors.dim(line)
      : line,
  );
  const sources = [
    ...new Set(
      RUNTIMES.flatMap(({ sources: facts }) =>
        Object.values(facts).map(
          ({ text, asOf }) => `${text}${asOf === null ? '' : ` (${asOf})`}`,
        ),
      ),
    ),
  ];
  return `${[
    colors.bold(head),
    ...painted,
    '',
    `${RUNTIMES.length} runtimes. Known from:`,
    ...sources.map(text => `  ${text}`),
  ].join('\n')}\n`;
}

/** What a day means for a runtime. */
export function statusOf(runtime: LambdaRuntime, today: string): string {
  const { blockUpdateDate, deprecationDate, preview, releaseDate } = runtime;
  if (blockUpdateDate !== null && blockUpdateDate <= today) {
    return 'blocked';
  }
  if (deprecationDate !== null && deprecationDate <= today) {
    return 'deprecated';
  }
  if (preview) {
    return 'preview';
  }
  return releaseDate !== null && releaseDate > today
    ? 'not released'
    : 'supported';
}
