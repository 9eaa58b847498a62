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

import type { ExpansionBuilder, WordMode } from './ExpansionBuilder';
import { characterWidth } from './shellName';
import type { ShellVariable, ShellWordOptions } from './types';
import { ShellWordError } from './ShellWordError';

export const DOLLAR = 0x24;
export const DOUBLE_QUOTE = 0x22;
export const SINGLE_QUOTE = 0x27;
export const LESS_THAN = 0x3c;

/** Reads the characters of a word that stand for themselves. */
export class LiteralReader<V extends ShellVariable> {
  readonly word: string;
  /** Code of the escape character. */
  readonly escape: number;
  /** Offset of the next character. */
  at = 0;
  readonly #rawQuotes: boolean;
  readonly #result: ExpansionBuilder<V>;

  static create<V extends ShellVariable>(options: {
    word: string;
    options: ShellWordOptions<V>;
    result: ExpansionBuilder<V>;
  }): LiteralReader<V> {
    return new LiteralReader(options.word, options.options, options.result);
  }

  private constructor(
    word: string,
    options: ShellWordOptions<V>,
    result: ExpansionBuilder<V>,
  ) {
    this.word = word;
    this.escape = options.escape.charCodeAt(0);
    this.#rawQuotes = options.rawQuotes === true;
    this.#result = result;
  }

  /** Reads characters without meaning, at least one. */
  readPlain(stop: number, mode: 'split' | 'later'): void {
    const { word } = this;
    const start = this.at;
    let at = start + 1;
    while (at < word.length) {
      const code = word.charCodeAt(at);
      if (
        code === DOLLAR ||
        code === DOUBLE_QUOTE ||
        code === this.escape ||
        code === stop ||
        (mode === 'split' && (code === SINGLE_QUOTE || code === LESS_THAN))
      ) {
        break;
      }
      at += 1;
    }
    this.at = at;
    this.addText(start, at, mode);
  }

  readDoubleQuote(): void {
    if (this.#rawQuotes) {
      this.addText(this.at, this.at + 1, 'later');
    }
    this.at += 1;
  }

  readSingleQuoted(): void {
    const close = this.word.indexOf("'", this.at + 1);
    if (close === -1) {
      throw new ShellWordError(
        'unexpected end of statement while looking for matching single-quote',
      );
    }
    const raw = this.#rawQuotes ? 1 : 0;
    this.addText(this.at + 1 - raw, close + raw, 'whole');
    this.at = close + 1;
  }

  readEscape(rawEscapes: boolean): void {
    const start = this.at;
    if (rawEscapes) {
      this.addText(start, start + 1, 'whole');
    }
    this.at = start + 1;
    if (this.at < this.word.length) {
      this.at += characterWidth(this.word, this.at);
      this.addText(start + 1, this.at, 'whole');
    }
  }

  readQuotedEscape(rawEscapes: boolean): void {
    const start = this.at;
    if (rawEscapes) {
      this.addText(start, start + 1, 'later');
    }
    this.at = start + 1;
    if (this.at >= this.word.length) {
      return;
    }
    const next = this.word.charCodeAt(this.at);
    if (next === DOUBLE_QUOTE || next === DOLLAR || next === this.escape) {
      this.at += 1;
      this.addText(start + 1, this.at, 'later');
    } else {
      // Before any other character the escape stands for itself.
      this.addText(start, start + 1, 'later');
    }
  }

  /** Blanks behind `<<` belong to its word: `<< EOF` is a heredoc. */
  readPossibleHeredoc(): void {
    const start = this.at;
    let at = start + 1;
    if (this.word.charCodeAt(at) === LESS_THAN) {
      at += 1;
      while ('\t\r '.includes(this.word[at] ?? '.')) {
        at += 1;
      }
    }
    this.at = at;
    this.addText(start, at, 'whole');
  }

  addText(start: number, end: number, mode: WordMode): void {
    if (end > start) {
      const text = this.word.slice(start, end);
      this.#result.add('text', text, { start, end }, null, mode);
    } else {
      this.#result.addWord('', mode);
    }
  }
}
