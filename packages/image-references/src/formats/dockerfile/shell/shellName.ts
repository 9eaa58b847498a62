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

const LETTER = /^\p{L}$/u;
const DECIMAL_DIGIT = /^\p{Nd}$/u;
const SPECIAL_PARAMETERS = '@*#?-$!0';

/** How many code units the character at `at` takes. */
export function characterWidth(text: string, at: number): 1 | 2 {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff && at + 1 < text.length ? 2 : 1;
}

/**
 * Where the variable name that starts at `start` ends: letters, digits and
 * underscores; digits only where it starts with one; or one special parameter.
 */
export function variableNameEnd(text: string, start: number): number {
  if (start >= text.length) {
    return start;
  }
  const first = characterAt(text, start);
  if (isDigit(first)) {
    return skipCharacters(text, start, isDigit);
  }
  return SPECIAL_PARAMETERS.includes(first)
    ? start + 1
    : skipCharacters(text, start, isNameCharacter);
}

function skipCharacters(
  text: string,
  start: number,
  accepts: (char: string) => boolean,
): number {
  let at = start;
  while (at < text.length) {
    const char = characterAt(text, at);
    if (!accepts(char)) {
      break;
    }
    at += char.length;
  }
  return at;
}

function characterAt(text: string, at: number): string {
  return text.slice(at, at + characterWidth(text, at));
}

function isDigit(char: string): boolean {
  const code = char.charCodeAt(0);
  return code < 0x80 ? code >= 0x30 && code <= 0x39 : DECIMAL_DIGIT.test(char);
}

function isNameCharacter(char: string): boolean {
  const code = char.charCodeAt(0);
  if (code < 0x80) {
    return (
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39) ||
      code === 0x5f
    );
  }
  return LETTER.test(char) || DECIMAL_DIGIT.test(char);
}
