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

import { isSpace } from './characters';
import type { LogicalLine, TextRun } from './source';
import type { Range } from './words';

/** `--name=value` in front of an instruction's arguments. */
export interface InstructionFlag extends Range {
  /** Without quotes and escapes. */
  text: string;
  /** Whether it is written exactly so. */
  plain: boolean;
}

export interface SplitFlags {
  flags: InstructionFlag[];
  /** Where the arguments start. */
  end: number;
}

/** Takes the words that start with `--` off the front of the range. */
export function splitFlags(
  text: string,
  start: number,
  end: number,
  escape: string,
): SplitFlags {
  const flags: InstructionFlag[] = [];
  let at = start;
  for (;;) {
    while (at < end && isAsciiSpace(text[at])) {
      at += 1;
    }
    if (at >= end || text[at] !== '-' || text[at + 1] !== '-') {
      return { flags, end: at };
    }
    const flagStart = at;
    const flag = readFlag(text, at, end, escape);
    at = flag.end;
    if (flag.text === '--') {
      return { flags, end: at };
    }
    flags.push({
      text: flag.text,
      start: flagStart,
      end: at,
      plain:
        text.startsWith(flag.text, flagStart) &&
        flag.text.length === at - flagStart,
    });
  }
}

/**
 * The value of a flag as a run of characters: from `from` in its text on.
 */
export function flagRun(
  line: LogicalLine,
  flag: InstructionFlag,
  from: number,
  escape: string,
): TextRun {
  const text = flag.text.slice(from);
  if (flag.plain) {
    return { line, text, start: flag.start + from, positions: null };
  }
  const positions: number[] = [];
  readFlag(line.text, flag.start, flag.end, escape, positions);
  return {
    line,
    text,
    start: positions[from] ?? flag.end,
    positions: positions.slice(from),
  };
}

/**
 * Where a part of a flag's value is written in the line. Quotes that were
 * opened inside of the part belong to it.
 */
export function writtenRange(
  line: LogicalLine,
  flag: InstructionFlag,
  from: number,
  to: number,
  escape: string,
): Range {
  if (flag.plain || to <= from) {
    return { start: flag.start + from, end: flag.start + Math.max(from, to) };
  }
  const positions: number[] = [];
  const quotes: number[] = [];
  readFlag(line.text, flag.start, flag.end, escape, positions, quotes);
  const previousEnd = from > 0 ? positions[from - 1] + 1 : flag.start;
  const start = quotes[from] >= previousEnd ? quotes[from] : positions[from];
  const last = positions[to - 1];
  const quote = quotes[to - 1];
  const closed = quote >= start && line.text[last + 1] === line.text[quote];
  return { start, end: closed ? last + 2 : last + 1 };
}

/**
 * Reads one flag. BuildKit goes through it byte by byte, so that a character
 * beyond ASCII becomes one character for each of its UTF-8 bytes, and ends the
 * flag where one of them is 0x85 or 0xA0.
 */
function readFlag(
  text: string,
  start: number,
  end: number,
  escape: string,
  positions?: number[],
  quotes?: number[],
): { text: string; end: number } {
  let value = '';
  let quote = '';
  let quoteAt = -1;
  let at = start;
  const add = (characters: string) => {
    value += characters;
    for (let index = 0; index < characters.length; index += 1) {
      positions?.push(at);
      quotes?.push(quoteAt);
    }
  };
  while (at < end) {
    let char = text[at];
    if (quote === '' && isAsciiSpace(char)) {
      break;
    }
    if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
      quoteAt = at;
    } else if (quote !== '' && char === quote) {
      quote = '';
      quoteAt = -1;
    } else {
      let escaped = false;
      if (char === escape) {
        // An escape at the very end is dropped.
        if (at + 1 === end) {
          at += 1;
          break;
        }
        at += 1;
        char = text[at];
        escaped = true;
      }
      if (char < '\x80') {
        add(char);
      } else {
        const bytes = bytesBeforeSpace(text, at, escaped, quote !== '');
        add(bytes.characters);
        at += bytes.width - 1;
        if (bytes.space) {
          return { text: value, end: at + 1 };
        }
      }
    }
    at += 1;
  }
  return { text: value, end: at };
}

function isAsciiSpace(char: string): boolean {
  return char < '\x80' && isSpace(char.charCodeAt(0));
}

/** The UTF-8 bytes of a character, as characters, up to one that is a space. */
function bytesBeforeSpace(
  text: string,
  at: number,
  escaped: boolean,
  quoted: boolean,
): { characters: string; width: number; space: boolean } {
  const point = text.codePointAt(at) ?? 0xfffd;
  const width = point > 0xffff ? 2 : 1;
  let characters = '';
  for (const [index, byte] of utf8Bytes(point).entries()) {
    const space = byte === 0x85 || byte === 0xa0;
    if (space && !quoted && !(escaped && index === 0)) {
      return { characters, width, space };
    }
    characters += String.fromCharCode(byte);
  }
  return { characters, width, space: false };
}

function utf8Bytes(point: number): number[] {
  if (point < 0x800) {
    return [0xc0 | (point >> 6), 0x80 | (point & 0x3f)];
  }
  const low = [0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
  return point < 0x10000
    ? [0xe0 | (point >> 12), ...low]
    : [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), ...low];
}
