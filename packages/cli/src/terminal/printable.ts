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

/**
 * One piece of text as a terminal shows it: `width` columns, made of the
 * characters from `offset` (UTF-16) of the original.
 */
export interface Cell {
  text: string;
  width: number;
  offset: number;
}

// Control, format (bidirectional overrides, zero-width characters), surrogate,
// private and unassigned characters, and the two Unicode line ends. A terminal
// obeys some of these and hides others: a hostile file could move the cursor,
// change the title, or show `alpine` where something else is written.
const hidden = /[\p{C}\p{Zl}\p{Zp}]/u;
const combining = /[\p{Mn}\p{Me}]/u;
// Two columns: East Asian Wide and Fullwidth of Unicode's EastAsianWidth.txt,
// by block, and what has emoji presentation.
const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
const ascii = /^[\x20-\x7e]*$/;

const shortEscapes: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/**
 * Splits text into what a terminal shows. Characters that a terminal would
 * obey or hide come out as escapes such as `\x1b` and `\u202e`; a tab becomes
 * blanks up to the next multiple of `tabStop`, where one is given.
 */
export function cellsOf(text: string, tabStop?: number): Cell[] {
  const cells: Cell[] = [];
  let offset = 0;
  let column = 0;
  for (const character of text) {
    const cell = cellOf(character, offset, column, tabStop);
    cells.push(cell);
    offset += character.length;
    column += cell.width;
  }
  return cells;
}

function cellOf(
  character: string,
  offset: number,
  column: number,
  tabStop: number | undefined,
): Cell {
  if (character === '\t' && tabStop !== undefined) {
    const width = tabStop - (column % tabStop);
    return { text: ' '.repeat(width), width, offset };
  }
  if (hidden.test(character)) {
    const text = escapeOf(character);
    return { text, width: text.length, offset };
  }
  if (combining.test(character)) {
    return { text: character, width: 0, offset };
  }
  return { text: character, width: wide.test(character) ? 2 : 1, offset };
}

function escapeOf(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) {
    return short;
  }
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code <= 0xff) {
    return `\\x${digits.padStart(2, '0')}`;
  }
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`;
}

/** The text with everything escaped that a terminal would obey or hide. */
export function printable(text: string): string {
  if (ascii.test(text)) {
    return text;
  }
  return cellsOf(text)
    .map(cell => cell.text)
    .join('');
}

/** Columns that text takes; for text that is `printable` already. */
export function widthOf(text: string): number {
  if (ascii.test(text)) {
    return text.length;
  }
  return cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);
}

/**
 * The largest of some widths, 0 where there are none. Not `Math.max(...)`: a
 * file can have more references than a call can have arguments.
 */
export function largest(widths: readonly number[]): number {
  return widths.reduce((a, b) => Math.max(a, b), 0);
}

/** Filled with blanks up to a width. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * Text made printable, and shortened to a width by cutting out the middle: an
 * image is told apart by its registry at one end and its tag at the other.
 * The time depends on the width, not on the length of the text.
 */
export function cutMiddle(text: string, width: number): string {
  const tailWidth = Math.floor((width - 1) / 2);
  const headWidth = width - 1 - tailWidth;
  // More characters than fit, unless most of them take no column.
  const reach = 8 * width;
  if (text.length <= 2 * reach) {
    const whole = printable(text);
    if (widthOf(whole) <= width) {
      return whole;
    }
  }
  const head = fitting(cellsOf(text.slice(0, reach)), headWidth);
  const tail = fitting(cellsOf(text.slice(-reach)).reverse(), tailWidth);
  return `${head.join('')}…${tail.reverse().join('')}`;
}

function fitting(cells: readonly Cell[], width: number): string[] {
  let used = 0;
  const end = cells.findIndex(cell => {
    used += cell.width;
    return used > width;
  });
  return cells.slice(0, end === -1 ? undefined : end).map(cell => cell.text);
}
