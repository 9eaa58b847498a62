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

/** An element of a small XML document. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string | number>>;
  children?: readonly XmlElement[];
  text?: string;
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
};

/** A document with a declaration, two blanks for each level. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${format(root, '')}`;
}

function format(element: XmlElement, indent: string): string {
  const { name, attributes, children = [], text } = element;
  const start = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escape(String(value), /[&<>"'\n]/g)}"`)
    .join('')}`;
  if (text !== undefined) {
    return `${start}>${escape(text, /[&<>]/g)}</${name}>\n`;
  }
  return children.length === 0
    ? `${start}/>\n`
    : `${start}>\n${children
        .map(child => format(child, `${indent}  `))
        .join('')}${indent}</${name}>\n`;
}

function escape(text: string, special: RegExp): string {
  // XML 1.0 cannot hold most of what is not printable, even as a reference.
  return text
    .split('\n')
    .map(printable)
    .join('\n')
    .replace(special, character => references[character]);
}
