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

import type { PinPoint } from '../../../types';
import { fileEndOffset, fileOffset, lineOffset } from '../parser/source';
import type { SourceText, TextRun } from '../parser/source';
import type { ShellPart } from '../shell/types';
import type { Expansion, SiteResolution, Variable } from './types';
import type { DeclarationUsage } from './usage';

export type PinPointResult =
  | { pinPoint: PinPoint; notPinnable: null }
  | { pinPoint: null; notPinnable: string };

export interface PinContext {
  source: SourceText;
  escape: string;
  usage: () => DeclarationUsage;
}

type Part = ShellPart<Variable>;

const NO_VARIABLE = { declaration: null, expansion: null };

/** Where a digest has to be written so that the image is pinned. */
export function findPinPoint(
  resolution: SiteResolution,
  context: PinContext,
): PinPointResult {
  const { expansion, normalized } = resolution;
  if (resolution.kind === 'stage') {
    return refuse(
      resolution.indirect ??
        'It names a stage of this file, which is built, not pulled.',
    );
  }
  if (resolution.kind === 'scratch') {
    return refuse('scratch is empty, there is nothing to pull.');
  }
  if (resolution.indirect !== null) {
    return refuse(resolution.indirect);
  }
  if (resolution.kind === 'invalid' || !normalized || !expansion) {
    return refuse('The builder does not accept the reference.');
  }
  const { unset, predefined } = expansion.dependencies;
  if (unset.length > 0) {
    return refuse(
      `It depends on ${unset[0]}, which has no value in this file.`,
    );
  }
  const [given] = predefined.keys();
  if (given !== undefined) {
    return refuse(
      `It depends on ${given}, so that it names another image for another platform or target, and one digest cannot name them all.`,
    );
  }
  return normalized.digest === null
    ? pinAtEnd(expansion, 'literal', context)
    : pinDigest(expansion, expansion.text.lastIndexOf('@'), 'literal', context);
}

function refuse(reason: string): PinPointResult {
  return { pinPoint: null, notPinnable: reason };
}

function refuseBuildArg(variable: Variable): PinPointResult {
  return refuse(
    `The value of ${variable.name} is given from outside this file, as a build argument.`,
  );
}

/** How many ARGs are followed inwards; behind them the digest goes outside. */
const MAX_LEVELS = 32;

/** Behind the last character of a reference without a digest. */
function pinAtEnd(
  outermost: Expansion,
  outerVia: PinPoint['via'],
  context: PinContext,
): PinPointResult {
  let expansion = outermost;
  let via = outerVia;
  for (let level = 0; ; level += 1) {
    const part: Part | undefined = expansion.parts[expansion.parts.length - 1];
    const variable: Variable | null =
      part?.kind === 'variable' ? part.variable : null;
    if (variable?.source === 'build-arg') {
      return refuseBuildArg(variable);
    }
    const { declaration, expansion: inner } = variable ?? NO_VARIABLE;
    if (
      !declaration ||
      !inner ||
      inner.text === '' ||
      level >= MAX_LEVELS ||
      !context.usage().canEndInDigest(declaration)
    ) {
      return pinAt(
        expansion.run,
        part ? part.end : expansion.run.text.length,
        part ? part.end : expansion.run.text.length,
        part?.branch === 'default' ? 'substitution-default' : via,
        context,
      );
    }
    expansion = inner;
    via = 'arg-default';
  }
}

/** The digest that is written already, from its `@` on. */
function pinDigest(
  outermost: Expansion,
  outerAt: number,
  outerVia: PinPoint['via'],
  context: PinContext,
): PinPointResult {
  let expansion = outermost;
  let at = outerAt;
  let via = outerVia;
  for (let level = 0; ; level += 1) {
    const { parts, run } = expansion;
    let start = 0;
    let index = 0;
    while (index < parts.length && start + parts[index].text.length <= at) {
      start += parts[index].text.length;
      index += 1;
    }
    const part: Part | undefined = parts[index];
    const last = parts[parts.length - 1];
    if (!part || part.kind === 'computed') {
      return refuse('Its digest is the result of a substitution.');
    }
    const given = parts
      .slice(index)
      .find(({ variable }) => variable?.source === 'build-arg')?.variable;
    if (given) {
      return refuseBuildArg(given);
    }
    if (part.kind === 'text') {
      if (part.group !== last.group) {
        return refuse('Its digest is put together from several places.');
      }
      return pinAt(
        run,
        part.start + (at - start),
        last.end,
        part.branch === 'default' ? 'substitution-default' : via,
        context,
      );
    }
    const inner = part.variable?.expansion;
    const rest = parts.slice(index + 1);
    if (!inner || level >= MAX_LEVELS || rest.some(({ text }) => text !== '')) {
      return refuse('Its digest is put together from several places.');
    }
    const declaration = part.variable?.declaration;
    if (!declaration || !context.usage().canChangeDigest(declaration)) {
      return refuse(
        `Its digest stands in the default of ${part.variable?.name}, which other references use differently.`,
      );
    }
    expansion = inner;
    at -= start;
    via = 'arg-default';
  }
}

function pinAt(
  run: TextRun,
  start: number,
  end: number,
  via: PinPoint['via'],
  context: PinContext,
): PinPointResult {
  const { line } = run;
  const lineEnd = end === 0 ? lineOffset(run, 0) : lineOffset(run, end - 1) + 1;
  const lineStart = start === end ? lineEnd : lineOffset(run, start);
  const closed = closeQuotes(run, lineStart, lineEnd, context);
  if (closed === undefined) {
    return refuse('Its digest stands partly inside of quotes.');
  }
  const last = closed === 0 ? fileOffset(line, 0) : fileEndOffset(line, closed);
  const first = lineStart === closed ? last : fileOffset(line, lineStart);
  return {
    pinPoint: { place: context.source.place(first, last), via },
    notPinnable: null,
  };
}

/**
 * The end of the range, moved behind a quote that closes one opened inside of
 * it; undefined where replacing the range would leave a quote alone.
 */
function closeQuotes(
  run: TextRun,
  start: number,
  end: number,
  { escape }: PinContext,
): number | undefined {
  const { text } = run.line;
  let quote = '';
  let quoteAtStart = '';
  for (let at = run.start; at < end; at += 1) {
    if (at === start) {
      quoteAtStart = quote;
    }
    const char = text[at];
    if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
    } else if (char === quote) {
      quote = '';
    } else if (char === escape && quote !== "'") {
      at += 1;
    }
  }
  if (start === end || quote === quoteAtStart) {
    return end;
  }
  return quoteAtStart === '' && text[end] === quote ? end + 1 : undefined;
}
