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

import {
  isMuslItself,
  libcOfLoader,
  originOf,
  resolveInterpreter,
  STANDARD_INTERPRETERS,
} from './interpreter';
import { LoadedList, type LoadedNode, systemNode } from './LoadedNode';
import { needResolution, resolutionOfNode } from './needResolution';
import { directoryOf, nameOf } from './paths';
import type { ResolveContext } from './ResolveContext';
import { searchNeed } from './searchNeed';
import type {
  InterpreterResolution,
  NeedResolution,
  PlacedFile,
  ResolutionRoot,
} from './types';

/** Needs of one object that are looked at; no real file has as many. */
const MAX_NEEDS = 4096;

/**
 * One root with all that is loaded for it, before versions are asked.
 *
 * @internal
 */
export interface LoadedRoot {
  root: ResolutionRoot;
  file: PlacedFile;
  libc: 'glibc' | 'musl';
  interpreter: InterpreterResolution | null;
  list: LoadedList;
  /** The loader itself, or the place it would have. */
  loader: LoadedNode;
  /** The needs of each object of the artifact, in the order of loading. */
  needs: Map<LoadedNode, NeedResolution[]>;
}

/**
 * Loads a root and, breadth first, everything it needs, as the loader does.
 *
 * @internal
 */
export function loadRoot(
  context: ResolveContext,
  root: ResolutionRoot,
  file: PlacedFile,
): LoadedRoot {
  const written =
    root.by === 'kernel' ? file.report?.interpreter ?? null : null;
  const loaderPath =
    written ?? STANDARD_INTERPRETERS[context.system.libc][context.machine];
  // A program that opens a library has its loader where it usually is.
  const found = resolveInterpreter(context, loaderPath);
  const libc = libcOfLoader(loaderPath);
  const main: LoadedNode = {
    names: new Set([root.path]),
    soname: file.report?.soname ?? null,
    providers: [],
    certain: true,
    undecided: undefined,
    file,
    // The kernel gives the path of a program with its links followed.
    origin:
      root.by === 'kernel'
        ? directoryOf(file.path)
        : originOf(context, root.path),
    loader: null,
    depth: 0,
  };
  const loader = systemNode(loaderPath, [nameOf(loaderPath)], {
    place: found.resolution.place ?? 'system',
    rule: 'interpreter',
    directory: null,
    certain: found.resolution.answer !== 'unknown',
    ...(found.resolution.undecided !== undefined && {
      undecided: found.resolution.undecided,
    }),
  });
  const list = new LoadedList();
  if (root.by === 'kernel') {
    list.add(main);
  } else {
    hostNodes(context).forEach(node => list.add(node));
  }
  list.add(loader);
  if (root.by === 'dlopen') {
    list.add(main);
  }
  const loaded: LoadedRoot = {
    root,
    file,
    libc,
    interpreter: written === null ? null : found.resolution,
    list,
    loader,
    needs: new Map(),
  };
  loadNeeds(context, loaded, main);
  return loaded;
}

function hostNodes(context: ResolveContext): LoadedNode[] {
  return (context.host?.loaded ?? []).map(({ name, path }) => {
    const entry = context.tree.find(path);
    const file = entry.kind === 'file' ? entry.file : null;
    const node = systemNode(path, [name], {
      place: file ? 'artifact' : 'system',
      rule: 'loaded',
      directory: null,
      certain: true,
    });
    return { ...node, file };
  });
}

function loadNeeds(
  context: ResolveContext,
  loaded: LoadedRoot,
  start: LoadedNode,
): void {
  // Grows while it is walked: the needs of what is loaded come last.
  const queue = [start];
  for (const node of queue) {
    const resolutions: NeedResolution[] = [];
    loaded.needs.set(node, resolutions);
    const needed = node.file?.report?.needed ?? [];
    if (needed.length > MAX_NEEDS) {
      context.truncated = true;
    }
    for (const name of needed.slice(0, MAX_NEEDS)) {
      if (!context.step()) {
        return;
      }
      const { resolution, added } = loadNeed(context, loaded, node, name);
      resolutions.push(resolution);
      if (added?.file) {
        if (
          queue.length < context.limits.objects &&
          added.depth <= context.limits.depth
        ) {
          queue.push(added);
        } else {
          context.truncated = true;
        }
      }
    }
  }
}

function loadNeed(
  context: ResolveContext,
  loaded: LoadedRoot,
  requester: LoadedNode,
  name: string,
): { resolution: NeedResolution; added: LoadedNode | undefined } {
  const { list, libc, root, loader } = loaded;
  const before = list.find(name);
  if (before) {
    return { resolution: resolutionOfNode(name, before), added: undefined };
  }
  if (libc === 'musl' && isMuslItself(name)) {
    list.addName(loader, name);
    return { resolution: resolutionOfNode(name, loader), added: undefined };
  }
  const main = root.by === 'kernel' ? list.nodes[0] : null;
  const result = searchNeed(context, requester, main, name, libc);
  if (root.by === 'dlopen') {
    addWhatTheHostMayHold(context, name, result);
  }
  const resolution = needResolution(context, name, result);
  const index = chosenIndex(result.providers, result.files);
  if (index < 0) {
    return { resolution, added: undefined };
  }
  const file = result.files[index];
  const opened = result.opened[index];
  const same = file && list.ofFile(file);
  if (same) {
    // The loader knows it by device and inode, whatever its name.
    list.addName(same, name);
    list.addName(same, opened);
    return { resolution, added: undefined };
  }
  const node: LoadedNode = {
    names: new Set([name, opened]),
    soname: file?.report?.soname ?? null,
    providers: resolution.providers,
    certain: requester.certain && resolution.providers.every(p => p.certain),
    undecided: resolution.undecided,
    file,
    origin: originOf(context, opened),
    loader: requester,
    depth: requester.depth + 1,
  };
  list.add(node);
  return { resolution, added: node };
}

/** A certain file of the artifact, else one of it that may be loaded. */
function chosenIndex(
  providers: NeedResolution['providers'],
  files: (PlacedFile | null)[],
): number {
  const last = providers.length - 1;
  if (last >= 0 && providers[last].certain) {
    return last;
  }
  const ofArtifact = files.findIndex(file => file !== null);
  return ofArtifact >= 0 ? ofArtifact : last;
}

/**
 * A running program may have loaded the system's library of that name before;
 * then an object gets that one, wherever its own search would lead. Only what
 * the search finds in the artifact can differ.
 */
function addWhatTheHostMayHold(
  context: ResolveContext,
  name: string,
  result: ReturnType<typeof searchNeed>,
): void {
  if (
    context.host?.complete ||
    name.includes('/') ||
    !result.providers.some(({ place }) => place === 'artifact')
  ) {
    return;
  }
  const held = findInSystem(context, name);
  if (held === null) {
    return;
  }
  const undecided = `whether the process that opens it has loaded ${held} before`;
  result.providers.unshift({
    place: 'system',
    path: held,
    rule: 'loaded',
    directory: null,
    certain: false,
    undecided,
  });
  result.files.unshift(null);
  result.opened.unshift(held);
  result.undecided.push(undecided);
}

/**
 * The library of the system that a program of the system would get under this
 * name, or may get; null where it has none.
 *
 * @internal
 */
export function findInSystem(
  context: ResolveContext,
  name: string,
): string | null {
  const { system, libraryPath, tree } = context;
  const directories = [
    ...libraryPath.filter(element => element.startsWith('/')),
    ...system.cacheDirectories,
    ...system.defaultDirectories,
  ];
  for (const directory of directories) {
    const entry = tree.find(`${directory}/${name}`);
    if (
      entry.kind === 'outside' &&
      system.findLibrary(directoryOf(entry.path), nameOf(entry.path)).answer !==
        'no'
    ) {
      return entry.path;
    }
  }
  return null;
}
