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

import { nameOf } from '../paths';
import type { SelectableFile } from './types';

/** More files of one name are not told apart; no artifact has as many. */
const MAX_SAME_NAME = 64;

/** Needs that are followed; a tree of real libraries has far fewer. */
const MAX_NEEDS = 500_000;

/**
 * Which libraries others need, each with the path of one that does. Of
 * libraries that only need each other, the first by path counts as opened by
 * itself.
 *
 * @param candidates - all files that may be loaded
 * @param roots - those that are loaded for certain
 * @param libraries - those of which it is asked
 * @internal
 */
export function dependencyNames(
  candidates: SelectableFile[],
  roots: SelectableFile[],
  libraries: SelectableFile[],
): Map<SelectableFile, string> {
  const byName = new Map<string, SelectableFile[]>();
  for (const file of candidates) {
    for (const name of new Set([
      nameOf(file.path),
      file.report?.soname ?? '',
    ])) {
      const files = byName.get(name) ?? [];
      if (files.length < MAX_SAME_NAME) {
        byName.set(name, [...files, file]);
      }
    }
  }
  const neededBy = new Map<SelectableFile, string>();
  const seen = new Set<SelectableFile>();
  let followed = 0;
  const visit = (start: SelectableFile) => {
    const queue = [start];
    seen.add(start);
    for (const file of queue) {
      for (const name of file.report?.needed ?? []) {
        followed += 1;
        if (followed > MAX_NEEDS) {
          return;
        }
        for (const needed of byName.get(nameOf(name)) ?? []) {
          if (needed !== start && !neededBy.has(needed)) {
            neededBy.set(needed, file.path);
          }
          if (!seen.has(needed)) {
            seen.add(needed);
            queue.push(needed);
          }
        }
      }
    }
  };
  roots.forEach(visit);
  const wantedBy = directNeeds(libraries, byName);
  const rest = [...libraries].sort((a, b) => (a.path < b.path ? -1 : 1));
  // First those that no other needs, then what is left of circles.
  rest.filter(file => !wantedBy.has(file) && !seen.has(file)).forEach(visit);
  rest.forEach(file => {
    if (!seen.has(file)) {
      visit(file);
    }
  });
  return neededBy;
}

function directNeeds(
  libraries: SelectableFile[],
  byName: Map<string, SelectableFile[]>,
): Set<SelectableFile> {
  const wanted = new Set<SelectableFile>();
  for (const file of libraries) {
    for (const name of file.report?.needed ?? []) {
      for (const needed of byName.get(nameOf(name)) ?? []) {
        if (needed !== file) {
          wanted.add(needed);
        }
      }
    }
  }
  return wanted;
}
