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

import type { ImageReference, PinResult, SourceFile } from '../types';
import { checkDigest } from './checkDigest';
import { formatPinPatch } from './formatPinPatch';
import { changesNothing, editableFile, pinEdit } from './pinEdit';
import { changesOf, LineChange, TextEdit } from './textEdits';

/**
 * A reference, and the digest it gets.
 *
 * @public
 */
export interface DigestPin {
  reference: ImageReference;
  /** `sha256:` and 64, or `sha512:` and 128, lower-case hexadecimal digits. */
  digest: string;
}

function compareEdits(a: TextEdit, b: TextEdit): number {
  return a.startLine - b.startLine || a.start - b.start;
}

function overlaps(a: TextEdit, b: TextEdit): boolean {
  return (
    b.startLine < a.endLine || (b.startLine === a.endLine && b.start < a.end)
  );
}

function sameRange(a: TextEdit, b: TextEdit): boolean {
  return compareEdits(a, b) === 0 && a.endLine === b.endLine && a.end === b.end;
}

/** One edit per place, in order; a sentence where two want different things. */
function uniqueEdits(
  path: string,
  edits: readonly TextEdit[],
): TextEdit[] | string {
  const unique: TextEdit[] = [];
  for (const edit of [...edits].sort(compareEdits)) {
    const last = unique.at(-1);
    if (!last || !(sameRange(last, edit) || overlaps(last, edit))) {
      unique.push(edit);
    } else if (!sameRange(last, edit) || last.text !== edit.text) {
      return `${path}:${
        edit.startLine + 1
      }: two references share the place of the digest but are given different ones, ${last.text.slice(
        1,
      )} and ${edit.text.slice(1)}.`;
    }
  }
  return unique;
}

function applyChanges(
  lines: readonly string[],
  changes: readonly LineChange[],
): string {
  const parts: string[] = [];
  let at = 0;
  for (const change of changes) {
    parts.push(lines.slice(at, change.from).join(''), ...change.lines);
    at = change.to;
  }
  parts.push(lines.slice(at).join(''));
  return parts.join('');
}

/**
 * Pins several references of one file in one patch. References that share the
 * place of their digest, as those of one `ARG` do, are pinned by one edit.
 *
 * @param file - the file as it was when the references were found in it, with
 * its byte order mark where it has one
 * @returns the new content and a patch, or why there is none: the first
 * reference that cannot be pinned, digests that contradict each other, or
 * nothing that would change
 * @public
 */
export function pinAll(
  file: SourceFile,
  pins: readonly DigestPin[],
): PinResult {
  const editable = editableFile(file);
  if (!editable.ok) {
    return editable;
  }
  const { path, lines } = editable.value;
  const edits: TextEdit[] = [];
  for (const { reference, digest } of pins) {
    const reason = checkDigest(digest);
    if (reason) {
      return { ok: false, reason };
    }
    const edit = pinEdit(file, lines, reference);
    if (!edit.ok) {
      return edit;
    }
    edits.push({ ...edit.value, text: `@${digest}` });
  }
  const unique = uniqueEdits(file.path, edits);
  if (typeof unique === 'string') {
    return { ok: false, reason: unique };
  }
  const effective = unique.filter(edit => !changesNothing(lines, edit));
  if (effective.length === 0) {
    return { ok: false, reason: `Nothing is left to pin in ${file.path}.` };
  }
  const changes = changesOf(lines, effective);
  return {
    ok: true,
    content: applyChanges(lines, changes),
    patch: formatPinPatch(path, lines, 1, changes),
  };
}

/**
 * Pins a reference: writes the digest behind it, or behind the value of the
 * variable that it comes from. Tag, comments, line ends and every other byte
 * stay.
 *
 * @param file - the file as it was when the reference was found in it, with
 * its byte order mark where it has one
 * @param digest - `sha256:` and 64, or `sha512:` and 128, lower-case
 * hexadecimal digits
 * @returns the new content and a patch that `git apply` accepts from the root
 * of the repository, or a sentence why there is none
 * @public
 */
export function pin(
  file: SourceFile,
  reference: ImageReference,
  digest: string,
): PinResult {
  return pinAll(file, [{ reference, digest }]);
}
