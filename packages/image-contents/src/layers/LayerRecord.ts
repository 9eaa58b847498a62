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

import { namesLength, type ContentsBudget } from '../ContentsBudget';
import { ContentsError } from '../errors';
import type { ContentsProblem, LayerContents, LayerEntry } from '../types';

/** A real layer has none or a few; each is kept with the layer. */
const MAX_PROBLEMS = 10_000;

type Library = LayerContents['libraries'][string];

/**
 * What is kept of a layer while its archive is read: of several entries of one
 * name the last.
 *
 * @internal
 */
export class LayerRecord {
  readonly #budget: ContentsBudget;
  readonly #entries = new Map<string, LayerEntry>();
  /** Paths of the hard links to a path of this layer. */
  readonly #links = new Map<string, string[]>();
  readonly #kept = new Map<string, string>();
  #keptBytes = 0;
  readonly #libraries = new Map<string, Library>();
  /** By path, or by the place of the entry where it is left out. */
  readonly #problems = new Map<string | number, ContentsProblem>();

  constructor(budget: ContentsBudget) {
    this.#budget = budget;
  }

  /** Of the files that are kept whole. */
  get keptBytes(): number {
    return this.#keptBytes;
  }

  toContents(diffId: string, unpackedSize: number): LayerContents {
    return {
      schema: 'lambda-compat/layer-contents/v1',
      diffId,
      unpackedSize,
      entries: [...this.#entries.values()],
      kept: Object.fromEntries(this.#kept),
      libraries: Object.fromEntries(this.#libraries),
      problems: [...this.#problems.values()],
    };
  }

  add(entry: LayerEntry): void {
    this.#budget.takeNames(namesLength(entry));
    this.#entries.set(entry.p, entry);
    if (entry.t === 'h' && entry.l !== undefined) {
      const links = this.#links.get(entry.l);
      if (links) {
        links.push(entry.p);
      } else {
        this.#links.set(entry.l, [entry.p]);
      }
    }
  }

  /** Beside an entry of the same path, which it leaves alone. */
  addHiding(entry: LayerEntry & { t: 'w' | 'o' }): void {
    this.#budget.takeNames(namesLength(entry));
    // No path has a NUL in it.
    this.#entries.set(`${entry.p}\0${entry.t}`, entry);
  }

  keep(path: string, bytes: Buffer): void {
    this.#kept.set(path, bytes.toString('base64'));
    this.#keptBytes += bytes.length;
  }

  addLibrary(path: string, library: Library): void {
    this.#libraries.set(path, library);
  }

  /** @param key - the path, or the place of an entry that is left out */
  addProblem(key: string | number, problem: ContentsProblem): void {
    this.#problems.set(key, problem);
    if (this.#problems.size > MAX_PROBLEMS) {
      throw new ContentsError(
        'too-large',
        `more than ${MAX_PROBLEMS} of its entries cannot be read`,
      );
    }
  }

  /** Forgets what an earlier entry of the path was. */
  remove(path: string): void {
    const old = this.#entries.get(path);
    this.#problems.delete(path);
    if (!old) {
      return;
    }
    if (old.t === 'f') {
      this.#handOver(old);
    }
    const kept = this.#kept.get(path);
    if (kept !== undefined) {
      this.#keptBytes -= Buffer.byteLength(kept, 'base64');
      this.#kept.delete(path);
    }
    this.#libraries.delete(path);
    this.#entries.delete(path);
  }

  /** Hard links to a file stay what it was when they were made. */
  #handOver(file: LayerEntry): void {
    const links = (this.#links.get(file.p) ?? []).filter(link => {
      const entry = this.#entries.get(link);
      return entry?.t === 'h' && entry.l === file.p;
    });
    this.#links.delete(file.p);
    const [heir, ...others] = links;
    if (heir === undefined) {
      return;
    }
    this.#entries.set(heir, { ...file, p: heir });
    for (const link of others) {
      this.#entries.set(link, { p: link, t: 'h', l: heir });
    }
    this.#links.set(heir, others);
    const library = this.#libraries.get(file.p);
    if (library) {
      this.#libraries.set(heir, library);
    }
    const kept = this.#kept.get(file.p);
    if (kept !== undefined) {
      this.#kept.set(heir, kept);
      this.#keptBytes += Buffer.byteLength(kept, 'base64');
    }
  }
}
