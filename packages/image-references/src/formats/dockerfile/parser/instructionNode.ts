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

import {
  isSpace,
  isWordSeparator,
  skipSpace,
  trimSpaceEnd,
} from './characters';
import { type InstructionFlag, splitFlags } from './flags';
import type { Heredoc } from './heredocs';
import { parseJsonList } from './jsonList';
import type { LogicalLine } from './source';
import { type Range, splitAtSeparators, splitQuotedWords } from './words';

/** One instruction, taken apart but not yet understood. */
export interface InstructionNode {
  /** As written, `from` or `FROM`. */
  keyword: string;
  /** In lower case. */
  name: string;
  line: LogicalLine;
  /** Where the keyword starts in the line. */
  start: number;
  flags: InstructionFlag[];
  /** The arguments without the flags. */
  args: string[];
  /** Where the arguments stand in the line, for instructions with words. */
  words: Range[];
  json: boolean;
  heredocs: Heredoc[];
  /** The instruction behind ONBUILD. */
  child: InstructionNode | null;
  startLine: number;
  endLine: number;
}

export type NodeResult =
  | { ok: true; node: InstructionNode }
  | { ok: false; error: string };

/**
 * Takes a logical line apart from `start` on. `nested` is the instruction
 * behind ONBUILD, where another ONBUILD is refused later and not read further.
 */
export function parseInstruction(
  line: LogicalLine,
  start: number,
  escape: string,
  nested: boolean,
): NodeResult {
  const { text } = line;
  const end = trimSpaceEnd(text, start, text.length);
  const keywordStart = skipSpace(text, start, end);
  let at = keywordStart;
  while (at < end && !isWordSeparator(text.charCodeAt(at))) {
    at += 1;
  }
  const keyword = text.slice(keywordStart, at);
  while (at < end && isWordSeparator(text.charCodeAt(at))) {
    at += 1;
  }
  const split = splitFlags(text, at, end, escape);
  const node: InstructionNode = {
    keyword,
    name: keyword.toLowerCase(),
    line,
    start: keywordStart,
    flags: split.flags,
    args: [],
    words: [],
    json: false,
    heredocs: [],
    child: null,
    startLine: line.startLine,
    endLine: line.endLine,
  };
  const argsStart = skipSpace(text, split.end, end);
  if (argsStart === end) {
    return { ok: true, node };
  }
  const error = readArguments(node, { start: argsStart, end }, escape, nested);
  return error === undefined ? { ok: true, node } : { ok: false, error };
}

const NOT_STRINGS =
  'when using JSON array syntax, arrays must be comprised of strings only';

/** Fills in the arguments. Returns why the builder refuses them. */
function readArguments(
  node: InstructionNode,
  range: Range,
  escape: string,
  nested: boolean,
): string | undefined {
  const { text } = node.line;
  const rest = text.slice(range.start, range.end);
  switch (node.name) {
    case 'from':
    case 'expose':
      setWords(node, splitAtSeparators(text, range.start, range.end));
      return undefined;
    case 'arg':
      setWords(node, splitQuotedWords(text, range.start, range.end, escape));
      return undefined;
    case 'env':
    case 'label':
      return readPairs(node, range, escape);
    case 'add':
    case 'copy':
    case 'volume':
      return readJson(node, rest, () =>
        setWords(node, splitAtSeparators(text, range.start, range.end)),
      );
    case 'run':
    case 'cmd':
    case 'entrypoint':
    case 'shell':
      return readJson(node, rest, () => {
        node.args = [rest];
      });
    case 'healthcheck':
      return readHealthcheck(node, rest);
    case 'maintainer':
    case 'stopsignal':
    case 'user':
    case 'workdir':
      node.args = [rest];
      return undefined;
    case 'onbuild':
      return readTrigger(node, range, escape, nested);
    default:
      return undefined;
  }
}

function setWords(node: InstructionNode, words: Range[]): void {
  node.words = words;
  node.args = words.map(word => node.line.text.slice(word.start, word.end));
}

function readJson(
  node: InstructionNode,
  rest: string,
  readText: () => void,
): string | undefined {
  const list = parseJsonList(rest);
  if (list.kind === 'mixed') {
    return NOT_STRINGS;
  }
  if (list.kind === 'list') {
    node.args = list.values;
    node.json = true;
  } else {
    readText();
  }
  return undefined;
}

/** `NAME value` or `NAME=value …`, as triples of name, value, delimiter. */
function readPairs(
  node: InstructionNode,
  range: Range,
  escape: string,
): string | undefined {
  const { text } = node.line;
  const words = splitQuotedWords(text, range.start, range.end, escape);
  if (words.length === 0) {
    return undefined;
  }
  const [first] = words;
  if (!text.slice(first.start, first.end).includes('=')) {
    const [name] = splitAtSeparators(text, range.start, range.end);
    if (name.end === range.end) {
      return `${node.name.toUpperCase()} must have two arguments`;
    }
    let at = name.end;
    while (at < range.end && isWordSeparator(text.charCodeAt(at))) {
      at += 1;
    }
    node.args = [
      text.slice(name.start, name.end),
      text.slice(at, range.end),
      '',
    ];
    return undefined;
  }
  for (const word of words) {
    const written = text.slice(word.start, word.end);
    const equals = written.indexOf('=');
    if (equals === -1) {
      return `Syntax error - can't find = in ${JSON.stringify(
        written,
      )}. Must be of the form: name=value`;
    }
    node.args.push(written.slice(0, equals), written.slice(equals + 1), '=');
  }
  return undefined;
}

function readHealthcheck(
  node: InstructionNode,
  rest: string,
): string | undefined {
  let at = 0;
  while (at < rest.length && !isSpace(rest.charCodeAt(at))) {
    at += 1;
  }
  const kind = rest.slice(0, at);
  const command = rest.slice(skipSpace(rest, at, rest.length));
  if (command === '') {
    node.args = [kind];
    return undefined;
  }
  const error = readJson(node, command, () => {
    node.args = [command];
  });
  node.args = [kind, ...node.args];
  return error;
}

function readTrigger(
  node: InstructionNode,
  range: Range,
  escape: string,
  nested: boolean,
): string | undefined {
  if (nested) {
    node.args = [node.line.text.slice(range.start, range.end)];
    return undefined;
  }
  const child = parseInstruction(node.line, range.start, escape, true);
  if (!child.ok) {
    return child.error;
  }
  node.child = child.node;
  node.args = [child.node.keyword, ...child.node.args];
  return undefined;
}
