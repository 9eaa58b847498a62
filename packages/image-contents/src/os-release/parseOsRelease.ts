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

/** The files of distributions have some hundred bytes. */
const MAX_BYTES = 64 * 1024;

/** A value of more characters is of no distribution. */
const MAX_VALUE_CHARACTERS = 1_024;

const ASSIGNMENT = /^[ \t]*([A-Za-z_][A-Za-z0-9_]{0,127})=/;

/**
 * Reads assignments as a shell would, as far as os-release(5) allows: one a
 * line, comments, quotes of both kinds and backslashes. Of several of one name
 * the last counts; what is none is left out.
 *
 * @internal
 */
export function parseOsRelease(bytes: Buffer): Map<string, string> {
  const fields = new Map<string, string>();
  const text = bytes.toString('utf8', 0, Math.min(bytes.length, MAX_BYTES));
  for (const line of text.replace(/^\ufeff/, '').split('\n')) {
    const match = ASSIGNMENT.exec(line);
    const value = match
      ? unquote(line.slice(match[0].length).replace(/\r$/, ''))
      : undefined;
    if (match && value !== undefined) {
      fields.set(match[1], value.slice(0, MAX_VALUE_CHARACTERS));
    }
  }
  return fields;
}

/** The value of the right side; undefined where a quote is not closed. */
function unquote(text: string): string | undefined {
  let value = '';
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    const next = text.charAt(index + 1);
    if (char === '\\' && quote !== "'" && next !== '') {
      // Between double quotes a backslash stays one before other characters.
      value += quote === '"' && !'"$`\\'.includes(next) ? char + next : next;
      index += 1;
    } else if (char === quote) {
      quote = '';
    } else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
    } else if (quote === '' && (char === ' ' || char === '\t')) {
      // The rest would be a command, or is a comment.
      break;
    } else {
      value += char;
    }
  }
  return quote === '' ? value : undefined;
}
