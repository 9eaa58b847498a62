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

import { skipSpace, utf8Length } from './characters';

/** The names BuildKit knows; any other name ends the directives. */
const KNOWN_NAMES = new Set(['syntax', 'escape', 'check']);

/** `bufio.MaxScanTokenSize`: a line and its line feed must be shorter. */
export const MAX_LINE_BYTES = 65_535;

export interface Directive {
  name: string;
  value: string;
  /** Where the value starts in the text that was read. */
  valueStart: number;
}

export type DirectiveResult =
  | { kind: 'directive'; directive: Directive }
  | { kind: 'repeated'; name: string }
  | { kind: 'none' };

/**
 * Reads parser directives line by line: they come before everything else, and
 * the first line that is none ends them.
 */
export class DirectiveReader {
  readonly #prefix: string;
  readonly #seen = new Set<string>();
  #done = false;

  static create(options: { prefix: '#' | '//' }): DirectiveReader {
    return new DirectiveReader(options.prefix);
  }

  private constructor(prefix: string) {
    this.#prefix = prefix;
  }

  get done(): boolean {
    return this.#done;
  }

  /** Reads the line between `start` and `end`, line end excluded. */
  read(text: string, start: number, end: number): DirectiveResult {
    if (this.#done) {
      return { kind: 'none' };
    }
    const directive = text.startsWith(this.#prefix, start)
      ? matchDirective(text, start + this.#prefix.length, end)
      : undefined;
    if (!directive || !KNOWN_NAMES.has(directive.name)) {
      this.#done = true;
      return { kind: 'none' };
    }
    if (this.#seen.has(directive.name)) {
      return { kind: 'repeated', name: directive.name };
    }
    this.#seen.add(directive.name);
    return { kind: 'directive', directive };
  }
}

function matchDirective(
  text: string,
  start: number,
  end: number,
): Directive | undefined {
  const nameStart = skipSpace(text, start, end);
  let at = nameStart;
  while (at < end && isNameCharacter(text.charCodeAt(at), at > nameStart)) {
    at += 1;
  }
  if (at === nameStart) {
    return undefined;
  }
  const name = text.slice(nameStart, at).toLowerCase();
  at = skipBlank(text, at, end);
  if (at >= end || text[at] !== '=') {
    return undefined;
  }
  const valueStart = skipBlank(text, at + 1, end);
  let valueEnd = end;
  while (valueEnd > valueStart && isBlank(text.charCodeAt(valueEnd - 1))) {
    valueEnd -= 1;
  }
  if (valueEnd > valueStart) {
    return { name, value: text.slice(valueStart, valueEnd), valueStart };
  }
  // A value must have a character, so of blanks alone the last one is it.
  return end > at + 1
    ? { name, value: text[end - 1], valueStart: end - 1 }
    : undefined;
}

function isNameCharacter(code: number, digits: boolean): boolean {
  return (
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (digits && code >= 0x30 && code <= 0x39)
  );
}

/** Go's `\s`: no vertical tab, no Unicode. */
function isBlank(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0c ||
    code === 0x0d
  );
}

function skipBlank(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) {
    at += 1;
  }
  return at;
}

/** The frontend image that a file asks for, and where it says so. */
export interface SyntaxDirective {
  /** The image, which is the first word of the value. */
  image: string;
  /** Where `image` is written in the file. */
  start: number;
  end: number;
  /** `comment` is a Dockerfile; the others need not be. */
  style: 'comment' | 'slashes' | 'json';
}

/**
 * Finds `# syntax=`, `//syntax=` or `{"syntax": …}`, behind a byte order mark
 * and a `#!` line, which is where BuildKit looks before it parses anything.
 */
export function detectSyntax(content: string): SyntaxDirective | undefined {
  let start = content.startsWith('\ufeff') ? 1 : 0;
  if (content.startsWith('#!', start)) {
    const end = content.indexOf('\n', start);
    start = end === -1 ? content.length : end + 1;
  }
  return (
    syntaxFromLines(content, start, '#', 'comment') ??
    syntaxFromLines(content, start, '//', 'slashes') ??
    syntaxFromJson(content, start)
  );
}

function syntaxFromLines(
  content: string,
  from: number,
  prefix: '#' | '//',
  style: SyntaxDirective['style'],
): SyntaxDirective | undefined {
  const reader = DirectiveReader.create({ prefix });
  let at = from;
  while (at < content.length && !reader.done) {
    const feed = content.indexOf('\n', at);
    let end = feed === -1 ? content.length : feed;
    if (
      end - at > MAX_LINE_BYTES ||
      ((end - at) * 3 > MAX_LINE_BYTES &&
        utf8Length(content, at, end) > MAX_LINE_BYTES)
    ) {
      return undefined;
    }
    if (end > at && content[end - 1] === '\r') {
      end -= 1;
    }
    const result = reader.read(content, at, end);
    if (result.kind === 'repeated') {
      return undefined;
    }
    if (result.kind === 'directive' && result.directive.name === 'syntax') {
      const { value, valueStart } = result.directive;
      const space = value.indexOf(' ');
      const image = space === -1 ? value : value.slice(0, space);
      return {
        image,
        start: valueStart,
        end: valueStart + image.length,
        style,
      };
    }
    at = feed === -1 ? content.length : feed + 1;
  }
  return undefined;
}

function syntaxFromJson(
  content: string,
  from: number,
): SyntaxDirective | undefined {
  if (content[skipSpace(content, from, content.length)] !== '{') {
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(content.slice(from));
  } catch {
    return undefined;
  }
  const image =
    typeof value === 'object' && value !== null && 'syntax' in value
      ? value.syntax
      : undefined;
  if (typeof image !== 'string') {
    return undefined;
  }
  const range = findJsonMember(content, from, 'syntax');
  return range ? { image, ...range, style: 'json' } : undefined;
}

/** The range inside the quotes of the last string member of that name. */
function findJsonMember(
  content: string,
  from: number,
  name: string,
): { start: number; end: number } | undefined {
  let depth = 0;
  let found: { start: number; end: number } | undefined;
  let at = from;
  while (at < content.length) {
    const char = content[at];
    if (char === '"') {
      const end = jsonStringEnd(content, at);
      if (depth === 1 && content.slice(at + 1, end) === name) {
        const colon = skipSpace(content, end + 1, content.length);
        const value = skipSpace(content, colon + 1, content.length);
        if (content[colon] === ':' && content[value] === '"') {
          found = { start: value + 1, end: jsonStringEnd(content, value) };
        }
      }
      at = end;
    } else if (char === '{' || char === '[') {
      depth += 1;
    } else if (char === '}' || char === ']') {
      depth -= 1;
    }
    at += 1;
  }
  return found;
}

function jsonStringEnd(content: string, quote: number): number {
  let at = quote + 1;
  while (at < content.length && content[at] !== '"') {
    at += content[at] === '\\' ? 2 : 1;
  }
  return at;
}
