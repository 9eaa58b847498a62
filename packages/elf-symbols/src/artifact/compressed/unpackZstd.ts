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
import * as zlib from 'node:zlib';
import { codeOf } from '../../errors';
import { ChunkReader } from '../tar/ChunkReader';

/** Larger steps make unpacking faster. */
const CHUNK_SIZE = 1024 * 1024;
/** Frames up to this size are unpacked at once: a stream costs more. */
const SMALL_FRAME = 128 * 1024;
/**
 * What one of them may unpack to at once. Such a frame can stand for 4 GB,
 * which as a stream pass by in pieces.
 */
const SMALL_FRAME_OUTPUT = 8 * 1024 * 1024;

/** RFC 8878, section 3.1. */
const MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a5;
/** Block types, section 3.1.1.2.2; the fourth is reserved. */
const BLOCK_RLE = 1;
const BLOCK_RESERVED = 3;

/**
 * The bytes are no zstd, or end too early.
 *
 * @public
 */
export class ZstdError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ZstdError';
  }
}

/**
 * Whether this Node.js has zstd: 22.15 and 23.8 were the first.
 *
 * @public
 */
export function canUnpackZstd(): boolean {
  return typeof zlib.createZstdDecompress === 'function';
}

/** Part of a frame; the frame ends with the one that is `last`. */
interface Part {
  bytes: Buffer[];
  last: boolean;
}

/** Walks the frames of a file by their headers, without unpacking them. */
class FrameReader {
  readonly #reader: ChunkReader;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#reader = new ChunkReader(chunks);
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }

  /** Goes to the next frame with content; false at the end of the file. */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      const magic = await this.#reader.read(4);
      if (magic.length === 0) {
        return undefined;
      }
      if (magic.length < 4) {
        throw new ZstdError('it ends within the mark of a frame');
      }
      const value = magic.readUInt32LE(0);
      if (value === MAGIC) {
        return magic;
      }
      if (Math.floor(value / 16) !== SKIPPABLE_MAGIC) {
        throw new ZstdError(
          `there is no frame at ${this.#reader.position - 4}`,
        );
      }
      const size = (await this.#exactly(4)).readUInt32LE(0);
      if ((await this.#reader.skip(size)) < size) {
        throw new ZstdError('it ends within a frame');
      }
    }
  }

  /** The rest of the frame that `next` went to. */
  async *parts(): AsyncGenerator<Part, void> {
    const descriptor = await this.#exactly(1);
    const flags = descriptor[0];
    const single = Math.floor(flags / 32) % 2 === 1;
    const sizeCode = Math.floor(flags / 64);
    const headerSize =
      (single ? 0 : 1) +
      [0, 1, 2, 4][flags % 4] +
      [single ? 1 : 0, 2, 4, 8][sizeCode];
    const checksum = Math.floor(flags / 4) % 2 === 1 ? 4 : 0;
    yield {
      bytes: [descriptor, await this.#exactly(headerSize)],
      last: false,
    };
    for (;;) {
      const header = await this.#exactly(3);
      const value = header.readUIntLE(0, 3);
      const last = value % 2 === 1;
      const type = Math.floor(value / 2) % 4;
      if (type === BLOCK_RESERVED) {
        throw new ZstdError(
          `a block at ${this.#reader.position - 3} is of no known type`,
        );
      }
      const size = type === BLOCK_RLE ? 1 : Math.floor(value / 8);
      const content = await this.#exactly(size + (last ? checksum : 0));
      yield { bytes: [header, content], last };
      if (last) {
        return;
      }
    }
  }

  /** Blocks have at most 2 MiB, so that nothing large is held. */
  async #exactly(length: number): Promise<Buffer> {
    const bytes = await this.#reader.read(length);
    if (bytes.length < length) {
      throw new ZstdError('it ends within a frame');
    }
    return bytes;
  }
}

/**
 * Unpacks a zstd file of any number of frames: Node.js itself stops after the
 * first, while `pzstd` and the layers of container images (`zstd:chunked`)
 * have thousands. Holds some 8 MB and the window of a frame, of at most 128 MB.
 *
 * @param room - how many more bytes may come out, asked before each frame that
 *   is unpacked at once
 * @throws ZstdError, or an error of Node.js whose code begins with `ZSTD_` or
 *   `ERR_`
 * @public
 */
export async function* unpackZstd(
  chunks: AsyncIterable<Uint8Array>,
  room: () => number,
): AsyncGenerator<Uint8Array, void> {
  const reader = new FrameReader(chunks);
  try {
    for (;;) {
      const magic = await reader.next();
      if (!magic) {
        return;
      }
      yield* unpackFrame(magic, reader.parts(), room);
    }
  } finally {
    await reader.close();
  }
}

/** Puts parts together until there is enough of them, or the frame ends. */
async function gather(
  begun: Buffer[],
  parts: AsyncGenerator<Part, void>,
  enough: number,
): Promise<{ bytes: Buffer; last: boolean }> {
  const pieces = begun;
  let size = 0;
  let last = false;
  while (!last && size <= enough) {
    const { value } = await parts.next();
    if (!value) {
      break;
    }
    for (const piece of value.bytes) {
      pieces.push(piece);
      size += piece.length;
    }
    ({ last } = value);
  }
  return { bytes: Buffer.concat(pieces), last };
}

/** Undefined where more comes out than is held at once, though not too much. */
function unpackAtOnce(bytes: Buffer, room: number): Buffer | undefined {
  try {
    return zlib.zstdDecompressSync(bytes, {
      maxOutputLength: Math.max(1, Math.min(room, SMALL_FRAME_OUTPUT)),
    });
  } catch (error) {
    if (room > SMALL_FRAME_OUTPUT && codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
      return undefined;
    }
    throw error;
  }
}

async function* unpackFrame(
  magic: Buffer,
  parts: AsyncGenerator<Part, void>,
  room: () => number,
): AsyncGenerator<Uint8Array, void> {
  const start = await gather([magic], parts, SMALL_FRAME);
  const whole = start.last ? unpackAtOnce(start.bytes, room()) : undefined;
  if (whole) {
    yield whole;
    return;
  }
  async function* input(): AsyncGenerator<Uint8Array, void> {
    let piece = start;
    yield piece.bytes;
    // Blocks have at most 128 KiB; each write costs a round of the event loop.
    while (!piece.last) {
      piece = await gather([], parts, CHUNK_SIZE);
      yield piece.bytes;
    }
  }
  const decompress = zlib.createZstdDecompress({ chunkSize: CHUNK_SIZE });
  const source = Readable.from(input(), { highWaterMark: 1 });
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
