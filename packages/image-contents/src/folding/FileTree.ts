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

import { ContentsError } from '../errors';
import type { ContentsProblem, FileType, ImageLibrary } from '../types';

/** As the kernel: more links on the way are a circle. */
const MAX_LINKS = 40;
/** No path of 4,096 bytes has more folders; through links there could be. */
const MAX_DEPTH = 2048;
/**
 * Steps through targets of links, for all entries together: 40 links of 4 kB
 * each could stand in the path of every one of a million entries.
 */
const MAX_LINK_STEPS = 32 * 1024 * 1024;

/**
 * What a name stands for; hard links share one.
 *
 * @internal
 */
export interface Inode {
  /** `ghost`: there is something, of which nothing can be told. */
  type: FileType | 'ghost';
  mode: number;
  uid: number;
  gid: number;
  size: number;
  sha256: string | null;
  target: string | null;
  mtime: number;
  xattrs?: Record<string, string>;
  device?: [number, number];
  elf?: true;
  /** base64. */
  kept?: string;
  library?: Omit<ImageLibrary, 'path'>;
  problems?: ContentsProblem[];
  /** Whether it has, or had, several names. */
  shared?: true;
}

/** @internal */
export interface TreeNode {
  inode: Inode;
  /** By name; undefined unless a directory. */
  children: Map<string, TreeNode> | undefined;
}

/**
 * Where an entry is to be: a directory and the name in it.
 *
 * @internal
 */
export interface TreePlace {
  folder: Map<string, TreeNode>;
  name: string;
}

/**
 * How a path is followed.
 *
 * @internal
 */
export interface FollowOptions {
  /** Makes the directories that are missing, as the engines do. */
  create: boolean;
  /**
   * Paths that the layer has as directories: where a lower one has a link
   * there, it is not followed.
   */
  replaced?: ReadonlySet<string>;
}

/**
 * A file system of which paths are followed as the kernel does within a root:
 * through links to directories, of which none leads out.
 *
 * @internal
 */
export class FileTree {
  readonly root: TreeNode = directoryNode();
  #linkSteps = 0;
  /** The last folder, as entries of one follow one another. */
  #last: { path: string; folder: Map<string, TreeNode> } | undefined;

  /**
   * The directory and name of a path. Links in the directory are followed, the
   * name is not.
   *
   * @returns undefined where the directory is not there and is not created, or
   *   where links lead in a circle
   * @throws ContentsError `too-large` where following them takes too long
   */
  place(path: string, options: FollowOptions): TreePlace | undefined {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (slash < 0) {
      return { folder: childrenOf(this.root), name };
    }
    const folder = this.#folder(path.slice(0, slash), options);
    return folder && { folder, name };
  }

  /** What is at a path; a link at its end is not followed. */
  find(path: string): TreeNode | undefined {
    const place = this.place(path, { create: false });
    return place?.folder.get(place.name);
  }

  /** Puts something at a place; what was there is gone with all below it. */
  put({ folder, name }: TreePlace, node: TreeNode): void {
    const old = folder.get(name);
    if (node.children && old?.children) {
      old.inode = node.inode;
      return;
    }
    if (old) {
      this.#last = undefined;
    }
    folder.set(name, node);
  }

  remove({ folder, name }: TreePlace): void {
    if (folder.delete(name)) {
      this.#last = undefined;
    }
  }

  /** The directory of a path, links followed, or undefined. */
  directory(
    path: string,
    options: FollowOptions,
  ): Map<string, TreeNode> | undefined {
    return path === ''
      ? childrenOf(this.root)
      : this.#follow(path.split('/'), options);
  }

  clear(folder: Map<string, TreeNode>): void {
    folder.clear();
    this.#last = undefined;
  }

  #folder(
    path: string,
    options: FollowOptions,
  ): Map<string, TreeNode> | undefined {
    if (this.#last?.path === path && !options.replaced) {
      return this.#last.folder;
    }
    const folder = this.#follow(path.split('/'), options);
    if (folder && !options.replaced) {
      this.#last = { path, folder };
    }
    return folder;
  }

  #follow(
    parts: readonly string[],
    options: FollowOptions,
  ): Map<string, TreeNode> | undefined {
    const stack = [this.root];
    const todo = [...parts].reverse();
    let links = 0;
    let taken = 0;
    for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
      taken += 1;
      if (part === '..') {
        if (stack.length > 1) {
          stack.pop();
        }
        continue;
      }
      if (part === '' || part === '.') {
        continue;
      }
      const child = this.#child(stack[stack.length - 1], part, options);
      if (!child) {
        return undefined;
      }
      const { target } = child.inode;
      if (target === null) {
        stack.push(child);
        if (stack.length > MAX_DEPTH) {
          return undefined;
        }
        continue;
      }
      const replaced =
        links === 0 && options.replaced?.has(parts.slice(0, taken).join('/'));
      links += 1;
      if (replaced || links > MAX_LINKS) {
        return undefined;
      }
      if (target.startsWith('/')) {
        stack.length = 1;
      }
      this.#pushTarget(todo, target);
    }
    return childrenOf(stack[stack.length - 1]);
  }

  /** A directory or a link; another thing becomes a directory if it may. */
  #child(
    folder: TreeNode,
    name: string,
    { create }: FollowOptions,
  ): TreeNode | undefined {
    const children = childrenOf(folder);
    const child = children.get(name);
    if (child && (child.children || child.inode.target !== null)) {
      return child;
    }
    if (!create) {
      return undefined;
    }
    const made = directoryNode();
    children.set(name, made);
    return made;
  }

  #pushTarget(todo: string[], target: string): void {
    const steps = target.split('/');
    this.#linkSteps += steps.length;
    if (this.#linkSteps > MAX_LINK_STEPS) {
      throw new ContentsError(
        'too-large',
        'The image cannot be put together: its paths go through too many links',
      );
    }
    for (let index = steps.length - 1; index >= 0; index -= 1) {
      todo.push(steps[index]);
    }
  }
}

/**
 * A directory of which no layer says anything, as the engines make it.
 *
 * @internal
 */
export function directoryNode(): TreeNode {
  return {
    inode: {
      type: 'directory',
      mode: 0o755,
      uid: 0,
      gid: 0,
      size: 0,
      sha256: null,
      target: null,
      mtime: 0,
    },
    children: new Map(),
  };
}

function childrenOf(node: TreeNode): Map<string, TreeNode> {
  if (!node.children) {
    throw new TypeError('Only a directory has children');
  }
  return node.children;
}
