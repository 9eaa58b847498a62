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

import { effectiveRpath, type LoadedNode } from './LoadedNode';
import { pathIn } from './paths';
import type { ResolveContext } from './ResolveContext';
import { expandTokens } from './tokens';
import type { SearchRule } from './types';

/**
 * A directory to search, with the rule that names it.
 *
 * @internal
 */
export interface SearchDirectory {
  rule: SearchRule;
  /** Absolute, without a slash at the end. */
  directory: string;
  /** For the rule `rpath`: the path of the object whose it is. */
  rpathOf?: string;
  /** Whether it is one for some processors; see `HardwareFolder`. */
  hardware: boolean;
  /** Why it may not be searched; null where it is. */
  undecided: string | null;
}

/** What the directories of one need depend on. */
interface Search {
  context: ResolveContext;
  requester: LoadedNode;
  /** The executable, whose RPATH serves every object without RUNPATH. */
  main: LoadedNode | null;
  libc: 'glibc' | 'musl';
}

/**
 * The directories in which the loader looks for the needs of an object, in its
 * order.
 *
 * @internal
 */
export function* searchDirectories(search: Search): Generator<SearchDirectory> {
  const { libc } = search;
  yield* libc === 'musl' ? muslDirectories(search) : glibcDirectories(search);
}

function* glibcDirectories(search: Search): Generator<SearchDirectory> {
  const { context, requester, main } = search;
  const { system } = context;
  const report = requester.file?.report ?? null;
  if (!report || report.runpath.length === 0) {
    let mainSeen = false;
    for (let node: LoadedNode | null = requester; node; node = node.loader) {
      mainSeen ||= node === main;
      yield* ownDirectories(search, node, 'rpath');
    }
    if (main && !mainSeen) {
      yield* ownDirectories(search, main, 'rpath');
    }
  }
  yield* libraryPath(search);
  yield* ownDirectories(search, requester, 'runpath');
  const noDefaults = report?.dynamicFlags.includes('NODEFLIB') ?? false;
  yield* withHardware(
    search,
    'cache',
    noDefaults
      ? system.cacheDirectories.filter(
          directory => !isBelow(directory, system.defaultDirectories),
        )
      : system.cacheDirectories,
  );
  if (!noDefaults) {
    yield* withHardware(search, 'default', system.defaultDirectories);
  }
}

/**
 * musl: `LD_LIBRARY_PATH` first; then RUNPATH and RPATH, which mean the same
 * and both serve the whole chain of loaders.
 */
function* muslDirectories(search: Search): Generator<SearchDirectory> {
  const { context, requester } = search;
  yield* libraryPath(search);
  for (let node: LoadedNode | null = requester; node; node = node.loader) {
    yield* ownDirectories(search, node, 'rpath');
    yield* ownDirectories(search, node, 'runpath');
  }
  yield* withHardware(search, 'cache', context.system.cacheDirectories);
  yield* withHardware(search, 'default', context.system.defaultDirectories);
}

function* libraryPath(search: Search): Generator<SearchDirectory> {
  const { context, main, requester } = search;
  for (const element of context.libraryPath) {
    // Its $ORIGIN is the directory of the program.
    yield* expanded(search, main ?? requester, element, 'library-path');
  }
}

function* ownDirectories(
  search: Search,
  node: LoadedNode,
  rule: 'rpath' | 'runpath',
): Generator<SearchDirectory> {
  const report = node.file?.report;
  const elements =
    rule === 'rpath' ? effectiveRpath(report) : report?.runpath ?? [];
  for (const element of elements) {
    yield* expanded(search, node, element, rule, {
      ...(rule === 'rpath' && node.file && { rpathOf: node.file.path }),
    });
  }
}

function* expanded(
  search: Search,
  owner: LoadedNode,
  element: string,
  rule: SearchRule,
  more: { rpathOf?: string } = {},
): Generator<SearchDirectory> {
  const { context } = search;
  const { machine, system } = context;
  const values = { origin: owner.origin, machine, system };
  for (const { path, undecided } of expandTokens(element, values)) {
    const directory = pathIn(context.workingDirectory, path);
    const because =
      undecided && `what ${undecided} stands for in ${JSON.stringify(element)}`;
    for (const found of withHardware(search, rule, [directory])) {
      yield { ...found, ...more, undecided: because ?? found.undecided };
    }
  }
}

function* withHardware(
  { context, libc }: Search,
  rule: SearchRule,
  directories: readonly string[],
): Generator<SearchDirectory> {
  const hardware = libc === 'glibc' ? context.hardwareFolders : [];
  for (const raw of directories) {
    const directory = raw.length > 1 ? raw.replace(/\/{1,64}$/, '') : raw;
    for (const { folder, used } of hardware) {
      if (used !== 'no') {
        const undecided =
          used === 'unknown' ? `whether the processor uses ${folder}` : null;
        yield {
          rule,
          directory: pathIn(directory, folder),
          hardware: true,
          undecided,
        };
      }
    }
    yield { rule, directory, hardware: false, undecided: null };
  }
}

function isBelow(directory: string, parents: readonly string[]): boolean {
  return parents.some(
    parent => directory === parent || directory.startsWith(`${parent}/`),
  );
}
