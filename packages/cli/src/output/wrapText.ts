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

import { cutMiddle, padTo, widthOf } from '../terminal/printable';

// A sentence can quote a name, which can be as long as a file makes it.
const maxTextWidth = 4000;

/**
 * Lines of at most this many columns, broken at blanks; a word that is longer
 * has a line of its own. What a terminal would obey comes out as an escape.
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of cutMiddle(text, maxTextWidth).split(' ')) {
    const wide = widthOf(word);
    if (line !== '' && used + 1 + wide > width) {
      lines.push(line);
      line = word;
      used = wide;
    } else {
      used += line === '' ? wide : wide + 1;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}

/** Wrapped lines behind a label that stands at the first of them only. */
export function labelled(
  label: string,
  text: string,
  { indent, labelWidth, width }: LabelLayout,
): string[] {
  const room = Math.max(20, width - indent - labelWidth);
  return wrapText(text, room).map(
    (line, index) =>
      `${' '.repeat(indent)}${padTo(
        index === 0 ? label : '',
        labelWidth,
      )}${line}`,
  );
}

export interface LabelLayout {
  indent: number;
  labelWidth: number;
  width: number;
}
