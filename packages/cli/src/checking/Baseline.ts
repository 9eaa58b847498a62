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
import { InfrastructureError } from '../commands/InfrastructureError';
import { readJsonFile } from '../files/readJsonFile';
import { writeDocument } from '../files/writeDocument';
import { jsonDocument } from '../output/json';
import { printable } from '../terminal/printable';

const schema = 'lambda-compat/baseline/v1';

/**
 * Findings that somebody knows of. It holds what is broken, by key: evidence
 * that is missing is no finding to get used to.
 */
export class Baseline {
  readonly #keys: ReadonlySet<string>;

  static none(): Baseline {
    return new Baseline(new Set());
  }

  /** @throws InfrastructureError when the file is no baseline */
  static async read(path: string, cwd: string): Promise<Baseline> {
    const content = await readJsonFile(path, cwd);
    if (!isDocument(content)) {
      throw new InfrastructureError(
        `${printable(
          path,
        )} is no baseline: --write-baseline writes one, with "schema": "${schema}".`,
      );
    }
    return new Baseline(new Set(content.findings.map(({ key }) => key)));
  }

  private constructor(keys: ReadonlySet<string>) {
    this.#keys = keys;
  }

  has(finding: Finding): boolean {
    return finding.verdict === 'broken' && this.#keys.has(finding.key);
  }

  /** Keys that no finding has any more. */
  gone(findings: readonly Finding[]): string[] {
    const present = new Set(findings.map(({ key }) => key));
    return [...this.#keys].filter(key => !present.has(key));
  }
}

interface BaselineDocument {
  findings: { key: string }[];
}

function isDocument(content: unknown): content is BaselineDocument {
  return (
    typeof content === 'object' &&
    content !== null &&
    'schema' in content &&
    content.schema === schema &&
    'findings' in content &&
    Array.isArray(content.findings) &&
    content.findings.every(
      (finding: unknown) =>
        typeof finding === 'object' &&
        finding !== null &&
        'key' in finding &&
        typeof finding.key === 'string',
    )
  );
}

/**
 * Writes what is broken as a baseline, sorted, so that the same findings give
 * the same file.
 */
export async function writeBaseline(
  path: string,
  findings: readonly Finding[],
  cwd: string,
): Promise<number> {
  const known = new Map(
    findings
      .filter(({ verdict }) => verdict === 'broken')
      .map(({ key, message }) => [key, message]),
  );
  const entries = [...known].sort(([a], [b]) => compareText(a, b));
  await writeDocument(
    path,
    jsonDocument({
      schema,
      findings: entries.map(([key, message]) => ({ key, message })),
    }),
    { cwd },
  );
  return entries.length;
}

/** By UTF-16 code units, whatever the language of the system. */
function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
