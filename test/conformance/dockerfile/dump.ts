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

import type { InstructionNode } from './engine';

/** The form in which BuildKit's own parser tests write a file down. */
export function dumpNodes(nodes: readonly InstructionNode[]): string {
  return nodes.map(node => `(${dumpNode(node)})\n`).join('');
}

function dumpNode(node: InstructionNode): string {
  const flags =
    node.flags.length > 0
      ? ` [${node.flags.map(({ text }) => quote(text)).join(' ')}]`
      : '';
  const args = node.child
    ? ` (${dumpNode(node.child)})`
    : node.args.map(arg => ` ${quote(arg)}`).join('');
  return `${node.name}${flags}${args}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** Go's `strconv.Quote`, for the characters that the set contains. */
function quote(text: string): string {
  const inner = Array.from(text, char => {
    const code = char.codePointAt(0) ?? 0;
    if (ESCAPES[char]) {
      return ESCAPES[char];
    }
    return code < 0x20 || code === 0x7f
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : char;
  }).join('');
  return `"${inner}"`;
}
