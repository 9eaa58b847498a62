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

/** Reads a header of words, quoted strings and separators from its start. */
export class HeaderScanner {
  readonly #text: string;
  position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.skipSeparators();
    return this.position >= this.#text.length;
  }

  /** Whether there were any. */
  skipSpaces(): boolean {
    const start = this.position;
    while (' \t'.includes(this.#text[this.position] ?? 'x')) {
      this.position += 1;
    }
    return this.position > start;
  }

  skipSeparators(): void {
    while (' \t,'.includes(this.#text[this.position] ?? 'x')) {
      this.position += 1;
    }
  }

  skipToComma(): void {
    const comma = this.#text.indexOf(',', this.position);
    this.position = comma < 0 ? this.#text.length : comma;
  }

  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.#text);
    if (match === null) {
      return null;
    }
    this.position += match[0].length;
    return match[0];
  }

  takeText(text: string): boolean {
    if (!this.#text.startsWith(text, this.position)) {
      return false;
    }
    this.position += text.length;
    return true;
  }

  takeQuoted(): string | null {
    if (this.#text[this.position] !== '"') {
      return null;
    }
    let value = '';
    let index = this.position + 1;
    while (index < this.#text.length && this.#text[index] !== '"') {
      if (this.#text[index] === '\\') {
        index += 1;
      }
      value += this.#text[index] ?? '';
      index += 1;
    }
    this.position = Math.min(index + 1, this.#text.length);
    return value;
  }

  /** Some servers leave out the quotes around a URL. */
  takeUnquoted(): string {
    const start = this.position;
    while (!' \t,'.includes(this.#text[this.position] ?? ',')) {
      this.position += 1;
    }
    return this.#text.slice(start, this.position);
  }
}
