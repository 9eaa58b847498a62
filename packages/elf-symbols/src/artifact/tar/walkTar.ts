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

import { BufferSource } from '../../source/BufferSource';
import { HeadSource } from '../../source/HeadSource';
import {
  entryPath,
  isLibraryName,
  isPackedTar,
  isStartedByLambda,
  MAX_SCRIPT_SIZE,
} from '../entryPaths';
import { describeSignature, SIGNATURE_SIZE, signatureOf } from '../signatures';
import type { WalkedEntry } from '../types';
import { skipped, type WalkContext } from '../WalkContext';
import { walkNestedZip } from '../zip/walkZip';
import { ChunkReader } from './ChunkReader';
import { describe, type Extension, paxExtension } from './tarEntries';
import {
  BLOCK_SIZE,
  parsePaxRecords,
  parseTarHeader,
  type TarHeader,
} from './tarHeader';

/** What is read of a file of which only the ELF header is wanted. */
const HEAD_SIZE = 64;
/** Names and pax records; the longest path is 4 kB. */
const MAX_METADATA_SIZE = 1024 * 1024;

class TarWalker {
  readonly #reader: ChunkReader;
  readonly #context: WalkContext;
  /** ELF files met, as a later entry of the same name replaces one. */
  readonly #elfPaths = new Set<string>();

  constructor(reader: ChunkReader, context: WalkContext) {
    this.#reader = reader;
    this.#context = context;
  }

  async *walk(): AsyncGenerator<WalkedEntry, void> {
    let extension: Extension = {};
    for (;;) {
      const at = this.#reader.position;
      const block = await this.#reader.read(BLOCK_SIZE);
      if (block.length === 0) {
        return;
      }
      if (block.length < BLOCK_SIZE) {
        yield damaged(`it ends within the header at ${at}`);
        return;
      }
      if (block.every(byte => byte === 0)) {
        const second = await this.#reader.read(BLOCK_SIZE);
        if (second.every(byte => byte === 0)) {
          return;
        }
        yield damaged(`a block of zeros at ${at} stands between the entries`);
        return;
      }
      const header = parseTarHeader(block);
      if (!header) {
        yield damaged(`there is no header at ${at}`);
        return;
      }
      if (!this.#context.takeBytes(BLOCK_SIZE)) {
        yield this.#context.tooManyBytes('');
        return;
      }
      if ('xgLKX'.includes(header.type)) {
        const read = await this.#readExtension(header, extension, at);
        if (typeof read === 'string') {
          yield damaged(read);
          return;
        }
        extension = read;
        continue;
      }
      const names = [
        extension.path ?? header.name,
        extension.linkPath ?? header.linkName,
      ];
      if (!(await this.#context.countEntry(names.join('')))) {
        yield this.#context.tooManyEntries('');
        return;
      }
      const end = yield* this.#entry(header, extension);
      if (end) {
        return;
      }
      extension = {};
    }
  }

  /** Reads a header that extends the next one, or says why it cannot. */
  async #readExtension(
    header: TarHeader,
    extension: Extension,
    at: number,
  ): Promise<Extension | string> {
    const padded = pad(header.size);
    if (header.size > MAX_METADATA_SIZE) {
      return `the extended header at ${at} cannot have ${header.size} bytes`;
    }
    if (!this.#context.takeBytes(padded)) {
      return `more than ${
        this.#context.limits.totalBytes
      } bytes are not unpacked`;
    }
    const content = await this.#reader.read(padded);
    if (content.length < padded) {
      return `it ends within the extended header at ${at}`;
    }
    const bytes = content.subarray(0, header.size);
    const text = bytes.toString('utf8').replace(/\0[^]*$/, '');
    switch (header.type) {
      case 'L':
        return { ...extension, path: text };
      case 'K':
        return { ...extension, linkPath: text };
      case 'g':
        // What holds for all entries is times and users in practice.
        return extension;
      default: {
        const records = parsePaxRecords(bytes);
        return records
          ? { ...extension, ...paxExtension(records) }
          : `the extended header at ${at} is damaged`;
      }
    }
  }

  /** @returns whether the walk ends here */
  async *#entry(
    header: TarHeader,
    extension: Extension,
  ): AsyncGenerator<WalkedEntry, boolean> {
    const rawPath = extension.path ?? header.name;
    const path = entryPath(rawPath);
    const isFile = '0\x007'.includes(header.type);
    const hasContent = !'123456'.includes(header.type);
    const size = hasContent ? extension.size ?? header.size : 0;
    if (!this.#context.takeBytes(pad(size))) {
      yield this.#context.tooManyBytes(path ?? '');
      return true;
    }
    if (header.extended) {
      await this.#skipSparseHeaders();
    }
    const isFolder = header.type === '5' || (isFile && rawPath.endsWith('/'));
    if (path === undefined) {
      if (!isFolder) {
        yield skipped(
          rawPath.slice(0, 4096),
          'unsafe-path',
          'its name leads out of the archive',
          true,
        );
      }
      return yield* this.#pass(size, rawPath);
    }
    if (!isFolder && this.#elfPaths.delete(path)) {
      yield skipped(
        path,
        'duplicate',
        'a later entry of the same name replaces it',
        false,
      );
    }
    if (isFile && !isFolder) {
      if (extension.sparse) {
        yield skipped(path, 'sparse', 'it is a sparse file', true);
        return yield* this.#pass(size, path);
      }
      return yield* this.#file(path, size, header.mode);
    }
    yield* describe(header, path, extension);
    return yield* this.#pass(size, path);
  }

  async *#file(
    path: string,
    size: number,
    mode: number,
  ): AsyncGenerator<WalkedEntry, boolean> {
    const head = await this.#reader.read(Math.min(size, SIGNATURE_SIZE));
    const signature = signatureOf(head);
    const script =
      signature === 'script' &&
      isStartedByLambda(path) &&
      size <= MAX_SCRIPT_SIZE &&
      this.#context.takeScript();
    const rest = size - head.length;
    if (signature !== 'elf' && signature !== 'zip' && !script) {
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
      return yield* this.#pass(rest, path, pad(size) - size);
    }
    const refusal = this.#refuse(path, size, signature === 'zip');
    if (refusal) {
      yield refusal;
      return yield* this.#pass(rest, path, pad(size) - size);
    }
    if (signature === 'elf' && this.#context.headsOnly) {
      return yield* this.#head(path, size, mode, head);
    }
    const bytes = Buffer.allocUnsafe(size);
    head.copy(bytes);
    if ((await this.#reader.readInto(bytes, head.length)) < rest) {
      yield damaged(`it ends within ${path}`);
      return true;
    }
    const permissions = mode % 0o10000;
    if (signature === 'elf') {
      this.#elfPaths.add(path);
      yield {
        kind: 'elf',
        path,
        mode: permissions,
        source: new BufferSource(bytes, path),
        sha256: null,
      };
    } else if (script) {
      const text = bytes.toString('utf8');
      yield { kind: 'script', path, mode: permissions, text };
    } else {
      yield { kind: 'other', path };
      yield* walkNestedZip(
        new BufferSource(bytes, path),
        path,
        1,
        this.#context,
      );
    }
    return yield* this.#pass(0, path, pad(size) - size);
  }

  /** Reads no more of an ELF file than its header. */
  async *#head(
    path: string,
    size: number,
    mode: number,
    start: Buffer,
  ): AsyncGenerator<WalkedEntry, boolean> {
    // What was read first is gone with the next read.
    const first = Buffer.from(start);
    const more = Math.min(size, HEAD_SIZE) - first.length;
    const head = Buffer.concat([first, await this.#reader.read(more)]);
    this.#elfPaths.add(path);
    yield {
      kind: 'elf',
      path,
      mode: mode % 0o10000,
      source: new HeadSource(head, size, path),
      sha256: null,
    };
    return yield* this.#pass(size - head.length, path, pad(size) - size);
  }

  /** GNU's old sparse files: a byte in each block says if one more follows. */
  async #skipSparseHeaders(): Promise<void> {
    let block: Buffer;
    do {
      block = await this.#reader.read(BLOCK_SIZE);
    } while (block[504] === 1 && this.#context.takeBytes(BLOCK_SIZE));
  }

  #refuse(path: string, size: number, zip: boolean): WalkedEntry | undefined {
    const { limits } = this.#context;
    if (zip && limits.nesting < 1) {
      return skipped(path, 'limit', 'archives in it are not opened', true);
    }
    return size > limits.entryBytes
      ? this.#context.tooLarge(path, size)
      : undefined;
  }

  /** Passes over content and its padding; says so where the file ends. */
  async *#pass(
    size: number,
    path: string,
    padding: number = pad(size) - size,
  ): AsyncGenerator<WalkedEntry, boolean> {
    const passed = await this.#reader.skip(size + padding);
    if (passed < size) {
      yield damaged(`it ends within ${path.slice(0, 4096)}`);
      return true;
    }
    return false;
  }
}

/**
 * Walks a tar file as it streams by: holds only one ELF file at a time.
 *
 * @internal
 */
export async function* walkTar(
  chunks: AsyncIterable<Uint8Array>,
  context: WalkContext,
): AsyncGenerator<WalkedEntry, void> {
  const reader = new ChunkReader(chunks);
  const walker = new TarWalker(reader, context);
  try {
    yield* walker.walk();
  } finally {
    await reader.close();
  }
}

function pad(size: number): number {
  return Math.ceil(size / BLOCK_SIZE) * BLOCK_SIZE;
}

function damaged(message: string): WalkedEntry {
  return skipped('', 'damaged', message, true);
}
