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
 * One replacement in a list of lines; indexes and offsets start at 0.
 *
 * @internal
 */
export interface TextEdit {
  startLine: number;
  start: number;
  endLine: number;
  end: number;
  text: string;
}

/**
 * Lines that change, and what they become.
 *
 * @internal
 */
export interface LineChange {
  from: number;
  /** One past the last line. */
  to: number;
  lines: string[];
}

/**
 * The lines of a text, each with its terminator. Only a line feed ends a line,
 * as for git and the builder; a carriage return before it stays.
 *
 * @internal
 */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed + 1;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}

/** Edits in the same or in adjacent lines belong to the same change. */
function groupByLines(edits: readonly TextEdit[]): TextEdit[][] {
  const groups: TextEdit[][] = [];
  let lastLine = -Infinity;
  for (const edit of edits) {
    if (edit.startLine <= lastLine + 1) {
      groups[groups.length - 1].push(edit);
    } else {
      groups.push([edit]);
    }
    lastLine = Math.max(lastLine, edit.endLine);
  }
  return groups;
}

function changeLines(
  lines: readonly string[],
  edits: readonly TextEdit[],
): LineChange {
  const from = edits[0].startLine;
  const to = edits[edits.length - 1].endLine + 1;
  let text = '';
  let line = from;
  let offset = 0;
  const copyUntil = (endLine: number, end: number) => {
    for (; line < endLine; line++, offset = 0) {
      text += lines[line].slice(offset);
    }
    text += lines[line].slice(offset, end);
    offset = end;
  };
  for (const edit of edits) {
    copyUntil(edit.startLine, edit.start);
    text += edit.text;
    line = edit.endLine;
    offset = edit.end;
  }
  copyUntil(to - 1, lines[to - 1].length);
  return { from, to, lines: splitLines(text) };
}

/**
 * Which lines change, and how.
 *
 * @param edits - in order and without overlap
 * @internal
 */
export function changesOf(
  lines: readonly string[],
  edits: readonly TextEdit[],
): LineChange[] {
  return groupByLines(edits).map(group => changeLines(lines, group));
}
