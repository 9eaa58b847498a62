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

import type { TransformOptions } from 'node:stream';
import { createGunzip, type ZlibOptions } from 'node:zlib';
import {
  canUnpackZstd,
  unpackZstd,
  ZstdError,
} from '@lambda-compat/elf-symbols';
import { codeOf, ContentsError, messageOf } from '../errors';
import type { LayerSource } from './LayerSource';
import { isTarHeader, isZeroBlock } from './tar/header';

/** Larger steps make unpacking twice as fast. */
const CHUNK_SIZE = 1024 * 1024;
/** Unpacked, beside this thread, while that which came before is read. */
const UNPACKED_AHEAD = 3 * CHUNK_SIZE;
/** Streams from networks come in smaller pieces, each of which costs a turn. */
const PACKED_SIZE = 512 * 1024;
/** A header of a tar file; the marks of all compressions are in it. */
const HEAD_SIZE = 512;

/** Codes of zlib's errors for damaged data. */
const DECOMPRESSION_CODE = /^(?:Z_|ZSTD_|ERR_ZSTD)/;

type Packing = 'tar' | 'gzip' | 'zstd';

/** Compressions that no engine reads in layers, by their first bytes. */
const OTHER_PACKINGS: ReadonlyArray<[string, number[]]> = [
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
];

/**
 * The unpacked bytes of a layer: gzip (of any number of members, also with
 * zeros behind), zstd (of any number of frames) or none, told by its first
 * bytes. Reads the source to its end.
 *
 * @param room - how many more bytes may come out
 * @throws ContentsError `damaged` or `unsupported`
 * @internal
 */
export async function* unpackLayer(
  source: LayerSource,
  room: () => number,
): AsyncGenerator<Buffer, void> {
  const head = await source.gather(HEAD_SIZE);
  if (!head) {
    return;
  }
  const packing = packingOf(head);
  try {
    if (packing === 'gzip') {
      yield* gunzip(source, head);
    } else if (packing === 'zstd') {
      yield* unzstd(source, head, room);
    } else {
      yield* plain(source, head);
    }
  } catch (error) {
    source.check();
    throw source.failure?.error ?? asContentsError(error, packing);
  }
  await source.drain();
}

function packingOf(head: Buffer): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) {
    return 'gzip';
  }
  const mark = head.length < 4 ? 0 : head.readUInt32LE(0);
  if (mark === 0xfd2fb528 || Math.floor(mark / 16) === 0x184d2a5) {
    return 'zstd';
  }
  const block = head.subarray(0, HEAD_SIZE);
  if (isTarHeader(block) || (block.length > 0 && isZeros(block))) {
    return 'tar';
  }
  const other = OTHER_PACKINGS.find(([, bytes]) =>
    bytes.every((byte, index) => head[index] === byte),
  );
  if (other) {
    throw new ContentsError(
      'unsupported',
      `it is packed with ${other[0]}; layers are tar files as they are, or packed with gzip or zstd`,
    );
  }
  throw new ContentsError(
    'damaged',
    'it begins neither as a tar file nor as one that is packed with gzip or zstd',
  );
}

function isZeros(block: Buffer): boolean {
  return block.length === HEAD_SIZE
    ? isZeroBlock(block)
    : block.every(byte => byte === 0);
}

async function* plain(
  source: LayerSource,
  head: Buffer,
): AsyncGenerator<Buffer, void> {
  for (
    let piece: Buffer | undefined = head;
    piece;
    piece = await source.gather(PACKED_SIZE)
  ) {
    yield piece;
  }
}

async function* unzstd(
  source: LayerSource,
  head: Buffer,
  room: () => number,
): AsyncGenerator<Buffer, void> {
  if (!canUnpackZstd()) {
    throw new ContentsError(
      'unsupported',
      `it is packed with zstd, which Node.js ${process.versions.node} cannot unpack; 22.15 or later can`,
    );
  }
  for await (const chunk of unpackZstd(plain(source, head), room)) {
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
  }
}

async function* gunzip(
  source: LayerSource,
  head: Buffer,
): AsyncGenerator<Buffer, void> {
  const options: ZlibOptions & TransformOptions = {
    chunkSize: CHUNK_SIZE,
    readableHighWaterMark: UNPACKED_AHEAD,
  };
  const stream = createGunzip(options);
  // Errors reach the loop below; this only keeps them from ending the process.
  stream.on('error', () => undefined);
  const closed = new Promise<void>(resolve => {
    stream.once('close', resolve);
  });
  const write = (piece: Buffer) =>
    Promise.race([
      closed,
      new Promise<void>(resolve => {
        stream.write(piece, () => resolve());
      }),
    ]);
  const pump = async () => {
    let piece: Buffer | undefined = head;
    while (piece && !stream.destroyed) {
      await write(piece);
      piece = stream.destroyed ? undefined : await source.gather(PACKED_SIZE);
    }
    stream.end();
  };
  const pumped = pump().catch(error => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      yield chunk;
    }
  } finally {
    stream.destroy();
  }
  // It may have ended before the source, where zeros follow.
  await pumped;
}

function asContentsError(error: unknown, packing: Packing): unknown {
  if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
    return new ContentsError(
      'too-large',
      'a part of it unpacks to more than is read',
    );
  }
  if (
    error instanceof ZstdError ||
    DECOMPRESSION_CODE.test(codeOf(error)) ||
    codeOf(error) === 'ERR_TRAILING_JUNK_AFTER_STREAM_END'
  ) {
    return new ContentsError(
      'damaged',
      `it cannot be unpacked with ${packing}: ${messageOf(error)}`,
      { cause: error },
    );
  }
  return error;
}
