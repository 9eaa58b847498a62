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

import { ImageReference } from '@lambda-compat/image-references';

/** Positions in `raw`, in UTF-16 code units, the end excluded. */
export interface Part {
  start: number;
  end: number;
}

/**
 * The part of a reference to point at: the variables without a value, the tag,
 * the place where a tag would be, or all of it where it is no reference.
 */
export function markedPart(reference: ImageReference): Part {
  const { raw, pinClass, unresolvedVariables } = reference;
  const whole = withoutQuotes(raw);
  if (pinClass === 'invalid') {
    return whole;
  }
  const { variables, colon, at } = partsOf(raw, whole);
  if (pinClass === 'unresolved') {
    const missing = variables.filter(variable =>
      unresolvedVariables.includes(variable.name),
    );
    const first = missing[0] ?? variables[0] ?? whole;
    const last = missing.at(-1) ?? first;
    return { start: first.start, end: last.end };
  }
  const end = at ?? whole.end;
  if (colon !== undefined) {
    return { start: colon + 1, end };
  }
  // A name that is written by a variable may bring its tag with it.
  const last = variables.at(-1);
  if (last && last.end === end) {
    return last;
  }
  return { start: end, end: end + 1 };
}

function withoutQuotes(raw: string): Part {
  const first = raw[0];
  const quoted =
    raw.length > 1 && (first === '"' || first === "'") && raw.at(-1) === first;
  return quoted
    ? { start: 1, end: raw.length - 1 }
    : { start: 0, end: raw.length };
}

interface RawParts {
  variables: (Part & { name: string })[];
  /** Of the tag, outside of variables and behind the last slash. */
  colon: number | undefined;
  at: number | undefined;
}

const simpleVariable = /\$[A-Za-z_][A-Za-z0-9_]*/y;
const variableName = /[A-Za-z_][A-Za-z0-9_]*/y;

function partsOf(raw: string, whole: Part): RawParts {
  const parts: RawParts = { variables: [], colon: undefined, at: undefined };
  let position = whole.start;
  while (position < whole.end) {
    const character = raw[position];
    if (character === '$') {
      const variable = variableAt(raw, position, whole.end);
      if (variable) {
        parts.variables.push(variable);
        position = variable.end;
        continue;
      }
    } else if (character === '/') {
      parts.colon = undefined;
    } else if (character === ':' && parts.at === undefined) {
      parts.colon = position;
    } else if (character === '@') {
      parts.at = position;
    }
    position += 1;
  }
  return parts;
}

function variableAt(
  raw: string,
  start: number,
  limit: number,
): (Part & { name: string }) | undefined {
  if (raw[start + 1] !== '{') {
    simpleVariable.lastIndex = start;
    const match = simpleVariable.exec(raw);
    return match
      ? { name: match[0].slice(1), start, end: start + match[0].length }
      : undefined;
  }
  variableName.lastIndex = start + 2;
  const name = variableName.exec(raw)?.[0] ?? '';
  let depth = 0;
  for (let position = start + 1; position < limit; position += 1) {
    if (raw[position] === '{') {
      depth += 1;
    } else if (raw[position] === '}') {
      depth -= 1;
      if (depth === 0) {
        return { name, start, end: position + 1 };
      }
    }
  }
  return undefined;
}
