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
  type Architecture,
  type DebianPackage,
  fetchPackages,
  type Suite,
} from './debian';
import {
  type BuiltLayer,
  type Compression,
  keepLayer,
  type LayerEntry,
} from './layers';
import { statusOf, unpackPackage } from './packages';

/** Which compiler's C++ runtime an image holds. */
export const USERLANDS = ['gcc-11', 'gcc-12', 'gcc-14'] as const;

export type UserlandName = (typeof USERLANDS)[number];

interface Recipe {
  base: { suite: Suite; packages: string[] };
  runtime: { suite: Suite; packages: string[] };
  /** Newest `GLIBCXX_` version of its libstdc++. */
  newest: string;
}

const BASE = ['base-files', 'libc6'];

/**
 * The levels that Amazon Linux 2023 went through. Debian has no release with
 * gcc 11; bookworm has its library as a package for debugging, which is the
 * whole library.
 */
const RECIPES: Record<UserlandName, Recipe> = {
  'gcc-11': {
    base: { suite: 'bookworm', packages: BASE },
    runtime: {
      suite: 'bookworm',
      packages: ['gcc-11-base', 'libgcc-s1', 'libstdc++6-11-dbg'],
    },
    newest: 'GLIBCXX_3.4.29',
  },
  'gcc-12': {
    base: { suite: 'bookworm', packages: BASE },
    runtime: {
      suite: 'bookworm',
      packages: ['gcc-12-base', 'libgcc-s1', 'libstdc++6'],
    },
    newest: 'GLIBCXX_3.4.30',
  },
  'gcc-14': {
    base: { suite: 'trixie', packages: BASE },
    runtime: {
      suite: 'trixie',
      packages: ['gcc-14-base', 'libgcc-s1', 'libstdc++6'],
    },
    newest: 'GLIBCXX_3.4.33',
  },
};

/** Modification time of what no package brings. */
const WRITTEN_AT = new Date('2026-04-14T00:00:00Z');

/** The layers of an image for one platform, the lowest first. */
export interface Userland {
  name: string;
  architecture: Architecture;
  layers: BuiltLayer[];
  /** The highest layer again: Docker's manifests know no zstd. */
  gzippedEdge: BuiltLayer;
}

/**
 * Builds the layers of an image from Debian's packages: the base, the C++
 * runtime, and an edge that has what naive readers of layers get wrong.
 *
 * @throws Error where Debian cannot be reached
 */
export async function buildUserland(
  name: UserlandName,
  architecture: Architecture,
): Promise<Userland> {
  const { base, runtime } = RECIPES[name];
  const [basePackages, runtimePackages] = await Promise.all([
    fetchPackages(base.suite, architecture, base.packages),
    fetchPackages(runtime.suite, architecture, runtime.packages),
  ]);
  return finish(name, architecture, [
    await packagesLayer('base', basePackages, basePackages),
    await packagesLayer('runtime', runtimePackages, [
      ...basePackages,
      ...runtimePackages,
    ]),
  ]);
}

/**
 * The same layers with texts in the place of Debian's files: the tag moves in
 * the same way.
 */
export async function buildStandIn(
  name: UserlandName,
  architecture: Architecture,
): Promise<Userland> {
  const { base, newest } = RECIPES[name];
  return finish(name, architecture, [
    await standInLayer(base.suite, architecture),
    await standInLayer(`libstdc++ with ${newest}`, architecture),
  ]);
}

async function finish(
  name: UserlandName,
  architecture: Architecture,
  layers: BuiltLayer[],
): Promise<Userland> {
  return {
    name,
    architecture,
    layers: [...layers, await edgeLayer(name, 'zstd')],
    gzippedEdge: await edgeLayer(name, 'gzip'),
  };
}

/** The files of packages, and what dpkg would have noted of all installed. */
export function packagesLayer(
  role: string,
  packages: readonly DebianPackage[],
  installed: readonly DebianPackage[],
): Promise<BuiltLayer> {
  const inputs = [role, ...installed.map(({ sha256 }) => sha256)];
  return keepLayer(inputs, 'gzip', async () => {
    const entries = new Map<string, LayerEntry>();
    for (const fetched of packages) {
      for (const entry of await unpackPackage(fetched.file)) {
        const placed = placeLibrary(entry);
        if (!entries.has(placed.header.name)) {
          entries.set(placed.header.name, placed);
        }
      }
    }
    const status = statusOf(installed, packageName =>
      packageName.replace('-11-dbg', ''),
    );
    return [
      ...entries.values(),
      folder('var/lib/dpkg/'),
      file('var/lib/dpkg/status', status),
    ];
  });
}

/** The library for debugging takes the place of the one that is loaded. */
function placeLibrary(entry: LayerEntry): LayerEntry {
  const name = entry.header.name.replace(/\/debug\/(libstdc\+\+\.so)/, '/$1');
  return { ...entry, header: { ...entry.header, name } };
}

function standInLayer(
  what: string,
  architecture: Architecture,
): Promise<BuiltLayer> {
  return keepLayer(['stand-in', what, architecture], 'gzip', async () => [
    folder('usr/'),
    file('usr/contents', `${what} for ${architecture}\n`),
  ]);
}

function edgeLayer(
  name: string,
  compression: Compression,
): Promise<BuiltLayer> {
  return keepLayer(['edge', name], compression, async () => edgeEntries(name));
}

function edgeEntries(name: string): LayerEntry[] {
  return [
    folder('etc/'),
    file('etc/image-release', `${name}\n`),
    folder('opt/'),
    folder('opt/lambda/'),
    file('opt/lambda/hello', 'hello\n'),
    {
      header: {
        ...attributes('opt/lambda/hola'),
        type: 'link',
        linkname: 'opt/lambda/hello',
      },
    },
    file('opt/lambda/größe-配置.conf', 'language = any\n'),
    folder('usr/'),
    folder('usr/share/'),
    folder('usr/share/common-licenses/'),
    file(
      'usr/share/common-licenses/README',
      'See the notices of each package.\n',
    ),
    // After a file of its own layer, which it must not hide.
    file('usr/share/common-licenses/.wh..wh..opq', ''),
    folder('usr/share/doc/'),
    file('usr/share/doc/.wh.base-files', ''),
  ];
}

function attributes(name: string): LayerEntry['header'] {
  return { name, mode: 0o644, uid: 0, gid: 0, mtime: WRITTEN_AT };
}

function folder(name: string): LayerEntry {
  return { header: { ...attributes(name), type: 'directory', mode: 0o755 } };
}

function file(name: string, text: string): LayerEntry {
  const body = Buffer.from(text);
  return {
    header: { ...attributes(name), type: 'file', size: body.length },
    body,
  };
}
