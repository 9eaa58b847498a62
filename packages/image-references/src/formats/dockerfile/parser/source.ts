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

import type { Place } from '../../../types';

/**
 * A line as the builder reads it: continuations joined, comment lines between
 * them dropped. It remembers where each of its characters stands in the file.
 */
export interface LogicalLine {
  text: string;
  /** Where the first character stands in the file. */
  offset: number;
  /**
   * Pairs of (offset in `text`, offset in the file), ascending, one for each
   * line of the file that contributes; null where it is one line only.
   */
  pieces: readonly number[] | null;
  startLine: number;
  endLine: number;
}

/**
 * Characters of a logical line that make up one value. They need not be
 * adjacent: quotes and escapes around a flag are not part of its value.
 */
export interface TextRun {
  line: LogicalLine;
  text: string;
  /** Offset of the first character in the line's text. */
  start: number;
  /** Offset of each character, null where they are adjacent. */
  positions: readonly number[] | null;
}

/** The part of a run between two of its characters. */
export function sliceRun(run: TextRun, from: number, to: number): TextRun {
  return {
    line: run.line,
    text: run.text.slice(from, to),
    start: lineOffset(run, from),
    positions: run.positions ? run.positions.slice(from, to) : null,
  };
}

/** Where the character at `index` of the run stands in the line's text. */
export function lineOffset(run: TextRun, index: number): number {
  const { positions } = run;
  if (!positions) {
    return run.start + index;
  }
  if (index < positions.length) {
    return positions[index];
  }
  return positions.length === 0
    ? run.start
    : positions[positions.length - 1] + 1;
}

/** Where the character at `offset` of the line's text stands in the file. */
export function fileOffset(line: LogicalLine, offset: number): number {
  const { pieces } = line;
  if (!pieces) {
    return line.offset + offset;
  }
  let low = 0;
  let high = pieces.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle * 2] <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return pieces[low * 2 + 1] + (offset - pieces[low * 2]);
}

/**
 * Where a range of the line's text ends in the file. Not the place of the next
 * character, which can be lines below, behind a continuation.
 */
export function fileEndOffset(line: LogicalLine, end: number): number {
  return end === 0 ? fileOffset(line, 0) : fileOffset(line, end - 1) + 1;
}

/** Turns offsets in a file into lines and columns. */
export class SourceText {
  readonly #path: string;
  readonly #content: string;
  #lineStarts: number[] | undefined;

  static create(options: { path: string; content: string }): SourceText {
    return new SourceText(options.path, options.content);
  }

  private constructor(path: string, content: string) {
    this.#path = path;
    this.#content = content;
  }

  get path(): string {
    return this.#path;
  }

  get content(): string {
    return this.#content;
  }

  place(start: number, end: number): Place {
    const startLine = this.#lineIndex(start);
    const endLine = end === start ? startLine : this.#lineIndex(end);
    const starts = this.#starts();
    return {
      file: this.#path,
      startLine: startLine + 1,
      startColumn: start - starts[startLine] + 1,
      endLine: endLine + 1,
      endColumn: end - starts[endLine] + 1,
    };
  }

  /** The place of a range of a logical line's text. */
  placeInLine(line: LogicalLine, start: number, end: number): Place {
    const from = fileOffset(line, start);
    return this.place(
      from,
      end > start ? fileEndOffset(line, end) : Math.max(from, 0),
    );
  }

  #starts(): number[] {
    if (!this.#lineStarts) {
      const starts = [0];
      let at = this.#content.indexOf('\n');
      while (at !== -1) {
        starts.push(at + 1);
        at = this.#content.indexOf('\n', at + 1);
      }
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }

  #lineIndex(offset: number): number {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
