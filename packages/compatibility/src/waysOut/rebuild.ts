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

import { versionNamespace } from '@lambda-compat/lambda-runtimes';
import { perEvaluation } from '../evaluation/memo';
import type { Evaluation, NativeFile } from '../evaluation/types';
import type { WayOut } from '../types';
import {
  bestBuildImage,
  buildImageWays,
  ceilings,
  samImage,
} from './buildImages';
import { buildKindOf, packageOf } from './language';

/** The glibc that every state of the runtime has, such as `2.34`. */
const glibcCeiling = perEvaluation('glibc', ({ profile }): string | null => {
  const top = profile
    ? ceilings(profile).find(version => versionNamespace(version) === 'GLIBC')
    : undefined;
  return top?.slice('GLIBC_'.length) ?? null;
});

/**
 * The ways to build the same program so that it asks for no more than the
 * runtime has, the shortest first, for its language.
 *
 * @internal
 */
export function rebuild(
  evaluation: Evaluation,
  file: NativeFile,
  library: string,
): WayOut[] {
  switch (buildKindOf(evaluation, file)) {
    case 'go':
      return [...onImage(evaluation), ...goStatic(file, library)];
    case 'rust':
      return [...rustTargets(evaluation), ...onImage(evaluation)];
    case 'node-addon':
      return nodeAddon(evaluation, file);
    case 'python-module':
      return pythonModule(evaluation, file);
    case 'jni':
    case 'dotnet':
      return [...otherRelease(file), ...onImage(evaluation)];
    default:
      return [...onImage(evaluation), ...linkedIn(library)];
  }
}

function isCompilerLibrary(library: string): boolean {
  return library.startsWith('libstdc++.') || library.startsWith('libgcc_s.');
}

function goStatic({ scanned }: NativeFile, library: string): WayOut[] {
  const noC: WayOut = {
    kind: 'static',
    text: 'If no C or C++ code is needed, build without cgo: the program is then static and asks nothing of the runtime.',
    code: 'CGO_ENABLED=0 go build -o bootstrap .',
  };
  const whole: WayOut = {
    kind: 'static',
    text: 'Keep cgo and link all of it statically, with the resolvers of Go: nothing is then asked of the runtime.',
    code: `CGO_ENABLED=1 go build -tags netgo,osusergo -ldflags '-linkmode external -extldflags "-static"' -o bootstrap .`,
  };
  const cxx: WayOut = {
    kind: 'static',
    text: 'Keep cgo and link only the C++ library in, without its parts that nothing uses: those of a newer one ask libc for more, and so does -static-libgcc. Take -lstdc++ out of #cgo LDFLAGS, which would bring the shared one back.',
    code: `CGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags "-static-libstdc++ -Wl,--gc-sections -Wl,--exclude-libs,ALL"' -o bootstrap .`,
  };
  // A C++ need comes from C++ code; a need of libc alone may be the resolver's.
  const needsCxx = scanned.report?.needed.some(isCompilerLibrary) ?? false;
  if (!needsCxx) {
    return [noC, whole];
  }
  return isCompilerLibrary(library) ? [whole, cxx, noC] : [whole, noC];
}

function rustTargets(evaluation: Evaluation): WayOut[] {
  const machine = evaluation.architecture === 'arm64' ? 'aarch64' : 'x86_64';
  const glibc = glibcCeiling(evaluation);
  return [
    ...(glibc === null
      ? []
      : [
          {
            kind: 'static' as const,
            text: `Link against the glibc of the runtime, ${glibc}, with cargo-zigbuild.`,
            code: `cargo zigbuild --release --target ${machine}-unknown-linux-gnu.${glibc}`,
          },
        ]),
    {
      kind: 'static',
      text: 'Build for musl: the program is then static and asks nothing of the runtime.',
      code: `cargo build --release --target ${machine}-unknown-linux-musl`,
    },
  ];
}

function nodeAddon(evaluation: Evaluation, file: NativeFile): WayOut[] {
  const image = samImage(evaluation);
  const name = packageOf(file.path)?.slice('node:'.length);
  const platform =
    evaluation.architecture === 'arm64' ? 'linux/arm64' : 'linux/amd64';
  return [
    ...(image
      ? [
          {
            kind: 'build-image' as const,
            text: 'Install the dependencies in the build image of the runtime, so that what is compiled is compiled there.',
            code: `docker run --rm --platform ${platform} -v "$PWD":/var/task ${image} npm ci${
              name ? ` && npm rebuild --build-from-source ${name}` : ''
            }`,
          },
        ]
      : onImage(evaluation)),
    {
      kind: 'dependency',
      text: `Take another version of ${
        name ?? 'the package'
      } whose prebuilt file asks for less, or have it compiled.`,
      code: name ? `npm rebuild --build-from-source ${name}` : null,
    },
  ];
}

function pythonModule(evaluation: Evaluation, file: NativeFile): WayOut[] {
  const machine = evaluation.architecture === 'arm64' ? 'aarch64' : 'x86_64';
  const name = packageOf(file.path)?.slice('python:'.length) ?? 'PACKAGE';
  const glibc = glibcCeiling(evaluation);
  const tag =
    glibc !== null && Number(glibc.split('.')[1]) >= 28
      ? 'manylinux_2_28'
      : 'manylinux2014';
  return [
    {
      kind: 'dependency',
      text: `Install the wheel of ${name} for ${tag}, which asks for no more than the runtime has.`,
      code: `pip install --only-binary=:all: --platform ${tag}_${machine} --target package ${name}`,
    },
    ...onImage(evaluation),
  ];
}

function otherRelease({ path }: NativeFile): WayOut[] {
  const name = packageOf(path)?.split(':')[1];
  return [
    {
      kind: 'dependency',
      text: `Take another release of ${
        name ?? 'the package it came with'
      } whose native library asks for less.`,
      code: null,
    },
  ];
}

function linkedIn(library: string): WayOut[] {
  return isCompilerLibrary(library)
    ? [
        {
          kind: 'static',
          text: 'Link the C++ library in, without its parts that nothing uses: those of a newer one ask libc for more.',
          code: '-static-libstdc++ -Wl,--gc-sections',
        },
      ]
    : [];
}

function onImage(evaluation: Evaluation): WayOut[] {
  return buildImageWays(evaluation.runtime, bestBuildImage(evaluation));
}
