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

import type { FoldedImage } from '../types';
import { byText } from '../packages/byText';
import { matchesGlob } from './glob';
import type { ImageTree } from './ImageTree';

const LD_SO_CONF = '/etc/ld.so.conf';

/** Beyond what any system has; crafted files could else name millions. */
const MAX_FILES = 200;
const MAX_DEPTH = 8;
const MAX_FOLDERS = 1_000;
const MAX_CHARACTERS = 256 * 1024;

/**
 * The folders that `/etc/ld.so.conf` and the files that it includes name, in
 * order, as ldconfig reads them: a folder or an `include` on each line, with
 * patterns of files in their order by name; relative ones stand beside the file
 * that includes.
 *
 * @internal
 */
export function readLdSoConf(image: FoldedImage, tree: ImageTree): string[] {
  const reader = { image, tree, folders: [] as string[], files: 0 };
  readFile(reader, LD_SO_CONF, 0);
  return reader.folders;
}

interface Reader {
  image: FoldedImage;
  tree: ImageTree;
  folders: string[];
  files: number;
}

function readFile(reader: Reader, path: string, depth: number): void {
  const file = reader.tree.content(path);
  if (!file || depth > MAX_DEPTH || reader.files >= MAX_FILES) {
    return;
  }
  reader.files += 1;
  const text = file.bytes.toString('utf8', 0, MAX_CHARACTERS);
  for (const raw of text.split('\n')) {
    const line = raw.split('#', 1)[0].trim();
    const [word, ...patterns] = line.split(/\s+/);
    if (word === 'include') {
      const folder = path.slice(0, path.lastIndexOf('/'));
      for (const pattern of patterns) {
        const absolute = pattern.startsWith('/')
          ? pattern
          : `${folder}/${pattern}`;
        includedFiles(reader, absolute).forEach(included =>
          readFile(reader, included, depth + 1),
        );
      }
    } else if (line.startsWith('/') && reader.folders.length < MAX_FOLDERS) {
      // `/folder=libc6`, as old files say the type of library.
      reader.folders.push(withoutSlash(line.split('=', 1)[0].trim()));
    }
  }
}

/** Files that fit a pattern, sorted; only their names may have wildcards. */
function includedFiles(reader: Reader, pattern: string): string[] {
  if (reader.files >= MAX_FILES) {
    return [];
  }
  const slash = pattern.lastIndexOf('/');
  const folder = pattern.slice(0, slash);
  const name = pattern.slice(slash + 1);
  if (!/[*?[\\]/.test(name)) {
    return [pattern];
  }
  const real = reader.tree.realPath(folder);
  const paths: string[] = [];
  // Each pattern that is looked up counts, as it walks all files.
  reader.files += 1;
  for (const path of real === null ? [] : reader.image.files.keys()) {
    if (
      path.startsWith(`${real}/`) &&
      !path.includes('/', (real?.length ?? 0) + 1) &&
      matchesGlob(name, path.slice((real?.length ?? 0) + 1))
    ) {
      paths.push(path);
    }
  }
  return paths.sort(byText).map(path => `/${path}`);
}

/**
 * The folders of `/etc/ld-musl-<machine>.path`, which stand in the place of
 * musl's own; undefined where there is no such file.
 *
 * @internal
 */
export function readMuslPath(
  tree: ImageTree,
  machine: string,
): string[] | undefined {
  const file = tree.content(`/etc/ld-musl-${machine}.path`);
  if (!file) {
    return undefined;
  }
  return file.bytes
    .toString('utf8', 0, MAX_CHARACTERS)
    .split(/[\n:]/)
    .map(line => line.trim())
    .filter(line => line.startsWith('/'))
    .slice(0, MAX_FOLDERS)
    .map(withoutSlash);
}

/**
 * A folder without slashes at its end.
 *
 * @internal
 */
export function withoutSlash(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') {
    end -= 1;
  }
  return path.slice(0, end);
}
