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

import type { ElfView } from './ElfView';
import type { ProblemList } from './problems';
import { PT_NOTE, type Segment } from './programHeaders';
import { type Section, SHT_NOTE } from './sectionHeaders';

/** Notes of linked files take a few hundred bytes. */
const MAX_NOTES_SIZE = 64 * 1024;
const MAX_NOTE_PIECES = 32;
const MAX_NOTES = 256;

const NT_GNU_BUILD_ID = 3;
const NT_GNU_PROPERTY_TYPE_0 = 5;
const NT_GO_BUILD_ID = 4;
const NT_ANDROID_IDENT = 1;
/** x86-64 psABI, "Program Property". */
const GNU_PROPERTY_X86_ISA_1_NEEDED = 0xc0008002;
const ISA_LEVELS = ['x86-64-baseline', 'x86-64-v2', 'x86-64-v3', 'x86-64-v4'];
/** A build id is a hash; longer ones are not. */
const MAX_BUILD_ID = 64;

/**
 * What the notes of a file say.
 *
 * @internal
 */
export interface Notes {
  buildId: string | null;
  isaNeeded: string[];
  android: boolean;
  goBuildId: boolean;
}

/**
 * Reads the notes by `PT_NOTE`, or by their sections where no segment holds
 * any.
 *
 * @internal
 */
export function readNotes(
  view: ElfView,
  segments: Segment[],
  sections: Section[],
  problems: ProblemList,
): Notes {
  const notes: Notes = {
    buildId: null,
    isaNeeded: [],
    android: false,
    goBuildId: false,
  };
  let pieces = segments
    .filter(({ type }) => type === PT_NOTE)
    .map(({ offset, fileSize }) => ({ offset, size: fileSize }));
  if (pieces.length === 0) {
    pieces = sections.filter(({ type }) => type === SHT_NOTE);
  }
  for (const { offset, size } of pieces.slice(0, MAX_NOTE_PIECES)) {
    const bytes = view.bytes(offset, Math.min(size, MAX_NOTES_SIZE));
    if (bytes) {
      readPiece(view, bytes, notes);
    } else {
      problems.odd('notes', offset, 'notes lie outside of the file');
    }
  }
  return notes;
}

function readPiece(view: ElfView, bytes: Buffer, notes: Notes): void {
  const u32 = (at: number) =>
    view.littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  let at = 0;
  for (let count = 0; count < MAX_NOTES && at + 12 <= bytes.length; count++) {
    const nameSize = u32(at);
    const size = u32(at + 4);
    const type = u32(at + 8);
    const start = at + 12 + align(nameSize, 4);
    const end = start + size;
    if (end > bytes.length) {
      return;
    }
    const owner = bytes
      .toString('latin1', at + 12, at + 12 + Math.min(nameSize, 16))
      .replace(/\0+$/, '');
    const content = bytes.subarray(start, end);
    if (owner === 'GNU' && type === NT_GNU_BUILD_ID && size <= MAX_BUILD_ID) {
      notes.buildId ??= content.toString('hex');
    } else if (owner === 'GNU' && type === NT_GNU_PROPERTY_TYPE_0) {
      readProperties(view, content, notes);
    } else if (owner === 'Android' && type === NT_ANDROID_IDENT) {
      notes.android = true;
    } else if (owner === 'Go' && type === NT_GO_BUILD_ID) {
      notes.goBuildId = true;
    }
    at = start + align(size, 4);
  }
}

/** Properties are padded to the size of an address (gABI of GNU). */
function readProperties(view: ElfView, bytes: Buffer, notes: Notes): void {
  const u32 = (at: number) =>
    view.littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  for (let at = 0; at + 8 <= bytes.length; ) {
    const type = u32(at);
    const size = u32(at + 4);
    if (
      type === GNU_PROPERTY_X86_ISA_1_NEEDED &&
      size === 4 &&
      at + 12 <= bytes.length
    ) {
      const bits = u32(at + 8);
      notes.isaNeeded = ISA_LEVELS.filter(
        (_, bit) => Math.floor(bits / 2 ** bit) % 2 === 1,
      );
    }
    at += 8 + align(size, view.wide ? 8 : 4);
  }
}

function align(size: number, to: number): number {
  return Math.ceil(size / to) * to;
}
