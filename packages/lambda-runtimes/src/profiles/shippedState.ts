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
  AL1_KNOWN,
  AL2023_ABSENT,
  AL2023_IMAGE,
  AL2023_REPORTED_ABSENT,
  AL2_IMAGE_ONLY,
  AL2_MANAGED,
  OTHER_LIBC,
} from '../data/libraryNames';
import type { SourceKey } from '../data/sources';
import type { SystemState } from '../data/systemStates';
import type {
  Answer,
  Architecture,
  PackageType,
  ProvidedLibrary,
  RuntimeFamily,
  RuntimeState,
} from '../types';
import { baseLibraryVersions } from '../versions/versionSeries';

/**
 * The environment that a shipped state is asked for.
 *
 * @internal
 */
export interface ShippedEnvironment {
  architecture: Architecture;
  packageType: PackageType;
  /** Null for a system on which no runtime is known. */
  family: RuntimeFamily | null;
  /** Named in sentences: the runtime, or the system. */
  name: string;
}

type Presence = [present: Answer, source: SourceKey];

const LOADERS = {
  x86_64: { name: 'ld-linux-x86-64.so.2', folder: '/lib64' },
  arm64: { name: 'ld-linux-aarch64.so.1', folder: '/lib' },
};

/** Which names are there, not there, or not known. */
function presenceOf(
  state: SystemState,
  environment: ShippedEnvironment,
): Map<string, Presence> {
  const found = new Map<string, Presence>();
  const add = (names: string[], present: Answer, source: SourceKey) =>
    names.forEach(name => found.set(name, [present, source]));
  const zip = environment.packageType === 'zip';
  const x86 = environment.architecture === 'x86_64';
  add(OTHER_LIBC, 'no', 'other-libc');
  switch (state.system) {
    case 'al1':
      add(AL1_KNOWN, 'yes', 'al1-packages');
      // glibc has it from 2.22 on.
      add(['libmvec.so.1'], 'no', 'al1-packages');
      break;
    case 'al2':
      add(
        AL2_IMAGE_ONLY,
        zip ? 'unknown' : 'yes',
        zip ? 'al2-image-only' : 'al2-image',
      );
      add(AL2_MANAGED, 'yes', zip ? 'al2-managed' : 'al2-image');
      add(['libmvec.so.1'], x86 ? 'yes' : 'no', 'al2-image');
      break;
    case 'al2023':
      add(AL2023_ABSENT, 'no', 'al2023-absent');
      add(AL2023_IMAGE, 'yes', 'al2023-image');
      add(['libmvec.so.1'], x86 ? 'yes' : 'no', 'al2023-image');
      if (zip) {
        add(AL2023_REPORTED_ABSENT, 'unknown', 'al2023-reported-absent');
      }
      break;
    default:
      break;
  }
  return found;
}

function undecidedPresence(name: string, environment: ShippedEnvironment) {
  return environment.packageType === 'image'
    ? `whether the image of this function adds ${name} to its base image; check the image itself`
    : `whether the managed runtime ${environment.name} has ${name}; take a snapshot`;
}

/** What is known of a name that no list has. */
function otherLibraries(
  state: SystemState,
  environment: ShippedEnvironment,
): RuntimeState['otherLibraries'] {
  if (environment.packageType === 'image') {
    return {
      present: 'unknown',
      source: 'own-image',
      undecided: undecidedPresence('it', environment),
    };
  }
  if (state.system === 'al1' || state.system === 'al2027') {
    return {
      present: 'unknown',
      source: state.system === 'al1' ? 'al1-packages' : 'al2027-preview',
      undecided: `which libraries ${state.name} has: no whole list is published; take a snapshot`,
    };
  }
  if (environment.family !== 'provided') {
    return {
      present: 'unknown',
      source: 'var-lang',
      undecided: `whether /var/lang/lib of ${environment.name} has it: AWS does not publish its contents; take a snapshot`,
    };
  }
  return {
    present: 'no',
    source: state.system === 'al2' ? 'al2-image' : 'al2023-absent',
  };
}

function describe(
  name: string,
  [present, source]: Presence,
  versions: string[] | undefined,
  state: SystemState,
): ProvidedLibrary {
  const extra = state.extraVersions?.[name] ?? [];
  const unknown = state.unknownVersions?.[name];
  const proven = state.provenSymbols?.[name];
  return {
    present,
    path: present === 'yes' ? `/lib64/${name}` : null,
    versions: [...(versions ?? []), ...extra],
    otherVersions: versions ? 'no' : 'unknown',
    ...(unknown ? { unknownVersions: [...unknown] } : {}),
    ...(proven
      ? {
          symbols: Object.fromEntries(
            Object.entries(proven).map(([version, names]) => [
              version,
              { names: [...names], complete: false },
            ]),
          ),
        }
      : {}),
    source: versions ? state.versionSource : source,
  };
}

/**
 * A language runtime of AL1 brought its own libstdc++ in /var/lang/lib, older
 * than the system's: which of the last four releases it is, is not known.
 */
function withOlderLibstdcxx(library: ProvidedLibrary): ProvidedLibrary {
  const moved = (version: string) =>
    /^(?:GLIBCXX_3\.4\.2[1-4]|CXXABI_1\.3\.(?:9|10|11)|CXXABI_FLOAT128)$/.test(
      version,
    );
  return {
    ...library,
    path: null,
    versions: library.versions.filter(version => !moved(version)),
    unknownVersions: library.versions.filter(moved),
    source: 'al1-language-libstdcxx',
  };
}

/**
 * One state as a profile holds it.
 *
 * @internal
 */
export function shippedState(
  state: SystemState,
  environment: ShippedEnvironment,
): RuntimeState {
  const { architecture, packageType } = environment;
  const versions = baseLibraryVersions(architecture, state.releases);
  const presence = presenceOf(state, environment);
  if (state.system === 'al2027') {
    // The base libraries of a system that has a C library and a C++ library.
    for (const name of Object.keys(versions)) {
      presence.set(name, ['yes', 'al2027-preview']);
    }
  }
  if (state.system === 'al2') {
    // Red Hat's OpenSSL 1.0.2 has versions of its own, of which one is known.
    presence.set('libcrypto.so.10', ['yes', 'al2-image']);
  }
  const libraries: Record<string, ProvidedLibrary> = {};
  for (const [name, found] of presence) {
    const library = describe(name, found, versions[name], state);
    if (library.present === 'unknown') {
      library.undecided = undecidedPresence(name, environment);
    } else if (library.present === 'no' && packageType === 'image') {
      library.present = 'unknown';
      library.undecided = undecidedPresence(name, environment);
    }
    libraries[name] = library;
  }
  if (libraries['libcrypto.so.10']?.present === 'yes') {
    libraries['libcrypto.so.10'].versions = ['OPENSSL_1.0.2'];
  }
  if (
    state.system === 'al1' &&
    environment.family !== 'provided' &&
    libraries['libstdc++.so.6']
  ) {
    libraries['libstdc++.so.6'] = withOlderLibstdcxx(
      libraries['libstdc++.so.6'],
    );
  }
  const loader = LOADERS[architecture];
  libraries[loader.name] = {
    ...describe(
      loader.name,
      ['yes', 'loader-path'],
      versions[loader.name],
      state,
    ),
    path: `${loader.folder}/${loader.name}`,
  };
  return {
    id: state.id,
    name: state.name,
    from: state.from,
    until: state.until,
    arrival:
      state.arrival === null
        ? null
        : `${state.arrival}; give --as-of DATE, or ${
            packageType === 'image'
              ? 'check the image itself'
              : 'take a snapshot'
          }`,
    libraries,
    otherLibraries: otherLibraries(state, environment),
    interpreters: interpretersOf(state, architecture),
    otherInterpreters: packageType === 'image' ? 'unknown' : 'no',
    interpreterSource: 'loader-path',
  };
}

/** All paths that lead to the loader: /lib64 is /usr/lib64 from AL2 on. */
function interpretersOf(
  state: SystemState,
  architecture: Architecture,
): string[] {
  const { name, folder } = LOADERS[architecture];
  const paths = [`${folder}/${name}`];
  if (state.system !== 'al1') {
    paths.push(`/usr${folder}/${name}`);
  }
  if (state.system === 'al2' && architecture === 'arm64') {
    paths.push(`/lib64/${name}`, `/usr/lib64/${name}`);
  }
  return paths;
}
