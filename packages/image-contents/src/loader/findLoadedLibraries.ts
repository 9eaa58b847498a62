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

import { byText } from '../packages/byText';
import type { FoldedImage, LoadedLibrary } from '../types';
import {
  FolderIndex,
  type FolderLibrary,
  type FolderNames,
} from './FolderIndex';
import { ImageTree } from './ImageTree';
import { readLdSoConf, readMuslPath, withoutSlash } from './ldSoConf';
import { isCached } from './libraryNames';
import {
  describeLoader,
  type LoaderMachine,
  type LoaderSystem,
} from './LoaderSystem';

/** Folders of `LD_LIBRARY_PATH`; an image's configuration could name millions. */
const MAX_FOLDERS = 1_000;

/** Other copies that are named of one library. */
const MAX_HIDDEN = 100;

interface SearchFolder {
  folder: string;
  foundBy: LoadedLibrary['foundBy'];
}

/**
 * Finds, for every name that programs may need, the file that the image's
 * loader would take: first the folders of `LD_LIBRARY_PATH` (by file name),
 * then those of `ld.so.conf` and what it includes (by soname, as ldconfig lists
 * them), then those built into the loader (by both). A file of another
 * machine or class is passed over. For musl: `LD_LIBRARY_PATH`, then
 * `/etc/ld-musl-*.path` or else its own folders, by file name only.
 *
 * - The cache (`/etc/ld.so.cache`) is taken to be what ldconfig would make of
 *   the image's files.
 * - `glibc-hwcaps` and the older folders for processors are not searched: what
 *   is there is the same library, compiled for newer processors. It is not
 *   among the hidden copies either.
 * - Runpaths and preloads are of single programs, and are not looked at.
 *
 * @param options - `libraryPath`: the folders of `LD_LIBRARY_PATH` in the
 *   image's configuration. Relative ones and `$ORIGIN` depend on the program
 *   and are passed over.
 * @returns Libraries sorted by name, and the folders in the order of search,
 *   with a leading slash, whether or not they are there.
 * @public
 */
export function findLoadedLibraries(
  image: FoldedImage,
  options: { machine: 'x86_64' | 'aarch64'; libraryPath: string[] },
): { libraries: LoadedLibrary[]; folders: string[] } {
  const { machine } = options;
  const tree = new ImageTree(image);
  const system = describeLoader(tree, machine);
  const folders = searchFolders(image, tree, system, options);
  const index = FolderIndex.create({
    image,
    tree,
    machine,
    folders: folders.map(({ folder }) => folder),
  });
  const loaded = new Map<string, LoadedLibrary>();
  for (const search of folders) {
    const { folder, foundBy } = search;
    for (const [name, library] of namesIn(index, search, system.libc)) {
      if (!loaded.has(name)) {
        loaded.set(name, { ...library, name, folder, foundBy, hidden: [] });
      }
    }
  }
  hideCopies(loaded, image, machine);
  return {
    libraries: [...loaded.values()].sort((a, b) => byText(a.name, b.name)),
    folders: [...new Set(folders.map(({ folder }) => folder))],
  };
}

function searchFolders(
  image: FoldedImage,
  tree: ImageTree,
  system: LoaderSystem,
  options: { machine: LoaderMachine; libraryPath: string[] },
): SearchFolder[] {
  const { machine, libraryPath } = options;
  const folders: SearchFolder[] = [];
  const add = (paths: string[], foundBy: LoadedLibrary['foundBy']) => {
    // A folder of ld.so.conf that is built in too is searched twice: first for
    // what ldconfig lists of it, then for any name.
    for (const folder of new Set(paths)) {
      folders.push({ folder, foundBy });
    }
  };
  const configured = libraryPath
    .slice(0, MAX_FOLDERS)
    .map(path => expand(path, system, machine))
    .filter(path => path !== undefined);
  add(configured, 'library-path');
  if (system.libc === 'musl') {
    const written = readMuslPath(tree, machine);
    add(written ?? [], 'ld.so.conf');
    add(written ? [] : system.defaultFolders, 'default');
  } else {
    add(readLdSoConf(image, tree), 'ld.so.conf');
    add(system.defaultFolders, 'default');
  }
  return folders;
}

function expand(
  path: string,
  system: LoaderSystem,
  machine: LoaderMachine,
): string | undefined {
  const expanded = path
    .replace(/\$(?:LIB\b|\{LIB\})/g, system.lib)
    .replace(/\$(?:PLATFORM\b|\{PLATFORM\})/g, machine);
  return expanded.startsWith('/') && !expanded.includes('$')
    ? withoutSlash(expanded)
    : undefined;
}

/** The libraries of a folder by the names under which it gives them. */
function namesIn(
  index: FolderIndex,
  { folder, foundBy }: SearchFolder,
  libc: LoaderSystem['libc'],
): Map<string, FolderLibrary> {
  const names = index.of(folder);
  if (libc === 'musl' || foundBy === 'library-path') {
    return names.byFileName;
  }
  const listed = cachedNames(names);
  return foundBy === 'default'
    ? new Map([...listed, ...names.byFileName])
    : listed;
}

/** What ldconfig lists of a folder: by soname, or by file name without one. */
function cachedNames({
  byFileName,
  bySoname,
}: FolderNames): Map<string, FolderLibrary> {
  const names = new Map<string, FolderLibrary>();
  for (const [soname, library] of bySoname) {
    const { path } = library;
    if (isCached(path.slice(path.lastIndexOf('/') + 1))) {
      names.set(soname, library);
    }
  }
  for (const [name, library] of byFileName) {
    if (isCached(name) && (library.soname ?? name) === name) {
      names.set(name, library);
    }
  }
  return names;
}

/** Adds to each library the other files that carry its name or soname. */
function hideCopies(
  loaded: Map<string, LoadedLibrary>,
  image: FoldedImage,
  machine: LoaderMachine,
): void {
  for (const [path, library] of image.libraries) {
    if (
      library.machine !== machine ||
      library.class !== 64 ||
      path.includes('/glibc-hwcaps/')
    ) {
      continue;
    }
    const inode = inodeOf(image, path);
    const fileName = path.slice(path.lastIndexOf('/') + 1);
    for (const name of new Set([fileName, library.soname ?? fileName])) {
      const taken = loaded.get(name);
      if (taken && inodeOf(image, taken.path) !== inode) {
        taken.hidden.push(path);
      }
    }
  }
  for (const library of loaded.values()) {
    library.hidden = library.hidden.sort(byText).slice(0, MAX_HIDDEN);
  }
}

/** The same for all hard links of a file. */
function inodeOf(image: FoldedImage, path: string): string {
  return image.files.get(path)?.hardlinkTo ?? path;
}
