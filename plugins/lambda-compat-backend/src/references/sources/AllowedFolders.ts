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

import { realpath } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';

/** A folder or file below an allowed folder, symbolic links resolved. */
export interface AllowedPath {
  realPath: string;
  /** For people: from the name of the allowed folder on. */
  displayPath: string;
}

/** The folders of this machine from which files may be read. */
export class AllowedFolders {
  readonly #folders: readonly string[];

  /** @param options - `folders` are absolute paths; they may not exist yet */
  static create(options: { folders: readonly string[] }): AllowedFolders {
    return new AllowedFolders(options.folders);
  }

  private constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /**
   * Finds a path, provided that it is below an allowed folder both as written
   * and after symbolic links are resolved. What is written elsewhere is not
   * even looked at, so nobody learns what exists there.
   */
  async find(path: string): Promise<AllowedPath | 'outside' | 'missing'> {
    if (!isAbsolute(path) || path.includes('\0')) {
      return 'outside';
    }
    const written = resolve(path);
    let missing = false;
    for (const folder of this.#folders) {
      const root = await resolveLinks(folder);
      if (!root || !(isBelow(written, folder) || isBelow(written, root))) {
        continue;
      }
      const realPath = await resolveLinks(written);
      if (!realPath) {
        missing = true;
      } else if (isBelow(realPath, root)) {
        const below = relative(root, realPath).split(sep).join('/');
        const name = basename(folder);
        return { realPath, displayPath: below ? `${name}/${below}` : name };
      }
    }
    return missing ? 'missing' : 'outside';
  }
}

/** Whether `path` is `folder` or below it; both absolute and normalised. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return (
    way === '' ||
    !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
  );
}

async function resolveLinks(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}
