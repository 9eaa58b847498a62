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

import { isBuildFileName } from '@lambda-compat/image-references';
import { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { basename, isAbsolute, join, relative } from 'node:path';
import { skippedFolders } from './skippedFolders';
import { formatCount, ReadLimits } from './limits';
import { systemErrorSentence } from './systemErrors';

/** A build file below a folder, or something that could not be searched. */
export type SearchResult =
  | { type: 'found'; segments: string[] }
  | { type: 'problem'; segments: string[]; message: string; skipped: boolean };

/** What is left of the bounds; shared by all folders of one call. */
export interface SearchBudget {
  entries: number;
}

/**
 * Finds the build files below a folder: those of a folder first, then its
 * sub-folders, each in the order of their names. Symbolic links are not
 * followed, so a search neither leaves the folder nor runs in circles; a link
 * with the name of a build file is reported where its target would be missed.
 */
export async function* searchFolder(
  folder: string,
  limits: ReadLimits,
  budget: SearchBudget,
): AsyncGenerator<SearchResult> {
  const open: string[][] = [[]];
  for (let segments = open.pop(); segments; segments = open.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(join(folder, ...segments), {
        withFileTypes: true,
      });
    } catch (error) {
      const message = systemErrorSentence(error);
      yield { type: 'problem', segments, message, skipped: false };
      continue;
    }
    budget.entries -= entries.length;
    if (budget.entries < 0) {
      const message = `The search stopped here, after ${formatCount(
        limits.entries,
      )} entries. Name fewer folders.`;
      yield { type: 'problem', segments, message, skipped: false };
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));

    yield* buildFilesAmong(entries, folder, segments);

    const folders = entries.filter(
      entry => entry.isDirectory() && !skippedFolders.has(entry.name),
    );
    if (folders.length > 0 && segments.length >= limits.depth) {
      const message = `Folders more than ${limits.depth} levels down are not searched. Name this folder to search it.`;
      yield { type: 'problem', segments, message, skipped: false };
      continue;
    }
    for (const entry of folders.reverse()) {
      open.push([...segments, entry.name]);
    }
  }
}

async function* buildFilesAmong(
  entries: readonly Dirent[],
  folder: string,
  parents: readonly string[],
): AsyncGenerator<SearchResult> {
  for (const entry of entries) {
    if (!isBuildFileName(entry.name)) {
      continue;
    }
    const segments = [...parents, entry.name];
    if (entry.isFile()) {
      yield { type: 'found', segments };
    } else if (entry.isSymbolicLink()) {
      if (!(await leadsToBuildFileBelow(folder, segments))) {
        const message =
          'This is a symbolic link, and a search does not follow links. Name it to read what it leads to.';
        yield { type: 'problem', segments, message, skipped: true };
      }
    }
  }
}

/** Whether the search meets the target of the link by itself. */
async function leadsToBuildFileBelow(
  folder: string,
  segments: readonly string[],
): Promise<boolean> {
  try {
    const target = await realpath(join(folder, ...segments));
    const inside = relative(await realpath(folder), target);
    const parts = inside.split(/[\\/]/);
    return (
      parts[0] !== '..' &&
      !isAbsolute(inside) &&
      isBuildFileName(basename(inside)) &&
      !parts.some(part => skippedFolders.has(part))
    );
  } catch {
    return false;
  }
}
