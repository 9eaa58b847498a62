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

import type { NeededVersion } from '../elf/types';
import type { LoadedNode } from './LoadedNode';
import type { LoadedRoot } from './loadRoot';
import type { ResolveContext } from './ResolveContext';
import type { Answer } from './system';
import type { NeedProvider, PlacedFile, VersionResolution } from './types';
import { versionHash } from './versionHash';

/**
 * A version need with the object that was asked; null where there is none.
 *
 * @internal
 */
export interface AskedVersion {
  need: NeededVersion;
  resolution: VersionResolution;
  provider: LoadedNode | null;
}

/**
 * Asks the libraries for the versions that one object needs of them. The
 * loader asks the object that was loaded under the name in the version need,
 * whoever needed it.
 *
 * @internal
 */
export function askVersions(
  context: ResolveContext,
  loaded: LoadedRoot,
  node: LoadedNode,
): AskedVersion[] {
  const asked: AskedVersion[] = [];
  for (const { library, versions } of node.file?.report?.versionNeeds ?? []) {
    // By name, not by soname: those that were compared are names by now.
    const provider = loaded.list.named(library) ?? null;
    for (const need of versions) {
      if (!context.step()) {
        return asked;
      }
      const resolution = provider
        ? askProvider(context, loaded, provider, library, need)
        : askNobody(loaded, node, library, need);
      asked.push({ need, resolution, provider });
    }
  }
  return asked;
}

function askNobody(
  loaded: LoadedRoot,
  node: LoadedNode,
  library: string,
  { name, weak }: NeededVersion,
): VersionResolution {
  const base = { library, version: name, weak, askedOf: [] };
  const own = loaded.needs.get(node)?.find(need => need.name === library);
  if (own?.met === 'unknown' && own.undecided !== undefined) {
    return { ...base, outcome: 'unknown', undecided: own.undecided };
  }
  if (!own && loaded.root.by === 'dlopen') {
    const undecided = `whether the process that opens it has loaded ${library} before`;
    return { ...base, outcome: 'unknown', undecided };
  }
  return { ...base, outcome: 'library-missing' };
}

function askProvider(
  context: ResolveContext,
  loaded: LoadedRoot,
  provider: LoadedNode,
  library: string,
  need: NeededVersion,
): VersionResolution {
  const files = providersOf(provider);
  const answers = files.map(one =>
    askOne(context, loaded, one, provider.file, need),
  );
  const unmet = need.weak ? 'weak-missing' : 'missing';
  const base = {
    library,
    version: need.name,
    weak: need.weak,
    askedOf: files.map(({ path }) => path),
  };
  if (answers.every(({ answer }) => answer === 'yes')) {
    return { ...base, outcome: 'met' };
  }
  if (answers.every(({ answer }) => answer === 'no')) {
    return { ...base, outcome: unmet };
  }
  const reasons = [
    ...answers.flatMap(({ undecided }) => undecided ?? []),
    ...files.flatMap(({ undecided }) => undecided ?? []),
  ];
  return {
    ...base,
    outcome: 'unknown',
    undecided: [...new Set(reasons)].join('; '),
  };
}

/** The files that an object of the list may be. */
function providersOf(node: LoadedNode): NeedProvider[] {
  return node.providers.length > 0
    ? node.providers
    : [
        {
          place: 'artifact',
          path: node.file?.path ?? '',
          rule: 'loaded',
          directory: null,
          certain: true,
        },
      ];
}

function askOne(
  context: ResolveContext,
  loaded: LoadedRoot,
  provider: NeedProvider,
  chosen: PlacedFile | null,
  need: NeededVersion,
): { answer: Answer; undecided?: string } {
  if (loaded.libc === 'musl') {
    // musl's loader does not ask for versions.
    return { answer: 'yes' };
  }
  if (provider.place === 'system') {
    if (need.hash !== versionHash(need.name)) {
      return { answer: 'no' };
    }
    const { answer, undecided } = context.system.findVersion(
      provider.path,
      need.name,
    );
    return answer === 'unknown'
      ? {
          answer,
          undecided:
            undecided ?? `whether ${provider.path} defines ${need.name}`,
        }
      : { answer };
  }
  const file =
    chosen?.path === provider.path ? chosen : fileAt(context, provider);
  return askFile(file, provider.path, need);
}

function fileAt(
  context: ResolveContext,
  { path }: NeedProvider,
): PlacedFile | null {
  const entry = context.tree.find(path);
  return entry.kind === 'file' ? entry.file : null;
}

function askFile(
  file: PlacedFile | null,
  path: string,
  need: NeededVersion,
): { answer: Answer; undecided?: string } {
  const report = file?.report;
  if (!report) {
    return {
      answer: 'unknown',
      undecided: `the versions that ${path} defines`,
    };
  }
  const { versionDefinitions, complete } = report;
  if (
    versionDefinitions.some(
      ({ name, hash }) => name === need.name && hash === need.hash,
    )
  ) {
    return { answer: 'yes' };
  }
  if (!complete) {
    return {
      answer: 'unknown',
      undecided: `the versions that ${path} defines`,
    };
  }
  // The loader only warns of a library that defines no version at all. One
  // without any version table makes it end at the first symbol.
  return versionDefinitions.length === 0 && report.versionNeeds.length > 0
    ? { answer: 'yes' }
    : { answer: 'no' };
}
