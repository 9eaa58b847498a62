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
 * Whether a file name fits a pattern of ld.so.conf: `*`, `?` and `[…]`, of
 * which a name that begins with a dot fits none that does not (glob(7)). Needs
 * time in proportion to both lengths multiplied, whatever the pattern.
 *
 * @internal
 */
export function matchesGlob(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) {
    return false;
  }
  const tokens = tokenize(pattern);
  let token = 0;
  let char = 0;
  // Where to go on when what follows the last star does not fit.
  let star = -1;
  let starChar = 0;
  while (char < name.length) {
    const current = tokens[token];
    if (current === '*') {
      star = token;
      starChar = char;
      token += 1;
    } else if (current !== undefined && fits(current, name[char])) {
      token += 1;
      char += 1;
    } else if (star >= 0) {
      starChar += 1;
      char = starChar;
      token = star + 1;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(rest => rest === '*');
}

type Token = '*' | '?' | { one: string } | { set: string; negated: boolean };

function tokenize(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < pattern.length; index += 1) {
    const char = pattern[index];
    const close = char === '[' ? pattern.indexOf(']', index + 2) : -1;
    if (close > 0) {
      const negated = '!^'.includes(pattern[index + 1]);
      const set = pattern.slice(index + (negated ? 2 : 1), close);
      tokens.push({ set, negated });
      index = close;
    } else if (char === '*' || char === '?') {
      tokens.push(char);
    } else {
      const escaped = char === '\\' && index + 1 < pattern.length;
      tokens.push({ one: escaped ? pattern[index + 1] : char });
      index += escaped ? 1 : 0;
    }
  }
  return tokens;
}

function fits(token: Token, char: string): boolean {
  if (token === '*' || token === '?') {
    return true;
  }
  if ('one' in token) {
    return token.one === char;
  }
  const { set, negated } = token;
  let found = false;
  for (let index = 0; index < set.length; index += 1) {
    if (set[index + 1] === '-' && index + 2 < set.length) {
      found ||= char >= set[index] && char <= set[index + 2];
      index += 2;
    } else {
      found ||= char === set[index];
    }
  }
  return found !== negated;
}
