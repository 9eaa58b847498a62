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
import type {
  ContentsProblem,
  FoldedImage,
  ImageFile,
  ImageLibrary,
} from '../types';
import type { Inode, TreeNode } from './FileTree';

/**
 * Characters of all paths: twice what the names of the layers may have, since
 * links can make paths longer than they are written.
 */
const MAX_PATH_CHARACTERS = 128 * 1024 * 1024;

/**
 * The files of a tree, sorted by path, with what is known of them.
 *
 * @throws ContentsError `too-large`
 * @internal
 */
export function listFiles(
  root: TreeNode,
  problems: ContentsProblem[],
): FoldedImage {
  const files = new Map<string, ImageFile>();
  const kept = new Map<string, Buffer>();
  const libraries = new Map<string, Omit<ImageLibrary, 'path'>>();
  const firstNames = new Map<Inode, string>();
  for (const [path, inode] of sortedInodes(root)) {
    for (const problem of inode.problems ?? []) {
      problems.push({ ...problem, path });
    }
    if (inode.type === 'ghost') {
      continue;
    }
    files.set(path, fileOf(path, inode, firstNames));
    if (inode.kept !== undefined) {
      kept.set(path, Buffer.from(inode.kept, 'base64'));
    }
    if (inode.library) {
      libraries.set(path, inode.library);
    }
  }
  return { files, kept, libraries, problems };
}

function sortedInodes(root: TreeNode): Array<[string, Inode]> {
  const found: Array<[string, Inode]> = [];
  const folders: Array<[string, TreeNode]> = [['', root]];
  let characters = 0;
  for (let next = folders.pop(); next; next = folders.pop()) {
    const [folder, node] = next;
    for (const [name, child] of node.children ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`;
      characters += path.length;
      if (characters > MAX_PATH_CHARACTERS) {
        throw new ContentsError(
          'too-large',
          `The image cannot be put together: its paths have more than ${MAX_PATH_CHARACTERS} characters`,
        );
      }
      found.push([path, child.inode]);
      if (child.children) {
        folders.push([path, child]);
      }
    }
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}

function fileOf(
  path: string,
  inode: Inode,
  firstNames: Map<Inode, string>,
): ImageFile {
  const type = inode.type === 'ghost' ? 'file' : inode.type;
  const file: ImageFile = {
    path,
    type,
    mode: inode.mode,
    uid: inode.uid,
    gid: inode.gid,
    size: inode.size,
    sha256: inode.sha256,
    target: inode.target,
    hardlinkTo: null,
    mtime: inode.mtime,
  };
  if (inode.shared) {
    file.hardlinkTo = firstNames.get(inode) ?? null;
    if (file.hardlinkTo === null) {
      firstNames.set(inode, path);
    }
  }
  if (inode.xattrs) {
    file.xattrs = inode.xattrs;
  }
  if (inode.device) {
    file.device = inode.device;
  }
  if (inode.elf) {
    file.elf = true;
  }
  return file;
}
