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
 * What is wrong with a file, in one word.
 *
 * @public
 */
export type ElfProblemCode =
  | 'dynamic-section'
  | 'go-build-information'
  | 'header'
  | 'interpreter'
  | 'limit'
  | 'notes'
  | 'packed'
  | 'program-headers'
  | 'section-headers'
  | 'string'
  | 'symbols'
  | 'version-definitions'
  | 'version-hash'
  | 'version-needs';

/**
 * Something in a file that is not as it says, or cannot be read.
 *
 * @public
 */
export interface ElfProblem {
  code: ElfProblemCode;
  /** A sentence that names what was found and what was expected. */
  message: string;
  /** Byte offset in the file. */
  offset: number;
  /**
   * Whether a need or a provided version may be missing from the report
   * because of it.
   */
  hidesNeeds: boolean;
}

/** More problems than these say nothing new, and a hostile file has many. */
const MAX_PROBLEMS = 32;

/**
 * Collects the problems of one file. Beyond 32 only their consequence is kept.
 *
 * @internal
 */
export class ProblemList {
  readonly #items: ElfProblem[] = [];
  #hidesNeeds = false;

  get items(): ElfProblem[] {
    return this.#items;
  }

  /** Whether no problem hides a need. */
  get complete(): boolean {
    return !this.#hidesNeeds;
  }

  /** Adds a contradiction that does not hide anything. */
  odd(code: ElfProblemCode, offset: number, message: string): void {
    this.#add({ code, message, offset, hidesNeeds: false });
  }

  /** Adds a problem because of which needs or provisions may be missing. */
  hides(code: ElfProblemCode, offset: number, message: string): void {
    this.#hidesNeeds = true;
    this.#add({ code, message, offset, hidesNeeds: true });
  }

  #add(problem: ElfProblem): void {
    if (this.#items.length < MAX_PROBLEMS) {
      this.#items.push(problem);
    }
  }
}
