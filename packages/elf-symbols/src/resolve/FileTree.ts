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

import type { PlacedFile, PlacedLink, UnreadDirectory } from './types';
import { nameOf } from './paths';

/** As the kernel: a chain of more links is a circle (ELOOP). */
const MAX_LINKS = 40;

/** As the kernel: a longer path is refused (ENAMETOOLONG). */
const PATH_MAX = 4096;

/** Folders whose real place is kept. */
const MAX_FOLDERS = 100_000;

/**
 * What is at a path of the artifact.
 *
 * - `file`: a file of it.
 * - `unread`: the directory was not read.
 * - `outside`: nothing of the artifact; `path` is where its links lead, which
 *   the system may have.
 * - `none`: nothing that could be opened.
 *
 * @internal
 */
export type TreeEntry =
  | { kind: 'file'; file: PlacedFile }
  | { kind: 'unread'; path: string; reason: string }
  | { kind: 'outside'; path: string }
  | { kind: 'none' };

/**
 * The files of an artifact as the kernel would see them, by name alone.
 *
 * @internal
 */
export class FileTree {
  readonly #files: Map<string, PlacedFile>;
  readonly #links: Map<string, PlacedLink>;
  readonly #unread: UnreadDirectory[];
  readonly #folders = new Set<string>();
  readonly #realFolders = new Map<string, string | null>();
  readonly #named = new Map<string, Set<PlacedFile>>();

  constructor(
    files: PlacedFile[],
    links: PlacedLink[],
    unread: UnreadDirectory[],
  ) {
    this.#files = new Map(files.map(file => [file.path, file]));
    this.#links = new Map(links.map(link => [link.path, link]));
    this.#unread = unread;
    for (const path of [...this.#files.keys(), ...this.#links.keys()]) {
      let slash = path.lastIndexOf('/');
      while (slash > 0 && !this.#folders.has(path.slice(0, slash))) {
        this.#folders.add(path.slice(0, slash));
        slash = path.lastIndexOf('/', slash - 1);
      }
    }
    for (const file of this.#files.values()) {
      this.#name(nameOf(file.path), file);
      if (file.report?.soname) {
        this.#name(file.report.soname, file);
      }
    }
    for (const { path } of this.#links.values()) {
      const entry = this.find(path);
      if (entry.kind === 'file') {
        this.#name(nameOf(path), entry.file);
      }
    }
  }

  /** The files with this file name, soname, or link of that name. */
  named(name: string): PlacedFile[] {
    return [...(this.#named.get(name) ?? [])];
  }

  /** Opens an absolute path, with the links on the way followed. */
  find(path: string): TreeEntry {
    if (path.length > PATH_MAX) {
      return { kind: 'none' };
    }
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    const folder = this.#realFolder(path.slice(0, Math.max(slash, 0)));
    if (folder !== null && name !== '' && name !== '.' && name !== '..') {
      const direct = `${folder}/${name}`;
      if (!this.#links.has(direct)) {
        return this.#at(direct);
      }
    }
    const real = this.#walk(path);
    return real === null ? { kind: 'none' } : this.#at(real);
  }

  /** Kept, as most searches are for other names in the same folders. */
  #realFolder(path: string): string | null {
    const known = this.#realFolders.get(path);
    if (known !== undefined) {
      return known;
    }
    const real = this.#walk(path);
    if (this.#realFolders.size < MAX_FOLDERS) {
      this.#realFolders.set(path, real);
    }
    return real;
  }

  /** Where a path leads, or null where its links go in a circle. */
  #walk(path: string): string | null {
    // The parts still to walk, the next one last.
    const rest = path.split('/').reverse();
    let done = '';
    let followed = 0;
    while (rest.length > 0) {
      const part = rest.pop();
      if (part === undefined || part === '' || part === '.') {
        continue;
      }
      if (part === '..') {
        done = done.slice(0, Math.max(done.lastIndexOf('/'), 0));
        continue;
      }
      const next = `${done}/${part}`;
      const link = this.#links.get(next);
      if (!link) {
        done = next;
        continue;
      }
      followed += 1;
      if (followed > MAX_LINKS || link.target.length > PATH_MAX) {
        return null;
      }
      if (link.target.startsWith('/')) {
        done = '';
      }
      rest.push(...link.target.split('/').reverse());
    }
    return done;
  }

  #at(path: string): TreeEntry {
    const file = this.#files.get(path);
    if (file) {
      return { kind: 'file', file };
    }
    if (path === '' || this.#folders.has(path)) {
      return { kind: 'none' };
    }
    const unread = this.#unread.find(directory =>
      path.startsWith(`${directory.path}/`),
    );
    return unread
      ? { kind: 'unread', path, reason: unread.reason }
      : { kind: 'outside', path };
  }

  #name(name: string, file: PlacedFile): void {
    const files = this.#named.get(name);
    if (files) {
      files.add(file);
    } else {
      this.#named.set(name, new Set([file]));
    }
  }
}
