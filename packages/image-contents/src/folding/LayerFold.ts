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

import type { ContentsProblem, LayerContents, LayerEntry } from '../types';
import type { FileTree, Inode, TreeNode } from './FileTree';

const TYPES: Readonly<
  Record<Exclude<LayerEntry['t'], 'w' | 'o' | 'h'>, Inode['type']>
> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  c: 'character-device',
  b: 'block-device',
  i: 'fifo',
};

/**
 * Lays one layer over those below it.
 *
 * @internal
 */
export class LayerFold {
  readonly #tree: FileTree;
  readonly #layer: LayerContents;
  /** Those that are about no file that is there. */
  readonly #problems: ContentsProblem[];
  /** Hard links whose target stands behind them in the archive. */
  readonly #waiting: LayerEntry[] = [];

  constructor(
    tree: FileTree,
    layer: LayerContents,
    problems: ContentsProblem[],
  ) {
    this.#tree = tree;
    this.#layer = layer;
    this.#problems = problems;
  }

  apply(): void {
    this.#hideLower();
    const { problems, ghosts } = this.#problemsByPath();
    for (const entry of this.#layer.entries) {
      if (entry.t === 'h') {
        this.#link(entry, true);
      } else if (entry.t !== 'w' && entry.t !== 'o') {
        this.#put(entry.p, this.#nodeOf(entry, problems.get(entry.p)));
      }
    }
    for (const [path, problem] of ghosts) {
      this.#put(path, ghostNode(problem));
    }
    for (const entry of this.#waiting) {
      this.#link(entry, false);
    }
  }

  /** Before all entries, as whiteouts are of lower layers alone. */
  #hideLower(): void {
    const hiding = this.#layer.entries.filter(
      ({ t }) => t === 'w' || t === 'o',
    );
    if (hiding.length === 0) {
      return;
    }
    const replaced = new Set(
      this.#layer.entries.filter(({ t }) => t === 'd').map(({ p }) => p),
    );
    for (const { p, t } of hiding) {
      const options = { create: false, replaced };
      if (t === 'o') {
        const folder = this.#tree.directory(p, options);
        if (folder) {
          this.#tree.clear(folder);
        }
      } else {
        const place = this.#tree.place(p, options);
        if (place) {
          this.#tree.remove(place);
        }
      }
    }
  }

  /** Those of entries that are there, and those of entries of which nothing can be told. */
  #problemsByPath(): {
    problems: Map<string, ContentsProblem[]>;
    ghosts: Map<string, ContentsProblem>;
  } {
    const problems = new Map<string, ContentsProblem[]>();
    const ghosts = new Map<string, ContentsProblem>();
    for (const problem of this.#layer.problems) {
      const { code, path } = problem;
      if (path === null) {
        this.#problems.push(problem);
      } else if (code === 'sparse-file' || code === 'unknown-entry-type') {
        ghosts.set(path, problem);
      } else {
        problems.set(path, [...(problems.get(path) ?? []), problem]);
      }
    }
    return { problems, ghosts };
  }

  #put(path: string, node: TreeNode): void {
    const place = this.#tree.place(path, { create: true });
    if (place) {
      this.#tree.put(place, node);
    } else {
      this.#problems.push({
        code: 'unsafe-path',
        path: null,
        message: `The folder of ${path} is behind a circle of links or too deep; the entry is left out.`,
      });
    }
  }

  #link(entry: LayerEntry, mayWait: boolean): void {
    const target = this.#tree.find(entry.l ?? '');
    if (!target && mayWait) {
      this.#waiting.push(entry);
    }
    if (target && !target.children && target.inode.type !== 'ghost') {
      target.inode.shared = true;
      this.#put(entry.p, { inode: target.inode, children: undefined });
      return;
    }
    if (target || !mayWait) {
      // What a lower layer has in its place is not in the image either.
      this.#put(
        entry.p,
        ghostNode({
          code: 'dangling-hardlink',
          path: entry.p,
          message: `The hard link ${entry.p} has the target ${
            entry.l ?? ''
          }, which is no file of this layer or a lower one.`,
        }),
      );
    }
  }

  #nodeOf(
    entry: LayerEntry,
    problems: ContentsProblem[] | undefined,
  ): TreeNode {
    const { p, t } = entry;
    const inode: Inode = {
      type: t === 'h' || t === 'w' || t === 'o' ? 'ghost' : TYPES[t],
      mode: entry.m ?? 0,
      uid: entry.u ?? 0,
      gid: entry.g ?? 0,
      size: entry.s ?? 0,
      sha256: entry.h ?? null,
      target: t === 'l' ? entry.l ?? '' : null,
      mtime: entry.a ?? 0,
    };
    if (entry.x) {
      inode.xattrs = entry.x;
    }
    if (entry.v) {
      inode.device = entry.v;
    }
    if (entry.e) {
      inode.elf = true;
    }
    if (t === 'f') {
      const { kept, libraries } = this.#layer;
      if (Object.hasOwn(kept, p)) {
        inode.kept = kept[p];
      }
      if (Object.hasOwn(libraries, p)) {
        inode.library = libraries[p];
      }
    }
    if (problems) {
      inode.problems = problems;
    }
    return { inode, children: t === 'd' ? new Map() : undefined };
  }
}

function ghostNode(problem: ContentsProblem): TreeNode {
  return {
    inode: {
      type: 'ghost',
      mode: 0,
      uid: 0,
      gid: 0,
      size: 0,
      sha256: null,
      target: null,
      mtime: 0,
      problems: [problem],
    },
    children: undefined,
  };
}
