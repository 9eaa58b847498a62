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

import { judgeLibrary } from './loadability';
import type { LoadedNode } from './LoadedNode';
import { directoryOf, isInArchive, nameOf, pathIn } from './paths';
import type { ResolveContext } from './ResolveContext';
import { searchDirectories } from './searchDirectories';
import { expandTokens } from './tokens';
import type {
  NeedProvider,
  PlacedFile,
  RejectedCandidate,
  SearchRule,
} from './types';

/**
 * What a search for one name found.
 *
 * @internal
 */
export interface SearchResult {
  /** In the order of the search; the last one may be certain. */
  providers: NeedProvider[];
  /** The file of the artifact for each provider, null for the system's. */
  files: (PlacedFile | null)[];
  /** The path that the loader opened for each, links not followed. */
  opened: string[];
  rejected: RejectedCandidate[];
  /** The search ended at a file that the loader cannot load. */
  fatal: 'certain' | 'possible' | null;
  undecided: string[];
}

/** One place where the loader looks. */
interface Place {
  path: string;
  rule: SearchRule;
  directory: string | null;
  rpathOf?: string;
  hardware: boolean;
  undecided: string | null;
}

/**
 * Searches for a name as the loader does that has not loaded it yet.
 *
 * @internal
 */
export function searchNeed(
  context: ResolveContext,
  requester: LoadedNode,
  main: LoadedNode | null,
  name: string,
  libc: 'glibc' | 'musl',
): SearchResult {
  const result: SearchResult = {
    providers: [],
    files: [],
    opened: [],
    rejected: [],
    fatal: null,
    undecided: [],
  };
  const seen = new Set<string>();
  for (const place of places(context, requester, main, name, libc)) {
    if (!context.step()) {
      result.undecided.push('what lies beyond the bound of steps');
      return result;
    }
    if (seen.has(place.path)) {
      continue;
    }
    if (place.undecided === null) {
      seen.add(place.path);
    }
    if (look(context, place, libc, result)) {
      return result;
    }
  }
  return result;
}

function* places(
  context: ResolveContext,
  requester: LoadedNode,
  main: LoadedNode | null,
  name: string,
  libc: 'glibc' | 'musl',
): Generator<Place> {
  if (name.includes('/')) {
    const { machine, system, workingDirectory } = context;
    const values = { origin: requester.origin, machine, system };
    for (const { path, undecided } of expandTokens(name, values)) {
      yield {
        path: pathIn(workingDirectory, path),
        rule: 'path',
        directory: null,
        hardware: false,
        undecided: undecided && `what ${undecided} stands for in ${name}`,
      };
    }
    return;
  }
  for (const found of searchDirectories({ context, requester, main, libc })) {
    yield { ...found, path: pathIn(found.directory, name) };
  }
}

/** Looks at one place; true where the search ends. */
function look(
  context: ResolveContext,
  place: Place,
  libc: 'glibc' | 'musl',
  result: SearchResult,
): boolean {
  const entry = context.tree.find(place.path);
  switch (entry.kind) {
    case 'file':
      return lookAtFile(context, place, libc, entry.file, result);
    case 'unread':
      if (place.hardware) {
        // The directory itself comes next and says the same.
        return false;
      }
      add(result, place, 'artifact', entry.path, null, entry.reason);
      return false;
    case 'outside':
      return (
        !place.hardware && lookAtSystem(context, place, entry.path, result)
      );
    default:
      return false;
  }
}

function lookAtFile(
  context: ResolveContext,
  place: Place,
  libc: 'glibc' | 'musl',
  file: PlacedFile,
  result: SearchResult,
): boolean {
  const judged = judgeLibrary(file, context.machine);
  if (judged.verdict === 'take') {
    const undecided = isInArchive(file.path)
      ? `whether the program unpacks ${file.path} beside it`
      : place.undecided;
    add(result, place, 'artifact', file.path, file, undecided);
    return undecided === null;
  }
  const { path } = file;
  if (judged.verdict === 'unknown') {
    const why = `whether ${path} is a library: ${judged.reason}`;
    add(result, place, 'artifact', path, file, why);
    return false;
  }
  // musl takes the first file of the name and passes nothing over.
  const fatal = judged.verdict === 'fatal' || libc === 'musl';
  result.rejected.push({ path, reason: judged.reason, fatal });
  if (!fatal) {
    return false;
  }
  if (place.undecided !== null) {
    result.fatal = 'possible';
    result.undecided.push(place.undecided);
    return false;
  }
  result.fatal = 'certain';
  return true;
}

function lookAtSystem(
  context: ResolveContext,
  place: Place,
  path: string,
  result: SearchResult,
): boolean {
  const { answer, undecided } = context.system.findLibrary(
    directoryOf(path),
    nameOf(path),
  );
  if (answer === 'no') {
    return false;
  }
  const because =
    answer === 'unknown'
      ? undecided ?? `whether the system has ${path}`
      : place.undecided;
  add(result, place, 'system', path, null, because);
  return because === null;
}

function add(
  result: SearchResult,
  place: Place,
  side: NeedProvider['place'],
  path: string,
  file: PlacedFile | null,
  undecided: string | null,
): void {
  const { rule, directory, rpathOf } = place;
  result.providers.push({
    place: side,
    path,
    rule,
    directory,
    ...(rpathOf !== undefined && { rpathOf }),
    certain: undecided === null,
    ...(undecided !== null && { undecided }),
  });
  result.files.push(file);
  result.opened.push(place.path);
  if (undecided !== null) {
    result.undecided.push(undecided);
  }
}
