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

/** One field of a comma-separated flag. */
export interface CsvField {
  text: string;
  /** Where it starts in the flag's text. */
  start: number;
}

/** Fields of the record from `start` on, undefined where it is malformed. */
export function splitCsv(text: string, start: number): CsvField[] | undefined {
  if (start === text.length) {
    return undefined;
  }
  const fields: CsvField[] = [];
  let at = start;
  for (;;) {
    if (text[at] === '"') {
      const quoted = readQuotedField(text, at);
      if (!quoted) {
        return undefined;
      }
      fields.push({ text: quoted.text, start: at + 1 });
      if (quoted.end === text.length) {
        return fields;
      }
      at = quoted.end + 1;
    } else {
      const comma = text.indexOf(',', at);
      const end = comma === -1 ? text.length : comma;
      const field = text.slice(at, end);
      if (field.includes('"')) {
        return undefined;
      }
      fields.push({ text: field, start: at });
      if (comma === -1) {
        return fields;
      }
      at = comma + 1;
    }
  }
}

/** Reads `"…"`, in which `""` is one quote; `end` is the comma or the end. */
function readQuotedField(
  text: string,
  quote: number,
): { text: string; end: number } | undefined {
  let value = '';
  let at = quote + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1) {
      return undefined;
    }
    value += text.slice(at, close);
    if (text[close + 1] !== '"') {
      const end = close + 1;
      return end === text.length || text[end] === ','
        ? { text: value, end }
        : undefined;
    }
    value += '"';
    at = close + 2;
  }
}
