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

import type { TemplateLanguage } from '../../types';
import type { ParsedDockerfile } from './parser/parseDockerfile';
import type { InstructionNode } from './parser/instructionNode';

/**
 * Stands for each character of a template expression while the file is read,
 * so that it is one word and every other character keeps its place.
 */
export const TEMPLATE_CHARACTER = '\ue000';

/** File names that say that a file is a template. */
const TEMPLATE_NAME = /\.(?:j2|jinja2?|njk|tmpl|tpl|template|gotmpl|erb)$/i;

const TAG = /\{\{|\{%/;
const COOKIECUTTER = /\{[{%][^}%\n]{0,99}\bcookiecutter\./;
/** What only Go's templates, and so Helm's, can mean. */
const GO_TEMPLATE =
  /\{\{-?\s{0,9}(?:\.|\$|if\s|else|end\b|range\s|with\s|include\s|template\s|define\s|block\s)/;
const JINJA_STATEMENT =
  /^\s*\{%[-+]?\s?(?:if|elif|else|endif|for|endfor|set|block|endblock|include|import|from|macro|endmacro|raw|endraw|extends|call|filter|with)\b/;

/**
 * Says which template language a file is written in, null where a builder can
 * read it as it is. Braces in the text of a RUN, a LABEL or a here-document
 * are not taken for one: `docker inspect -f '{{.Id}}'` is shell.
 */
export function detectTemplate(
  path: string,
  content: string,
  parsed: ParsedDockerfile,
): TemplateLanguage | null {
  if (!TAG.test(content)) {
    return null;
  }
  const texts = templateTexts(path, parsed);
  if (texts.length === 0) {
    return null;
  }
  if (texts.some(text => COOKIECUTTER.test(text))) {
    return 'cookiecutter';
  }
  return texts.some(text => GO_TEMPLATE.test(text)) &&
    !texts.some(text => text.includes('{%'))
    ? 'helm'
    : 'jinja';
}

/** The texts that only make sense as a template. */
function templateTexts(path: string, parsed: ParsedDockerfile): string[] {
  const named = TEMPLATE_NAME.test(path);
  const texts: string[] = [];
  let inStage = false;
  for (const node of parsed.nodes) {
    const { text } = node.line;
    inStage = inStage || node.name === 'from';
    if (
      TAG.test(text) &&
      (named ||
        isStructural(node, inStage) ||
        COOKIECUTTER.test(text) ||
        linesOf(node).some(line => JINJA_STATEMENT.test(line)))
    ) {
      texts.push(text);
    }
  }
  const broken = parsed.error?.text ?? '';
  if (TAG.test(broken)) {
    texts.push(broken);
  }
  return texts;
}

/** The lines that an instruction is written on, here-documents left out. */
function linesOf({ line }: InstructionNode): string[] {
  const { text, pieces } = line;
  if (!pieces) {
    return [text];
  }
  const lines: string[] = [];
  for (let index = 0; index < pieces.length; index += 2) {
    lines.push(text.slice(pieces[index], pieces[index + 2] ?? text.length));
  }
  return lines;
}

/** Whether braces stand where an instruction or an image is named. */
function isStructural(node: InstructionNode, inStage: boolean): boolean {
  return (
    /^(?:\$?\{\{|\{%|\{#)/.test(node.keyword) ||
    node.name === 'from' ||
    (node.name === 'arg' && !inStage) ||
    node.flags.some(({ text }) => TAG.test(text))
  );
}

const OPENINGS = [
  { open: '${{', close: '}}' },
  { open: '{{', close: '}}' },
  { open: '{%', close: '%}' },
  { open: '{#', close: '#}' },
];

/**
 * The file with expressions masked and lines that only control the template
 * blanked out; every character that is left keeps its place.
 */
export function maskTemplate(content: string): string {
  const pieces: string[] = [];
  // What does not close any more is not looked for again.
  const unclosed = new Set<string>();
  let copied = 0;
  let at = nextBrace(content, 0);
  while (at !== -1) {
    const end = expressionEnd(content, at, unclosed);
    if (end === -1) {
      at = nextBrace(content, at + 1);
    } else {
      pieces.push(content.slice(copied, at), maskRange(content, at, end));
      copied = end;
      at = nextBrace(content, end);
    }
  }
  pieces.push(content.slice(copied));
  return blankControlLines(pieces.join(''));
}

function nextBrace(content: string, from: number): number {
  const brace = content.indexOf('{', from);
  return brace > from && content[brace - 1] === '$' ? brace - 1 : brace;
}

function expressionEnd(
  content: string,
  at: number,
  unclosed: Set<string>,
): number {
  const opening = OPENINGS.find(({ open }) => content.startsWith(open, at));
  if (!opening || unclosed.has(opening.close)) {
    return -1;
  }
  const close = content.indexOf(opening.close, at + opening.open.length);
  if (close === -1) {
    unclosed.add(opening.close);
    return -1;
  }
  return close + opening.close.length;
}

function maskRange(content: string, start: number, end: number): string {
  return content
    .slice(start, end)
    .split('\n')
    .map(line => TEMPLATE_CHARACTER.repeat(line.length))
    .join('\n');
}

function blankControlLines(content: string): string {
  return content
    .split('\n')
    .map(line => (/^[\s\ue000]*$/.test(line) ? ' '.repeat(line.length) : line))
    .join('\n');
}

/** How people call the language. */
export const TEMPLATE_NAMES: Readonly<Record<TemplateLanguage, string>> = {
  jinja: 'a Jinja template',
  cookiecutter: 'a cookiecutter template',
  helm: 'a Go template, as Helm renders them',
};
