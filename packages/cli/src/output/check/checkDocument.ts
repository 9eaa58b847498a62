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
import { jsonDocument } from '../json';
import { providedText } from './findingFacts';

/** The document of `check --format json`: these keys, in this order. */
export function checkDocument({
  judgement,
  packageType,
  parts,
  known,
}: CheckOutcome): string {
  const { runtime } = judgement;
  return jsonDocument({
    verdict: judgement.verdict,
    findings: judgement.findings.map(finding =>
      findingRecord(finding, known?.has(finding) ?? false),
    ),
    runtime: {
      id: runtime.id,
      profile: runtime.profile?.id ?? null,
      asOf: runtime.asOf,
      architecture: runtime.architecture,
      packageType,
      origin: runtime.profile?.origin ?? null,
    },
    sentence: judgement.sentence,
    evidence: judgement.evidence,
    ladder: judgement.ladder,
    files: judgement.files,
    artifacts: parts.map(({ name, path, report }) => ({
      name,
      path,
      format: report.format,
      sha256: report.sha256,
      size: report.size,
      complete: report.complete,
    })),
  });
}

/** A finding as documents hold it. */
export function findingRecord(finding: Finding, known: boolean) {
  return {
    rule: finding.rule,
    verdict: finding.verdict,
    file: finding.file,
    artifact: finding.artifact,
    library: finding.library,
    version: finding.version,
    symbol: finding.symbols[0]?.name ?? null,
    provided: providedText(finding),
    message: finding.message,
    key: finding.key,
    known,
    symbols: finding.symbols,
    symbolCount: finding.symbolCount,
    evidence: finding.provided,
    undecided: finding.undecided,
    waysOut: finding.waysOut,
  };
}
