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

import { statSync } from 'node:fs';
import { ArtifactError, messageOf } from '../errors';
import { FileSource } from '../source/FileSource';
import {
  readFrom,
  type RandomAccessSource,
} from '../source/RandomAccessSource';
import { chunksOf, walkCompressed } from './compressed/walkCompressed';
import { walkFolder } from './folder/walkFolder';
import { GuardedSource } from './GuardedSource';
import { sha256Of } from './sha256';
import { SIGNATURE_SIZE, signatureOf } from './signatures';
import { BLOCK_SIZE, isTarHeader } from './tar/tarHeader';
import { walkTar } from './tar/walkTar';
import type { ArtifactFormat, WalkedEntry, WalkEnd } from './types';
import { WalkContext, type WalkOptions } from './WalkContext';
import { hasCentralDirectory } from './zip/centralDirectory';
import { walkZip } from './zip/walkZip';

/**
 * Walks an artifact: a single ELF file, a folder, or a zip, tar, tar.gz or
 * tar.zst file, told by its bytes. Yields each ELF file with a source that can
 * be read until the next step, and says of every entry it leaves out why.
 * Nothing is ever written.
 *
 * @param input - a path, or a source, which the caller closes
 * @throws ArtifactError when the artifact is none of these or has no list of
 *   entries; the reason of the signal when that was aborted
 * @public
 */
export async function* walkArtifact(
  input: string | RandomAccessSource,
  options: WalkOptions = {},
): AsyncGenerator<WalkedEntry, void> {
  yield* walkInput(input, options, new WalkContext(options));
}

/**
 * As `walkArtifact`. If the context wants heads only, then the sources of ELF
 * files hold no more than their first bytes, and nothing has a hash.
 *
 * @internal
 */
export async function* walkInput(
  input: string | RandomAccessSource,
  options: WalkOptions,
  context: WalkContext,
): AsyncGenerator<WalkedEntry, void> {
  if (typeof input !== 'string') {
    const { name = input.name } = options;
    yield* walkSource(new GuardedSource(input, name), null, context, options);
    return;
  }
  const name = options.name ?? input;
  if (isFolder(input, name)) {
    const end = yield* walkFolder(input, context);
    yield end;
    return;
  }
  const source = openFile(input, name);
  try {
    const { mode } = source;
    yield* walkSource(new GuardedSource(source, name), mode, context, options);
  } finally {
    source.close();
  }
}

function isFolder(path: string, name: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw unreadable(name, error);
  }
}

function openFile(path: string, name: string): FileSource {
  try {
    return FileSource.open(path, { name });
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): ArtifactError {
  return new ArtifactError(name, `cannot be read: ${messageOf(error)}`, {
    cause: error,
  });
}

async function* walkSource(
  source: RandomAccessSource,
  mode: number | null,
  context: WalkContext,
  options: WalkOptions,
): AsyncGenerator<WalkedEntry, void> {
  const format = await detectFormat(source);
  const stop = new AbortController();
  const signal = options.signal
    ? AbortSignal.any([options.signal, stop.signal])
    : stop.signal;
  const sha256 = context.headsOnly
    ? Promise.resolve(null)
    : sha256Of(source, signal);
  // Awaited at the end; until then a failure is nobody's yet.
  sha256.catch(() => undefined);
  try {
    yield* walkFormat(source, format, mode, context);
    const end: WalkEnd = {
      kind: 'end',
      format,
      sha256: await sha256,
      size: source.size,
      entries: context.entries,
    };
    yield end;
  } finally {
    stop.abort();
    // The source may be closed next: no read may be under way.
    await sha256.catch(() => undefined);
  }
}

async function detectFormat(
  source: RandomAccessSource,
): Promise<ArtifactFormat> {
  const head = await readFrom(source, 0, Math.min(source.size, BLOCK_SIZE));
  switch (signatureOf(head.subarray(0, SIGNATURE_SIZE))) {
    case 'elf':
      return 'file';
    case 'zip':
      return 'zip';
    case 'gzip':
      return 'tar.gz';
    case 'zstd':
      return 'tar.zst';
    default:
  }
  if (isTarHeader(head)) {
    return 'tar';
  }
  // A program or script that a zip file was appended to.
  if (await hasCentralDirectory(source)) {
    return 'zip';
  }
  throw new ArtifactError(
    source.name,
    'this is no ELF, zip, tar, tar.gz or tar.zst file',
  );
}

async function* walkFormat(
  source: RandomAccessSource,
  format: ArtifactFormat,
  mode: number | null,
  context: WalkContext,
): AsyncGenerator<WalkedEntry, void> {
  switch (format) {
    case 'zip':
      yield* walkZip(source, '', 0, context);
      return;
    case 'tar':
      yield* walkTar(chunksOf(source), context);
      return;
    case 'tar.gz':
    case 'tar.zst':
      yield* walkCompressed(source, format, context);
      return;
    default:
      await context.countEntry(source.name);
      yield {
        kind: 'elf',
        path: source.name.slice(source.name.lastIndexOf('/') + 1),
        mode,
        source,
        sha256: context.headsOnly ? null : await sha256Of(source),
      };
  }
}
