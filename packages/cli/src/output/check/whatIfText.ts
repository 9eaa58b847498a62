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

import type {
  Finding,
  Judgement,
  WhatIfResult,
} from '@lambda-compat/compatibility';
import { cutMiddle } from '../../terminal/printable';
import type { Style } from '../../terminal/Style';
import { alignColumns } from '../columns';
import { jsonDocument } from '../json';
import { countOf } from '../quantities';
import { wrapText } from '../wrapText';
import { findingRecord } from './checkDocument';
import { targetText } from './checkText';
import { formatFinding } from './findingText';
import { verdictWord } from './verdictLooks';

const maxFindings = 25;

/** The document of `what-if --format json`: these keys, in this order. */
export function whatIfDocument(result: WhatIfResult): string {
  return jsonDocument({
    outcome: result.outcome,
    reason: result.reason,
    finding: result.finding && findingRecord(result.finding, false),
    from: sideRecord(result.now),
    to: sideRecord(result.then),
    appearing: worseThere(result).map(finding => findingRecord(finding, false)),
    disappearing: result.disappearing.map(finding =>
      findingRecord(finding, false),
    ),
  });
}

/** What is broken or undecided there and is not so now in the same way. */
function worseThere({ now, then }: WhatIfResult): Finding[] {
  const before = new Map(
    now.findings.map(({ key, verdict }) => [key, verdict]),
  );
  return then.findings.filter(
    ({ key, verdict }) =>
      (verdict === 'broken' || verdict === 'unknown') &&
      before.get(key) !== verdict,
  );
}

function sideRecord({ runtime, verdict, sentence }: Judgement) {
  return {
    runtime: {
      id: runtime.id,
      profile: runtime.profile?.id ?? null,
      asOf: runtime.asOf,
      architecture: runtime.architecture,
    },
    verdict,
    sentence,
  };
}

/** What comes of a function elsewhere, for people. */
export function formatWhatIf(
  path: string,
  result: WhatIfResult,
  style: Style,
): string {
  const { colors, width } = style;
  const labels = {
    breaks: colors.red('✗ Breaks'),
    works: colors.green('✓ Works'),
    unknown: colors.magenta('? Unknown'),
  };
  const { now, then, disappearing } = result;
  const appearing = worseThere(result);
  const blocks = [
    [
      `${labels[result.outcome]} · ${colors.bold(
        cutMiddle(path, Math.floor(width / 2)),
      )} on ${targetText(then)}`,
      // The reason is often the first finding, which comes below.
      ...(appearing[0]?.message === result.reason
        ? []
        : wrapText(result.reason, width)),
    ],
    alignColumns([
      ['now', targetText(now), verdictWord(now.verdict)],
      ['then', targetText(then), verdictWord(then.verdict)],
    ]),
    ...appearing
      .slice(0, maxFindings)
      .map(finding => formatFinding(finding, false, style)),
  ];
  if (appearing.length > maxFindings) {
    blocks.push([
      `and ${countOf(
        appearing.length - maxFindings,
        'finding',
      )} more; --format json has all`,
    ]);
  }
  if (disappearing.length > 0) {
    blocks.push([
      `${countOf(disappearing.length, 'finding')} of now ${
        disappearing.length === 1 ? 'is' : 'are'
      } gone there:`,
      ...disappearing
        .slice(0, maxFindings)
        .flatMap(({ message }) =>
          wrapText(message, width - 2).map(line => `  ${line}`),
        ),
    ]);
  }
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}
