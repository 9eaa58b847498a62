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

import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { type RuleId, VERDICTS } from '@lambda-compat/compatibility';
import { KEY_SEPARATOR } from '../coverage/describeCoverage';
import type { VerdictColumns } from '../database/compatibilityTables';
import { summarizeNativeCode } from './nativeCode';

// What a table shows, and what is searched for, is shorter. Both can come from
// files that anybody has written.
const MAX_SENTENCE_LENGTH = 1_000;
const MAX_SEARCH_TEXT_LENGTH = 2_000;

// Runtimes are part of database keys, whose length is bounded; see
// `describeCoverage`, which has the same bounds.
const MAX_RUNTIMES = 8;
const MAX_RUNTIME_LENGTH = 64;

/** What lists and numbers need to know of the functions of an entity. */
export function summarizeVerdicts(
  functions: readonly FunctionCompatibility[],
): {
  columns: Omit<VerdictColumns, 'judged_key'> & { runtime_key: string };
  rules: RuleId[];
} {
  const worstFirst = [...functions].sort(
    (a, b) => toVerdictRank(a) - toVerdictRank(b),
  );
  const [worst] = worstFirst;
  const findings = worstFirst.flatMap(({ judgement }) => judgement.findings);
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const times = functions.flatMap(({ measuredAt }) =>
    measuredAt === null ? [] : [Date.parse(measuredAt)],
  );
  return {
    columns: {
      verdict_rank: toVerdictRank(worst),
      verdict_sentence: toPlainText(worst.judgement.sentence).slice(
        0,
        MAX_SENTENCE_LENGTH,
      ),
      verdict_rules: rules.join(KEY_SEPARATOR),
      verdict_text: toSearchText(
        findings.flatMap(({ library, version }) => [library, version]),
      ),
      functions_total: functions.length,
      functions_measured: times.length,
      measured_ms: times.length > 0 ? Math.min(...times) : 0,
      native_code: summarizeNativeCode(functions),
      runtime_key: toRuntimeKey(functions),
    },
    rules,
  };
}

function toVerdictRank({ judgement }: FunctionCompatibility): number {
  return VERDICTS.indexOf(judgement.verdict);
}

function toSearchText(parts: ReadonlyArray<string | null>): string {
  const text = [...new Set(parts)].filter(part => part !== null).join(' ');
  return toPlainText(text).slice(0, MAX_SEARCH_TEXT_LENGTH).toLowerCase();
}

/** PostgreSQL keeps no zero characters in text. */
function toPlainText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}

function toRuntimeKey(functions: readonly FunctionCompatibility[]): string {
  const runtimes = functions.flatMap(({ runtime: { value } }) =>
    value !== null &&
    value.length <= MAX_RUNTIME_LENGTH &&
    /^[\w.-]+$/.test(value)
      ? [value]
      : [],
  );
  return [...new Set(runtimes)]
    .sort()
    .slice(0, MAX_RUNTIMES)
    .join(KEY_SEPARATOR);
}
