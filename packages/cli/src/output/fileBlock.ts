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
  FileError,
  FileSummary,
  ImageReference,
} from '@lambda-compat/image-references';
import {
  cutMiddle,
  largest,
  padTo,
  printable,
  widthOf,
} from '../terminal/printable';
import { Style } from '../terminal/Style';
import { formatExcerpt, formatNotes } from './excerpt';
import { paintPinClass, pinClassLooks, pinClassWidth } from './pinClassLook';
import { referenceDetail } from './referenceNotes';
import { shortDigests } from './shortDigests';

/** What is known of one file, for people. */
export interface FileReport {
  path: string;
  content: string;
  references: readonly ImageReference[];
  errors: readonly FileError[];
  summary: FileSummary | undefined;
}

const gap = '  ';
// Columns that symbol, class, place and role take beside the reference.
const beside = 44;
// Longer names would push the place out of sight; excerpts show them whole.
const maxNameWidth = 64;
const maxMessageWidth = 400;

/** The block of one file: heading, errors, a row for each reference. */
export function formatFile(report: FileReport, style: Style): string {
  const { colors } = style;
  const lines = report.content.split('\n');
  const output = [heading(report, style)];

  for (const error of unexplainedErrors(report)) {
    output.push(
      `${gap}${colors.red('✗ error')}${gap}${colors.bold(
        `line ${error.line}`,
      )}${gap}${cutMiddle(error.message, maxMessageWidth)}`,
    );
  }
  if (report.references.length === 0 && report.errors.length === 0) {
    output.push(`${gap}${colors.dim('no references')}`);
  }

  const gutter = largest(
    report.references.map(({ place }) => String(place.startLine).length),
  );
  const groups = groupStages(report.references);
  const rows = groups.map(group => columnsOf(group, style));
  const nameWidth = largest(rows.map(row => widthOf(row.name)));
  const placeWidth = largest(rows.map(row => row.place.length));
  groups.forEach(([reference], index) => {
    const { name, place, role } = rows[index];
    const muted =
      reference.kind === 'stage' ||
      reference.kind === 'scratch' ||
      !reference.reachable;
    const paintName = muted ? colors.dim : colors.bold;
    const { symbol } = pinClassLooks[reference.pinClass];
    output.push(
      [
        gap,
        paintPinClass(
          reference.pinClass,
          `${symbol} ${reference.pinClass.padEnd(pinClassWidth)}`,
          colors,
        ),
        gap,
        paintName(padTo(name, nameWidth)),
        gap,
        colors.dim(`${place.padEnd(placeWidth)}${gap}${role}`),
      ]
        .join('')
        .trimEnd(),
    );
    output.push(...detailLines(reference, lines, gutter, style));
  });
  // Detail ends with an empty line; the next heading brings its own.
  if (output.at(-1) === '') {
    output.pop();
  }
  return `${output.join('\n')}\n`;
}

/** The errors that no reference below them tells about. */
function unexplainedErrors({ errors, references }: FileReport): FileError[] {
  const toldByLine = new Map<number, Set<string>>();
  for (const { kind, startLine, problems } of references) {
    if (kind === 'invalid') {
      const told = toldByLine.get(startLine) ?? new Set();
      problems.forEach(({ message }) => told.add(message));
      toldByLine.set(startLine, told);
    }
  }
  // The error of a file is the problem of the reference with words around it.
  return errors.filter(({ line, message }) =>
    [...(toldByLine.get(line) ?? [])].every(told => !message.includes(told)),
  );
}

function heading({ path, summary }: FileReport, { colors }: Style): string {
  const facts: string[] = [];
  if (summary && summary.stages > 1) {
    const { target } = summary;
    const name = target && stageName(target);
    facts.push(`${summary.stages} stages${name ? `, builds ${name}` : ''}`);
  }
  const detail = facts.map(fact => ` · ${printable(fact)}`).join('');
  return `${colors.underline(printable(path))}${colors.dim(detail)}`;
}

/**
 * References one by one, except that a run of `COPY --from` the same stage is
 * one row: it pulls nothing, and there are often many.
 */
function groupStages(references: readonly ImageReference[]): Group[] {
  const groups: Group[] = [];
  for (const reference of references) {
    const last = groups.at(-1);
    if (last && isSameStage(last[0], reference)) {
      last.push(reference);
    } else {
      groups.push([reference]);
    }
  }
  return groups;
}

function isSameStage(a: ImageReference, b: ImageReference): boolean {
  return (
    a.kind === 'stage' &&
    b.kind === 'stage' &&
    a.origin === b.origin &&
    a.problems.length + b.problems.length === 0 &&
    a.targetStage?.index === b.targetStage?.index &&
    a.stage?.index === b.stage?.index
  );
}

type Group = [ImageReference, ...ImageReference[]];

interface Columns {
  name: string;
  place: string;
  role: string;
}

function columnsOf([reference, ...others]: Group, style: Style): Columns {
  const { place } = reference;
  const also = others.map(other => other.place.startLine).join(', ');
  const role = roleOf(reference);
  return {
    name: cutMiddle(
      nameOf(reference),
      Math.min(style.width - beside, maxNameWidth),
    ),
    place: `${place.startLine}:${place.startColumn}`,
    role: printable(also ? `${role} · also at line ${also}` : role),
  };
}

function nameOf({ kind, raw, resolved, targetStage }: ImageReference): string {
  if (kind === 'stage' && targetStage) {
    return targetStage.name ?? String(targetStage.index);
  }
  return shortDigests(kind === 'invalid' ? raw : resolved || raw);
}

function roleOf(reference: ImageReference): string {
  const { kind, role, stage, reachable, deferred } = reference;
  const words: string[] = [];
  if (kind === 'image' || kind === 'invalid') {
    words.push(role);
  }
  if (stage) {
    words.push(stageName(stage));
  }
  if (deferred) {
    words.push('pulled by builds based on this image');
  } else if (!reachable) {
    words.push('not needed by the target');
  }
  return words.join(' · ');
}

function stageName(stage: { index: number; name: string | null }): string {
  return stage.name === null ? `stage ${stage.index}` : `stage ${stage.name}`;
}

function detailLines(
  reference: ImageReference,
  lines: readonly string[],
  gutter: number,
  style: Style,
): string[] {
  const { rows, notes } = referenceDetail(reference, lines, style);
  if (rows.length === 0 && notes.length === 0) {
    return [];
  }
  return [
    ...formatExcerpt(rows, gutter, style),
    ...formatNotes(notes, gutter, style),
    '',
  ];
}
