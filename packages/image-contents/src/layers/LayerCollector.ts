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

import type { ContentsBudget } from '../ContentsBudget';
import { ContentsError } from '../errors';
import { isKeptFile } from '../packages/keptFiles';
import type { LayerContents, LayerEntry } from '../types';
import { entryAttributes, entryType } from './entryAttributes';
import { LayerFileReader } from './LayerFileReader';
import { LayerRecord } from './LayerRecord';
import { libraryFacts } from './libraryFacts';
import { isLazyLoadingFile, meaningOf, normalizedPath } from './names';
import type { TarEntry, TarReceiver } from './tar/TarParser';

/**
 * Makes of the entries of a layer's archive what is kept of it.
 *
 * @internal
 */
export class LayerCollector implements TarReceiver {
  readonly #budget: ContentsBudget;
  readonly #record: LayerRecord;
  readonly #reader = new LayerFileReader();
  /** The file whose content comes. */
  #current: LayerEntry | undefined;
  #keeps = false;

  constructor(budget: ContentsBudget) {
    this.#budget = budget;
    this.#record = new LayerRecord(budget);
  }

  /** What was collected, once the archive has ended. */
  contents(diffId: string, unpackedSize: number): LayerContents {
    return this.#record.toContents(diffId, unpackedSize);
  }

  entry(tar: TarEntry): boolean {
    this.#budget.takeEntry();
    this.#checkLength(tar.name, tar.at);
    this.#checkLength(tar.linkName, tar.at);
    const path = normalizedPath(tar.name);
    if (path === undefined) {
      this.#leaveOut(tar, `The name ${quoted(tar.name)} leads up`);
      return false;
    }
    const meaning = meaningOf(path);
    switch (meaning.kind) {
      case 'whiteout':
        this.#record.addHiding({ p: meaning.path, t: 'w' });
        return false;
      case 'opaque':
        this.#record.addHiding({ p: meaning.path, t: 'o' });
        return false;
      case 'ignored':
        return false;
      case 'unsafe':
        this.#leaveOut(tar, `The whiteout ${quoted(tar.name)} hides no file`);
        return false;
      default:
        return this.#takeEntry(tar, path);
    }
  }

  content(piece: Buffer): void {
    this.#reader.add(piece);
  }

  end(): void {
    const entry = this.#current;
    if (!entry) {
      return;
    }
    const { sha256, elf, bytes } = this.#reader.end();
    entry.h = sha256;
    if (elf) {
      entry.e = 1;
    }
    if (bytes && this.#keeps) {
      this.#record.keep(entry.p, bytes);
    }
    if (elf === 'shared') {
      this.#readLibrary(entry.p, sha256, bytes);
    }
  }

  #takeEntry(tar: TarEntry, path: string): boolean {
    const type = entryType(tar);
    // The root is there, whatever an archive says of it.
    if (path === '' || (type === 'f' && isLazyLoadingFile(path))) {
      return false;
    }
    this.#record.remove(path);
    if (tar.sparse || type === undefined) {
      this.#cannotTell(tar, path);
      return false;
    }
    const entry: LayerEntry = {
      p: path,
      t: type,
      ...entryAttributes(tar, type),
    };
    if (type === 'h') {
      const target = normalizedPath(tar.linkName);
      if (target === undefined || target === '') {
        this.#leaveOut(
          tar,
          `The hard link ${quoted(path)} has the target ${quoted(
            tar.linkName,
          )}`,
        );
        this.#record.addHiding({ p: path, t: 'w' });
        return false;
      }
      entry.l = target;
    } else if (type === 'l') {
      entry.l = tar.linkName;
    }
    this.#record.add(entry);
    if (type === 'f') {
      this.#beginFile(entry, tar.size);
    }
    return type === 'f';
  }

  #beginFile(entry: LayerEntry, size: number): void {
    const { elfBytes, packageDatabaseBytes } = this.#budget.limits;
    entry.s = size;
    this.#current = entry;
    this.#keeps = isKeptFile(entry.p);
    if (this.#keeps && this.#record.keptBytes + size > packageDatabaseBytes) {
      this.#keeps = false;
      this.#record.addProblem(entry.p, {
        code: 'package-database-too-large',
        path: entry.p,
        message: `The file ${entry.p} has ${size} bytes; of all package databases at most ${packageDatabaseBytes} are read.`,
      });
    }
    this.#reader.begin({
      size,
      whole: this.#keeps,
      library: size <= elfBytes,
    });
  }

  #readLibrary(path: string, sha256: string, bytes: Buffer | undefined): void {
    if (!bytes) {
      this.#record.addProblem(path, {
        code: 'elf-too-large',
        path,
        message: `The ELF file ${path} has more than the ${
          this.#budget.limits.elfBytes
        } bytes that are read.`,
      });
      return;
    }
    const { library, problem } = libraryFacts(bytes, path, sha256);
    if (library) {
      this.#record.addLibrary(path, library);
    }
    if (problem) {
      this.#record.addProblem(path, problem);
    }
  }

  /** What lower layers have in its place must not show through. */
  #cannotTell(tar: TarEntry, path: string): void {
    this.#record.addHiding({ p: path, t: 'w' });
    this.#record.addProblem(
      path,
      tar.sparse
        ? {
            code: 'sparse-file',
            path,
            message: `The file ${path} is stored as a sparse file, which is not read.`,
          }
        : {
            code: 'unknown-entry-type',
            path,
            message: `The entry ${path} is of the type ${JSON.stringify(
              tar.type,
            )}, which is not known.`,
          },
    );
  }

  #leaveOut(tar: TarEntry, what: string): void {
    this.#budget.takeNames(tar.name.length + tar.linkName.length);
    this.#record.addProblem(tar.at, {
      code: 'unsafe-path',
      path: null,
      message: `${what}; the entry is left out.`,
    });
  }

  #checkLength(name: string, at: number): void {
    const { pathBytes } = this.#budget.limits;
    // A character is at most three bytes, an escaped byte four characters.
    if (
      name.length * 3 > pathBytes &&
      Buffer.byteLength(name.replace(/\\x[0-9a-f]{2}/g, '?')) > pathBytes
    ) {
      throw new ContentsError(
        'too-large',
        `at byte ${at} of the archive stands a name of more than ${pathBytes} bytes`,
      );
    }
  }
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
}
