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

import type {
  ImageContents,
  InstalledPackage,
  LoadedLibrary,
  OsRelease,
  PackageSystem,
} from '../../types';

/** An image with nothing in it but what a test gives. */
export function contents(rest: Partial<ImageContents> = {}): ImageContents {
  return {
    schema: 'lambda-compat/image-facts/v1',
    digest: `sha256:${'0'.repeat(64)}`,
    platform: 'linux/arm64',
    config: {
      created: null,
      labels: {},
      env: [],
      entrypoint: null,
      cmd: null,
      user: '',
      workingDir: '',
    },
    layers: [],
    size: { compressed: 0, unpacked: 0 },
    counts: { files: 0, elfFiles: 0 },
    os: null,
    packageDatabases: [],
    libraries: [],
    libraryFolders: [],
    problems: [],
    files: [],
    ...rest,
  };
}

/** A library that the loader takes; its content is known by its versions. */
export function loaded(
  name: string,
  versions: string[],
  rest: Partial<LoadedLibrary> = {},
): LoadedLibrary {
  return {
    name,
    soname: name,
    path: `usr/lib64/${name}`,
    folder: '/lib64',
    foundBy: 'default',
    hidden: [],
    machine: 'aarch64',
    class: 64,
    sha256: JSON.stringify(versions),
    versions: versions.map(version => ({ name: version, symbols: null })),
    complete: true,
    ...rest,
  };
}

/** `1 to 33` of `GLIBCXX_3.4.`. */
export function range(prefix: string, from: number, to: number): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, index) => `${prefix}${from + index}`,
  );
}

/** Packages as `name version architecture source`. */
export function packages(
  system: PackageSystem,
  ...lines: string[]
): Pick<ImageContents, 'packageDatabases'> {
  const items: InstalledPackage[] = lines.map(line => {
    const [name, version, architecture = 'aarch64', source] = line.split(' ');
    return { name, version, architecture, source: source ?? null };
  });
  const format = system === 'rpm' ? 'rpm-sqlite' : system;
  return {
    packageDatabases: [
      { system, format, path: 'a/path', packages: items, complete: true },
    ],
  };
}

/** `Amazon Linux 2023`. */
export function release(
  name: string,
  id: string,
  versionId: string | null,
): OsRelease {
  return {
    id,
    idLike: [],
    versionId,
    versionCodename: null,
    name,
    prettyName: `${name} in full`,
    path: 'usr/lib/os-release',
  };
}
