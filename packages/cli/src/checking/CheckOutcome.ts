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

import type { Finding, Judgement } from '@lambda-compat/compatibility';
import type { PackageType } from '@lambda-compat/lambda-runtimes';
import { type ExitCode, exitCodes } from '../exitCodes';
import type { Baseline } from './Baseline';
import type { CheckedPart } from './parts';

/** A judgement with all that its documents say about it. */
export interface CheckOutcome {
  judgement: Judgement;
  packageType: PackageType;
  /** The function first. */
  parts: readonly CheckedPart[];
  /** Findings that the baseline has; null where none was given. */
  known: ReadonlySet<Finding> | null;
  exitCode: ExitCode;
}

/** The findings that a baseline has; null where none was given. */
export function knownFindings(
  { findings }: Judgement,
  baseline: Baseline | null,
): ReadonlySet<Finding> | null {
  return baseline && new Set(findings.filter(finding => baseline.has(finding)));
}

/**
 * The exit code of a judgement. What is undecided counts beside a risk too:
 * a function whose runtime is deprecated can be broken all the same.
 */
export function exitCodeOf(
  { verdict, findings, counts }: Judgement,
  known: ReadonlySet<Finding> | null,
  allowUnknown: boolean,
): ExitCode {
  // The counts are of all findings; of very many only the first are listed,
  // and one that is not listed is not known either.
  const listed = findings.filter(finding => finding.verdict === 'broken');
  const excused = listed.filter(finding => known?.has(finding)).length;
  if (verdict === 'broken' && (excused === 0 || excused < counts.broken)) {
    return exitCodes.refused;
  }
  const undecided = verdict === 'unknown' || counts.unknown > 0;
  return undecided && !allowUnknown ? exitCodes.undecided : exitCodes.ok;
}
