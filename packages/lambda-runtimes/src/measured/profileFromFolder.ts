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

import { lstatSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  ElfError,
  readElf,
  readProvidedSymbols,
} from '@lambda-compat/elf-symbols';
import type { ElfReport, FileSource } from '@lambda-compat/elf-symbols';
import { messageOf, RuntimeProfileError } from '../errors';
import { LAMBDA_LIBRARY_PATH } from '../runtimes/libraryPath';
import type {
  OperatingSystem,
  ProvidedLibrary,
  RuntimeProfile,
} from '../types';
import { isPrivateVersion } from '../versions/versionNames';
import { ImageRoot } from './ImageRoot';
import {
  LOADER_PATHS,
  libraryFolders,
  parseLoaderConfiguration,
  parseSystem,
} from './libraryFolders';
import { measuredProfile } from './measuredProfile';
import type { MeasuredFile, MeasuredProfileOptions } from './measuredProfile';

/** Files of `include` lines, together. */
const MAX_INCLUDES = 256;

/** Libraries read; a whole desktop has a tenth of it. */
const MAX_FILES = 50_000;

/** Libraries whose symbols are kept: those whose versions are in question. */
const WITH_SYMBOLS = new Set([
  'libc.so.6',
  'libm.so.6',
  'libstdc++.so.6',
  'libgcc_s.so.1',
]);

/**
 * Versions with more symbols than this are old ones, of which every release
 * has all: the shipped table has them, and they would make a profile large.
 */
const MAX_SYMBOLS = 300;

function configuredFolders(root: ImageRoot): string[] {
  const text = root.readText('/etc/ld.so.conf');
  if (text === null) {
    return [];
  }
  const { folders, includes } = parseLoaderConfiguration(text);
  let left = MAX_INCLUDES;
  for (const include of includes) {
    // The only pattern that distributions use: every file of one folder.
    const match = /^(\/?[^*?[\]]*?)\/?\*\.conf$/.exec(include);
    if (match) {
      const folder = match[1].startsWith('/') ? match[1] : `/etc/${match[1]}`;
      for (const name of root.list(folder)) {
        if (name.endsWith('.conf') && left > 0) {
          left -= 1;
          const included = root.readText(`${folder}/${name}`) ?? '';
          folders.push(...parseLoaderConfiguration(included).folders);
        }
      }
    }
  }
  return folders;
}

function symbolsOf(
  source: FileSource,
  report: ElfReport,
): ProvidedLibrary['symbols'] {
  const { symbols, complete } = readProvidedSymbols(source, report);
  const byVersion = new Map<string, string[]>();
  for (const { name, version } of symbols) {
    if (version !== null && !isPrivateVersion(version)) {
      const names = byVersion.get(version);
      if (names) {
        names.push(name);
      } else {
        byVersion.set(version, [name]);
      }
    }
  }
  return Object.fromEntries(
    [...byVersion]
      .filter(([, names]) => names.length <= MAX_SYMBOLS)
      .map(([version, names]) => [version, { names: names.sort(), complete }]),
  );
}

function measure(
  root: ImageRoot,
  folder: string,
  name: string,
): MeasuredFile | null {
  const path = `${folder}/${name}`;
  const source = root.open(path);
  if (!source) {
    return null;
  }
  try {
    const report = readElf(source);
    return {
      name,
      path,
      report,
      ...(WITH_SYMBOLS.has(name) ? { symbols: symbolsOf(source, report) } : {}),
    };
  } catch (error) {
    if (error instanceof ElfError) {
      return { name, path, report: null };
    }
    throw error;
  } finally {
    source.close();
  }
}

/**
 * Measures an unpacked image, or `/` of a running one: reads the libraries in
 * the folders in which the loader looks, and their versions. Only the headers
 * and version tables of the files are read, and the symbols of the C and C++
 * libraries.
 *
 * Links are followed as in the container. Files of the function (`/var/task`,
 * `/opt`) are no part of it.
 *
 * @throws RuntimeProfileError when the folder is none, cannot be read, or has
 *   no libraries of x86_64 or arm64
 *
 * @public
 */
export async function profileFromFolder(
  folder: string,
  options: MeasuredProfileOptions = {},
): Promise<RuntimeProfile> {
  const name = options.name ?? (basename(resolve(folder)) || folder);
  const root = new ImageRoot(resolve(folder));
  const files: MeasuredFile[] = [];
  let folders: string[];
  let searchPath: string[];
  let system: OperatingSystem | null;
  try {
    if (!lstatSync(resolve(folder)).isDirectory()) {
      throw new Error('it is no folder');
    }
    searchPath =
      options.libraryPath ??
      (root.has('/var/runtime') ? [...LAMBDA_LIBRARY_PATH] : []);
    system = parseSystem(root.readText('/etc/os-release') ?? '');
    folders = libraryFolders(searchPath, configuredFolders(root));
    for (const library of folders) {
      for (const entry of root.list(library)) {
        if (/\.so(?:\.|$)/.test(entry)) {
          const file = measure(root, library, entry);
          if (file) {
            files.push(file);
          }
          if (files.length > MAX_FILES) {
            throw new Error(`it has more than ${MAX_FILES} libraries`);
          }
        }
      }
    }
  } catch (error) {
    throw new RuntimeProfileError(
      `${folder} cannot be measured: ${messageOf(error)}`,
      { cause: error },
    );
  }
  return measuredProfile(
    {
      origin: 'folder',
      files,
      libraryPath: searchPath,
      system,
      folders,
      interpreters: [
        ...LOADER_PATHS.flatMap(path => [path, `/usr${path}`]).filter(path =>
          root.has(path),
        ),
        ...files
          .filter(file => file.report && /^ld[-.]/.test(file.name))
          .map(({ path }) => path),
      ],
      allInterpreters: false,
      incomplete: null,
      source: {
        text: `the libraries in the folders of ${name} itself`,
        asOf: options.asOf ?? null,
        grade: 'measured',
      },
    },
    'image',
    name,
    options,
  );
}
