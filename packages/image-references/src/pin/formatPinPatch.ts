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

import { formatPatch, OMIT_HEADERS, StructuredPatchHunk } from 'diff';
import { quotePatchPath } from './patchPath';
import { LineChange } from './textEdits';

/**
 * Lines of unchanged text around a change, as many as git shows.
 *
 * @internal
 */
export const CONTEXT_LINES = 3;

const NO_NEWLINE = '\\ No newline at end of file';

function patchLines(sign: ' ' | '-' | '+', lines: readonly string[]): string[] {
  return lines.flatMap(line =>
    line.endsWith('\n')
      ? [`${sign}${line.slice(0, -1)}`]
      : [`${sign}${line}`, NO_NEWLINE],
  );
}

/** Changes whose context would touch share a hunk. */
function groupByContext(changes: readonly LineChange[]): LineChange[][] {
  const groups: LineChange[][] = [];
  let lastTo = -Infinity;
  for (const change of changes) {
    if (change.from - lastTo <= 2 * CONTEXT_LINES) {
      groups[groups.length - 1].push(change);
    } else {
      groups.push([change]);
    }
    lastTo = change.to;
  }
  return groups;
}

function hunkOf(
  lines: readonly string[],
  changes: readonly LineChange[],
  firstLine: number,
  added: number,
): StructuredPatchHunk {
  const from = Math.max(0, changes[0].from - CONTEXT_LINES);
  const to = Math.min(
    lines.length,
    changes[changes.length - 1].to + CONTEXT_LINES,
  );
  const body: string[] = [];
  let newLines = to - from;
  let at = from;
  for (const change of changes) {
    body.push(
      ...patchLines(' ', lines.slice(at, change.from)),
      ...patchLines('-', lines.slice(change.from, change.to)),
      ...patchLines('+', change.lines),
    );
    newLines += change.lines.length - (change.to - change.from);
    at = change.to;
  }
  body.push(...patchLines(' ', lines.slice(at, to)));
  return {
    oldStart: firstLine + from,
    oldLines: to - from,
    newStart: firstLine + from + added,
    newLines,
    lines: body,
  };
}

/**
 * The unified diff of some changes, as `git diff` writes it.
 *
 * @param path - relative to the root of the repository
 * @param lines - of the file, or of a part of it that holds the context of
 * every change
 * @param firstLine - number of the first of `lines`, from 1
 * @internal
 */
export function formatPinPatch(
  path: string,
  lines: readonly string[],
  firstLine: number,
  changes: readonly LineChange[],
): string {
  const before = quotePatchPath(`a/${path}`);
  const after = quotePatchPath(`b/${path}`);
  // A tab ends a name with spaces, which could otherwise be read as a date.
  const end = path.includes(' ') ? '\t' : '';
  let added = 0;
  const hunks = groupByContext(changes).map(group => {
    const hunk = hunkOf(lines, group, firstLine, added);
    added += hunk.newLines - hunk.oldLines;
    return hunk;
  });
  const body = formatPatch(
    {
      oldFileName: before,
      newFileName: after,
      oldHeader: undefined,
      newHeader: undefined,
      hunks,
    },
    OMIT_HEADERS,
  );
  return `diff --git ${before} ${after}\n--- ${before}${end}\n+++ ${after}${end}\n${body}`;
}
