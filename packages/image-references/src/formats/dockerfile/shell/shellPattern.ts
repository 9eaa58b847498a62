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
  ANY,
  ANY_SEQUENCE,
  matchAtStart,
  type PatternToken,
  search,
} from './patternMatch';

/**
 * Longest value and pattern that are matched. The work is their product; an
 * image reference has at most a few hundred characters.
 */
const MAX_PATTERN_CHARACTERS = 4_096;

export class PatternError extends Error {}

/** `${value#pattern}`, and `##` where `longest`. */
export function removePrefix(
  value: string,
  pattern: string,
  longest: boolean,
): string {
  const characters = splitValue(value);
  const end = matchAtStart(characters, compilePattern(pattern), longest);
  return end === undefined ? value : characters.slice(end).join('');
}

/**
 * `${value%pattern}`, and `%%` where `longest`: the same from the other end,
 * escaped characters of the pattern kept together.
 */
export function removeSuffix(
  value: string,
  pattern: string,
  longest: boolean,
): string {
  const characters = splitValue(value).reverse();
  const tokens = compilePattern(reversePattern(pattern));
  const end = matchAtStart(characters, tokens, longest);
  return end === undefined ? value : characters.slice(end).reverse().join('');
}

/** `${value/pattern/replacement}`. */
export function replaceFirst(
  value: string,
  pattern: string,
  replacement: string,
): string {
  const characters = splitValue(value);
  const match = search(characters, compilePattern(pattern), 0);
  return match
    ? characters.slice(0, match.start).join('') +
        replacement +
        characters.slice(match.end).join('')
    : value;
}

/**
 * `${value//pattern/replacement}`. As in Go, `$` in the replacement refers to
 * groups, of which there is only the whole match, `$0`, and a match of nothing
 * directly behind a match is left out.
 */
export function replaceAll(
  value: string,
  pattern: string,
  replacement: string,
  maxLength: number,
): string {
  const characters = splitValue(value);
  const tokens = compilePattern(pattern);
  const pieces: string[] = [];
  let length = 0;
  let searchFrom = 0;
  let lastEnd = 0;
  while (searchFrom <= characters.length) {
    const match = search(characters, tokens, searchFrom);
    if (!match) {
      break;
    }
    const before = characters.slice(lastEnd, match.start).join('');
    const inserted =
      match.end > lastEnd || match.start === 0
        ? expandGroups(
            replacement,
            characters.slice(match.start, match.end).join(''),
          )
        : '';
    pieces.push(before, inserted);
    length += before.length + inserted.length;
    if (length > maxLength) {
      throw new PatternError(
        `the result is longer than ${maxLength.toLocaleString(
          'en',
        )} characters`,
      );
    }
    lastEnd = match.end;
    searchFrom = Math.max(searchFrom + 1, match.end);
  }
  pieces.push(characters.slice(lastEnd).join(''));
  return pieces.join('');
}

function splitValue(value: string): string[] {
  const characters = Array.from(value);
  if (characters.length > MAX_PATTERN_CHARACTERS) {
    throw new PatternError(
      `the value is longer than ${MAX_PATTERN_CHARACTERS} characters`,
    );
  }
  return characters;
}

function compilePattern(pattern: string): PatternToken[] {
  const characters = Array.from(pattern);
  if (characters.length > MAX_PATTERN_CHARACTERS) {
    throw new PatternError(
      `the pattern is longer than ${MAX_PATTERN_CHARACTERS} characters`,
    );
  }
  const tokens: PatternToken[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const char = characters[at];
    if (char === '*') {
      if (tokens[tokens.length - 1] !== ANY_SEQUENCE) {
        tokens.push(ANY_SEQUENCE);
      }
    } else if (char === '?') {
      tokens.push(ANY);
    } else if (char === '\\') {
      const next = characters[at + 1];
      // In front of `}` and `/` the escape only got them past the lexer.
      if (next !== '}' && next !== '/') {
        if (next !== '*' && next !== '?' && next !== '\\') {
          throw new PatternError(`invalid escape '\\${next ?? ''}'`);
        }
        tokens.push(next);
        at += 1;
      }
    } else {
      tokens.push(char);
    }
  }
  return tokens;
}

function reversePattern(pattern: string): string {
  const characters = Array.from(pattern);
  const reversed: string[] = new Array(characters.length);
  const last = characters.length - 1;
  for (let at = 0; at <= last; at += 1) {
    if (characters[at] === '\\' && at !== last) {
      reversed[last - at - 1] = '\\';
      reversed[last - at] = characters[at + 1];
      at += 1;
    } else {
      reversed[last - at] = characters[at];
    }
  }
  return reversed.join('');
}

/** Go's `Regexp.Expand` for an expression without groups. */
function expandGroups(template: string, match: string): string {
  if (!template.includes('$')) {
    return template;
  }
  return template.replace(
    /\$(?:\$|\{(\w+)\}|(\w+))/g,
    (whole, braced: string | undefined, plain: string | undefined) => {
      if (whole === '$$') {
        return '$';
      }
      return (braced ?? plain) === '0' ? match : '';
    },
  );
}
