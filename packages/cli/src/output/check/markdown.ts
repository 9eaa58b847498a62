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

import { printable } from '../../terminal/printable';

// What begins or ends something in GitHub's Markdown wherever it stands, and
// what a backslash does not undo: mentions, addresses, references of HTML.
const special = /[\\`*_[\]<>#|~$]|[&@]|:(?=\/\/)|(?<=\bwww)\./gi;
// What begins a list, a heading or a rule at the start of a paragraph.
const atStart = /^[-+=\d]/;

/** Text that means itself, in a paragraph and in a cell of a table. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(special, character =>
      '&@:.'.includes(character) ? reference(character) : `\\${character}`,
    )
    .replace(atStart, reference);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** Text that means itself in HTML in which Markdown means nothing. */
export function htmlText(text: string): string {
  return printable(text).replace(/[&<>"'@:]/g, reference);
}

/** A code span; its fence is longer than any run of backticks in it. */
export function markdownCode(text: string): string {
  const plain = printable(text).replaceAll('|', '\\|');
  const longest = [...plain.matchAll(/`+/g)].reduce(
    (length, [run]) => Math.max(length, run.length),
    0,
  );
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || plain.trim() === '' ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** A code block; its fence is longer than any run of backticks in it. */
export function markdownBlock(text: string): string {
  const plain = text.split('\n').map(printable).join('\n');
  const longest = [...plain.matchAll(/`+/g)].reduce(
    (length, [run]) => Math.max(length, run.length),
    2,
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${plain}\n${fence}`;
}
