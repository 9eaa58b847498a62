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
import { DirectiveReader, MAX_LINE_BYTES } from './directives';
import { findHeredocs } from './heredocs';
import { type InstructionNode, parseInstruction } from './instructionNode';
import type { LogicalLine } from './source';

export interface ParseError {
  line: number;
  message: string;
  /** The text of the instruction in question, where there is one. */
  text: string;
}

/** Which instructions can be followed by here-documents. */
const HEREDOC_INSTRUCTIONS = new Set(['add', 'copy', 'run']);

const HASH = 0x23;
const SPACE = 0x20;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;

/** Goes through a file line by line and gathers its instructions. */
export class DockerfileScanner {
  readonly nodes: InstructionNode[] = [];
  escape = '\\';
  readonly #content: string;
  readonly #directives = DirectiveReader.create({ prefix: '#' });
  #next = 0;
  #line = 0;
  #start = 0;
  #end = 0;
  #tooLong = false;

  static create(options: { content: string }): DockerfileScanner {
    return new DockerfileScanner(options.content);
  }

  private constructor(content: string) {
    this.#content = content;
  }

  scan(): ParseError | null {
    while (this.#readLine()) {
      const content = this.#content;
      const bom = this.#line === 1 && content.charCodeAt(0) === 0xfeff ? 1 : 0;
      const start = skipSpace(content, this.#start + bom, this.#end);
      if (!this.#directives.done) {
        const error = this.#readDirective(start);
        if (error) {
          return error;
        }
      }
      if (start < this.#end && content.charCodeAt(start) !== HASH) {
        const error = this.#readInstruction(start);
        if (error) {
          return error;
        }
      }
    }
    if (this.nodes.length === 0 && !this.#tooLong) {
      return {
        line: Math.max(this.#line, 1),
        message: 'file with no instructions',
        text: '',
      };
    }
    return this.#tooLong
      ? {
          line: this.#line,
          message: `dockerfile line greater than max allowed size of ${MAX_LINE_BYTES}`,
          text: '',
        }
      : null;
  }

  /** Moves to the next line; false at the end and at a line too long. */
  #readLine(): boolean {
    const content = this.#content;
    if (this.#next >= content.length || this.#tooLong) {
      return false;
    }
    const start = this.#next;
    const feed = content.indexOf('\n', start);
    let end = feed === -1 ? content.length : feed;
    this.#line += 1;
    if (
      (end - start) * 3 > MAX_LINE_BYTES &&
      utf8Length(content, start, end) > MAX_LINE_BYTES
    ) {
      this.#tooLong = true;
      return false;
    }
    while (end > start && content.charCodeAt(end - 1) === CARRIAGE_RETURN) {
      end -= 1;
    }
    this.#start = start;
    this.#end = end;
    this.#next = feed === -1 ? content.length : feed + 1;
    return true;
  }

  #readDirective(start: number): ParseError | undefined {
    const result = this.#directives.read(this.#content, start, this.#end);
    if (result.kind === 'repeated') {
      return this.#error(
        this.#line,
        `only one ${result.name} parser directive can be used`,
      );
    }
    if (result.kind === 'directive' && result.directive.name === 'escape') {
      const { value } = result.directive;
      if (value !== '\\' && value !== '`') {
        return this.#error(
          this.#line,
          `invalid escape token '${value}' does not match \` or \\`,
        );
      }
      this.escape = value;
    }
    return undefined;
  }

  #readInstruction(start: number): ParseError | undefined {
    const line = this.#joinLines(start);
    const parsed = parseInstruction(line, 0, this.escape, false);
    if (!parsed.ok) {
      return this.#error(line.startLine, parsed.error, line.text);
    }
    const { node } = parsed;
    const announcing = node.child ?? node;
    if (
      HEREDOC_INSTRUCTIONS.has(announcing.name) &&
      !announcing.json &&
      line.text.includes('<<')
    ) {
      const error = this.#readHeredocs(node, line.text);
      if (error) {
        return error;
      }
    }
    node.endLine = this.#line;
    this.nodes.push(node);
    return undefined;
  }

  /** The line from `start` on, together with those that continue it. */
  #joinLines(start: number): LogicalLine {
    const startLine = this.#line;
    let piece = this.#endOfPiece(start);
    if (piece === this.#end) {
      return {
        text: this.#content.slice(start, piece),
        offset: start,
        pieces: null,
        startLine,
        endLine: startLine,
      };
    }
    const texts = [this.#content.slice(start, piece)];
    const pieces = [0, start];
    let length = piece - start;
    let continued = true;
    while (continued && this.#readLine()) {
      const first = skipSpace(this.#content, this.#start, this.#end);
      if (first < this.#end && this.#content.charCodeAt(first) !== HASH) {
        piece = this.#endOfPiece(this.#start);
        continued = piece !== this.#end;
        if (piece > this.#start) {
          texts.push(this.#content.slice(this.#start, piece));
          pieces.push(length, this.#start);
          length += piece - this.#start;
        }
      }
    }
    return {
      text: texts.join(''),
      offset: start,
      pieces,
      startLine,
      endLine: this.#line,
    };
  }

  /**
   * Where the text of the current line ends: before the escape that continues
   * it, which blanks may follow, or at its end. An escape that is escaped
   * itself continues nothing.
   */
  #endOfPiece(start: number): number {
    const content = this.#content;
    let at = this.#end;
    while (at > start && isBlank(content.charCodeAt(at - 1))) {
      at -= 1;
    }
    const continues =
      at > start &&
      content[at - 1] === this.escape &&
      (at - 1 === start || content[at - 2] !== this.escape);
    return continues ? at - 1 : this.#end;
  }

  #readHeredocs(node: InstructionNode, text: string): ParseError | undefined {
    const found = findHeredocs(text);
    if (!found.ok) {
      return this.#error(node.startLine, found.error, text);
    }
    node.heredocs = found.heredocs;
    for (const heredoc of found.heredocs) {
      let ended = false;
      while (!ended && this.#readLine()) {
        let start = this.#start;
        while (
          heredoc.chomp &&
          start < this.#end &&
          this.#content.charCodeAt(start) === TAB
        ) {
          start += 1;
        }
        ended =
          this.#end - start === heredoc.name.length &&
          this.#content.startsWith(heredoc.name, start);
      }
      if (!ended) {
        return this.#error(node.startLine, 'unterminated heredoc', text);
      }
    }
    return undefined;
  }

  #error(line: number, message: string, text = ''): ParseError {
    return { line, message, text };
  }
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
