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

import type { Architecture } from '@lambda-compat/lambda-runtimes';
import type { ElfMachine } from '../elf/types';
import { writeElf } from '../elf/writeElf';
import type { LayerFile } from '../images/packLayer';
import { defineVersions, MACHINES } from './defineVersions';
import { libraryVersions } from './libraryVersions';

const LOADERS: Record<Architecture, string> = {
  x86_64: 'ld-linux-x86-64.so.2',
  arm64: 'ld-linux-aarch64.so.1',
};
const LIBSTDCXX = 'libstdc++.so.6';

/** The set of a system whose C library is musl, which has no versions. */
export const MUSL = 'musl';

/**
 * The libraries of a set as files: shared objects with their names, versions
 * and symbols and no code, where the loader of that system looks for them.
 */
export function writeLibraries(
  set: string,
  architecture: Architecture,
): LayerFile[] {
  if (set === MUSL) {
    return writeMusl(MACHINES[architecture]);
  }
  const place = placesOf(set, architecture);
  const files: LayerFile[] = [...place.links];
  for (const [soname, versions] of libraryVersions(set, architecture)) {
    const isLoader = soname === LOADERS[architecture];
    const folder = isLoader ? place.loaderFolder : place.folder;
    const path = `${folder}/${fileName(soname, versions)}`;
    files.push({
      path,
      content: writeElf({
        machine: MACHINES[architecture],
        soname,
        defined: defineVersions(soname, architecture, versions),
        note: noteOf(soname, set),
      }),
    });
    if (!path.endsWith(`/${soname}`)) {
      files.push({
        path: `${folder}/${soname}`,
        target: path.slice(folder.length + 1),
      });
    }
  }
  return files;
}

function noteOf(soname: string, set: string): string {
  return `${soname} of the set ${set}, made for the sample portal of lambda-compat: it defines the versions of the real one and holds no code`;
}

/** musl's loader is its C library; Alpine links its name to it. */
function writeMusl(machine: ElfMachine): LayerFile[] {
  const soname = `libc.musl-${machine}.so.1`;
  const loader = `ld-musl-${machine}.so.1`;
  return [
    {
      path: `lib/${loader}`,
      content: writeElf({ machine, soname, note: noteOf(soname, MUSL) }),
    },
    { path: `lib/${soname}`, target: loader },
  ];
}

/** Distributions name the file of libstdc++ after its release: 6.0.29. */
function fileName(soname: string, versions: string[]): string {
  const newest = versions
    .filter(name => name.startsWith('GLIBCXX_3.4.'))
    .at(-1);
  return soname === LIBSTDCXX && newest
    ? `${soname}.0.${newest.split('.').at(-1)}`
    : soname;
}

interface Places {
  folder: string;
  loaderFolder: string;
  links: LayerFile[];
}

function placesOf(set: string, architecture: Architecture): Places {
  const links = ['lib', 'lib64'].map(name => ({
    path: name,
    target: `usr/${name}`,
  }));
  if (!set.startsWith('debian')) {
    return {
      folder: 'usr/lib64',
      // The one name that arm64 has in /lib.
      loaderFolder: architecture === 'arm64' ? 'usr/lib' : 'usr/lib64',
      links,
    };
  }
  const triplet = `${MACHINES[architecture]}-linux-gnu`;
  const folder = `usr/lib/${triplet}`;
  const loader = LOADERS[architecture];
  return {
    folder,
    loaderFolder: folder,
    links: [
      ...links,
      architecture === 'arm64'
        ? { path: `usr/lib/${loader}`, target: `${triplet}/${loader}` }
        : {
            path: `usr/lib64/${loader}`,
            target: `../lib/${triplet}/${loader}`,
          },
    ],
  };
}
