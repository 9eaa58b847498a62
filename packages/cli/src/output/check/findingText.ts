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

import type { Finding, WayOut } from '@lambda-compat/compatibility';
import { cutMiddle, padTo } from '../../terminal/printable';
import type { Style } from '../../terminal/Style';
import { labelled, wrapText } from '../wrapText';
import { providedText, sourceText } from './findingFacts';
import { verdictLabel } from './verdictLooks';

const labelWidth = 14;
const indent = 2;
const maxSources = 3;
const maxSymbols = 5;
const maxCodeLines = 20;

/**
 * A finding as somebody reads it who was woken by it: the sentence first, then
 * what it rests on, then what to do.
 */
export function formatFinding(
  finding: Finding,
  known: boolean,
  style: Style,
): string[] {
  const { colors, width } = style;
  const place =
    finding.file === null
      ? ''
      : ` · ${colors.bold(cutMiddle(finding.file, Math.floor(width / 2)))}`;
  const layer =
    finding.artifact === null || finding.artifact === 'function'
      ? ''
      : ` in ${cutMiddle(finding.artifact, 60)}`;
  const layout = { indent, labelWidth, width };
  const lines = [
    `${verdictLabel(finding.verdict, colors)} ${finding.rule}${place}${layer}${
      known ? ' · known' : ''
    }`,
    ...wrapText(finding.message, width - indent).map(
      line => `${' '.repeat(indent)}${line}`,
    ),
  ];
  for (const [label, text] of factsOf(finding)) {
    lines.push(...labelled(label, text, layout));
  }
  finding.waysOut.forEach((way, index) => {
    lines.push(...wayOutLines(way, index, style));
  });
  // Last, because it is read by who doubts and not by who repairs.
  (finding.provided?.sources ?? [])
    .slice(0, maxSources)
    .forEach((source, index) => {
      const label = index === 0 ? 'known from' : '';
      lines.push(
        ...labelled(label, sourceText(source), layout).map(colors.dim),
      );
    });
  return lines;
}

/** Numbered, with what there is to copy below it. */
function wayOutLines(
  { text, code }: WayOut,
  index: number,
  { colors, width }: Style,
): string[] {
  const numbered = labelled(`${index + 1}.`, text, {
    indent: indent + labelWidth,
    labelWidth: 3,
    width,
  });
  const [first, ...rest] = numbered;
  const lines = [
    index === 0
      ? `${' '.repeat(indent)}${padTo(
          'ways out',
          labelWidth,
        )}${first.trimStart()}`
      : first,
    ...rest,
  ];
  if (code !== null) {
    // Not wrapped: it is to be copied.
    lines.push(
      ...code
        .split('\n')
        .slice(0, maxCodeLines)
        .map(
          line =>
            `${' '.repeat(indent + labelWidth + 3)}${colors.cyan(
              cutMiddle(line, 400),
            )}`,
        ),
    );
  }
  return lines;
}

function factsOf(finding: Finding): [string, string][] {
  const facts: [string, string][] = [];
  const { symbols, symbolCount, provided, undecided } = finding;
  const shown = symbols.slice(0, maxSymbols);
  shown.forEach(({ demangled, alsoAt }, index) => {
    const also = alsoAt.length > 0 ? `; also at ${alsoAt.join(', ')}` : '';
    facts.push([
      index === 0 ? 'asked for by' : '',
      `${cutMiddle(demangled, 300)}${also}`,
    ]);
  });
  const more = (symbolCount ?? symbols.length) - shown.length;
  if (more > 0) {
    facts.push(['', `and ${more} more ${more === 1 ? 'symbol' : 'symbols'}`]);
  }
  const highest = providedText(finding);
  if (highest !== null) {
    const library = provided?.library ? `${provided.library} has ` : '';
    facts.push(['the runtime', `${library}up to ${highest}`]);
  }
  if (undecided !== null) {
    facts.push(['not known', undecided]);
  }
  return facts;
}
