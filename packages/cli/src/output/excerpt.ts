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

import { cellsOf, cutMiddle, widthOf } from '../terminal/printable';
import { Style } from '../terminal/Style';

/** A line of a file with a part of it marked. */
export interface ExcerptRow {
  line: number;
  /** The line as it is in the file. */
  text: string;
  /** UTF-16 positions in `text` from 0; `end` is excluded. */
  start: number;
  end: number;
  label: string;
  paint: (text: string) => string;
}

const indent = '     ';
const tabStop = 4;
// Columns of a long line that stay visible in front of the mark.
const lead = 24;
// Characters of a line that are looked at; a screen shows far fewer.
const maxReach = 2048;
// A file can make these as long, and as many, as it likes.
const maxNoteWidth = 400;
const maxNotes = 10;

/**
 * Lines of a file with a caret under the marked part, as compilers show them.
 * Lines that are too wide are cut around the mark.
 *
 * @param gutter - columns of the widest line number, so that excerpts align
 */
export function formatExcerpt(
  rows: readonly ExcerptRow[],
  gutter: number,
  style: Style,
): string[] {
  const { dim } = style.colors;
  const room = style.width - indent.length - gutter - 3;
  const blank = ' '.repeat(gutter);
  return rows.flatMap(row => {
    const { text, padding, carets } = layOut(row, room);
    const number = String(row.line).padStart(gutter);
    const label = cutMiddle(row.label, maxNoteWidth);
    const beside =
      label !== '' && padding + carets + 1 + widthOf(label) <= room;
    const mark = row.paint('^'.repeat(carets));
    const marked = `${' '.repeat(padding)}${mark}`;
    return [
      `${indent}${dim(`${number} │`)} ${text}`.trimEnd(),
      `${indent}${dim(`${blank} │`)} ${marked}${
        beside ? ` ${row.paint(label)}` : ''
      }`,
      // A label that does not fit beside its mark goes below it.
      ...(label !== '' && !beside
        ? [`${indent}${blank} ${dim('=')} ${row.paint(label)}`]
        : []),
    ];
  });
}

/** Sentences below an excerpt. */
export function formatNotes(
  notes: readonly string[],
  gutter: number,
  { colors }: Style,
): string[] {
  const margin = `${indent}${' '.repeat(gutter)} ${colors.dim('=')}`;
  const shown = notes.length > maxNotes ? notes.slice(0, maxNotes - 1) : notes;
  const lines = shown.map(note => `${margin} ${cutMiddle(note, maxNoteWidth)}`);
  if (shown.length < notes.length) {
    lines.push(`${margin} and ${notes.length - shown.length} more`);
  }
  return lines;
}

interface Layout {
  text: string;
  padding: number;
  carets: number;
}

function layOut(row: ExcerptRow, room: number): Layout {
  const origin = startOfReach(row);
  const reach = row.text.slice(origin, origin + maxReach).replace(/\r$/, '');
  let total = 0;
  const cells = cellsOf(reach, tabStop).map(cell => {
    const column = total;
    total += cell.width;
    return { ...cell, column };
  });
  const columnOf = (position: number) =>
    cells.find(cell => cell.offset >= position - origin)?.column ?? total;
  const from = columnOf(row.start);
  const to = Math.max(columnOf(row.end), from + 1);

  const left =
    total <= room ? 0 : Math.max(0, Math.min(from - lead, total - room));
  const right = Math.min(left + room, total);
  const firstColumn = left > 0 ? left + 1 : 0;
  const endColumn = right < total ? right - 1 : total;
  const visible = cells.filter(
    cell => cell.column >= firstColumn && cell.column + cell.width <= endColumn,
  );
  // A wide character can be half behind the cut.
  const gap = (visible[0]?.column ?? firstColumn) - firstColumn;
  return {
    text: [
      left > 0 ? '…' : '',
      ' '.repeat(gap),
      ...visible.map(cell => cell.text),
      right < total ? '…' : '',
    ].join(''),
    padding: from - left,
    carets: Math.max(1, Math.min(to, left + room) - from),
  };
}

/** Where to start in a line so that the mark is within reach. */
function startOfReach({ text, start }: ExcerptRow): number {
  if (text.length <= maxReach) {
    return 0;
  }
  const from = Math.max(0, start - maxReach / 2);
  // Not in the middle of a surrogate pair.
  return /[\udc00-\udfff]/.test(text[from]) ? from + 1 : from;
}
