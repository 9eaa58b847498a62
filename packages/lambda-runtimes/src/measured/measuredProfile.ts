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

import type { ElfReport } from '@lambda-compat/elf-symbols';
import { RuntimeProfileError } from '../errors';
import { findRuntime } from '../runtimes/runtimes';
import type {
  Architecture,
  FactSource,
  OperatingSystem,
  PackageType,
  ProvidedLibrary,
  RuntimeProfile,
} from '../types';

/**
 * What the measured files do not say of themselves.
 *
 * @public
 */
export interface MeasuredProfileOptions {
  /** That of the C library, unless given. */
  architecture?: Architecture;
  /** The runtime that the image is of, if it is one of Lambda's. */
  runtime?: string;
  /**
   * Elements of `LD_LIBRARY_PATH` of the image's configuration; unless given,
   * Lambda's own where the image has `/var/runtime`, else none.
   */
  libraryPath?: string[];
  /** The day of the measurement, `YYYY-MM-DD`. */
  asOf?: string;
  /** Names the image, such as its reference. */
  name?: string;
}

/**
 * A file that the loader comes across, in the order in which it looks.
 *
 * @internal
 */
export interface MeasuredFile {
  /** By which the loader looks. */
  name: string;
  /** With the folder through which it was found. */
  path: string;
  /** Null for a file that is no ELF file or cannot be read. */
  report: ElfReport | null;
  symbols?: ProvidedLibrary['symbols'];
}

/**
 * All that was measured of a root.
 *
 * @internal
 */
export interface Measurement {
  origin: 'folder' | 'image';
  files: MeasuredFile[];
  libraryPath: string[];
  /** By the image's own word, or null. */
  system: OperatingSystem | null;
  /** Folders of which every name is known. */
  folders: string[];
  interpreters: string[];
  /** Whether a loader can only be at one of these paths. */
  allInterpreters: boolean;
  /** Why a name may be missing, or null where none can. */
  incomplete: string | null;
  source: FactSource;
}

const MACHINES: Record<string, Architecture> = {
  x86_64: 'x86_64',
  aarch64: 'arm64',
};

/** That of the C library; without one, that of most of the libraries. */
function detectArchitecture(files: MeasuredFile[], name: string): Architecture {
  const counts = new Map<string, number>();
  for (const { name: library, report } of files) {
    const architecture =
      report && report.class === 64 ? MACHINES[report.machine] : undefined;
    if (architecture) {
      // The C library outweighs all of the others.
      const weight = library === 'libc.so.6' ? 1_000_000 : 1;
      counts.set(architecture, (counts.get(architecture) ?? 0) + weight);
    }
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best) {
    throw new RuntimeProfileError(
      `${name}: no library of x86_64 or arm64 is in its library folders`,
    );
  }
  return best[0] as Architecture;
}

function describe(file: MeasuredFile): ProvidedLibrary {
  const { report, path } = file;
  if (!report) {
    // The loader stops at it: "file too short", "invalid ELF header".
    return {
      present: 'no',
      path,
      versions: [],
      otherVersions: 'no',
      source: 'measured',
    };
  }
  return {
    present: 'yes',
    path,
    versions: report.versionDefinitions
      .filter(({ base }) => !base)
      .map(({ name }) => name),
    otherVersions: report.complete ? 'no' : 'unknown',
    ...(file.symbols ? { symbols: file.symbols } : {}),
    source: 'measured',
  };
}

/**
 * A libc.so.6 that has GLIBC_2.35 beside a libm.so.6 that has not is of glibc
 * 2.34 with a version added by the vendor (AL2023, el9.7): which of its four
 * symbols are there is not known unless they were read.
 *
 * @internal
 */
export function markBackport(libraries: Map<string, ProvidedLibrary>): void {
  const libc = libraries.get('libc.so.6');
  const libm = libraries.get('libm.so.6');
  if (
    libc?.versions.includes('GLIBC_2.35') &&
    !libc.symbols &&
    libm?.present === 'yes' &&
    !libm.versions.includes('GLIBC_2.35')
  ) {
    libc.symbols = {
      'GLIBC_2.35': { names: ['epoll_pwait2'], complete: false },
    };
  }
}

/**
 * The profile of what was measured.
 *
 * @internal
 */
export function measuredProfile(
  measurement: Measurement,
  packageType: PackageType,
  name: string,
  options: MeasuredProfileOptions,
): RuntimeProfile {
  const { files, origin } = measurement;
  const architecture = options.architecture ?? detectArchitecture(files, name);
  const runtime =
    options.runtime === undefined ? undefined : findRuntime(options.runtime);
  if (options.runtime !== undefined && !runtime) {
    throw new RuntimeProfileError(
      `${JSON.stringify(
        options.runtime.slice(0, 100),
      )} is no Lambda runtime that is known`,
    );
  }
  const libraries = new Map<string, ProvidedLibrary>();
  for (const file of files) {
    const { report } = file;
    // The loader passes over libraries of another machine, and takes the first.
    const fits =
      !report ||
      (report.class === 64 && MACHINES[report.machine] === architecture);
    if (fits && !libraries.has(file.name)) {
      libraries.set(file.name, describe(file));
    }
  }
  markBackport(libraries);
  const { incomplete } = measurement;
  return {
    schema: 'lambda-compat/runtime-profile/v1',
    id: `${origin}:${name}/${architecture}`,
    name: `${name} on ${architecture}, measured`,
    origin,
    runtime: runtime?.id ?? null,
    operatingSystem: runtime?.operatingSystem ?? measurement.system,
    architecture,
    packageType,
    asOf: options.asOf ?? null,
    libraryPath: [...measurement.libraryPath],
    states: [
      {
        id: 'measured',
        name,
        from: null,
        until: null,
        arrival: null,
        libraries: Object.fromEntries(
          [...libraries].sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
        otherLibraries:
          incomplete === null
            ? { present: 'no', source: 'measured' }
            : {
                present: 'unknown',
                source: 'measured',
                undecided: `whether ${name} has it: ${incomplete}`,
              },
        interpreters: [...new Set(measurement.interpreters)].sort(),
        otherInterpreters:
          measurement.allInterpreters && incomplete === null ? 'no' : 'unknown',
        folders: incomplete === null ? measurement.folders : [],
        interpreterSource: 'measured',
      },
    ],
    undecided: null,
    sources: { measured: measurement.source },
  };
}
