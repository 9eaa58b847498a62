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

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scanArtifact } from '../../artifact/scanArtifact';
import { readElf } from '../../elf/readElf';
import type { ElfReport } from '../../elf/types';
import { BufferSource } from '../../source/BufferSource';
import {
  readNeededSymbols,
  readProvidedSymbols,
} from '../../symbols/readSymbols';
import { placeArtifacts } from '../placeArtifacts';
import { parseLibraryPath } from '../paths';
import { resolveLibraries } from '../resolveLibraries';
import type { SystemLibraries } from '../system';
import type { LibraryResolution, ResolveInput, TargetMachine } from '../types';

const LOADERS: Record<string, { path: string; machine: TargetMachine }> = {
  x64: { path: '/lib64/ld-linux-x86-64.so.2', machine: 'x86_64' },
  arm64: { path: '/lib/ld-linux-aarch64.so.1', machine: 'aarch64' },
};

export const LOADER = LOADERS[process.arch];

/** What the loader of the machine says of itself; undefined without one. */
function loaderHelp(): string | undefined {
  if (process.platform !== 'linux' || !LOADER || !existsSync(LOADER.path)) {
    return undefined;
  }
  return spawnSync(LOADER.path, ['--help'], { encoding: 'utf8' }).stdout;
}

/** A value as the loader itself prints it. */
export function diagnosed(name: string): string | null {
  const { stdout } = spawnSync(LOADER?.path ?? 'none', ['--list-diagnostics'], {
    encoding: 'utf8',
  });
  const line = (stdout ?? '')
    .split('\n')
    .find(one => one.startsWith(`${name}="`));
  return line?.slice(name.length + 2, -1) || null;
}

/** The directories that the loader and `ldconfig` name. */
export function searchedDirectories(): {
  defaults: string[];
  cached: string[];
} {
  const help = loaderHelp() ?? '';
  const cache = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  const paths = (cache.stdout ?? '').matchAll(/ => (\/\S+)\/[^/\s]+$/gm);
  return {
    defaults: [...help.matchAll(/^ {2}(\/\S+) \(system search path\)/gm)].map(
      match => match[1],
    ),
    cached: [...new Set([...paths].map(match => match[1]))],
  };
}

/** Whether gcc and a loader of glibc 2.33 or later are there. */
export function canExperiment(): boolean {
  const compiler = spawnSync('gcc', ['--version'], { encoding: 'utf8' });
  return (
    !compiler.error &&
    compiler.status === 0 &&
    Boolean(loaderHelp()?.includes('search path'))
  );
}

/**
 * The system as the loader itself describes it, and as its files are: an
 * independent source for the simulation.
 */
function systemOfMachine(): SystemLibraries {
  const help = loaderHelp() ?? '';
  const { defaults: defaultDirectories } = searchedDirectories();
  const reports = new Map<string, ElfReport>();
  const reportOf = (path: string) => {
    const known = reports.get(path);
    if (known) {
      return known;
    }
    const report = readElf(new BufferSource(readFileSync(path), path));
    reports.set(path, report);
    return report;
  };
  const versionsOf = (path: string) =>
    reportOf(path).versionDefinitions.map(({ name }) => name);
  return {
    libc: 'glibc',
    cacheDirectories: [],
    defaultDirectories,
    hardwareFolders: [
      ...help.matchAll(/^ {2}(x86-64-v\d) \(supported, searched\)/gm),
    ].map(match => ({ folder: `glibc-hwcaps/${match[1]}`, used: 'yes' })),
    lib: diagnosed('dl_dst_lib'),
    platform: diagnosed('dl_platform'),
    findLibrary: (directory, name) => ({
      answer: existsSync(join(directory, name)) ? 'yes' : 'no',
    }),
    findVersion: (path, version) => ({
      answer: versionsOf(path).includes(version) ? 'yes' : 'no',
    }),
    findSymbol: () => null,
    listVersions: path => versionsOf(path),
    findInterpreter: path => ({ answer: existsSync(path) ? 'yes' : 'no' }),
  };
}

/** How a program is started in an experiment. */
export interface Start {
  program: string;
  /** As in the environment; not set unless given. */
  libraryPath?: string;
  /** The folder of the experiment unless given. */
  cwd?: string;
  env?: Record<string, string>;
}

/** What happened, or should. */
export interface Outcome {
  /** Whether the program reached its end. */
  loads: boolean;
  /** The files of the experiment that were loaded, sorted. */
  loaded: string[];
}

/** Prints the shared objects that it has loaded from the folder. */
const PROGRAM = `
#include <stdio.h>
#include <string.h>
int main(void) {
  CALLS
  char line[8192];
  FILE *maps = fopen("/proc/self/maps", "r");
  while (fgets(line, sizeof line, maps)) {
    char *path = strchr(line, '/');
    if (path && strstr(path, ".so")) printf("loaded %s", path);
  }
  puts("end");
  return 0;
}`;

/** A folder in which programs and libraries are built and started. */
export class LoaderLab {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static create(): LoaderLab {
    return new LoaderLab(
      realpathSync(mkdtempSync(join(tmpdir(), 'loader-lab-'))),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Buffer): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  read(name: string): Buffer {
    return readFileSync(this.path(name));
  }

  /** Runs gcc in the folder; `-o NAME` comes first. */
  gcc(name: string, source: string, ...args: string[]): void {
    this.write(`${name}.c`, source);
    const { status, stderr } = spawnSync(
      'gcc',
      ['-o', name, `${name}.c`, '-Wl,--no-as-needed', ...args],
      { cwd: this.folder, encoding: 'utf8' },
    );
    rmSync(this.path(`${name}.c`));
    if (status !== 0) {
      throw new Error(`gcc for ${name}: ${stderr}`);
    }
  }

  /** A library with the functions given, and versions where asked for. */
  library(
    name: string,
    options: {
      soname?: string;
      functions?: string[];
      versions?: string;
      args?: string[];
    } = {},
  ): void {
    const { soname, functions = ['f'], versions, args = [] } = options;
    const source = functions.map(f => `int ${f}(void) { return 0; }`);
    if (versions !== undefined) {
      this.write(`${name}.map`, versions);
    }
    this.gcc(
      name,
      source.join('\n'),
      '-shared',
      '-fPIC',
      ...(soname === undefined ? [] : [`-Wl,-soname,${soname}`]),
      ...(versions === undefined ? [] : [`-Wl,--version-script,${name}.map`]),
      ...args,
    );
    if (versions !== undefined) {
      rmSync(this.path(`${name}.map`));
    }
  }

  /** A program that calls functions and prints what is loaded. */
  program(name: string, calls: string[], ...args: string[]): void {
    const declarations = calls.map(call => `int ${call}(void);`).join('\n');
    this.gcc(
      name,
      declarations +
        PROGRAM.replace('CALLS', calls.map(call => `${call}();`).join(' ')),
      ...args,
    );
  }

  /** Changes the bytes of one section of a 64 bit file, in place. */
  patch(name: string, section: string, change: (bytes: Buffer) => void): void {
    const bytes = this.read(name);
    const table = Number(bytes.readBigUInt64LE(40)); // e_shoff
    const header = (index: number) =>
      bytes.subarray(table + index * 64, table + index * 64 + 64);
    const place = (of: Buffer) =>
      bytes.subarray(
        Number(of.readBigUInt64LE(24)),
        Number(of.readBigUInt64LE(24) + of.readBigUInt64LE(32)),
      );
    const names = place(header(bytes.readUInt16LE(62)));
    for (let index = 0; index < bytes.readUInt16LE(60); index += 1) {
      const at = header(index).readUInt32LE(0);
      if (names.toString('latin1', at, names.indexOf(0, at)) === section) {
        change(place(header(index)));
        this.write(name, bytes);
        chmodSync(this.path(name), 0o755);
        return;
      }
    }
    throw new Error(`${name} has no section ${section}`);
  }

  /** What the machine's own loader does. */
  real(start: Start): Outcome & { stderr: string; status: number | null } {
    const { status, stdout, stderr, error } = spawnSync(
      this.path(start.program),
      [],
      {
        cwd: start.cwd ?? this.folder,
        encoding: 'utf8',
        timeout: 20_000,
        env: {
          ...start.env,
          ...(start.libraryPath !== undefined && {
            LD_LIBRARY_PATH: start.libraryPath,
          }),
        },
      },
    );
    const lines = (stdout ?? '').split('\n');
    const paths = lines
      .filter(line => line.startsWith(`loaded ${this.folder}/`))
      .map(line => line.slice('loaded '.length + this.folder.length + 1));
    return {
      loads: status === 0 && lines.includes('end'),
      loaded: [...new Set(paths)].sort(),
      stderr: `${stderr ?? ''}${error?.message ?? ''}`,
      status,
    };
  }

  /** What the simulation says. */
  async simulated(
    start: Start,
    more: Partial<ResolveInput> = {},
  ): Promise<Outcome & { resolution: LibraryResolution }> {
    const report = await scanArtifact(this.folder);
    const placed = placeArtifacts([{ report, directory: this.folder }]);
    const files = placed.files.map(file => {
      if (!file.report) {
        return file;
      }
      const source = new BufferSource(readFileSync(file.path), file.path);
      return {
        ...file,
        neededSymbols: readNeededSymbols(source, file.report).symbols,
        providedSymbols: readProvidedSymbols(source, file.report).symbols,
      };
    });
    const resolution = resolveLibraries({
      machine: LOADER.machine,
      files,
      links: placed.links,
      roots: [{ path: this.path(start.program), by: 'kernel' }],
      libraryPath: parseLibraryPath(start.libraryPath ?? ''),
      workingDirectory: start.cwd ?? this.folder,
      system: systemOfMachine(),
      ...more,
    });
    const [root] = resolution.roots;
    return {
      loads: root.loads === 'yes',
      loaded: root.objects
        .slice(1)
        .map(({ path }) => path.slice(this.folder.length + 1))
        .sort(),
      resolution,
    };
  }
}
