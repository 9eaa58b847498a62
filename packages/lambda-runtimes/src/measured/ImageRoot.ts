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

import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FileSource } from '@lambda-compat/elf-symbols';

/** As the kernel: a chain of more links is a circle. */
const MAX_LINKS = 40;

/** Names of one folder; a larger one is no library folder. */
const MAX_NAMES = 50_000;

/** Bytes of a configuration file. */
const MAX_TEXT = 1024 * 1024;

/**
 * An unpacked image: a folder that stands for `/`. Links in it are followed as
 * in the container, so that none leads out of the folder.
 *
 * @internal
 */
export class ImageRoot {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /**
   * The place on this machine behind a path of the image, or null where there
   * is nothing, or links go in a circle.
   */
  resolve(path: string): string | null {
    let parts: string[] = [];
    let rest = path.split('/');
    let followed = 0;
    while (rest.length > 0) {
      const [part, ...others] = rest;
      rest = others;
      if (part === '..') {
        parts = parts.slice(0, -1);
      } else if (part !== '' && part !== '.') {
        parts = [...parts, part];
        const target = this.#linkAt(parts);
        if (target === null) {
          return null;
        }
        if (target !== '') {
          followed += 1;
          if (followed > MAX_LINKS) {
            return null;
          }
          parts = target.startsWith('/') ? [] : parts.slice(0, -1);
          rest = [...target.split('/'), ...rest];
        }
      }
    }
    return join(this.#root, ...parts);
  }

  /** Target of the link at a place, empty where it is none, null where nothing is. */
  #linkAt(parts: string[]): string | null {
    const place = join(this.#root, ...parts);
    try {
      return lstatSync(place).isSymbolicLink() ? readlinkSync(place) : '';
    } catch {
      return null;
    }
  }

  /**
   * The names in a folder, sorted; none where there is no such folder.
   *
   * @throws the error of the file system where the folder cannot be read
   */
  list(folder: string): string[] {
    const place = this.resolve(folder);
    if (place === null || !lstatSync(place).isDirectory()) {
      return [];
    }
    const names = readdirSync(place);
    if (names.length > MAX_NAMES) {
      throw new Error(
        `${folder} has ${names.length} names, more than ${MAX_NAMES}`,
      );
    }
    return names.sort();
  }

  has(path: string): boolean {
    return this.resolve(path) !== null;
  }

  /** A regular file, which the caller closes; null where there is none. */
  open(path: string): FileSource | null {
    const place = this.resolve(path);
    if (place === null || !lstatSync(place).isFile()) {
      return null;
    }
    return FileSource.open(place, { name: path, noFollow: true });
  }

  /** The text of a small file, or null. */
  readText(path: string): string | null {
    const source = this.open(path);
    if (!source) {
      return null;
    }
    try {
      const size = Math.min(source.size, MAX_TEXT);
      return Buffer.from(source.read(0, size)).toString('utf8');
    } finally {
      source.close();
    }
  }
}
