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

import type { Finding, RuleId } from '@lambda-compat/compatibility';
import { createHash } from 'node:crypto';
import { version } from '../../../package.json';
import type { CheckOutcome } from '../../checking/CheckOutcome';
import { exitCodes } from '../../exitCodes';
import { printable } from '../../terminal/printable';
import { jsonDocument } from '../json';
import { placeOf, uriFrom } from './findingPlaces';
import { ruleTexts } from './ruleTexts';

const informationUri = 'https://github.com/lambda-compat/lambda-compat';

const levels: Readonly<
  Record<Finding['verdict'], 'error' | 'warning' | 'note'>
> = {
  broken: 'error',
  'at-risk': 'warning',
  unknown: 'warning',
  info: 'note',
};

/** SARIF 2.1.0, as GitHub's code scanning and others take it. */
export function sarifDocument(outcome: CheckOutcome, cwd: string): string {
  const { judgement, parts, known, exitCode } = outcome;
  const used = [...new Set(judgement.findings.map(({ rule }) => rule))].sort();
  return document({
    rules: used,
    invocation: { executionSuccessful: true, exitCode },
    results: judgement.findings.map(finding => {
      const place = placeOf(finding, parts);
      return {
        ruleId: finding.rule,
        ruleIndex: used.indexOf(finding.rule),
        level: levels[finding.verdict],
        message: { text: messageOf(finding) },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: uriFrom(cwd, place.path) },
              // Of a binary no line is known, and GitHub asks for one.
              region: { startLine: 1 },
            },
            logicalLocations: [
              { fullyQualifiedName: printable(place.text), kind: 'module' },
            ],
          },
        ],
        partialFingerprints: {
          'lambdaCompatFinding/v1': createHash('sha256')
            .update(finding.key)
            .digest('hex'),
        },
        ...(known && {
          baselineState: known.has(finding) ? 'unchanged' : 'new',
        }),
        properties: {
          verdict: finding.verdict,
          library: finding.library,
          version: finding.version,
          key: finding.key,
        },
      };
    }),
    properties: {
      verdict: judgement.verdict,
      runtime: judgement.runtime.id,
      architecture: judgement.runtime.architecture,
      profile: judgement.runtime.profile?.id ?? null,
      asOf: judgement.runtime.asOf,
    },
  });
}

/** The document where nothing could be judged. */
export function failedSarifDocument(message: string): string {
  return document({
    rules: [],
    results: [],
    invocation: {
      executionSuccessful: false,
      exitCode: exitCodes.infrastructure,
      toolExecutionNotifications: [
        { level: 'error', message: { text: message } },
      ],
    },
  });
}

function document({
  rules,
  results,
  invocation,
  properties,
}: {
  rules: readonly RuleId[];
  results: unknown[];
  invocation: Record<string, unknown>;
  properties?: Record<string, unknown>;
}): string {
  return jsonDocument({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'lambda-compat',
            version,
            informationUri,
            rules: rules.map(id => ({
              id,
              name: ruleTexts[id].name,
              shortDescription: { text: ruleTexts[id].text },
              helpUri: `${informationUri}/blob/main/docs/command-line.md`,
            })),
          },
        },
        invocations: [invocation],
        results,
        columnKind: 'utf16CodeUnits',
        ...(properties && { properties }),
      },
    ],
  });
}

function messageOf({ message, waysOut, undecided }: Finding): string {
  const parts = [message];
  if (undecided !== null) {
    parts.push(`Not known: ${undecided}.`);
  }
  if (waysOut.length > 0) {
    parts.push(
      `Ways out: ${waysOut
        .map(({ text, code }) => (code === null ? text : `${text} ${code}`))
        .join(' ')}`,
    );
  }
  return parts.map(printable).join('\n');
}
