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

import type { LoadedNode } from '../LoadedNode';
import type { LoadedRoot } from '../loadRoot';
import type { SymbolResolution } from '../types';
import { versionHash } from '../versionHash';
import type { AskedVersion } from '../versions';
import type { ResolutionFinding } from './types';

/**
 * What is to be said of the versions and symbols that one object needs.
 *
 * @internal
 */
export function versionFindings(
  loaded: LoadedRoot,
  node: LoadedNode,
  asked: AskedVersion[],
  symbols: SymbolResolution[],
): ResolutionFinding[] {
  const path = node.file?.path ?? '';
  return [
    ...hashFindings(path, asked),
    ...undeclaredFindings(loaded, path, node),
    ...unversionedFindings(loaded, path, asked),
    ...symbols
      .filter(({ outcome }) => outcome === 'missing')
      .map(
        ({ name, library, version, askedOf }): ResolutionFinding => ({
          kind: 'missing-symbol',
          file: path,
          library,
          version,
          symbol: name,
          provider: askedOf,
          message: `${path} needs ${name} at ${version} of ${library}; ${askedOf} defines the version, but not the symbol for it`,
        }),
      ),
  ];
}

function hashFindings(
  path: string,
  asked: AskedVersion[],
): ResolutionFinding[] {
  return asked
    .filter(
      ({ need }) =>
        need.hash !== versionHash(need.name) &&
        // For bytes that are not UTF-8 no hash can be computed any more.
        !need.name.includes('\ufffd'),
    )
    .map(({ need, resolution: { library } }) => ({
      kind: 'version-hash-mismatch',
      file: path,
      library,
      version: need.name,
      message: `${path} needs ${need.name} of ${library} with the hash ${need.hash}, which is not that of the name: the loader will not find it`,
    }));
}

function undeclaredFindings(
  { list: loadedList }: LoadedRoot,
  path: string,
  { file }: LoadedNode,
): ResolutionFinding[] {
  const needed = new Set(file?.report?.needed);
  const libraries = new Set(
    file?.report?.versionNeeds.map(({ library }) => library),
  );
  return [...libraries]
    .filter(library => !needed.has(library))
    .map(library => {
      const loadedAnyway = loadedList.named(library) !== undefined;
      return {
        kind: 'undeclared-library',
        file: path,
        library,
        message: `${path} needs versions of ${library}, but not the library itself; ${
          loadedAnyway
            ? 'another object loads it'
            : 'nothing here loads it, and the loader ends where nothing else has'
        }`,
      };
    });
}

function unversionedFindings(
  { libc }: LoadedRoot,
  path: string,
  asked: AskedVersion[],
): ResolutionFinding[] {
  const findings = new Map<string, ResolutionFinding>();
  for (const { provider, resolution } of asked) {
    const report = provider?.file?.report;
    const { library } = resolution;
    if (
      libc === 'glibc' &&
      provider?.file &&
      report?.complete &&
      report.versionDefinitions.length === 0
    ) {
      const tableless = report.versionNeeds.length === 0;
      findings.set(library, {
        kind: 'no-version-definitions',
        file: path,
        library,
        provider: provider.file.path,
        message: `${path} needs versions of ${library}, but ${
          provider.file.path
        } defines none: ${
          tableless
            ? 'it has no version table at all, at which the loader ends'
            : 'the loader warns "no version information available" and goes on'
        }`,
      });
    }
  }
  return [...findings.values()];
}
