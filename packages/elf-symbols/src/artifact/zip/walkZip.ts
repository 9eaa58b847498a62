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

import { ArtifactError, messageOf } from '../../errors';
import { BufferSource } from '../../source/BufferSource';
import { HeadSource } from '../../source/HeadSource';
import type { RandomAccessSource } from '../../source/RandomAccessSource';
import {
  entryPath,
  isLibraryName,
  isPackedTar,
  nestedPath,
} from '../entryPaths';
import { describeSignature, signatureOf } from '../signatures';
import type { WalkedEntry } from '../types';
import { skipped, type WalkContext } from '../WalkContext';
import { readCentralDirectory, type ZipEntry } from './centralDirectory';
import {
  decide,
  exceeds,
  findOverlaps,
  isFolder,
  lastOfEachName,
  permissions,
  refuse,
  type Unpacked,
} from './entryChoice';
import {
  EntryError,
  type EntryHead,
  peekEntry,
  unpackEntry,
} from './entryData';

/** Entries unpacked ahead: one for each thread that a machine spares. */
const AHEAD = 4;
const AHEAD_BYTES = 128 * 1024 * 1024;

/** An entry that is being unpacked. */
interface Pending {
  path: string;
  entry: ZipEntry;
  what: Unpacked;
  bytes: Promise<Uint8Array>;
}

/**
 * Walks a zip file: looks at the first bytes of each entry, and unpacks only
 * ELF files, links, the scripts that Lambda starts, and zip files in it.
 *
 * @param container - path of the zip file in the artifact; empty for itself
 * @throws ArtifactError when there is no central directory
 * @internal
 */
export async function* walkZip(
  source: RandomAccessSource,
  container: string,
  depth: number,
  context: WalkContext,
): AsyncGenerator<WalkedEntry, void> {
  const directory = await readCentralDirectory(
    source,
    context.limits.entries - context.entries + 1,
  );
  for (const problem of directory.problems) {
    yield skipped(container, 'damaged', problem, true);
  }
  const last = lastOfEachName(directory.entries);
  const overlapping = findOverlaps(directory.entries);
  const pending: Pending[] = [];
  let pendingBytes = 0;

  const next = async function* next(): AsyncGenerator<WalkedEntry, void> {
    const item = pending.shift();
    if (item) {
      pendingBytes -= item.entry.size;
      yield* finish(item, depth, context);
    }
  };

  for (const entry of directory.entries) {
    const name = entryPath(entry.name);
    if (!(await context.countEntry(entry.name))) {
      yield context.tooManyEntries(container);
      break;
    }
    if (isFolder(entry)) {
      continue;
    }
    if (name === undefined) {
      yield skipped(
        nestedPath(container, entry.name.slice(0, 4096)),
        'unsafe-path',
        'its name leads out of the archive',
        true,
      );
      continue;
    }
    const path = nestedPath(container, name);
    const refusal = refuse(
      entry,
      path,
      last.get(name) !== entry,
      overlapping.has(entry),
    );
    if (refusal) {
      yield refusal;
      continue;
    }
    let head: EntryHead;
    try {
      head = peekEntry(source, entry, directory.offset);
    } catch (error) {
      yield failure(path, error);
      continue;
    }
    if (head.mismatch) {
      yield skipped(path, 'header-mismatch', head.mismatch, false);
    }
    const what = decide(entry, name, head, context);
    if (what === undefined) {
      yield* describeOther(path, head);
      continue;
    }
    if (what === 'elf' && context.headsOnly) {
      yield {
        kind: 'elf',
        path,
        mode: permissions(entry),
        source: new HeadSource(head.bytes, entry.size, path),
        sha256: null,
      };
      continue;
    }
    const limit = exceeds(entry, path, what, depth, context);
    if (limit) {
      yield limit;
      continue;
    }
    const bytes = unpackEntry(source, entry, head.dataOffset);
    // Awaited when its turn comes; until then a failure is nobody's yet.
    bytes.catch(() => undefined);
    pending.push({ path, entry, what, bytes });
    pendingBytes += entry.size;
    while (pending.length >= AHEAD || pendingBytes > AHEAD_BYTES) {
      yield* next();
    }
  }
  while (pending.length > 0) {
    yield* next();
  }
}

async function* finish(
  item: Pending,
  depth: number,
  context: WalkContext,
): AsyncGenerator<WalkedEntry, void> {
  const { path, entry, what } = item;
  let bytes: Uint8Array;
  try {
    bytes = await item.bytes;
  } catch (error) {
    yield failure(path, error);
    return;
  }
  const mode = permissions(entry);
  const text = () => Buffer.from(bytes).toString('utf8');
  switch (what) {
    case 'elf':
      yield {
        kind: 'elf',
        path,
        mode,
        source: new BufferSource(bytes, path),
        sha256: null,
      };
      return;
    case 'link':
      yield { kind: 'link', path, link: 'symbolic', target: text() };
      return;
    case 'script':
      yield { kind: 'script', path, mode, text: text() };
      return;
    default:
      yield { kind: 'other', path };
      yield* walkNestedZip(
        new BufferSource(bytes, path),
        path,
        depth + 1,
        context,
      );
  }
}

/**
 * Walks a zip file that lies in the artifact; a damaged one does not end the
 * walk.
 *
 * @internal
 */
export async function* walkNestedZip(
  source: RandomAccessSource,
  path: string,
  depth: number,
  context: WalkContext,
): AsyncGenerator<WalkedEntry, void> {
  try {
    yield* walkZip(source, path, depth, context);
  } catch (error) {
    if (error instanceof ArtifactError) {
      yield skipped(path, 'damaged', 'it is a damaged zip file', true);
      return;
    }
    throw error;
  }
}

function* describeOther(path: string, head: EntryHead): Generator<WalkedEntry> {
  const signature = signatureOf(head.bytes);
  yield { kind: 'other', path };
  if (isLibraryName(path)) {
    yield skipped(path, 'not-elf', describeSignature(signature), false);
  } else if (isPackedTar(path)) {
    yield skipped(
      path,
      'nested-archive',
      'only the program itself can unpack it',
      false,
    );
  }
}

function failure(path: string, error: unknown): WalkedEntry {
  return error instanceof EntryError
    ? skipped(path, 'damaged', error.message, true)
    : skipped(
        path,
        'unreadable',
        `it cannot be read: ${messageOf(error)}`,
        true,
      );
}
