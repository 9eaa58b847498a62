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

import type { FoldedImage, ImageFile, ImageLibrary } from '../../types';

/** What a test puts at a path. */
export type PlannedEntry =
  | { link: string }
  | { hardlink: string }
  | { text: string }
  | { bytes: Buffer }
  | {
      soname: string | null;
      machine?: string;
      class?: 32 | 64;
      versions?: string[];
    };

/** A library as it is planned, with defaults that fit arm64. */
export function library(
  soname: string | null,
  ...versions: string[]
): PlannedEntry {
  return { soname, versions };
}

/** The file system of an image, with the folders above each entry. */
export function foldedImage(plan: Record<string, PlannedEntry>): FoldedImage {
  const files: ImageFile[] = [];
  const kept = new Map<string, Buffer>();
  const libraries = new Map<string, Omit<ImageLibrary, 'path'>>();
  const folders = new Set<string>();
  for (const [path, entry] of Object.entries(plan)) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      folders.add(parts.slice(0, depth).join('/'));
    }
    if ('link' in entry) {
      files.push(imageFile(path, { type: 'symlink', target: entry.link }));
    } else if ('hardlink' in entry) {
      files.push(imageFile(path, { hardlinkTo: entry.hardlink }));
    } else {
      files.push(imageFile(path));
    }
    if ('text' in entry) {
      kept.set(path, Buffer.from(entry.text));
    } else if ('bytes' in entry) {
      kept.set(path, entry.bytes);
    } else if ('soname' in entry) {
      libraries.set(path, {
        soname: entry.soname,
        machine: entry.machine ?? 'aarch64',
        class: entry.class ?? 64,
        sha256: `sha of ${path}`,
        versions: (entry.versions ?? []).map(name => ({ name, symbols: null })),
        complete: true,
      });
    }
  }
  for (const folder of folders) {
    if (!Object.hasOwn(plan, folder)) {
      files.push(imageFile(folder, { type: 'directory', sha256: null }));
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files: new Map(files.map(file => [file.path, file])),
    kept,
    libraries,
    problems: [],
  };
}

/** A file of an image, with what a test does not care for. */
export function imageFile(
  path: string,
  rest: Partial<ImageFile> = {},
): ImageFile {
  return {
    path,
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: 0,
    sha256: rest.type && rest.type !== 'file' ? null : `sha of ${path}`,
    target: null,
    hardlinkTo: null,
    mtime: 0,
    ...rest,
  };
}
