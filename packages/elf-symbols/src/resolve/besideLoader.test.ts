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
import { existsSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readElf } from '../elf/readElf';
import { FileSource } from '../source/FileSource';
import { emptySystem } from './emptySystem';
import {
  EXPERIMENT_TIMEOUT,
  experimentsArePossible,
} from './__testUtils__/experiments';
import { LOADER, searchedDirectories } from './__testUtils__/loaderLab';
import { resolveLibraries } from './resolveLibraries';
import type { PlacedFile, PlacedLink, RootResolution } from './types';

/**
 * Compares with `ld.so --list` on programs of the machine; every n-th of them,
 * `ELF_SYMBOLS_COMPARE_ALL=1` takes all.
 */
const SAMPLE = process.env.ELF_SYMBOLS_COMPARE_ALL === '1' ? Infinity : 60;
const describeLoader = experimentsArePossible() ? describe : describe.skip;

/** What the loader of the machine finds for each name, links followed. */
function listed(program: string): Map<string, string> | undefined {
  const { status, stdout } = spawnSync(LOADER.path, ['--list', program], {
    encoding: 'utf8',
    cwd: '/',
    env: {},
  });
  if (status !== 0) {
    return undefined;
  }
  const found = stdout.matchAll(/^\t([^\s/]+) => (\/\S+)/gm);
  return new Map(
    [...found]
      .filter(([, name]) => !name.startsWith('ld-linux'))
      .map(([, name, path]) => [name, realpathSync(path)]),
  );
}

function simulated({ objects }: RootResolution): Map<string, string> {
  return new Map(
    objects
      .flatMap(({ needs }) => needs)
      .filter(({ name }) => !name.startsWith('ld-linux'))
      .map(({ name, providers }) => [
        name,
        realpathSync(providers.at(-1)?.path ?? '/'),
      ]),
  );
}

/** The ELF files and links of folders, not of those below them. */
function filesOf(folders: Iterable<string>): {
  files: PlacedFile[];
  links: PlacedLink[];
} {
  const files: PlacedFile[] = [];
  const links: PlacedLink[] = [];
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) {
        links.push({ path, target: readlinkSync(path) });
      } else if (entry.isFile() && entry.name.includes('.so')) {
        const file = placed(path);
        if (file) {
          files.push(file);
        }
      }
    }
  }
  return { files, links };
}

/** The cache may name folders that are gone. */
function entriesOf(folder: string) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function placed(path: string): PlacedFile | undefined {
  const source = FileSource.open(path);
  try {
    return { path, report: readElf(source) };
  } catch {
    // A script of the linker, or no library at all.
    return undefined;
  } finally {
    source.close();
  }
}

describeLoader('resolveLibraries beside ld.so --list', () => {
  it(
    'finds the same file for each name',
    () => {
      const folder = realpathSync('/usr/bin');
      const names = readdirSync(folder).sort();
      const step = Math.max(1, Math.floor(names.length / SAMPLE));
      const programs = names
        .filter((_, index) => index % step === 0)
        .map(name => placed(realpathSync(join(folder, name))))
        .filter(file => file?.report?.kind === 'pie')
        .map(file => file as PlacedFile);
      const theirs = new Map(
        programs.flatMap(({ path }) => {
          const list = listed(path);
          return list ? [[path, list] as const] : [];
        }),
      );
      const folders = new Set(
        [...theirs.values()].flatMap(list =>
          [...list.values()].map(path => dirname(path)),
        ),
      );
      const { defaults, cached } = searchedDirectories();
      const { files, links } = filesOf(
        new Set([...folders, ...[...defaults, ...cached].map(real)]),
      );
      const { roots, truncated } = resolveLibraries({
        machine: LOADER.machine,
        files: [...files, ...programs],
        links,
        roots: [...theirs.keys()].map(path => ({ path, by: 'kernel' })),
        libraryPath: [],
        workingDirectory: '/',
        system: {
          ...emptySystem(LOADER.machine),
          findInterpreter: () => ({ answer: 'yes' }),
          cacheDirectories: cached.map(real),
          defaultDirectories: defaults.map(real),
        },
      });
      expect(truncated).toBe(false);
      expect(roots.length).toBeGreaterThan(10);
      expect(
        Object.fromEntries(
          roots.map(root => [root.root, sorted(simulated(root))]),
        ),
      ).toEqual(
        Object.fromEntries(
          [...theirs].map(([path, list]) => [path, sorted(list)]),
        ),
      );
    },
    EXPERIMENT_TIMEOUT,
  );
});

function sorted(map: Map<string, string>): [string, string][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The folder itself, or the name where there is none. */
function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
