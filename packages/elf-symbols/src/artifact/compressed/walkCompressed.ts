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

import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ArtifactError, codeOf, messageOf } from '../../errors';
import {
  readFrom,
  type RandomAccessSource,
} from '../../source/RandomAccessSource';
import { walkTar } from '../tar/walkTar';
import type { WalkedEntry } from '../types';
import { skipped, type WalkContext } from '../WalkContext';
import { canUnpackZstd, unpackZstd, ZstdError } from './unpackZstd';

/** Larger steps make gunzip twice as fast. */
const CHUNK_SIZE = 1024 * 1024;

/** Codes of zlib's errors for damaged data. */
const DECOMPRESSION_CODE = /^(?:Z_|ZSTD_|ERR_ZSTD|ERR_BUFFER)/;

/** Ends a stream that unpacks to more than its size can mean well. */
class Bomb extends Error {}

/**
 * The bytes of a source, from its beginning to its end.
 *
 * @internal
 */
export async function* chunksOf(
  source: RandomAccessSource,
): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < source.size; at += CHUNK_SIZE) {
    yield await readFrom(source, at, Math.min(CHUNK_SIZE, source.size - at));
  }
}

/**
 * Walks a packed tar file while it is unpacked. Where the packing is damaged
 * the walk ends with what came before.
 *
 * @throws ArtifactError when this Node.js cannot unpack zstd
 * @internal
 */
export async function* walkCompressed(
  source: RandomAccessSource,
  format: 'tar.gz' | 'tar.zst',
  context: WalkContext,
): AsyncGenerator<WalkedEntry, void> {
  if (format === 'tar.zst' && !canUnpackZstd()) {
    throw new ArtifactError(
      source.name,
      `Node.js ${process.versions.node} cannot unpack zstd, 22.15 or later can`,
    );
  }
  let packed = 0;
  let unpacked = 0;
  async function* input(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of chunksOf(source)) {
      packed += chunk.length;
      yield chunk;
    }
  }
  async function* output(): AsyncGenerator<Uint8Array, void> {
    const chunks =
      format === 'tar.gz'
        ? gunzip(input())
        : unpackZstd(input(), () => context.room(packed) - unpacked);
    for await (const chunk of chunks) {
      unpacked += chunk.length;
      if (context.isBomb(packed, unpacked)) {
        throw new Bomb();
      }
      yield chunk;
    }
  }
  try {
    yield* walkTar(output(), context);
  } catch (error) {
    if (error instanceof Bomb || codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
      yield context.tooDense('');
      return;
    }
    if (
      !(error instanceof ZstdError) &&
      !DECOMPRESSION_CODE.test(codeOf(error))
    ) {
      throw error;
    }
    yield skipped(
      '',
      'damaged',
      `it cannot be unpacked: ${messageOf(error)}`,
      true,
    );
  }
}

async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  const decompress = createGunzip({ chunkSize: CHUNK_SIZE });
  const source = Readable.from(chunks, { highWaterMark: 1 });
  // Errors reach the loop over `decompress`; the callback only takes them.
  pipeline(source, decompress, () => undefined);
  try {
    for await (const chunk of decompress as AsyncIterable<Buffer>) {
      yield chunk;
    }
  } finally {
    decompress.destroy();
  }
}
