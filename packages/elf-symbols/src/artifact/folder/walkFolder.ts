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

import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../errors';
import { FileSource } from '../../source/FileSource';
import type { RandomAccessSource } from '../../source/RandomAccessSource';
import {
  isLibraryName,
  isPackedTar,
  isStartedByLambda,
  MAX_SCRIPT_SIZE,
} from '../entryPaths';
import { GuardedSource } from '../GuardedSource';
import { sha256Of } from '../sha256';
import { describeSignature, SIGNATURE_SIZE, signatureOf } from '../signatures';
import type { WalkedEntry, WalkEnd } from '../types';
import { skipped, type WalkContext } from '../WalkContext';
import { walkNestedZip } from '../zip/walkZip';

class FolderWalker {
  readonly #root: string;
  readonly #context: WalkContext;
  readonly #lines: { path: string; line: string }[] = [];
  #size = 0;
  #hashed: boolean;

  constructor(root: string, context: WalkContext) {
    this.#root = root;
    this.#context = context;
    this.#hashed = !context.headsOnly;
  }

  end(): WalkEnd {
    const hash = createHash('sha256');
    for (const { line } of this.#lines.sort((a, b) =>
      compareText(a.path, b.path),
    )) {
      hash.update(line);
    }
    return {
      kind: 'end',
      format: 'folder',
      sha256: this.#hashed ? hash.digest('hex') : null,
      size: this.#size,
      entries: this.#context.entries,
    };
  }

  async *walk(
    folder: string,
    depth: number,
  ): AsyncGenerator<WalkedEntry, boolean> {
    if (depth > this.#context.limits.folderDepth) {
      this.#hashed = false;
      yield skipped(
        folder,
        'limit',
        `folders are followed ${this.#context.limits.folderDepth} deep`,
        true,
      );
      return true;
    }
    let entries: Dirent[];
    try {
      entries = readdirSync(join(this.#root, folder), { withFileTypes: true });
    } catch (error) {
      yield this.#unreadable(folder, error);
      return true;
    }
    entries.sort((a, b) => compareText(a.name, b.name));
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!(await this.#context.countEntry(path))) {
        this.#hashed = false;
        yield this.#context.tooManyEntries(path);
        return false;
      }
      const goOn = entry.isDirectory()
        ? yield* this.walk(path, depth + 1)
        : yield* this.#entry(path, entry);
      if (!goOn) {
        return false;
      }
    }
    return true;
  }

  async *#entry(
    path: string,
    entry: Dirent,
  ): AsyncGenerator<WalkedEntry, boolean> {
    if (entry.isSymbolicLink()) {
      try {
        const target = readlinkSync(join(this.#root, path));
        this.#lines.push({ path, line: `-> ${target} ${path}\n` });
        yield { kind: 'link', path, link: 'symbolic', target };
      } catch (error) {
        yield this.#unreadable(path, error);
      }
      return true;
    }
    if (!entry.isFile()) {
      yield skipped(path, 'special-file', 'it is no regular file', false);
      return true;
    }
    let source: FileSource;
    try {
      source = FileSource.open(join(this.#root, path), {
        name: path,
        noFollow: true,
      });
    } catch (error) {
      yield this.#unreadable(path, error);
      return true;
    }
    try {
      if (!this.#context.takeBytes(source.size)) {
        this.#hashed = false;
        yield this.#context.tooManyBytes(path);
        return false;
      }
      yield* this.#file(path, source);
      return true;
    } finally {
      source.close();
    }
  }

  async *#file(path: string, source: FileSource): AsyncGenerator<WalkedEntry> {
    let sha256: string | null;
    let head: Uint8Array;
    try {
      head = source.read(0, Math.min(SIGNATURE_SIZE, source.size));
      sha256 = this.#context.headsOnly ? null : await sha256Of(source);
    } catch (error) {
      yield this.#unreadable(path, error);
      return;
    }
    this.#size += source.size;
    this.#lines.push({ path, line: `${sha256} ${path}\n` });
    const { mode } = source;
    const signature = signatureOf(head);
    if (signature === 'elf') {
      yield { kind: 'elf', path, mode, source, sha256 };
    } else if (
      signature === 'script' &&
      isStartedByLambda(path) &&
      source.size <= MAX_SCRIPT_SIZE &&
      this.#context.takeScript()
    ) {
      yield { kind: 'script', path, mode, text: readText(source) };
    } else {
      yield { kind: 'other', path };
      yield* this.#other(path, source, signature);
    }
  }

  async *#other(
    path: string,
    source: RandomAccessSource,
    signature: ReturnType<typeof signatureOf>,
  ): AsyncGenerator<WalkedEntry> {
    if (signature === 'zip') {
      if (this.#context.limits.nesting < 1) {
        yield skipped(path, 'limit', 'archives in it are not opened', true);
      } else {
        const guarded = new GuardedSource(source, path);
        yield* walkNestedZip(guarded, path, 1, this.#context);
      }
    } else if (isLibraryName(path)) {
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

  #unreadable(path: string, error: unknown): WalkedEntry {
    this.#hashed = false;
    return skipped(
      path,
      'unreadable',
      `it cannot be read: ${messageOf(error)}`,
      true,
    );
  }
}

/**
 * Walks a folder in the order of its sorted names. Reads every file once for
 * the hash; does not follow symbolic links.
 *
 * @internal
 */
export async function* walkFolder(
  root: string,
  context: WalkContext,
): AsyncGenerator<WalkedEntry, WalkEnd> {
  const walker = new FolderWalker(root, context);
  yield* walker.walk('', 0);
  return walker.end();
}

function readText(source: RandomAccessSource): string {
  return Buffer.from(source.read(0, source.size)).toString('utf8');
}

/** By UTF-16 code units, whatever the language of the system. */
function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
