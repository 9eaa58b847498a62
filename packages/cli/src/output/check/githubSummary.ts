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
import { countOf } from '../quantities';
import { targetText } from './checkText';
import { providedText, sourceText } from './findingFacts';
import {
  htmlText,
  markdownBlock,
  markdownCode,
  markdownText,
} from './markdown';
import { verdictWord } from './verdictLooks';

/** GitHub takes 1 MiB for a step, of everything that writes there. */
const maxFindings = 50;

const icons: Readonly<Record<Finding['verdict'], string>> = {
  broken: '❌',
  'at-risk': '⚠️',
  unknown: '❔',
  info: 'ℹ️',
};

/** The summary of a step, as Markdown. */
export function githubSummary(outcome: CheckOutcome): string {
  const { judgement, parts, known } = outcome;
  const { findings, runtime, evidence } = judgement;
  const lines = [
    `## ${verdictWord(judgement.verdict)}: ${markdownCode(
      parts[0].path,
    )} on ${markdownText(targetText(judgement))}`,
    '',
    markdownText(judgement.sentence),
    '',
  ];
  if (findings.length > 0) {
    lines.push(
      '| | Rule | File | Needs | Runtime has |',
      '| --- | --- | --- | --- | --- |',
      ...findings
        .slice(0, maxFindings)
        .map(finding => tableRow(finding, known?.has(finding) ?? false)),
      '',
    );
  }
  for (const finding of findings.slice(0, maxFindings)) {
    lines.push(...details(finding), '');
  }
  if (findings.length > maxFindings) {
    lines.push(
      `and ${countOf(findings.length - maxFindings, 'finding')} more`,
      '',
    );
  }
  lines.push(
    `${countOf(evidence.nativeFiles, 'native file')}, ${
      evidence.countedFiles
    } counted · profile ${
      runtime.profile ? markdownText(runtime.profile.name) : 'none'
    }`,
    '',
  );
  return lines.join('\n');
}

function tableRow(finding: Finding, known: boolean): string {
  const { verdict, rule, file, library, version } = finding;
  const needs = [version, library].filter(part => part !== null);
  const provided = providedText(finding);
  const cells = [
    `${icons[verdict]} ${verdict === 'info' ? 'Note' : verdictWord(verdict)}${
      known ? ' (known)' : ''
    }`,
    rule,
    file === null ? '' : markdownCode(file),
    needs.map(markdownCode).join(' of '),
    provided === null ? '' : markdownText(`up to ${provided}`),
  ];
  return `| ${cells.join(' | ')} |`;
}

function details(finding: Finding): string[] {
  const { rule, file, message, symbols, undecided, provided, waysOut } =
    finding;
  const title = [rule, file].filter(part => part !== null).join(' · ');
  const lines = [
    `<details><summary>${htmlText(title)}</summary>`,
    '',
    markdownText(message),
    '',
    ...symbols.map(
      ({ demangled, alsoAt }) =>
        `- asked for by ${markdownCode(demangled)}${
          alsoAt.length > 0
            ? `, which is also at ${alsoAt.map(markdownCode).join(', ')}`
            : ''
        }`,
    ),
  ];
  if (undecided !== null) {
    lines.push(`- not known: ${markdownText(undecided)}`);
  }
  for (const source of provided?.sources ?? []) {
    lines.push(`- known from ${markdownText(sourceText(source))}`);
  }
  if (waysOut.length > 0) {
    lines.push('', 'Ways out:', '');
    waysOut.forEach(({ text, code }, index) => {
      lines.push(`${index + 1}. ${markdownText(text)}`);
      if (code !== null) {
        const block = markdownBlock(code).split('\n');
        lines.push('', ...block.map(line => `   ${line}`), '');
      }
    });
  }
  return [...lines, '', '</details>'];
}
