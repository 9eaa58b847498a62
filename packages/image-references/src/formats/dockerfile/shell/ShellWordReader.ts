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

import { ExpansionBuilder } from './ExpansionBuilder';
import type { WordMode } from './ExpansionBuilder';
import {
  DOLLAR,
  DOUBLE_QUOTE,
  LESS_THAN,
  LiteralReader,
  SINGLE_QUOTE,
} from './LiteralReader';
import { characterWidth, variableNameEnd } from './shellName';
import { ShellWordError } from './ShellWordError';
import { substitute, type Substitution } from './substitution';
import type {
  ShellExpansion,
  ShellVariable,
  ShellWordOptions,
  SubstitutionBranch,
} from './types';

/**
 * How deep substitutions may stand in one another. BuildKit has no limit; a
 * word that needs more is refused, so that the stack cannot run out.
 */
export const MAX_SUBSTITUTION_DEPTH = 1_000;

const END = -1;
const SLASH = 0x2f;
const BRACE_OPEN = 0x7b;
const BRACE_CLOSE = 0x7d;

/** Reads a word from its first character to its last. */
export class ShellWordReader<V extends ShellVariable> {
  readonly #options: ShellWordOptions<V>;
  readonly #matched = new Set<string>();
  readonly #unmatched = new Set<string>();
  readonly #result: ExpansionBuilder<V>;
  readonly #text: LiteralReader<V>;
  #depth = 0;

  constructor(word: string, options: ShellWordOptions<V>) {
    this.#options = options;
    this.#result = ExpansionBuilder.create<V>({
      splitWords: options.splitWords === true,
    });
    this.#text = LiteralReader.create({ word, options, result: this.#result });
  }

  read(): ShellExpansion<V> {
    // Go's scanner takes a leading U+FEFF for a byte order mark.
    this.#text.at = this.#text.word.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.#readUntil(END, this.#options.rawEscapes === true);
    const { parts, uses } = this.#result;
    if (uses.length > 1) {
      uses.sort((a, b) => a.start - b.start);
    }
    return {
      text: this.#result.textSince(0),
      parts,
      uses,
      matched: this.#matched,
      unmatched: this.#unmatched,
      words: this.#result.words(),
    };
  }

  /** Reads up to the stop character, which is consumed; -1 is the end. */
  #readUntil(stop: number, rawEscapes: boolean): void {
    const word = this.#text.word;
    // Index of the first part inside double quotes, -1 outside of them.
    let quoted = -1;
    while (this.#text.at < word.length) {
      const code = word.charCodeAt(this.#text.at);
      if (code === DOLLAR) {
        this.#readDollar(quoted === -1 ? 'split' : 'later');
      } else if (quoted !== -1) {
        if (code === DOUBLE_QUOTE) {
          this.#text.readDoubleQuote();
          this.#result.addWord(this.#result.textSince(quoted), 'whole');
          quoted = -1;
        } else if (code === this.#text.escape) {
          this.#text.readQuotedEscape(rawEscapes);
        } else {
          this.#text.readPlain(END, 'later');
        }
      } else if (code === stop) {
        this.#text.at += 1;
        return;
      } else if (code === SINGLE_QUOTE) {
        this.#text.readSingleQuoted();
      } else if (code === DOUBLE_QUOTE) {
        quoted = this.#result.parts.length;
        this.#text.readDoubleQuote();
      } else if (code === this.#text.escape) {
        this.#text.readEscape(rawEscapes);
      } else if (code === LESS_THAN) {
        this.#text.readPossibleHeredoc();
      } else {
        this.#text.readPlain(stop, 'split');
      }
    }
    if (quoted !== -1) {
      throw new ShellWordError(
        'unexpected end of statement while looking for matching double-quote',
      );
    }
    if (stop !== END) {
      throw new ShellWordError(
        stop === SLASH
          ? "syntax error: missing '/' in ${}"
          : "syntax error: missing '}'",
      );
    }
  }

  #readDollar(mode: WordMode): void {
    const start = this.#text.at;
    this.#text.at += 1;
    if (this.#text.word.charCodeAt(this.#text.at) === BRACE_OPEN) {
      this.#text.at += 1;
      this.#readSubstitution(start, mode);
      return;
    }
    const name = this.#readName();
    if (name === '') {
      this.#text.addText(start, start + 1, mode);
      return;
    }
    this.#substitute({
      name,
      operator: '',
      emptyIsUnset: false,
      start,
      end: this.#text.at,
      mode,
      written: `$${name}`,
    });
  }

  #readSubstitution(start: number, mode: WordMode): void {
    const first = this.#text.word.charAt(this.#text.at);
    if (first === '{' || first === '}' || first === ':') {
      throw new ShellWordError('syntax error: bad substitution');
    }
    const name = first === '' ? '' : this.#readName();
    let operator = this.#next();
    if (operator === '}') {
      this.#substitute({
        name,
        operator: '',
        emptyIsUnset: false,
        start,
        end: this.#text.at,
        mode,
        written: `\${${name}}`,
      });
      return;
    }
    const emptyIsUnset = operator === ':';
    if (emptyIsUnset) {
      operator = this.#next();
    }
    const pattern = operator === '#' || operator === '%';
    if (
      operator === '' ||
      (emptyIsUnset ? pattern : !'+-?#%/'.includes(operator))
    ) {
      throw new ShellWordError(
        operator === ''
          ? "syntax error: missing '}'"
          : `unsupported modifier (${operator}) in substitution`,
      );
    }
    if (this.#depth >= MAX_SUBSTITUTION_DEPTH) {
      throw new ShellWordError(
        `substitutions are nested deeper than ${MAX_SUBSTITUTION_DEPTH.toLocaleString(
          'en',
        )} levels`,
      );
    }
    const replacing = operator === '/' && !emptyIsUnset;
    const all =
      replacing && this.#text.word.charCodeAt(this.#text.at) === SLASH;
    this.#text.at += all ? 1 : 0;
    const mark = this.#result.mark();
    const nestedStart = this.#text.at;
    const leave = this.#result.enter(
      start,
      branchOf(operator, this.#result.branch),
    );
    this.#depth += 1;
    if (replacing) {
      this.#readUntil(SLASH, true);
    }
    const middle = this.#result.parts.length;
    this.#readUntil(BRACE_CLOSE, pattern || replacing);
    this.#depth -= 1;
    leave();
    this.#substitute({
      name,
      operator: all ? '//' : operator,
      emptyIsUnset,
      start,
      end: this.#text.at,
      mode,
      written: '',
      nested: { mark, middle, start: nestedStart },
    });
  }

  #substitute(substitution: Substitution): void {
    const { name } = substitution;
    const variable = this.#options.lookup(name);
    (variable ? this.#matched : this.#unmatched).add(name);
    const keepUnset = this.#options.keepUnset === true;
    substitute(this.#result, substitution, variable ?? null, keepUnset);
  }

  #readName(): string {
    const start = this.#text.at;
    this.#text.at = variableNameEnd(this.#text.word, start);
    return this.#text.word.slice(start, this.#text.at);
  }

  /** The next character, empty at the end. */
  #next(): string {
    const start = this.#text.at;
    if (start >= this.#text.word.length) {
      return '';
    }
    this.#text.at += characterWidth(this.#text.word, start);
    return this.#text.word.slice(start, this.#text.at);
  }
}

function branchOf(
  operator: string,
  outer: SubstitutionBranch,
): SubstitutionBranch {
  if (operator === '-') {
    return 'default';
  }
  return operator === '+' && outer === 'none' ? 'alternative' : outer;
}
