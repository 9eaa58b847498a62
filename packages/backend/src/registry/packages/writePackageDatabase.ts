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
import type { LayerFile } from '../images/packLayer';
import { writeRpmDatabase } from './rpmDatabase';
import { parsePackage, type SamplePackage } from './SamplePackage';
import { writeApkDatabase, writeDpkgStatus } from './textDatabases';

interface PackageSystem {
  path: string;
  write: (packages: SamplePackage[]) => Buffer;
  /** How it calls arm64, and what is for every machine. */
  arm64: string;
  x86_64: string;
  every: string;
}

/** By `ID` of os-release. */
const SYSTEMS: Record<string, PackageSystem> = {
  amzn: {
    path: 'var/lib/rpm/rpmdb.sqlite',
    write: writeRpmDatabase,
    arm64: 'aarch64',
    x86_64: 'x86_64',
    every: 'noarch',
  },
  debian: {
    path: 'var/lib/dpkg/status',
    write: writeDpkgStatus,
    arm64: 'arm64',
    x86_64: 'amd64',
    every: 'all',
  },
  alpine: {
    path: 'lib/apk/db/installed',
    write: writeApkDatabase,
    arm64: 'aarch64',
    x86_64: 'x86_64',
    every: 'noarch',
  },
};

/** The package database of a system, in the form in which that keeps it. */
export function writePackageDatabase(
  osRelease: string[],
  packages: string[],
  architecture: Architecture,
): LayerFile[] {
  const id = osRelease
    .find(line => line.startsWith('ID='))
    ?.slice('ID='.length);
  const system = SYSTEMS[id ?? ''];
  if (!system) {
    throw new Error(`It is not known how ${id} keeps its packages`);
  }
  const names = { own: system[architecture], every: system.every };
  return [
    {
      path: system.path,
      content: system.write(packages.map(text => parsePackage(text, names))),
    },
  ];
}
