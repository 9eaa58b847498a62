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
  compareVersionNames,
  findLibrary,
  findVersion,
  highestVersions,
  otherVersionsOf,
  versionNamespace,
} from '@lambda-compat/lambda-runtimes';
import type { FindingSymbol, ProvidedFact } from '../types';
import { perEvaluation } from './memo';
import type { Evaluation, NativeFile } from './types';

/** Symbols that a finding names. */
const MAX_SYMBOLS = 10;

const tops = perEvaluation(
  'highest',
  ({ profile }, library: string, namespace: string) =>
    profile
      ? highestVersions(profile, library, namespace).map(
          ({ state, version }) => ({ state, version }),
        )
      : [],
);

/**
 * What the runtime, or the library of the artifact that is loaded, has of a
 * version.
 *
 * @internal
 */
export const providedVersion = perEvaluation(
  'provided',
  (
    evaluation,
    library: string,
    version: string,
    askedOf: string | null,
  ): ProvidedFact | null => describe(evaluation, library, version, askedOf),
);

function describe(
  evaluation: Evaluation,
  library: string,
  version: string,
  askedOf: string | null,
): ProvidedFact | null {
  const { profile, filesByPlace, ownSystem } = evaluation;
  const bundled = askedOf === null ? undefined : filesByPlace.get(askedOf);
  const namespace = versionNamespace(version);
  if (bundled && !ownSystem) {
    const own = bundled.scanned.report?.versionDefinitions ?? [];
    const highest = own
      .map(({ name }) => name)
      .filter(name => versionNamespace(name) === namespace && /\d/.test(name))
      .sort(compareVersionNames);
    return {
      answer: own.some(({ name }) => name === version) ? 'yes' : 'no',
      library: bundled.path,
      highest: [
        {
          state: bundled.artifact.name,
          version: highest[highest.length - 1] ?? null,
        },
      ],
      sources: [],
    };
  }
  if (!profile) {
    return null;
  }
  const found = findVersion(profile, library, version);
  return {
    answer: found.answer,
    library: askedOf ?? findLibrary(profile, library).path,
    highest: tops(evaluation, library, namespace),
    sources: found.sources,
  };
}

/**
 * The symbols of a file that need a version, as far as they were read.
 *
 * @internal
 */
export function symbolsOf(
  { architecture, demangle }: Evaluation,
  { scanned }: NativeFile,
  library: string,
  version: string,
): { symbols: FindingSymbol[]; symbolCount: number | null } {
  const found = scanned.versionSymbols?.find(
    one => one.library === library && one.version === version,
  );
  if (!found) {
    return { symbols: [], symbolCount: null };
  }
  return {
    symbols: found.symbols.slice(0, MAX_SYMBOLS).map(name => ({
      name,
      demangled: demangle(name),
      alsoAt:
        architecture === null
          ? []
          : otherVersionsOf(name, library, architecture, version),
    })),
    symbolCount: found.count,
  };
}
