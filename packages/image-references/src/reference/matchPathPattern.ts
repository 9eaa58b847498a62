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

interface Step {
  matched: boolean;
  /** Index in the pattern behind what was compared. */
  next: number;
}

const NO_MATCH: Step = { matched: false, next: 0 };

/** A character class `[a-z]` or `[^a-z]`; a class that never ends matches nothing. */
function matchClass(pattern: string, start: number, character: string): Step {
  let at = start + 1;
  const negated = pattern[at] === '^';
  if (negated) {
    at++;
  }
  let found = false;
  let first = true;
  while (at < pattern.length && (first || pattern[at] !== ']')) {
    first = false;
    at += pattern[at] === '\\' ? 1 : 0;
    const low = pattern[at];
    let high = low;
    if (pattern[at + 1] === '-' && pattern[at + 2] !== ']') {
      at += pattern[at + 2] === '\\' ? 3 : 2;
      high = pattern[at];
    }
    if (low === undefined || high === undefined) {
      return NO_MATCH;
    }
    found ||= low <= character && character <= high;
    at++;
  }
  return at < pattern.length && found !== negated
    ? { matched: true, next: at + 1 }
    : NO_MATCH;
}

function matchOne(pattern: string, at: number, character: string): Step {
  switch (pattern[at]) {
    case '?':
      return character === '/' ? NO_MATCH : { matched: true, next: at + 1 };
    case '[':
      return matchClass(pattern, at, character);
    case '\\':
      return pattern[at + 1] === character
        ? { matched: true, next: at + 2 }
        : NO_MATCH;
    default:
      return pattern[at] === character
        ? { matched: true, next: at + 1 }
        : NO_MATCH;
  }
}

/**
 * Whether a text matches a shell pattern by the rules of Go's `path.Match`:
 * `*` and `?` stand for anything but a slash. Going back only ever to the last
 * star keeps the time below pattern length × text length.
 *
 * @internal
 */
export function matchPathPattern(pattern: string, text: string): boolean {
  let at = 0;
  let index = 0;
  let star: { at: number; index: number } | null = null;
  while (index < text.length) {
    if (pattern[at] === '*') {
      star = { at: at + 1, index };
      at++;
      continue;
    }
    const step = at < pattern.length && matchOne(pattern, at, text[index]);
    if (step && step.matched) {
      at = step.next;
      index++;
      continue;
    }
    // The last star takes one more character, unless that is a slash.
    if (!star || text[star.index] === '/') {
      return false;
    }
    star.index++;
    at = star.at;
    index = star.index;
  }
  while (pattern[at] === '*') {
    at++;
  }
  return at === pattern.length;
}
