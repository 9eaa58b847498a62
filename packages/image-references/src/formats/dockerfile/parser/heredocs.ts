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

import { expandWord } from '../shell/shellWord';

/** A here-document that an instruction announces; its body follows below. */
export interface Heredoc {
  /** What the line that ends the body reads. */
  name: string;
  /** Whether variables in the body are expanded. */
  expand: boolean;
  /** Whether leading tabs are dropped (`<<-`). */
  chomp: boolean;
  fileDescriptor: number;
}

export type HeredocResult =
  | { ok: true; heredocs: Heredoc[] }
  | { ok: false; error: string };

const HEREDOC = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;

/** The heredocs an instruction announces, in the order of their bodies. */
export function findHeredocs(text: string): HeredocResult {
  // The builder looks for them with a backslash whatever the file's escape is,
  // and with quotes that do not match it finds none.
  const result = expandWord(text, {
    escape: '\\',
    lookup: () => undefined,
    rawQuotes: true,
    rawEscapes: true,
    keepUnset: true,
    splitWords: true,
  });
  const heredocs: Heredoc[] = [];
  for (const word of result.ok ? result.words : []) {
    const heredoc = parseHeredoc(word);
    if (!heredoc.ok) {
      return heredoc;
    }
    heredocs.push(...heredoc.heredocs);
  }
  return { ok: true, heredocs };
}

/** Reads one word as `<<NAME`; the list is empty where it is none. */
export function parseHeredoc(word: string): HeredocResult {
  const match = word.includes('<<') ? HEREDOC.exec(word) : null;
  if (!match || match[3] === '') {
    return { ok: true, heredocs: [] };
  }
  const [, descriptor, dash, rest] = match;
  const plain = splitHeredocName(rest, false);
  if (!plain.ok) {
    return { ok: false, error: plain.error };
  }
  if (plain.words.length !== 1) {
    return { ok: true, heredocs: [] };
  }
  const raw = splitHeredocName(rest, true);
  if (!raw.ok || raw.words.length !== 1) {
    return {
      ok: false,
      error: raw.ok
        ? `internal lexing of heredoc produced inconsistent results: ${rest}`
        : raw.error,
    };
  }
  return {
    ok: true,
    heredocs: [
      {
        name: plain.words[0],
        // A quoted name means that the body is taken as it is.
        expand: countQuotes(plain.words[0]) === countQuotes(raw.words[0]),
        chomp: dash === '-',
        fileDescriptor: Number(descriptor),
      },
    ],
  };
}

function splitHeredocName(text: string, rawQuotes: boolean) {
  return expandWord(text, {
    escape: '\\',
    lookup: () => undefined,
    keepUnset: true,
    splitWords: true,
    rawQuotes,
  });
}

function countQuotes(text: string): number {
  let count = 0;
  for (const char of text) {
    count += char === "'" || char === '"' ? 1 : 0;
  }
  return count;
}
