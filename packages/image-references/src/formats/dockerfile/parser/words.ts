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

import { isSpace, isWordSeparator } from './characters';

/** A range of a text. */
export interface Range {
  start: number;
  end: number;
}

/**
 * Splits a range at `[\t\v\f\r ]`, quotes or not, which is how FROM, COPY and
 * EXPOSE are read.
 */
export function splitAtSeparators(
  text: string,
  start: number,
  end: number,
): Range[] {
  const words: Range[] = [];
  let wordStart = start;
  let at = start;
  while (at < end) {
    if (isWordSeparator(text.charCodeAt(at))) {
      words.push({ start: wordStart, end: at });
      while (at < end && isWordSeparator(text.charCodeAt(at))) {
        at += 1;
      }
      wordStart = at;
    } else {
      at += 1;
    }
  }
  words.push({ start: wordStart, end });
  return words;
}

/**
 * Splits a range at white space outside of quotes, which is how ARG, ENV and
 * LABEL are read. Quotes and escapes stay part of the words.
 */
export function splitQuotedWords(
  text: string,
  start: number,
  end: number,
  escape: string,
): Range[] {
  const words: Range[] = [];
  const escapeCode = escape.charCodeAt(0);
  let wordStart = -1;
  let wordEnd = -1;
  let quote = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (wordStart === -1) {
      if (isSpace(code)) {
        continue;
      }
      wordStart = at;
      wordEnd = at;
    }
    if (quote === 0 && isSpace(code)) {
      pushWord(words, wordStart, wordEnd);
      wordStart = -1;
      continue;
    }
    if (code === escapeCode && quote !== 0x27) {
      // An escape at the very end is dropped.
      if (at + 1 < end) {
        at += 1;
        wordEnd = at + 1;
      } else {
        quote = 0;
      }
      continue;
    }
    if (quote === 0) {
      quote = code === 0x22 || code === 0x27 ? code : 0;
    } else if (code === quote) {
      quote = 0;
    }
    wordEnd = at + 1;
  }
  if (wordStart !== -1) {
    pushWord(words, wordStart, wordEnd);
  }
  return words;
}

function pushWord(words: Range[], start: number, end: number): void {
  if (end > start) {
    words.push({ start, end });
  }
}
