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

import type { Answer } from '@lambda-compat/lambda-runtimes';
import type { Evaluation, NativeFile } from '../evaluation/types';
import { describeReport } from '../evaluation/wording';
import type { FileOutcome, Finding } from '../types';

/** Kinds of files that no loader takes. */
const NOT_LOADABLE = new Set(['relocatable', 'core', 'debug', 'other']);

/**
 * What each native file came to.
 *
 * @internal
 */
export function fileOutcomes(
  evaluation: Evaluation,
  findings: Finding[],
): FileOutcome[] {
  const { selections, files, objects, resolution } = evaluation;
  const selected = new Map(selections?.files.map(one => [one.path, one]));
  const roots = new Map(resolution?.roots.map(one => [one.root, one]));
  const loaded = new Set(objects.map(({ file }) => file));
  const verdicts = verdictsByFile(findings);
  const mine = (file: NativeFile, otherwise: Answer) =>
    withFindings(verdicts.get(keyOf(file.artifact.name, file.path)), otherwise);
  return files.map(file => {
    const { scanned, placed } = file;
    const selection = selected.get(placed);
    const base = {
      path: file.path,
      artifact: file.artifact.name,
      description: scanned.report
        ? describeReport(scanned.report)
        : 'ELF file that cannot be read',
    };
    if (!scanned.report || NOT_LOADABLE.has(scanned.report.kind)) {
      return {
        ...base,
        selection: 'not-loadable',
        reason:
          scanned.error?.message ?? selection?.reason ?? 'nothing loads it',
        loads: null,
      };
    }
    const root = roots.get(placed);
    if (root) {
      return {
        ...base,
        selection: 'loaded',
        reason: selection?.assumed ? selection.reason : null,
        loads: mine(file, root.loads),
      };
    }
    if (selection?.role === 'dependency') {
      return {
        ...base,
        selection: 'library',
        reason: selection.reason,
        loads: loaded.has(file) ? mine(file, 'yes') : null,
      };
    }
    return {
      ...base,
      selection: 'not-selected',
      reason:
        selection?.reason.replace(/^not selected: /, '') ??
        'for which machine it is to be loaded is not known',
      loads: null,
    };
  });
}

type Verdicts = Set<Finding['verdict']>;

function keyOf(artifact: string, path: string): string {
  return JSON.stringify([artifact, path]);
}

function verdictsByFile(findings: Finding[]): Map<string, Verdicts> {
  const verdicts = new Map<string, Verdicts>();
  for (const { artifact, file, verdict } of findings) {
    if (artifact !== null && file !== null) {
      const key = keyOf(artifact, file);
      verdicts.set(key, (verdicts.get(key) ?? new Set()).add(verdict));
    }
  }
  return verdicts;
}

/** What the findings say of the file goes before what the loader would do. */
function withFindings(
  verdicts: Verdicts | undefined,
  otherwise: Answer,
): Answer {
  if (verdicts?.has('broken')) {
    return 'no';
  }
  return verdicts?.has('unknown') && otherwise !== 'no' ? 'unknown' : otherwise;
}
