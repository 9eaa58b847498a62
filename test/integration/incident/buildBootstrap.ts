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
import fs from 'node:fs';
import path from 'node:path';
import { type ArtifactReport, scanArtifact } from '@lambda-compat/elf-symbols';
import type { BuiltLayer } from '../../support/registry/replay/layers';

// Waits for a queue as C++ programs do; the symbol of `wait` was given a new
// version, GLIBCXX_3.4.30, by gcc 12.
const SOURCE = `
#include <condition_variable>
#include <cstdio>
std::condition_variable changed;
std::mutex queue;
int main(int argc, char **) {
  if (argc > 5) {
    std::unique_lock<std::mutex> lock(queue);
    changed.wait(lock);
  }
  std::puts("ready");
}
`;

/** Unpacks layers one over the other: what a build in the image would see. */
export function unpackLayers(
  layers: readonly BuiltLayer[],
  folder: string,
): string {
  fs.mkdirSync(folder, { recursive: true });
  for (const { file } of layers) {
    run('tar', ['-xzf', file, '-C', folder]);
  }
  return folder;
}

/** What the driver links with, in its order. */
const LIBRARIES = [
  /^libstdc\+\+\.so\.6\.0\.\d+$/,
  /^libgcc_s\.so\.1$/,
  /^libc\.so\.6$/,
];
const FOLDERS = ['usr/lib/aarch64-linux-gnu', 'lib/aarch64-linux-gnu'];

/**
 * Builds the function for arm64, linked with the libraries of an image, as a
 * build in it does; or with none, static.
 */
export async function buildBootstrap(
  folder: string,
  image: string | null,
): Promise<ArtifactReport> {
  fs.mkdirSync(folder, { recursive: true });
  const source = path.join(folder, 'main.cpp');
  const artifact = path.join(folder, 'function');
  fs.mkdirSync(artifact, { recursive: true });
  fs.writeFileSync(source, SOURCE);
  // The driver of C does not add a C++ library of its own.
  run(`aarch64-linux-gnu-${image === null ? 'g++' : 'gcc'}`, [
    source,
    ...(image === null
      ? ['-static']
      : [
          // Else it would ask for versions of the libraries of this machine.
          '-nodefaultlibs',
          '-Wl,--allow-shlib-undefined',
          ...LIBRARIES.map(name => findLibrary(image, name)),
        ]),
    '-o',
    path.join(artifact, 'bootstrap'),
  ]);
  return scanArtifact(artifact, { symbolsOf: () => true });
}

function findLibrary(image: string, name: RegExp): string {
  const [found] = FOLDERS.map(folder => path.join(image, folder))
    .filter(folder => fs.existsSync(folder))
    .flatMap(folder =>
      fs
        .readdirSync(folder)
        .filter(one => name.test(one))
        .map(one => path.join(folder, one)),
    );
  if (!found) {
    throw new Error(`There is no ${name} in ${image}`);
  }
  return found;
}

function run(command: string, args: string[]): void {
  const { error, status, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
  });
  if (error ?? status !== 0) {
    throw error ?? new Error(`${command} ${args.join(' ')}: ${stderr}`);
  }
}
