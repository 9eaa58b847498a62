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

import type { PinSuggestion } from '@lambda-compat/compatibility';
import type { RuntimeProfile } from '@lambda-compat/lambda-runtimes';
import { cutMiddle, printable } from '../../terminal/printable';
import type { Style } from '../../terminal/Style';
import { jsonDocument } from '../json';
import { shortDigests } from '../shortDigests';
import { wrapText } from '../wrapText';

const maxRejected = 10;

/** What was asked and what came of it. */
export interface SuggestedPin {
  typed: string;
  /** Null where nothing fits. */
  pinned: string | null;
  suggestion: PinSuggestion;
  profile: RuntimeProfile;
}

/** The document of `suggest-pin --format json`: these keys, in this order. */
export function suggestionDocument(one: SuggestedPin): string {
  const { suggestion, reason, rejected, alternatives } = one.suggestion;
  return jsonDocument({
    reference: one.typed,
    pinned: one.pinned,
    suggestion,
    reason,
    rejected,
    alternatives,
    runtime: {
      id: one.profile.runtime,
      architecture: one.profile.architecture,
      profile: one.profile.id,
      asOf: one.profile.asOf,
    },
  });
}

/** For people: what to write, why, and what it costs. */
export function formatSuggestion(one: SuggestedPin, style: Style): string {
  const { colors, width } = style;
  const { suggestion, reason, rejected, alternatives } = one.suggestion;
  const wrap = (text: string, indent = '') =>
    wrapText(printable(text), width - indent.length).map(
      line => `${indent}${line}`,
    );
  const blocks: string[][] = [];
  if (suggestion && one.pinned !== null) {
    const fits =
      suggestion.fits === 'measured'
        ? '✓ Measured compatible'
        : '✓ Fits by construction';
    blocks.push([
      `${colors.green(fits)} · ${one.profile.name}`,
      colors.bold(printable(one.pinned)),
      ...wrap(suggestion.why),
      ...(suggestion.behind
        ? wrap(suggestion.behind.sentence).map(line => colors.yellow(line))
        : []),
    ]);
  } else {
    blocks.push([
      `${colors.red('✗ Nothing fits')} · ${one.profile.name}`,
      ...wrap(reason ?? ''),
    ]);
  }
  if (rejected.length > 0) {
    blocks.push([
      colors.bold('Not these'),
      ...rejected
        .slice(0, maxRejected)
        .flatMap(other => [
          `  ${cutMiddle(
            other.tag ?? shortDigests(other.digest),
            60,
          )} ${colors.dim(shortDigests(other.digest))}`,
          ...wrap(other.reason, '    '),
        ]),
    ]);
  }
  if (alternatives.length > 0) {
    blocks.push([
      colors.bold('What else could be done'),
      ...alternatives.flatMap(way => [
        ...wrap(way.text, '  '),
        ...(way.code === null
          ? []
          : way.code.split('\n').map(line => `    ${printable(line)}`)),
      ]),
    ]);
  }
  return blocks.map(lines => `${lines.join('\n')}\n`).join('\n');
}
