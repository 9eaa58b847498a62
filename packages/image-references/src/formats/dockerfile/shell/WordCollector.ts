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

import { isSpace } from '../parser/characters';

/** Splits the text of an expansion into words while it is read. */
export class WordCollector {
  #words: string[] = [];
  #current = '';
  #inWord = false;

  /** Adds text that is split at white space. */
  addSplit(text: string): void {
    let start = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (isSpace(text.charCodeAt(at))) {
        this.#addCharacters(text.slice(start, at));
        if (this.#inWord && this.#current !== '') {
          this.#words.push(this.#current);
          this.#current = '';
          this.#inWord = false;
        }
        start = at + 1;
      }
    }
    this.#addCharacters(text.slice(start));
  }

  /** Adds text that was quoted or escaped. */
  addWhole(text: string): void {
    this.#current += text;
    this.#inWord = true;
  }

  /**
   * Forgets the unfinished word. BuildKit shares one buffer between a word and
   * the words nested in its substitutions, and empties it for each of them.
   */
  dropCurrent(): void {
    this.#current = '';
  }

  finish(): string[] {
    if (this.#current !== '') {
      this.#words.push(this.#current);
      this.#current = '';
    }
    return this.#words;
  }

  #addCharacters(text: string): void {
    if (text !== '') {
      this.#current += text;
      this.#inWord = true;
    }
  }
}
