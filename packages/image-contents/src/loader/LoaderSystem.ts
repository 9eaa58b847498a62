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

import { defaultDirectories } from '@lambda-compat/elf-symbols';
import type { ImageTree } from './ImageTree';

/** @internal */
export type LoaderMachine = 'x86_64' | 'aarch64';

/** Debian's names of machines, as its library folders carry them. */
const TRIPLETS: Record<LoaderMachine, string> = {
  x86_64: 'x86_64-linux-gnu',
  aarch64: 'aarch64-linux-gnu',
};

/**
 * How the loader of an image searches.
 *
 * @internal
 */
export interface LoaderSystem {
  libc: 'glibc' | 'musl';
  /** The folders built into the loader. */
  defaultFolders: string[];
  /** What `$LIB` stands for. */
  lib: string;
}

/**
 * Tells whose loader an image has: musl's where its loader is there and no
 * `libc.so.6` is, as glibc's own on Alpine is a thin layer of `gcompat`; and
 * for glibc, Debian's, whose folders carry the name of the machine, from all
 * others.
 *
 * @internal
 */
export function describeLoader(
  tree: ImageTree,
  machine: LoaderMachine,
): LoaderSystem {
  const triplet = TRIPLETS[machine];
  const multiarch = [`/lib/${triplet}`, `/usr/lib/${triplet}`];
  const has = (folders: string[]) =>
    folders.some(folder => tree.find(`${folder}/libc.so.6`)?.type === 'file');
  const plain = defaultDirectories('glibc');
  if (has(multiarch)) {
    return debian(multiarch, triplet);
  }
  if (has(plain)) {
    return { libc: 'glibc', defaultFolders: plain, lib: 'lib64' };
  }
  if (tree.find(`/lib/ld-musl-${machine}.so.1`)?.type === 'file') {
    const defaultFolders = defaultDirectories('musl');
    return { libc: 'musl', defaultFolders, lib: 'lib' };
  }
  // Without a C library: the folders that are there tell.
  const hasMultiarch = multiarch.some(
    folder => tree.find(folder)?.type === 'directory',
  );
  return hasMultiarch
    ? debian(multiarch, triplet)
    : { libc: 'glibc', defaultFolders: plain, lib: 'lib64' };
}

function debian(multiarch: string[], triplet: string): LoaderSystem {
  return {
    libc: 'glibc',
    defaultFolders: [...multiarch, '/lib', '/usr/lib'],
    lib: `lib/${triplet}`,
  };
}
