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

import type { InstalledPackage } from '../types';
import { byText } from './byText';
import { MAX_FIELD_CHARACTERS, MAX_PACKAGES } from './limits';

/**
 * Damaged parts after which a database is not read on: bytes that are made to
 * be damaged everywhere would else take minutes.
 */
const MAX_DAMAGES = 1_000;

/**
 * The packages of a database while it is read, and what is wrong with it.
 *
 * @internal
 */
export class PackageList {
  readonly #packages: InstalledPackage[] = [];
  readonly #keys = new Set<string>();
  #damage: string | undefined;
  #damages = 0;
  #full = false;

  get size(): number {
    return this.#packages.length;
  }

  /** What was damaged first, as a sentence. */
  get damage(): string | undefined {
    return this.#damage;
  }

  /** More packages than are taken. */
  get full(): boolean {
    return this.#full;
  }

  get complete(): boolean {
    return !this.#full && this.#damage === undefined;
  }

  has(name: string, architecture: string): boolean {
    return this.#keys.has(`${name} ${architecture}`);
  }

  /** Adds a package; false where no more are taken. */
  add(item: InstalledPackage): boolean {
    const { name, version, architecture, source } = item;
    const longest = Math.max(
      name.length,
      version.length,
      architecture.length,
      source?.length ?? 0,
    );
    if (name === '' || version === '' || longest > MAX_FIELD_CHARACTERS) {
      return this.damaged(
        name === '' || longest > MAX_FIELD_CHARACTERS
          ? 'it has a package without a usable name'
          : `it does not say the version of ${name}`,
      );
    }
    if (this.#packages.length >= MAX_PACKAGES) {
      this.#full = true;
      return false;
    }
    this.#packages.push(item);
    this.#keys.add(`${name} ${architecture}`);
    return true;
  }

  /**
   * Notes damage; the first is kept, as the others often follow from it. False
   * where there is too much to go on.
   */
  damaged(message: string): boolean {
    this.#damage ??= message;
    this.#damages += 1;
    return this.#damages < MAX_DAMAGES;
  }

  sorted(): InstalledPackage[] {
    return [...this.#packages].sort(
      (a, b) =>
        byText(a.name, b.name) ||
        byText(a.version, b.version) ||
        byText(a.architecture, b.architecture),
    );
  }
}
