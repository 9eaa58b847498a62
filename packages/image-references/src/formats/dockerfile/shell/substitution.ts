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

import {
  type ExpansionBuilder,
  type ExpansionMark,
  MAX_EXPANSION_CHARACTERS,
  type WordMode,
} from './ExpansionBuilder';
import {
  removePrefix,
  removeSuffix,
  replaceAll,
  replaceFirst,
} from './shellPattern';
import { ShellWordError } from './ShellWordError';
import type { ShellUse, ShellVariable } from './types';

/** A `$name` or `${…}` whose nested word has been read. */
export interface Substitution {
  name: string;
  /** Empty for the plain value; `//` replaces everywhere. */
  operator: '' | '-' | '+' | '?' | '#' | '%' | '/' | '//' | string;
  emptyIsUnset: boolean;
  /** Range of the whole expression in the word. */
  start: number;
  end: number;
  mode: WordMode;
  /** What `keepUnset` writes where there is no nested word. */
  written: string;
  /**
   * The parts of the nested word follow `mark`; at `middle` those of the
   * replacement follow those of the pattern. `start` is its offset.
   */
  nested?: { mark: ExpansionMark; middle: number; start: number };
}

/** Puts the result of a substitution in the place of its nested word. */
export function substitute<V extends ShellVariable>(
  result: ExpansionBuilder<V>,
  substitution: Substitution,
  variable: V | null,
  keepUnset: boolean,
): void {
  const { name, operator, emptyIsUnset, mode, nested } = substitution;
  const use = (effect: ShellUse<V>['effect']) =>
    addUse(result, substitution, variable, effect);
  const plain = () => {
    use(variable ? 'value' : 'unset');
    const value = variable?.value ?? '';
    result.add('variable', value, substitution, variable, mode);
  };

  if (!nested) {
    if (!variable && keepUnset) {
      result.add('computed', substitution.written, substitution, null, mode);
    } else {
      plain();
    }
    return;
  }

  const { mark, middle } = nested;
  const word = result.textSince(mark.parts);
  const replacement = result.textSince(middle);
  const pattern = word.slice(0, word.length - replacement.length);
  if (!variable && keepUnset) {
    const shown = operator.startsWith('/')
      ? `/${pattern}/${replacement}`
      : `${emptyIsUnset ? ':' : ''}${operator}${word}`;
    result.drop(mark);
    result.add('computed', `\${${name}${shown}}`, substitution, null, mode);
    return;
  }

  const absent = !variable || (emptyIsUnset && variable.value === '');
  const value = variable?.value ?? '';
  const changed = (text: string) => {
    result.dropText(mark);
    use(variable ? 'value' : 'unset');
    result.add('computed', text, substitution, variable, mode);
  };
  switch (operator) {
    case '-':
      if (absent) {
        addUse(result, substitution, variable, 'default', {
          start: nested.start,
          value: word,
        });
        if (result.parts.length === mark.parts) {
          result.add('computed', '', substitution, null, mode);
        } else {
          result.addWord(word, mode);
        }
      } else {
        result.drop(mark);
        plain();
      }
      return;
    case '+':
      if (absent) {
        result.drop(mark);
        use('tested');
        result.add('computed', '', substitution, null, mode);
      } else {
        use('tested');
        result.addWord(word, mode);
      }
      return;
    case '?':
      if (absent) {
        const state = variable ? 'empty' : 'unset';
        throw new ShellWordError(
          `${name}: ${word || `is not allowed to be ${state}`}`,
          name,
        );
      }
      result.drop(mark);
      plain();
      return;
    case '#':
    case '%': {
      const longest = word.startsWith(operator);
      const remove = operator === '#' ? removePrefix : removeSuffix;
      changed(remove(value, longest ? word.slice(1) : word, longest));
      return;
    }
    case '/':
      changed(replaceFirst(value, pattern, replacement));
      return;
    case '//':
      changed(
        replaceAll(value, pattern, replacement, MAX_EXPANSION_CHARACTERS),
      );
      return;
    default:
      throw new ShellWordError(
        `unsupported modifier (:${operator}) in substitution`,
      );
  }
}

function addUse<V extends ShellVariable>(
  result: ExpansionBuilder<V>,
  substitution: Substitution,
  variable: V | null,
  effect: ShellUse<V>['effect'],
  fallback?: { start: number; value: string },
): void {
  const { name, start, end } = substitution;
  result.uses.push({
    name,
    variable,
    start,
    end,
    effect,
    defaultStart: fallback?.start ?? start,
    defaultEnd: fallback ? end - 1 : start,
    defaultValue: fallback?.value ?? '',
  });
}
