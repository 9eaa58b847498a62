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

import { ContentsError } from '../../errors';
import { nameText } from '../names';
import {
  BLOCK_SIZE,
  damaged,
  isZeroBlock,
  parseTarHeader,
  type TarHeader,
  untilNul,
} from './header';
import { parsePax, type Extension } from './pax';

/** Names and pax records, as in Go's archive/tar; the longest path is 4 kB. */
const MAX_EXTENSION_SIZE = 1024 * 1024;

/** Their headers may say a size; no content follows them. */
const WITHOUT_CONTENT = '123456';

/**
 * An entry of a tar file, with what its extended headers say.
 *
 * @internal
 */
export interface TarEntry {
  /** Where its header stands in the archive. */
  at: number;
  /** One character. */
  type: string;
  /** As written; see `nameText`. */
  name: string;
  linkName: string;
  mode: number;
  uid: number;
  gid: number;
  /** Bytes of content that follow. */
  size: number;
  mtime: number;
  device: [number, number];
  xattrs: Record<string, string> | undefined;
  /** Its content is not the bytes that follow. */
  sparse: boolean;
}

/**
 * Takes what a {@link TarParser} reads.
 *
 * @internal
 */
export interface TarReceiver {
  /** @returns whether the content is wanted */
  entry(entry: TarEntry): boolean;
  /** A piece of the content of the last entry; valid until it returns. */
  content(piece: Buffer): void;
  /** The content of the last entry is complete, where it was wanted. */
  end(): void;
}

type State = 'header' | 'extension' | 'sparse-header' | 'content' | 'done';

/**
 * Reads a tar file as it streams by. It is given pieces and calls the receiver
 * at once, since a turn of the event loop for each of many thousand entries
 * would cost more than reading them.
 *
 * @internal
 */
export class TarParser {
  readonly #receiver: TarReceiver;
  readonly #block = Buffer.alloc(BLOCK_SIZE);
  #filled = 0;
  /** Bytes of the block that were there before the last piece. */
  #before = 0;
  #state: State = 'header';
  /** Of what was read. */
  #position = 0;
  /** A single block of zeros was met: another must follow. */
  #zeros = false;
  #extension: Extension = {};
  #longName: string | undefined;
  #longLinkName: string | undefined;
  #header: TarHeader | undefined;
  #headerAt = 0;
  #gathered: Buffer[] = [];
  /** Bytes of content, and of its padding, that are to come. */
  #missing = 0;
  #padding = 0;
  #wanted = false;
  #name = '';

  constructor(receiver: TarReceiver) {
    this.#receiver = receiver;
  }

  /** @throws ContentsError `damaged`, and what the receiver throws */
  write(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === 'done') {
        // As tar and the engines, which do not read what follows the end.
        this.#position += chunk.length - at;
        return;
      }
      const from = at;
      if (this.#state === 'content' || this.#state === 'extension') {
        at = this.#takeContent(chunk, at);
        this.#position += at - from;
        this.#endContent();
      } else {
        const block = this.#takeBlock(chunk, at);
        at = Math.min(chunk.length, at + BLOCK_SIZE - this.#before);
        this.#position += at - from;
        if (block) {
          this.#takeHeader(block);
        }
      }
    }
  }

  /** @throws ContentsError `damaged` where something is missing */
  finish(): void {
    if (this.#state === 'done') {
      return;
    }
    if (this.#state !== 'header') {
      throw new ContentsError(
        'damaged',
        `the archive ends at byte ${this.#position}, within ${
          this.#state === 'content'
            ? `the content of ${JSON.stringify(this.#name.slice(0, 4096))}`
            : `the header at byte ${this.#headerAt}`
        }`,
      );
    }
    if (this.#filled > 0) {
      throw new ContentsError(
        'damaged',
        `the archive ends at byte ${this.#position}, within a header`,
      );
    }
  }

  /** A whole block, where the piece completes one. */
  #takeBlock(chunk: Buffer, at: number): Buffer | undefined {
    this.#before = this.#filled;
    const missing = BLOCK_SIZE - this.#filled;
    const available = chunk.length - at;
    if (this.#filled === 0 && available >= BLOCK_SIZE) {
      return chunk.subarray(at, at + BLOCK_SIZE);
    }
    chunk.copy(this.#block, this.#filled, at, at + missing);
    if (available < missing) {
      this.#filled += available;
      return undefined;
    }
    this.#filled = 0;
    return this.#block;
  }

  #takeHeader(block: Buffer): void {
    const at = this.#position - BLOCK_SIZE;
    if (this.#state === 'sparse-header') {
      // GNU's old sparse files: a byte in each block says if one more follows.
      if (block[504] !== 1) {
        this.#state = 'content';
        this.#endContent();
      }
      return;
    }
    if (isZeroBlock(block)) {
      this.#state = this.#zeros ? 'done' : 'header';
      this.#zeros = true;
      return;
    }
    if (this.#zeros) {
      throw damaged(at, 'a block of zeros stands before it');
    }
    const header = parseTarHeader(block, at);
    this.#header = header;
    this.#headerAt = at;
    if ('xgXLK'.includes(header.type)) {
      if (header.size > MAX_EXTENSION_SIZE) {
        throw damaged(
          at,
          `an extended header cannot have ${header.size} bytes`,
        );
      }
      this.#expect('extension', header.size);
      this.#endContent();
      return;
    }
    this.#takeEntry(header, at);
  }

  #takeEntry(header: TarHeader, at: number): void {
    const { path, linkPath, sparse, ...rest } = this.#extension;
    const size = rest.size ?? header.size;
    const entry: TarEntry = {
      at,
      type: header.type,
      name: this.#longName ?? path ?? header.name,
      linkName: this.#longLinkName ?? linkPath ?? header.linkName,
      mode: header.mode,
      uid: rest.uid ?? header.uid,
      gid: rest.gid ?? header.gid,
      size: WITHOUT_CONTENT.includes(header.type) ? 0 : size,
      mtime: rest.mtime ?? header.mtime,
      device: header.device,
      xattrs: rest.xattrs,
      sparse: sparse === true || header.type === 'S',
    };
    this.#extension = {};
    this.#longName = undefined;
    this.#longLinkName = undefined;
    this.#name = entry.name;
    this.#wanted = this.#receiver.entry(entry);
    this.#expect('content', entry.size);
    if (header.extended) {
      this.#state = 'sparse-header';
    } else {
      this.#endContent();
    }
  }

  #expect(state: 'content' | 'extension', size: number): void {
    this.#state = state;
    this.#missing = size;
    this.#padding = (BLOCK_SIZE - (size % BLOCK_SIZE)) % BLOCK_SIZE;
  }

  #takeContent(chunk: Buffer, from: number): number {
    let at = from;
    if (this.#missing > 0) {
      const to = Math.min(chunk.length, at + this.#missing);
      const piece = chunk.subarray(at, to);
      if (this.#state === 'extension') {
        // Copied, as the piece is gone with the next.
        this.#gathered.push(Buffer.from(piece));
      } else if (this.#wanted) {
        this.#receiver.content(piece);
      }
      this.#missing -= to - at;
      at = to;
    }
    if (this.#missing === 0) {
      const skipped = Math.min(chunk.length - at, this.#padding);
      this.#padding -= skipped;
      at += skipped;
    }
    return at;
  }

  #endContent(): void {
    if (this.#missing > 0 || this.#padding > 0) {
      return;
    }
    if (this.#state === 'extension') {
      this.#takeExtension();
    } else if (this.#wanted) {
      this.#wanted = false;
      this.#receiver.end();
    }
    this.#state = 'header';
  }

  #takeExtension(): void {
    const bytes = Buffer.concat(this.#gathered);
    this.#gathered = [];
    switch (this.#header?.type) {
      case 'L':
        this.#longName = nameText(untilNul(bytes, 0, bytes.length));
        break;
      case 'K':
        this.#longLinkName = nameText(untilNul(bytes, 0, bytes.length));
        break;
      case 'g':
        // Engines do not apply what is said of all entries.
        break;
      default:
        this.#extension = parsePax(bytes, this.#headerAt);
    }
  }
}
