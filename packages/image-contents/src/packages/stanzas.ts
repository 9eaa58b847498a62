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
 * The fields of one paragraph of a file in the format of control files
 * (deb822(5)), by lower-case name. Only the first line of a field is kept:
 * those that are asked for have no other.
 *
 * @internal
 */
export type Stanza = Map<string, string>;

/**
 * Walks the paragraphs of a control file without splitting it into lines
 * first, as a database has hundreds of thousands of them.
 *
 * @param wanted - Lower-case names of the fields to keep.
 * @internal
 */
export function* readStanzas(
  text: string,
  wanted: ReadonlySet<string>,
): Generator<Stanza> {
  let stanza: Stanza = new Map();
  let lines = 0;
  let position = 0;
  while (position < text.length) {
    const newline = text.indexOf('\n', position);
    const end = newline < 0 ? text.length : newline;
    const first = text[position];
    if (isBlank(text, position, end)) {
      if (lines > 0) {
        yield stanza;
        stanza = new Map();
        lines = 0;
      }
    } else {
      lines += 1;
      // A line that begins with space goes on with the field before it.
      if (first !== ' ' && first !== '\t' && first !== '#') {
        addField(stanza, text, position, end, wanted);
      }
    }
    position = end + 1;
  }
  if (lines > 0) {
    yield stanza;
  }
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const char = text[index];
    if (char !== ' ' && char !== '\t' && char !== '\r') {
      return false;
    }
  }
  return true;
}

function addField(
  stanza: Stanza,
  text: string,
  start: number,
  end: number,
  wanted: ReadonlySet<string>,
): void {
  const colon = text.indexOf(':', start);
  // No field that is asked for has a longer name.
  if (colon < 0 || colon >= end || colon - start > 32) {
    return;
  }
  const name = text.slice(start, colon).trim().toLowerCase();
  if (wanted.has(name)) {
    stanza.set(name, text.slice(colon + 1, end).trim());
  }
}
