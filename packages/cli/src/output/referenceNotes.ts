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
  ImageReference,
  ResolutionStep,
} from '@lambda-compat/image-references';
import { ExcerptRow } from './excerpt';
import { markedPart } from './markedPart';
import { paintPinClass, pinClassLooks } from './pinClassLook';
import { Style } from '../terminal/Style';

/** More lines than this say less; the others follow as notes. */
const maxStepRows = 3;

/** What is shown below a reference: lines of the file, and sentences. */
export interface ReferenceDetail {
  rows: ExcerptRow[];
  notes: string[];
}

/**
 * Explains a reference that is not a digest: where its tag comes from, what
 * can happen to it, what the builder makes of it.
 */
export function referenceDetail(
  reference: ImageReference,
  lines: readonly string[],
  style: Style,
): ReferenceDetail {
  const { pinClass } = reference;
  if (pinClass === 'stage' || pinClass === 'scratch') {
    return { rows: [], notes: problemsOf(reference) };
  }
  if (pinClass === 'digest') {
    return {
      rows: [],
      notes: [...candidatesOf(reference), ...problemsOf(reference)],
    };
  }

  const label = labelOf(reference);
  const rows: ExcerptRow[] = [];
  const notes: string[] = [];
  for (const step of reference.steps) {
    const row = rows.length < maxStepRows ? stepRow(step, lines, style) : null;
    if (row) {
      rows.push(row);
    } else if (isWorthSaying(step, reference)) {
      notes.push(stepSentence(step));
    }
  }
  rows.push(referenceRow(reference, lines, label, style));
  rows.sort((a, b) => a.line - b.line || a.start - b.start);

  notes.push(...problemsOf(reference).filter(problem => problem !== label));
  if (reference.kind !== 'invalid') {
    notes.push(...consequencesOf(reference));
  }
  return { rows, notes: [...new Set(notes)] };
}

/** Whether nothing else in the detail says the same. */
function isWorthSaying(
  { source }: ResolutionStep,
  { pinClass, candidates }: ImageReference,
): boolean {
  if (source === 'predefined') {
    return candidates.length === 0;
  }
  return source !== 'unset' || pinClass !== 'unresolved';
}

function labelOf(reference: ImageReference): string {
  const { pinClass, normalized, unresolvedVariables, problems } = reference;
  if (problems.some(problem => problem.code === 'template-expression')) {
    return 'a template expression: known only when the file is rendered';
  }
  if (pinClass === 'invalid') {
    return problemsOf(reference)[0] ?? pinClassLooks.invalid.meaning;
  }
  if (pinClass === 'unresolved' && unresolvedVariables.length > 0) {
    const names = unresolvedVariables.join(', ');
    return unresolvedVariables.length === 1
      ? `${names} has no value`
      : `${names} have no value`;
  }
  if (pinClass === 'floating' && !hasTag(reference)) {
    return `no tag: the builder takes ${
      normalized?.tag ?? 'latest'
    }, which moves with every release`;
  }
  return pinClassLooks[pinClass].meaning;
}

function hasTag({ resolved }: ImageReference): boolean {
  return resolved.slice(resolved.lastIndexOf('/') + 1).includes(':');
}

function referenceRow(
  reference: ImageReference,
  lines: readonly string[],
  label: string,
  style: Style,
): ExcerptRow {
  const { place, pinClass } = reference;
  const text = lines[place.startLine - 1] ?? '';
  const origin = place.startColumn - 1;
  // The marked part counts characters of `raw`, which are those of the line
  // unless the reference goes on in the next one.
  const part =
    place.startLine === place.endLine
      ? markedPart(reference)
      : { start: 0, end: text.length - origin };
  return {
    line: place.startLine,
    text,
    start: origin + part.start,
    end: origin + part.end,
    label,
    paint: value => paintPinClass(pinClass, value, style.colors),
  };
}

function stepRow(
  step: ResolutionStep,
  lines: readonly string[],
  style: Style,
): ExcerptRow | null {
  const { place } = step;
  if (step.source !== 'arg-default' || !place) {
    return null;
  }
  const text = lines[place.startLine - 1] ?? '';
  return {
    line: place.startLine,
    text,
    start: place.startColumn - 1,
    end: place.startLine === place.endLine ? place.endColumn - 1 : text.length,
    label: `${step.variable} gets its value here`,
    paint: style.colors.blue,
  };
}

function stepSentence(step: ResolutionStep): string {
  const subject = `${step.variable} is ${quoteEmpty(step.value)}`;
  const line = step.place ? ` at line ${step.place.startLine}` : '';
  switch (step.source) {
    case 'arg-default':
      return `${subject}, from ARG${line}`;
    case 'build-arg':
      return `${subject}, from --build-arg`;
    case 'predefined':
      return `${subject}, set by the builder`;
    case 'substitution-default':
      return `${subject}, the default written in the reference`;
    case 'env':
      return `${subject}, from ENV${line}`;
    default:
      return `${step.variable} has no value`;
  }
}

function quoteEmpty(value: string | null): string {
  return value === null || value === '' ? 'empty' : value;
}

/** What the builder does with a reference that it accepts. */
function consequencesOf(reference: ImageReference): string[] {
  const { pinClass, resolved, notPinnable } = reference;
  const notes = candidatesOf(reference);
  if (pinClass === 'unresolved') {
    if (resolved !== '') {
      notes.unshift(`without a value the builder uses ${resolved}`);
    }
  } else if (notPinnable !== null) {
    notes.push(`no digest can be written here: ${asClause(notPinnable)}`);
  }
  return notes;
}

function candidatesOf({ candidates }: ImageReference): string[] {
  return candidates.map(
    ({ condition, resolved, pinClass }) =>
      `${condition} gives ${resolved} (${pinClass})`,
  );
}

/** A sentence such as `It depends on A.` in the middle of another one. */
function asClause(sentence: string): string {
  return sentence
    .replace(/^[A-Z](?=[a-z]* )/, letter => letter.toLowerCase())
    .replace(/\.$/, '');
}

function problemsOf({ kind, problems }: ImageReference): string[] {
  return problems
    .filter(
      ({ code }) => code !== 'unset-variable' && code !== 'template-expression',
    )
    .map(({ message }) =>
      kind === 'invalid' ? `the builder stops here: ${message}` : message,
    );
}
