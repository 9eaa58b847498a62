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

import { FileError, ImageReference } from '@lambda-compat/image-references';
import {
  DigestSource,
  LeftReference,
  PinnedReference,
} from '../pinning/planPins';
import {
  cutMiddle,
  largest,
  padTo,
  printable,
  widthOf,
} from '../terminal/printable';
import { Style } from '../terminal/Style';
import { jsonDocument } from './json';
import { shortDigests } from './shortDigests';
import { plural } from './summaryLine';

// A reason can quote a file, which can make it as long as it likes.
const maxTextWidth = 400;

/** What `pin` did, or would do. */
export interface PinReport {
  pinned: (PinnedReference & { file: string })[];
  left: (LeftReference & { file: string })[];
  errors: FileError[];
}

/** The document of `pin --format json`: these keys, in this order. */
export function pinDocument(report: PinReport, patch: string): string {
  return jsonDocument({
    pinned: report.pinned.map(({ file, reference, digest, source }) => ({
      file,
      startLine: reference.startLine,
      endLine: reference.endLine,
      origin: reference.origin,
      raw: reference.raw,
      resolved: reference.resolved,
      digest,
      via: reference.pinPoint?.via ?? null,
      digestSource: source,
    })),
    left: report.left.map(({ file, reference, reason, message }) => ({
      file,
      startLine: reference.startLine,
      endLine: reference.endLine,
      origin: reference.origin,
      raw: reference.raw,
      resolved: reference.resolved,
      pinClass: reference.pinClass,
      reason,
      message,
    })),
    errors: report.errors.map(({ file, line, message }) => ({
      file,
      line,
      message,
    })),
    patch,
  });
}

/** One line for each reference, and one with the counts. */
export function formatPinReport(
  report: PinReport,
  written: boolean,
  style: Style,
): string {
  const { colors } = style;
  const rows = [
    ...report.pinned.map(({ file, reference, digest, source }) => ({
      word: colors.green('pinned'),
      file,
      reference,
      text: `${shortDigests(digest)} ${sourceOf(reference, source)}${viaOf(
        reference,
      )}`,
    })),
    ...report.left.map(({ file, reference, message, refused }) => ({
      word: refused ? colors.red('left  ') : colors.dim('left  '),
      file,
      reference,
      text: message,
    })),
  ].map(({ word, file, reference, text }) => ({
    word,
    place: printable(
      `${file}:${reference.place.startLine}:${reference.place.startColumn}`,
    ),
    name: cutMiddle(
      shortDigests(reference.resolved || reference.raw),
      Math.floor(style.width / 2),
    ),
    text: cutMiddle(text, maxTextWidth),
  }));
  const placeWidth = largest(rows.map(row => widthOf(row.place)));
  const nameWidth = largest(rows.map(row => widthOf(row.name)));
  const lines = rows.map(
    ({ word, place, name, text }) =>
      `${word}  ${padTo(place, placeWidth)}  ${colors.bold(
        padTo(name, nameWidth),
      )}  ${text}`,
  );
  const files = new Set(report.pinned.map(({ file }) => file)).size;
  const verb = written ? 'pinned' : 'to pin';
  lines.push(
    `${plural(report.pinned.length, 'reference')} ${verb} in ${plural(
      files,
      'file',
    )}, ${report.left.length} left`,
  );
  return `${lines.join('\n')}\n`;
}

function sourceOf({ normalized }: ImageReference, source: DigestSource) {
  return source === 'registry' && normalized
    ? `from ${normalized.registry}`
    : 'as given';
}

function viaOf({ pinPoint }: ImageReference): string {
  return pinPoint?.via === 'arg-default'
    ? `, in the ARG at line ${pinPoint.place.startLine}`
    : '';
}
