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

import type { ElfReport } from '../elf/types';
import { nameOf } from './paths';
import type { NeedProvider, PlacedFile } from './types';

/**
 * One object in the loader's list, with the names by which it is found there.
 *
 * @internal
 */
export interface LoadedNode {
  /** Names by which it was asked for, and its path. */
  names: Set<string>;
  /** The soname, which the loader compares too. */
  soname: string | null;
  /** The files it may be; see `NeedResolution`. */
  providers: NeedProvider[];
  /** Whether it is loaded for certain, and from where. */
  certain: boolean;
  undecided: string | undefined;
  /** The file of the artifact that is loaded; null for one of the system. */
  file: PlacedFile | null;
  /** The directory that `$ORIGIN` stands for. */
  origin: string;
  /** The object whose need loaded it; null for the root and what was before. */
  loader: LoadedNode | null;
  /** Length of the chain of loaders. */
  depth: number;
}

/**
 * The loader's list of what it has loaded, in order.
 *
 * @internal
 */
export class LoadedList {
  readonly #nodes: LoadedNode[] = [];
  readonly #order = new Map<LoadedNode, number>();
  readonly #byName = new Map<string, LoadedNode>();
  readonly #bySoname = new Map<string, LoadedNode>();
  readonly #byFile = new Map<PlacedFile, LoadedNode>();

  get nodes(): readonly LoadedNode[] {
    return this.#nodes;
  }

  add(node: LoadedNode): void {
    this.#order.set(node, this.#nodes.length);
    this.#nodes.push(node);
    node.names.forEach(name => this.addName(node, name));
    if (node.soname !== null && !this.#bySoname.has(node.soname)) {
      this.#bySoname.set(node.soname, node);
    }
    if (node.file && !this.#byFile.has(node.file)) {
      this.#byFile.set(node.file, node);
    }
  }

  addName(node: LoadedNode, name: string): void {
    node.names.add(name);
    const other = this.#byName.get(name);
    if (!other || this.#before(node, other)) {
      this.#byName.set(name, node);
    }
  }

  /** By the names that were asked for and the path, as version needs do. */
  named(name: string): LoadedNode | undefined {
    return this.#byName.get(name);
  }

  ofFile(file: PlacedFile): LoadedNode | undefined {
    return this.#byFile.get(file);
  }

  /**
   * The first that has the name or the soname, as a need is compared. A soname
   * that was asked for is a name from then on.
   */
  find(name: string): LoadedNode | undefined {
    const named = this.#byName.get(name);
    const titled = this.#bySoname.get(name);
    if (titled && (!named || this.#before(titled, named))) {
      this.addName(titled, name);
      return titled;
    }
    return named;
  }

  #before(node: LoadedNode, other: LoadedNode): boolean {
    return (this.#order.get(node) ?? 0) < (this.#order.get(other) ?? 0);
  }
}

/**
 * An object of the system that is in the list before anything is searched.
 *
 * @internal
 */
export function systemNode(
  path: string,
  names: string[],
  provider: Omit<NeedProvider, 'path'>,
): LoadedNode {
  return {
    names: new Set([path, ...names]),
    soname: names.at(0) ?? nameOf(path),
    providers: [{ ...provider, path }],
    certain: provider.certain,
    undecided: provider.undecided,
    file: null,
    origin: '/',
    loader: null,
    depth: 0,
  };
}

/** The DT_RPATH that counts: the loader ignores it beside a DT_RUNPATH. */
export function effectiveRpath(report: ElfReport | null | undefined): string[] {
  return report && report.runpath.length === 0 ? report.rpath : [];
}
