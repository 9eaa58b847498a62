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

export const ANY = 0;
export const ANY_SEQUENCE = 1;

/** A character to match, or one of the two wildcards. */
export type PatternToken = string | typeof ANY | typeof ANY_SEQUENCE;

/** No thread is in this state. */
const NONE = -1;

/** Where the shortest or longest match from the first character on ends. */
export function matchAtStart(
  value: readonly string[],
  tokens: readonly PatternToken[],
  longest: boolean,
): number | undefined {
  const starts = newStarts(tokens);
  let end: number | undefined;
  enter(starts, tokens, 0);
  for (let at = 0; at <= value.length; at += 1) {
    if (starts[tokens.length] !== NONE) {
      end = at;
      if (!longest) {
        return end;
      }
    }
    if (at === value.length || !step(starts, tokens, value[at])) {
      break;
    }
  }
  return end;
}

/** The leftmost match from `from` on, and of those the longest. */
export function search(
  value: readonly string[],
  tokens: readonly PatternToken[],
  from: number,
): { start: number; end: number } | undefined {
  const starts = newStarts(tokens);
  let found: { start: number; end: number } | undefined;
  for (let at = from; at <= value.length; at += 1) {
    if (!found) {
      enter(starts, tokens, at);
    }
    const start = starts[tokens.length];
    if (start !== NONE && (!found || start <= found.start)) {
      found = { start, end: at };
    }
    if (found) {
      dropLater(starts, found.start);
    }
    if (at === value.length || (!step(starts, tokens, value[at]) && found)) {
      break;
    }
  }
  return found;
}

/**
 * The pattern as a state machine whose states are the positions in it. Each
 * holds the earliest start of the text that leads there, so the work is the
 * product of the lengths, whatever the pattern.
 */
function newStarts(tokens: readonly PatternToken[]): Int32Array {
  return new Int32Array(tokens.length + 1).fill(NONE);
}

/** Begins a match at `start`, unless an earlier one is in the same state. */
function enter(
  starts: Int32Array,
  tokens: readonly PatternToken[],
  start: number,
): void {
  let at = 0;
  while (starts[at] === NONE || starts[at] > start) {
    starts[at] = start;
    if (at === tokens.length || tokens[at] !== ANY_SEQUENCE) {
      return;
    }
    at += 1;
  }
}

/** Whether any thread is left. Wildcards do not match a line feed. */
function step(
  starts: Int32Array,
  tokens: readonly PatternToken[],
  char: string,
): boolean {
  let alive = false;
  let carried = NONE;
  for (let state = 0; state <= tokens.length; state += 1) {
    const here = starts[state];
    const token = tokens[state];
    let stays = NONE;
    let moves = NONE;
    if (here !== NONE && state < tokens.length) {
      if (token === ANY_SEQUENCE) {
        stays = char === '\n' ? NONE : here;
      } else if (token === ANY ? char !== '\n' : token === char) {
        moves = here;
      }
    }
    // A sequence may also be left without another character.
    const previous = state > 0 ? tokens[state - 1] : undefined;
    const skipped = previous === ANY_SEQUENCE ? starts[state - 1] : NONE;
    starts[state] = earliest(earliest(stays, carried), skipped);
    alive = alive || starts[state] !== NONE;
    carried = moves;
  }
  return alive;
}

function earliest(a: number, b: number): number {
  if (a === NONE) {
    return b;
  }
  return b === NONE ? a : Math.min(a, b);
}

function dropLater(starts: Int32Array, start: number): void {
  for (let state = 0; state < starts.length; state += 1) {
    if (starts[state] > start) {
      starts[state] = NONE;
    }
  }
}
