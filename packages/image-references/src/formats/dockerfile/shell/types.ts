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

/** A variable as the lexer needs it; callers add what they want to know. */
export interface ShellVariable {
  value: string;
}

/** Which branch of a substitution a piece of text stands in. */
export type SubstitutionBranch = 'none' | 'default' | 'alternative';

/** A piece of an expansion, and where in the word it comes from. */
export interface ShellPart<V extends ShellVariable> {
  /**
   * - `text`: the characters from `start` to `end`, as they are.
   * - `variable`: the whole value of `variable`, empty where it has none.
   * - `computed`: what a substitution made of a value.
   */
  kind: 'text' | 'variable' | 'computed';
  text: string;
  /** Range in the word: the characters, or the whole `$…` expression. */
  start: number;
  end: number;
  variable: V | null;
  branch: SubstitutionBranch;
  /** Start of the innermost substitution around it, -1 where there is none. */
  group: number;
}

/** How a variable took part in the result. */
export interface ShellUse<V extends ShellVariable> {
  name: string;
  variable: V | null;
  /** Range of the `$…` expression in the word. */
  start: number;
  end: number;
  /**
   * - `value`: its value, changed or not.
   * - `default`: the default of the substitution.
   * - `unset`: nothing, as it has no value and the word names no default.
   * - `tested`: only whether it has a value.
   */
  effect: 'value' | 'default' | 'unset' | 'tested';
  /** Range and value of the default, where that was used. */
  defaultStart: number;
  defaultEnd: number;
  defaultValue: string;
}

export interface ShellExpansion<V extends ShellVariable> {
  text: string;
  parts: ShellPart<V>[];
  /** In order of appearance; those of branches not taken are left out. */
  uses: ShellUse<V>[];
  /** Names that were looked up, branches not taken included. */
  matched: ReadonlySet<string>;
  unmatched: ReadonlySet<string>;
  /** The text split at white space; empty unless asked for. */
  words: string[];
}

export type ShellResult<V extends ShellVariable> =
  | ({ ok: true } & ShellExpansion<V>)
  | {
      ok: false;
      error: string;
      /** The variable for which `${name:?}` stopped. */
      required: string | null;
    };

export interface ShellWordOptions<V extends ShellVariable> {
  /** The escape character of the file. */
  escape: string;
  lookup: (name: string) => V | undefined;
  /** Keep quotes, escapes, and expressions of variables without value. */
  rawQuotes?: boolean;
  rawEscapes?: boolean;
  keepUnset?: boolean;
  splitWords?: boolean;
}
