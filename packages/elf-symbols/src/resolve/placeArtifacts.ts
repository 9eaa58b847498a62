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

import type { ArtifactReport, SkipReason } from '../artifact/types';
import { isInArchive, pathIn } from './paths';
import type { PlacedFile, PlacedLink } from './types';

/**
 * An artifact and the directory into which it is unpacked at run time.
 *
 * @public
 */
export interface PlacedArtifact {
  report: Pick<ArtifactReport, 'files' | 'links' | 'skipped'>;
  /** `/var/task` for a function, `/opt` for a layer, `/` for an image. */
  directory: string;
}

/** Skipped entries that are there, and what they are is not known. */
const UNREAD = new Set<SkipReason>([
  'damaged',
  'encrypted',
  'limit',
  'sparse',
  'unreadable',
  'unsupported',
]);

/**
 * Puts the files and links of artifacts where they are at run time. A later
 * artifact overwrites what an earlier one has at the same path, as a later
 * layer does.
 *
 * @public
 */
export function placeArtifacts(artifacts: PlacedArtifact[]): {
  files: PlacedFile[];
  links: PlacedLink[];
} {
  const files = new Map<string, PlacedFile>();
  const links = new Map<string, PlacedLink>();
  for (const { report, directory } of artifacts) {
    for (const file of placedFiles(report, directory)) {
      files.set(file.path, file);
      links.delete(file.path);
    }
    for (const link of placedLinks(report, directory)) {
      links.set(link.path, link);
      files.delete(link.path);
    }
  }
  return { files: [...files.values()], links: [...links.values()] };
}

function placedFiles(
  { files, skipped }: PlacedArtifact['report'],
  directory: string,
): PlacedFile[] {
  const placed = new Map<string, PlacedFile>();
  for (const { path, reason, message } of skipped) {
    // It is there, but none that a loader takes.
    const unloadable = reason === 'not-elf';
    if (path !== '' && (unloadable || UNREAD.has(reason))) {
      const at = pathIn(directory, path);
      placed.set(at, {
        path: at,
        report: null,
        ...(unloadable && { unloadable: message }),
      });
    }
  }
  for (const { path, report, error, versionSymbols } of files) {
    const at = pathIn(directory, path);
    placed.set(at, {
      path: at,
      report,
      ...(error && { unloadable: error.message }),
      ...(versionSymbols && { versionSymbols }),
    });
  }
  return [...placed.values()];
}

function placedLinks(
  { links }: PlacedArtifact['report'],
  directory: string,
): PlacedLink[] {
  return links
    .filter(({ path }) => !isInArchive(path))
    .map(({ path, kind, target }) => ({
      path: pathIn(directory, path),
      // A hard link names its target from the root of the artifact.
      target: kind === 'hard' ? pathIn(directory, target) : target,
    }));
}
