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

import type { ImageReference, Place, SourceFile } from '../types';
import { patchPath } from './patchPath';
import { splitLines, TextEdit } from './textEdits';

/**
 * A file taken into lines, ready for edits.
 *
 * @internal
 */
export interface EditableFile {
  /** As written in a patch. */
  path: string;
  lines: string[];
}

/** @internal */
export type Reasoned<T> =
  | { ok: true; value: T }
  | { ok: false; reason: string };

function failure(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

/**
 * Prepares a file for edits, unless no faithful patch of it can be written.
 *
 * @internal
 */
export function editableFile(file: SourceFile): Reasoned<EditableFile> {
  const path = patchPath(file.path);
  if (path === null) {
    return failure(
      `No patch can be written for the path "${file.path}": it has to be inside the repository.`,
    );
  }
  // What stands where bytes could not be decoded; writing it back would change
  // those bytes.
  if (file.content.includes('\uFFFD')) {
    return failure(
      `${file.path} has bytes that are not UTF-8, so no patch can be written for it.`,
    );
  }
  return { ok: true, value: { path, lines: splitLines(file.content) } };
}

/** The text of a line without its terminator. */
function textOf(line: string | undefined): string | null {
  return line?.replace(/\r?\n$/, '') ?? null;
}

/** The text at a place; null where the file has no such place. */
function textAt(lines: readonly string[], place: Place): string | null {
  const { startLine, startColumn, endLine, endColumn } = place;
  const first = textOf(lines[startLine - 1]);
  const last = textOf(lines[endLine - 1]);
  if (
    first === null ||
    last === null ||
    startLine > endLine ||
    startColumn < 1 ||
    endColumn < 1 ||
    startColumn - 1 > first.length ||
    endColumn - 1 > last.length ||
    (startLine === endLine && startColumn > endColumn)
  ) {
    return null;
  }
  return startLine === endLine
    ? first.slice(startColumn - 1, endColumn - 1)
    : [
        lines[startLine - 1].slice(startColumn - 1),
        ...lines.slice(startLine, endLine - 1),
        last.slice(0, endColumn - 1),
      ].join('');
}

/**
 * The edit that pins a reference, but for the digest. Fails where no edit of
 * the file can pin it, and where the file is no longer the one in which the
 * reference was found.
 *
 * @internal
 */
export function pinEdit(
  file: SourceFile,
  lines: readonly string[],
  reference: ImageReference,
): Reasoned<TextEdit> {
  const { pinPoint, place: written } = reference;
  const where = `${file.path}:${written.startLine}`;
  if (!pinPoint) {
    return failure(
      reference.notPinnable ?? `${where}: no edit can pin ${reference.raw}.`,
    );
  }
  const { place } = pinPoint;
  if (place.file !== file.path || written.file !== file.path) {
    return failure(
      `${where}: the reference was found in ${place.file}, not in ${file.path}.`,
    );
  }
  const isUnchanged =
    written.startLine !== written.endLine ||
    textAt(lines, written) === reference.raw;
  const replaced = textAt(lines, place);
  // Only an old digest is ever replaced.
  if (!isUnchanged || replaced === null || !/^(?:@|$)/.test(replaced)) {
    return failure(
      `${where}: the file has changed since ${reference.raw} was found in it.`,
    );
  }
  return {
    ok: true,
    value: {
      startLine: place.startLine - 1,
      start: place.startColumn - 1,
      endLine: place.endLine - 1,
      end: place.endColumn - 1,
      text: '',
    },
  };
}

/**
 * Whether an edit writes what is already there.
 *
 * @internal
 */
export function changesNothing(
  lines: readonly string[],
  edit: TextEdit,
): boolean {
  return (
    edit.startLine === edit.endLine &&
    lines[edit.startLine].slice(edit.start, edit.end) === edit.text
  );
}
