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

import type { ImageContents, ImageFile } from '../types';
import type { FileChanges } from './types';

/**
 * Files of each list of {@link FileChanges}. The counts are of all.
 *
 * @public
 */
export const MAX_LISTED_FILES = 2_000;

/** @internal */
export interface FileComparison {
  changes: FileChanges;
  /** Whether the layers are the same, and so all files. */
  sameLayers: boolean;
  /** Which of the paths that were asked about have the same file on both sides. */
  same: ReadonlySet<string>;
}

/**
 * Compares two lists of files in one walk over each.
 *
 * @param paths - To be told of those that are the same.
 * @internal
 */
export function compareFiles(
  from: ImageContents,
  to: ImageContents,
  paths: ReadonlySet<string>,
): FileComparison {
  const counts = {
    added: 0,
    removed: 0,
    changed: 0,
    attributes: 0,
    times: 0,
    unchanged: 0,
  };
  const changes: FileChanges = {
    counts,
    added: [],
    removed: [],
    changed: [],
    attributes: [],
    truncated: false,
  };
  if (haveSameLayers(from, to)) {
    counts.unchanged = to.files.length;
    return { changes, sameLayers: true, same: paths };
  }
  const list = <T>(items: T[], item: T) => {
    if (items.length < MAX_LISTED_FILES) {
      items.push(item);
    } else {
      changes.truncated = true;
    }
  };
  const same = new Set<string>();
  // What is left of the old files was removed.
  const rest = new Map(from.files.map(file => [file.path, file]));
  for (const file of to.files) {
    const old = rest.get(file.path);
    rest.delete(file.path);
    const isChanged = old !== undefined && !haveSameContent(old, file);
    if (!old) {
      counts.added += 1;
      list(changes.added, file);
    } else if (isChanged) {
      counts.changed += 1;
      list(changes.changed, { from: old, to: file });
    } else if (!haveSameAttributes(old, file)) {
      counts.attributes += 1;
      list(changes.attributes, { from: old, to: file });
    } else {
      counts[old.mtime === file.mtime ? 'unchanged' : 'times'] += 1;
    }
    if (old && !isChanged && paths.has(file.path)) {
      same.add(file.path);
    }
  }
  for (const file of rest.values()) {
    counts.removed += 1;
    list(changes.removed, file);
  }
  return { changes, sameLayers: false, same };
}

/** Layers are named by what is in them: the same ones make the same files. */
function haveSameLayers(from: ImageContents, to: ImageContents): boolean {
  return (
    from.layers.length > 0 &&
    from.layers.length === to.layers.length &&
    from.layers.every((layer, index) => layer === to.layers[index])
  );
}

/** Type, content, link target and the file that a hard link is one of. */
function haveSameContent(a: ImageFile, b: ImageFile): boolean {
  return (
    a.type === b.type &&
    a.sha256 === b.sha256 &&
    a.size === b.size &&
    a.target === b.target &&
    a.hardlinkTo === b.hardlinkTo &&
    a.device?.[0] === b.device?.[0] &&
    a.device?.[1] === b.device?.[1]
  );
}

function haveSameAttributes(a: ImageFile, b: ImageFile): boolean {
  return (
    a.mode === b.mode &&
    a.uid === b.uid &&
    a.gid === b.gid &&
    haveSameXattrs(a.xattrs ?? {}, b.xattrs ?? {})
  );
}

function haveSameXattrs(
  a: Record<string, string>,
  b: Record<string, string>,
): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && a[name] === b[name])
  );
}
