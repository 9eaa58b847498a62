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

/** Names of what compilers add, with the words of `c++filt` for each. */
const SPECIAL: [RegExp, string][] = [
  [/^\{vtable\((.*)\)\}$/s, 'vtable for $1'],
  [/^\{vtt\((.*)\)\}$/s, 'VTT for $1'],
  [/^\{typeinfo\((.*)\)\}$/s, 'typeinfo for $1'],
  [/^\{typeinfo name\((.*)\)\}$/s, 'typeinfo name for $1'],
  [
    /^\{virtual override thunk\(\{virtual offset\([^)]*\)\}, (.*)\)\}$/s,
    'virtual thunk to $1',
  ],
  [
    /^\{virtual override thunk\(\{offset\([^)]*\)\}, (.*)\)\}$/s,
    'non-virtual thunk to $1',
  ],
];

/** A constructor template in a mangled name: `C1`, its variant, then `I`. */
const CONSTRUCTOR_TEMPLATE = /C[1-3]I/;

/**
 * Puts what the demangler says into the words that people know from `c++filt`
 * and from the messages of linkers and loaders. Of a constructor template it
 * leaves out the parameters: the demangler takes the first for a result.
 *
 * @internal
 */
export function rewordDemangled(text: string, name: string): string {
  for (const [pattern, words] of SPECIAL) {
    if (pattern.test(text)) {
      return text.replace(pattern, words);
    }
  }
  return CONSTRUCTOR_TEMPLATE.test(name) ? withoutParameters(text) : text;
}

/** Cuts the last parentheses where they follow arguments of a template. */
function withoutParameters(text: string): string {
  if (!text.endsWith(')')) {
    return text;
  }
  let depth = 0;
  for (let at = text.length - 1; at > 0; at -= 1) {
    if (text[at] === ')') {
      depth += 1;
    } else if (text[at] === '(') {
      depth -= 1;
      if (depth === 0) {
        return text[at - 1] === '>' ? text.slice(0, at) : text;
      }
    }
  }
  return text;
}
