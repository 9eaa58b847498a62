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

import { ElfError, messageOf } from '../errors';
import type { RandomAccessSource } from '../source/RandomAccessSource';

/** Reads are rounded to pages: neighbours are asked for next. */
const PAGE = 4096;
/** Pieces kept; a report touches about eight places. */
const MAX_PIECES = 16;
/** Larger pieces are used once and not kept. */
const MAX_KEPT_PIECE = 1024 * 1024;

/** Bytes read at once, and where in the file they begin. */
interface Piece {
  start: number;
  bytes: Buffer;
  data: DataView;
}

/**
 * Bytes of a file with the class and byte order of that file.
 *
 * @internal
 */
export class Block {
  /** Offset of the first byte in the file. */
  readonly offset: number;
  readonly length: number;
  readonly #data: DataView;
  /** Where the block begins in what was read. */
  readonly #start: number;
  readonly #littleEndian: boolean;
  readonly #wide: boolean;

  constructor(
    data: DataView,
    start: number,
    place: { offset: number; length: number },
    littleEndian: boolean,
    wide: boolean,
  ) {
    this.offset = place.offset;
    this.length = place.length;
    this.#data = data;
    this.#start = start;
    this.#littleEndian = littleEndian;
    this.#wide = wide;
  }

  u8(at: number): number {
    return this.#data.getUint8(this.#start + at);
  }

  u16(at: number): number {
    return this.#data.getUint16(this.#start + at, this.#littleEndian);
  }

  u32(at: number): number {
    return this.#data.getUint32(this.#start + at, this.#littleEndian);
  }

  /**
   * Above 2^53 the result is rounded; as every such number is compared with
   * the size of a file, that changes nothing.
   */
  u64(at: number): number {
    const first = this.u32(at);
    const second = this.u32(at + 4);
    return this.#littleEndian
      ? second * 0x1_0000_0000 + first
      : first * 0x1_0000_0000 + second;
  }

  /** A number as wide as an address of the file. */
  word(at: number): number {
    return this.#wide ? this.u64(at) : this.u32(at);
  }
}

/**
 * Reads of one ELF file: checked against its size, counted, and kept by page
 * as long as they are small.
 *
 * @internal
 */
export class ElfView {
  readonly name: string;
  readonly size: number;
  readonly #source: RandomAccessSource;
  readonly #pieces: Piece[] = [];
  #littleEndian = true;
  #wide = true;
  #bytesRead = 0;

  constructor(source: RandomAccessSource) {
    this.name = source.name;
    this.size = source.size;
    this.#source = source;
  }

  get bytesRead(): number {
    return this.#bytesRead;
  }

  get littleEndian(): boolean {
    return this.#littleEndian;
  }

  /** Whether the file is of class 64. */
  get wide(): boolean {
    return this.#wide;
  }

  /** Sets what the first bytes of the file say about all others. */
  setLayout(littleEndian: boolean, wide: boolean): void {
    this.#littleEndian = littleEndian;
    this.#wide = wide;
  }

  /** The bytes, or undefined when not all of them lie in the file. */
  block(offset: number, length: number): Block | undefined {
    const piece = this.#find(offset, length);
    return (
      piece &&
      new Block(
        piece.data,
        offset - piece.start,
        { offset, length },
        this.#littleEndian,
        this.#wide,
      )
    );
  }

  /** The bytes, or undefined when not all of them lie in the file. */
  bytes(offset: number, length: number): Buffer | undefined {
    const piece = this.#find(offset, length);
    if (!piece) {
      return undefined;
    }
    const at = offset - piece.start;
    return piece.bytes.subarray(at, at + length);
  }

  /**
   * The string up to the first NUL byte of the bytes, or null without one;
   * undefined when not all of them lie in the file. Bytes that are no UTF-8
   * become U+FFFD.
   */
  text(offset: number, length: number): string | null | undefined {
    const piece = this.#find(offset, length);
    if (!piece) {
      return undefined;
    }
    const { bytes } = piece;
    const start = offset - piece.start;
    const end = start + length;
    let nul = start;
    while (nul < end && bytes[nul] !== 0) {
      nul += 1;
    }
    return nul < end ? bytes.toString('utf8', start, nul) : null;
  }

  /** What was read already or is read now, by whole pages. */
  #find(offset: number, length: number): Piece | undefined {
    if (
      !Number.isSafeInteger(offset) ||
      !Number.isSafeInteger(length) ||
      offset < 0 ||
      length < 0 ||
      offset + length > this.size
    ) {
      return undefined;
    }
    for (const piece of this.#pieces) {
      const at = offset - piece.start;
      if (at >= 0 && at + length <= piece.bytes.length) {
        return piece;
      }
    }
    const start = offset - (offset % PAGE);
    const end = Math.min(this.size, Math.ceil((offset + length) / PAGE) * PAGE);
    const bytes = this.#read(start, end - start);
    const piece = {
      start,
      bytes,
      data: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    };
    if (bytes.length <= MAX_KEPT_PIECE) {
      if (this.#pieces.length === MAX_PIECES) {
        this.#pieces.shift();
      }
      this.#pieces.push(piece);
    }
    return piece;
  }

  #read(offset: number, length: number): Buffer {
    this.#bytesRead += length;
    let bytes: Uint8Array;
    try {
      bytes = this.#source.read(offset, length);
    } catch (error) {
      throw new ElfError(
        this.name,
        offset,
        `cannot read ${length} bytes: ${messageOf(error)}`,
        { cause: error },
      );
    }
    if (bytes.length !== length) {
      throw new ElfError(
        this.name,
        offset,
        `the source gave ${bytes.length} bytes instead of ${length}`,
      );
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}
