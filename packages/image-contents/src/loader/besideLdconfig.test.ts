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

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileSource, readElf } from '@lambda-compat/elf-symbols';
import { areInstalled, run } from '../packages/__testUtils__/programs';
import type { FoldedImage, ImageFile, ImageLibrary } from '../types';
import { imageFile } from './__testUtils__/images';
import { findLoadedLibraries } from './findLoadedLibraries';

const describeLdconfig =
  arch() === 'x64' && areInstalled(['ldconfig']) ? describe : describe.skip;
const TIMEOUT = 180_000;

/** This machine's library folders as if they were an image. */
function machineImage(): FoldedImage {
  const files = new Map<string, ImageFile>();
  const kept = new Map<string, Buffer>();
  const libraries = new Map<string, Omit<ImageLibrary, 'path'>>();
  const addLibrary = (path: string) => {
    if (!path.includes('.so') || statSync(path).size < 64) {
      return;
    }
    const source = FileSource.open(path);
    try {
      const report = readElf(source);
      libraries.set(path.slice(1), {
        soname: report.soname,
        machine: report.machine,
        class: report.class,
        sha256: createHash('sha256').update(path).digest('hex'),
        versions: [],
        complete: true,
      });
    } catch {
      // A text of the linker, which ldconfig passes over, too.
    } finally {
      source.close();
    }
  };
  const walk = (path: string, depth: number) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = `${path}/${entry.name}`;
      const at = full.slice(1);
      if (entry.isSymbolicLink()) {
        const target = readlinkSync(full);
        files.set(at, imageFile(at, { type: 'symlink', target }));
      } else if (entry.isDirectory()) {
        files.set(at, imageFile(at, { type: 'directory' }));
        if (depth < 3) {
          walk(full, depth + 1);
        }
      } else if (entry.isFile()) {
        files.set(at, imageFile(at));
        addLibrary(full);
      }
    }
  };
  for (const top of readdirSync('/', { withFileTypes: true })) {
    if (top.isSymbolicLink() && top.name.startsWith('lib')) {
      const target = readlinkSync(`/${top.name}`);
      files.set(top.name, imageFile(top.name, { type: 'symlink', target }));
    }
  }
  ['/usr/lib', '/usr/lib64', '/usr/local/lib']
    .filter(folder => existsSync(folder))
    .forEach(folder => walk(folder, 0));
  const keep = (path: string) => {
    files.set(path, imageFile(path));
    kept.set(path, readFileSync(`/${path}`));
  };
  keep('etc/ld.so.conf');
  readdirSync('/etc/ld.so.conf.d')
    .filter(name => name.endsWith('.conf'))
    .forEach(name => keep(`etc/ld.so.conf.d/${name}`));
  return { files, kept, libraries, problems: [] };
}

/** What ldconfig would have the loader take: real paths by name. */
function ldconfigNames(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'ldconfig-'));
  try {
    const cache = join(folder, 'cache');
    run('ldconfig', ['-X', '-C', cache]);
    const names = new Map<string, string>();
    const lines = run('ldconfig', ['-p', '-C', cache]).matchAll(
      /^\t(\S+) \(libc6,x86-64\) => (\S+)$/gm,
    );
    for (const [, name, path] of lines) {
      if (!names.has(name)) {
        names.set(name, realpathSync(path).slice(1));
      }
    }
    return names;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describeLdconfig('beside ldconfig', () => {
  it(
    'takes the same file for every soname on this machine',
    () => {
      const image = machineImage();
      const theirs = ldconfigNames();
      const { libraries } = findLoadedLibraries(image, {
        machine: 'x86_64',
        libraryPath: [],
      });
      const ours = new Map(libraries.map(({ name, path }) => [name, path]));
      const different: string[] = [];
      let compared = 0;
      for (const [name, path] of theirs) {
        // Names of the linker and of files are left out on purpose.
        if (image.libraries.get(path)?.soname === name) {
          compared += 1;
          if (ours.get(name) !== path) {
            different.push(`${name}: ${ours.get(name)} instead of ${path}`);
          }
        }
      }
      for (const { name, path, foundBy } of libraries) {
        if (foundBy === 'ld.so.conf' && theirs.get(name) !== path) {
          different.push(`${name}: ${path}, ldconfig has ${theirs.get(name)}`);
        }
      }
      expect(different).toEqual([]);
      expect(compared).toBeGreaterThan(50);
    },
    TIMEOUT,
  );
});
