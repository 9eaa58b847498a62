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

import { foreignReason } from './loadability';
import { directoryOf, nameOf, pathIn } from './paths';
import type { ResolveContext } from './ResolveContext';
import type { InterpreterResolution, PlacedFile, TargetMachine } from './types';

/**
 * Where the loaders of both C libraries are by convention.
 *
 * @internal
 */
export const STANDARD_INTERPRETERS: Record<
  'glibc' | 'musl',
  Record<TargetMachine, string>
> = {
  glibc: {
    x86_64: '/lib64/ld-linux-x86-64.so.2',
    aarch64: '/lib/ld-linux-aarch64.so.1',
  },
  musl: {
    x86_64: '/lib/ld-musl-x86_64.so.1',
    aarch64: '/lib/ld-musl-aarch64.so.1',
  },
};

/**
 * The C library whose loader has this path.
 *
 * @internal
 */
export function libcOfLoader(path: string): 'glibc' | 'musl' {
  return nameOf(path).startsWith('ld-musl-') ? 'musl' : 'glibc';
}

/**
 * Looks for the loader as the kernel does: at its path and nowhere else.
 *
 * @internal
 */
export function resolveInterpreter(
  context: ResolveContext,
  written: string,
): { resolution: InterpreterResolution; file: PlacedFile | null } {
  const path = pathIn(context.workingDirectory, written);
  const entry = context.tree.find(path);
  const none = { path, place: null, answer: 'no' as const };
  switch (entry.kind) {
    case 'file': {
      const { file } = entry;
      const { report } = file;
      if (!report && file.unloadable === undefined) {
        const undecided = `whether ${file.path} is a loader: the file could not be read`;
        return {
          resolution: { path, place: 'artifact', answer: 'unknown', undecided },
          file,
        };
      }
      const usable = report && !foreignReason(report, context.machine);
      return usable
        ? { resolution: { path, place: 'artifact', answer: 'yes' }, file }
        : { resolution: none, file: null };
    }
    case 'unread':
      return {
        resolution: {
          path,
          place: null,
          answer: 'unknown',
          undecided: entry.reason,
        },
        file: null,
      };
    case 'outside': {
      const { answer, undecided } = context.system.findInterpreter(entry.path);
      return {
        resolution: {
          path,
          place: answer === 'no' ? null : 'system',
          answer,
          ...(answer === 'unknown' && {
            undecided: undecided ?? `whether the system has ${path}`,
          }),
        },
        file: null,
      };
    }
    default:
      return { resolution: none, file: null };
  }
}

/**
 * Names that musl's loader answers itself: the parts of its C library, in
 * whatever version, such as `libc.musl-x86_64.so.1` or `libpthread.so.0`.
 *
 * @internal
 */
export function isMuslItself(name: string): boolean {
  return /^lib(?:c|pthread|rt|m|dl|util|xnet)\./.test(name);
}

/**
 * The directory that `$ORIGIN` stands for in an object opened by this path.
 *
 * @internal
 */
export function originOf(context: ResolveContext, opened: string): string {
  return directoryOf(pathIn(context.workingDirectory, opened));
}
