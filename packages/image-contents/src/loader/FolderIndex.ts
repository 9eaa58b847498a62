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

import type { FoldedImage, ImageFile, ImageLibrary } from '../types';
import type { ImageTree } from './ImageTree';
import { compareFileNames, isNeededName } from './libraryNames';

/** @internal */
export type FolderLibrary = ImageLibrary;

/**
 * The libraries of a folder that fit the machine.
 *
 * @internal
 */
export interface FolderNames {
  /** By the names of files and links that programs may need. */
  byFileName: Map<string, FolderLibrary>;
  /** By soname; of several files the one with the highest version in its name. */
  bySoname: Map<string, FolderLibrary>;
}

/**
 * What the folders in which the loader searches have, from one walk over all
 * files of the image.
 *
 * @internal
 */
export class FolderIndex {
  readonly #tree: ImageTree;
  readonly #machine: string;
  readonly #folders = new Map<string, FolderNames>();

  private constructor(tree: ImageTree, machine: string) {
    this.#tree = tree;
    this.#machine = machine;
  }

  static create(options: {
    image: FoldedImage;
    tree: ImageTree;
    machine: string;
    folders: string[];
  }): FolderIndex {
    const { image, tree, machine, folders } = options;
    const index = new FolderIndex(tree, machine);
    for (const folder of folders) {
      const real = tree.realPath(folder);
      if (real !== null) {
        index.#folders.set(real, {
          byFileName: new Map(),
          bySoname: new Map(),
        });
      }
    }
    for (const file of image.files.values()) {
      const slash = file.path.lastIndexOf('/');
      const names = index.#folders.get(file.path.slice(0, Math.max(slash, 0)));
      if (names && (file.type === 'file' || file.type === 'symlink')) {
        index.#add(names, file, file.path.slice(slash + 1));
      }
    }
    return index;
  }

  /** Those of a folder, through links; empty where it is not there. */
  of(folder: string): FolderNames {
    const real = this.#tree.realPath(folder);
    const names = real === null ? undefined : this.#folders.get(real);
    return names ?? { byFileName: new Map(), bySoname: new Map() };
  }

  #add(names: FolderNames, file: ImageFile, name: string): void {
    if (!name.includes('.so')) {
      return;
    }
    const isLink = file.type === 'symlink';
    const real = isLink ? this.#tree.find(file.path) : file;
    const library = real && this.#tree.library(real);
    if (!real || library?.machine !== this.#machine || library.class !== 64) {
      return;
    }
    const found = { ...library, path: real.path };
    if (isNeededName(name, library.soname, isLink)) {
      names.byFileName.set(name, found);
    }
    const { soname } = library;
    if (soname !== null && !isLink && isFileName(soname)) {
      const other = names.bySoname.get(soname);
      if (!other || compareFileNames(other.path, real.path) < 0) {
        names.bySoname.set(soname, found);
      }
    }
  }
}

/** A soname with a slash or beyond the length of names is linked by nothing. */
function isFileName(soname: string): boolean {
  return soname !== '' && soname.length <= 255 && !soname.includes('/');
}
