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

import type {
  ShellPart,
  ShellUse,
  ShellVariable,
  SubstitutionBranch,
} from './types';
import { WordCollector } from './WordCollector';

/** Longest expansion; more cannot be part of any reference. */
export const MAX_EXPANSION_CHARACTERS = 65_536;

/** How a text enters the list of words: `later` is when its quotes close. */
export type WordMode = 'split' | 'whole' | 'later';

/** A point to go back to when a branch turns out not to be taken. */
export interface ExpansionMark {
  parts: number;
  uses: number;
  length: number;
}

export class ExpansionTooLongError extends Error {
  constructor() {
    super(
      `the value is longer than ${MAX_EXPANSION_CHARACTERS.toLocaleString(
        'en',
      )} characters`,
    );
  }
}

/** Collects the parts of an expansion and the variables it used. */
export class ExpansionBuilder<V extends ShellVariable> {
  readonly parts: ShellPart<V>[] = [];
  readonly uses: ShellUse<V>[] = [];
  #words: WordCollector | undefined;
  #length = 0;
  #group = -1;
  #branch: SubstitutionBranch = 'none';

  static create<V extends ShellVariable>(options: {
    splitWords: boolean;
  }): ExpansionBuilder<V> {
    return new ExpansionBuilder<V>(
      options.splitWords ? new WordCollector() : undefined,
    );
  }

  private constructor(words: WordCollector | undefined) {
    this.#words = words;
  }

  add(
    kind: ShellPart<V>['kind'],
    text: string,
    range: { start: number; end: number },
    variable: V | null,
    mode: WordMode,
  ): void {
    this.#length += text.length;
    if (this.#length > MAX_EXPANSION_CHARACTERS) {
      throw new ExpansionTooLongError();
    }
    this.parts.push({
      kind,
      text,
      start: range.start,
      end: range.end,
      variable,
      branch: this.#branch,
      group: this.#group,
    });
    this.addWord(text, mode);
  }

  addWord(text: string, mode: WordMode): void {
    if (mode === 'split') {
      this.#words?.addSplit(text);
    } else if (mode === 'whole') {
      this.#words?.addWhole(text);
    }
  }

  /**
   * Reads the word inside a substitution. It is split for itself, and what was
   * collected of the word around it is gone: BuildKit keeps both in one buffer.
   */
  enter(group: number, branch: SubstitutionBranch): () => void {
    const words = this.#words;
    const outerGroup = this.#group;
    const outerBranch = this.#branch;
    words?.dropCurrent();
    this.#words = undefined;
    this.#group = group;
    this.#branch = branch;
    return () => {
      this.#words = words;
      this.#group = outerGroup;
      this.#branch = outerBranch;
    };
  }

  get branch(): SubstitutionBranch {
    return this.#branch;
  }

  mark(): ExpansionMark {
    return {
      parts: this.parts.length,
      uses: this.uses.length,
      length: this.#length,
    };
  }

  /** Forgets text and uses since the mark. */
  drop(mark: ExpansionMark): void {
    this.dropText(mark);
    this.uses.length = mark.uses;
  }

  /** Forgets the text since the mark; what it used still counts. */
  dropText(mark: ExpansionMark): void {
    this.parts.length = mark.parts;
    this.#length = mark.length;
  }

  textSince(parts: number): string {
    if (this.parts.length - parts === 1) {
      return this.parts[parts].text;
    }
    let text = '';
    for (let index = parts; index < this.parts.length; index += 1) {
      text += this.parts[index].text;
    }
    return text;
  }

  words(): string[] {
    return this.#words?.finish() ?? [];
  }
}
