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

/** As the kernel: a chain of more links is a circle (ELOOP). */
const MAX_LINKS = 40;

/** As the kernel: a longer path is refused (ENAMETOOLONG). */
const PATH_MAX = 4096;

/** Folders whose real place is kept. */
const MAX_FOLDERS = 100_000;

/**
 * The files of an image as its kernel would find them: links are followed from
 * the image's root, and never leave it.
 *
 * @internal
 */
export class ImageTree {
  readonly #image: FoldedImage;
  readonly #realFolders = new Map<string, string | null>();

  constructor(image: FoldedImage) {
    this.#image = image;
  }

  /**
   * Where a path leads, without a leading slash, whether or not something is
   * there; null where its links go in a circle.
   */
  realPath(path: string): string | null {
    if (path.length > PATH_MAX) {
      return null;
    }
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (name !== '' && name !== '.' && name !== '..') {
      const folder = this.#realFolder(path.slice(0, Math.max(slash, 0)));
      if (folder === null) {
        return null;
      }
      const direct = folder === '' ? name : `${folder}/${name}`;
      if (this.#image.files.get(direct)?.type !== 'symlink') {
        return direct;
      }
    }
    return this.#walk(path);
  }

  /** What is at a path, with all links followed. */
  find(path: string): ImageFile | undefined {
    const real = this.realPath(path);
    return real === null ? undefined : this.#image.files.get(real);
  }

  /** The content of a file that is kept, with all links followed. */
  content(path: string): { path: string; bytes: Buffer } | undefined {
    const file = this.find(path);
    if (file?.type !== 'file') {
      return undefined;
    }
    const bytes =
      this.#image.kept.get(file.path) ??
      (file.hardlinkTo === null
        ? undefined
        : this.#image.kept.get(file.hardlinkTo));
    return bytes && { path: file.path, bytes };
  }

  /** The library that a file is, with hard links followed. */
  library(file: ImageFile): Omit<ImageLibrary, 'path'> | undefined {
    return (
      this.#image.libraries.get(file.path) ??
      (file.hardlinkTo === null
        ? undefined
        : this.#image.libraries.get(file.hardlinkTo))
    );
  }

  /** Kept, as most paths are of other files in the same folders. */
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
      const next = done === '' ? part : `${done}/${part}`;
      const link = this.#image.files.get(next);
      if (link?.type !== 'symlink' || link.target === null) {
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
}
