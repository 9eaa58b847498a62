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

import type { Finding } from '@lambda-compat/compatibility';
import type { CheckOutcome } from '../../checking/CheckOutcome';
import { printable } from '../../terminal/printable';
import { pathFrom, placeOf } from './findingPlaces';

/** GitHub shows ten of each kind for a step. */
const maxOfKind = 10;

const commands: Partial<Record<Finding['verdict'], 'error' | 'warning'>> = {
  broken: 'error',
  'at-risk': 'warning',
  unknown: 'warning',
};

/** Workflow commands that make annotations, a line for each finding. */
export function githubAnnotations(
  { judgement, parts, known }: CheckOutcome,
  cwd: string,
): string {
  const lines = judgement.findings.flatMap(finding => {
    const command = known?.has(finding) ? 'warning' : commands[finding.verdict];
    if (command === undefined) {
      return [];
    }
    const place = placeOf(finding, parts);
    return [
      annotation(command, {
        file: pathFrom(cwd, place.path),
        title: `lambda-compat ${finding.rule}`,
        message:
          place.text === place.path
            ? finding.message
            : `${place.text}: ${finding.message}`,
      }),
    ];
  });
  const kept = (['error', 'warning'] as const).flatMap(command =>
    lines.filter(line => line.startsWith(`::${command} `)).slice(0, maxOfKind),
  );
  return kept.map(line => `${line}\n`).join('');
}

/** One workflow command; what would end a part of it is escaped. */
export function annotation(
  command: 'error' | 'warning',
  { file, title, message }: { file: string; title: string; message: string },
): string {
  return `::${command} file=${property(file)},title=${property(title)}::${data(
    message,
  )}`;
}

/** GitHub's own escapes for the message of a command; the log is a terminal. */
function data(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

/** The same for a property, which a colon or comma would end. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
