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

import type { FileOutcome, Judgement } from '@lambda-compat/compatibility';
import type { CheckOutcome } from '../../checking/CheckOutcome';
import { cutMiddle, padTo, widthOf } from '../../terminal/printable';
import type { Style } from '../../terminal/Style';
import { alignColumns } from '../columns';
import { countOf } from '../quantities';
import { wrapText } from '../wrapText';
import { formatFinding } from './findingText';
import { verdictLabel } from './verdictLooks';

/** Nobody reads more; JSON has all. */
const maxFindings = 25;
const maxFiles = 40;

/** A verdict for people: what, why, what to do, and what it rests on. */
export function formatCheck(outcome: CheckOutcome, style: Style): string {
  const { judgement, parts } = outcome;
  const { findings } = judgement;
  const { colors, width } = style;
  const name = cutMiddle(parts[0].path, Math.floor(width / 2));
  const blocks: string[][] = [
    [
      `${verdictLabel(judgement.verdict, colors)} · ${colors.bold(
        name,
      )} on ${targetText(judgement)}`,
      // The sentence is often that of the first finding, which comes next.
      ...(findings[0]?.message.startsWith(judgement.sentence)
        ? []
        : wrapText(judgement.sentence, width)),
    ],
  ];
  for (const finding of findings.slice(0, maxFindings)) {
    blocks.push(
      formatFinding(finding, outcome.known?.has(finding) ?? false, style),
    );
  }
  if (findings.length > maxFindings) {
    blocks.push([
      `and ${countOf(
        findings.length - maxFindings,
        'finding',
      )} more; --format json has all`,
    ]);
  }
  const files = fileLines(judgement.files, style);
  if (files.length > 0) {
    blocks.push(files);
  }
  blocks.push(summaryLines(outcome, style));
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

/** Such as `provided.al2023, arm64`. */
export function targetText({ runtime }: Judgement): string {
  const { id, profile, architecture } = runtime;
  if (id === null && profile !== null && profile.origin !== 'image') {
    // It names the architecture too.
    return cutMiddle(profile.name, 100);
  }
  const image = profile === null ? 'a runtime not known' : 'its own image';
  const name = id ?? image;
  return cutMiddle(
    architecture === null ? name : `${name}, ${architecture}`,
    100,
  );
}

function fileLines(files: readonly FileOutcome[], style: Style): string[] {
  const counted = files.filter(({ loads }) => loads !== null);
  const left = files.length - counted.length;
  const words = { yes: 'loads', no: 'fails', unknown: 'undecided' } as const;
  const rows = counted
    .slice(0, maxFiles)
    .map(({ path, loads, description }) => [
      words[loads ?? 'unknown'],
      cutMiddle(path, Math.floor(style.width / 2)),
      cutMiddle(description, 200),
    ]);
  const lines = alignColumns(rows).map((line, index) =>
    paintWord(line, rows[index][0], style),
  );
  if (counted.length > maxFiles) {
    lines.push(`and ${countOf(counted.length - maxFiles, 'native file')} more`);
  }
  if (left > 0) {
    const reasons = new Set(
      files.flatMap(({ loads, reason }) =>
        loads === null && reason !== null ? [reason] : [],
      ),
    );
    const [first] = reasons;
    lines.push(
      style.colors.dim(
        `${countOf(left, 'native file')} not counted${
          first === undefined ? '' : `: ${cutMiddle(first, 200)}`
        }${reasons.size > 1 ? ` and ${reasons.size - 1} other reasons` : ''}`,
      ),
    );
  }
  return lines;
}

function paintWord(line: string, word: string, { colors }: Style): string {
  const paint = { loads: colors.green, fails: colors.red }[word];
  const rest = line.slice(word.length);
  return `${(paint ?? colors.magenta)(word)}${rest}`;
}

function summaryLines(
  { judgement, parts, known }: CheckOutcome,
  { colors, width }: Style,
): string[] {
  const { runtime, evidence } = judgement;
  const kinds = (['broken', 'at-risk', 'unknown'] as const).map(
    verdict =>
      [
        judgement.findings.filter(finding => finding.verdict === verdict)
          .length,
        verdict === 'at-risk' ? 'at risk' : verdict,
      ] as const,
  );
  const counts = kinds.map(([count, word]) => `${count} ${word}`);
  if (known && known.size > 0) {
    counts[0] += ` (${known.size} known)`;
  }
  const rows: [string, string][] = [
    [
      'evidence',
      `${countOf(evidence.nativeFiles, 'native file')} in ${countOf(
        parts.length,
        'artifact',
      )}, ${evidence.countedFiles} counted`,
    ],
    [
      'profile',
      runtime.profile
        ? `${runtime.profile.name} (${runtime.profile.origin})`
        : 'none',
    ],
    ['findings', counts.join(', ')],
  ];
  return rows.flatMap(([label, text]) =>
    wrapText(text, width - 10).map((line, index) =>
      index === 0
        ? `${colors.dim(label)}${padTo('', 10 - widthOf(label))}${line}`
        : `${padTo('', 10)}${line}`,
    ),
  );
}
