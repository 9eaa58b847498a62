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

import { entryPath, isStartedByLambda, MAX_SCRIPT_SIZE } from '../entryPaths';
import { MAX_TARGET_LENGTH } from '../links';
import { signatureOf } from '../signatures';
import type { WalkedEntry } from '../types';
import { skipped, type WalkContext } from '../WalkContext';
import type { ZipEntry } from './centralDirectory';
import { type EntryHead, isKnownMethod } from './entryData';

const REGULAR = 0o100000;
const SYMBOLIC_LINK = 0o120000;
const DIRECTORY = 0o040000;
const PERMISSIONS = 0o7777;
/** Bit 0: encrypted; bit 13: headers hidden by strong encryption. */
const FLAG_ENCRYPTED = 0x1;
const FLAG_MASKED = 0x2000;

/**
 * What is done with an entry that is worth unpacking.
 *
 * @internal
 */
export type Unpacked = 'elf' | 'zip' | 'script' | 'link';

/**
 * Whether an entry is a folder, which has no bytes.
 *
 * @internal
 */
export function isFolder(entry: ZipEntry): boolean {
  return (
    entry.name.endsWith('/') ||
    (entry.unixMode !== undefined && fileType(entry.unixMode) === DIRECTORY)
  );
}

/**
 * Says why an entry is not looked at, from its headers alone.
 *
 * @internal
 */
export function refuse(
  entry: ZipEntry,
  path: string,
  replaced: boolean,
  overlaps: boolean,
): WalkedEntry | undefined {
  if (replaced) {
    return skipped(
      path,
      'duplicate',
      'a later entry of the same name replaces it',
      false,
    );
  }
  if (
    entry.flags % 2 === FLAG_ENCRYPTED ||
    entry.flags % (2 * FLAG_MASKED) >= FLAG_MASKED
  ) {
    return skipped(path, 'encrypted', 'it is encrypted', true);
  }
  if (overlaps) {
    return skipped(
      path,
      'overlap',
      'it shares its bytes with another entry',
      true,
    );
  }
  if (!isKnownMethod(entry.method)) {
    return skipped(
      path,
      'unsupported',
      `its compression method ${entry.method} is not known`,
      true,
    );
  }
  const type = fileType(entry.unixMode ?? REGULAR);
  return type !== 0 && type !== REGULAR && type !== SYMBOLIC_LINK
    ? skipped(path, 'special-file', 'it is no regular file', false)
    : undefined;
}

/**
 * Tells by its first bytes what an entry is good for.
 *
 * @internal
 */
export function decide(
  entry: ZipEntry,
  name: string,
  head: EntryHead,
  context: WalkContext,
): Unpacked | undefined {
  if (fileType(entry.unixMode ?? REGULAR) === SYMBOLIC_LINK) {
    return 'link';
  }
  const signature = signatureOf(head.bytes);
  if (signature === 'elf' || signature === 'zip') {
    return signature;
  }
  return signature === 'script' &&
    isStartedByLambda(name) &&
    entry.size <= MAX_SCRIPT_SIZE &&
    context.takeScript()
    ? 'script'
    : undefined;
}

/**
 * Says which bound forbids to unpack an entry.
 *
 * @internal
 */
export function exceeds(
  entry: ZipEntry,
  path: string,
  what: Unpacked,
  depth: number,
  context: WalkContext,
): WalkedEntry | undefined {
  if (what === 'zip' && depth >= context.limits.nesting) {
    return skipped(
      path,
      'limit',
      `archives are opened ${context.limits.nesting} deep`,
      true,
    );
  }
  if (what === 'link' && entry.size > MAX_TARGET_LENGTH) {
    return skipped(
      path,
      'damaged',
      `the target of a link cannot have ${entry.size} bytes`,
      false,
    );
  }
  if (entry.size > context.limits.entryBytes) {
    return context.tooLarge(path, entry.size);
  }
  if (context.isBomb(entry.compressedSize, entry.size)) {
    return context.tooDense(path);
  }
  return context.takeBytes(entry.size) ? undefined : context.tooManyBytes(path);
}

/**
 * Programs that unpack replace an earlier entry by a later one.
 *
 * @internal
 */
export function lastOfEachName(entries: ZipEntry[]): Map<string, ZipEntry> {
  const last = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const path = entryPath(entry.name);
    if (path !== undefined) {
      last.set(path, entry);
    }
  }
  return last;
}

/**
 * Entries that begin in the data of the one before: a few bytes unpacked a
 * million times.
 *
 * @internal
 */
export function findOverlaps(entries: ZipEntry[]): Set<ZipEntry> {
  const overlapping = new Set<ZipEntry>();
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < end) {
      overlapping.add(entry);
    }
    end = Math.max(
      end,
      entry.offset + 30 + entry.rawName.length + entry.compressedSize,
    );
  }
  return overlapping;
}

function fileType(mode: number): number {
  return mode - (mode % (PERMISSIONS + 1));
}

/**
 * Permission bits of an entry, or null where it has none.
 *
 * @internal
 */
export function permissions(entry: ZipEntry): number | null {
  return entry.unixMode === undefined
    ? null
    : entry.unixMode % (PERMISSIONS + 1);
}
