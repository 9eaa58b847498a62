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

import type { SystemLibraries } from './system';
import type { TargetMachine } from './types';

/**
 * What the tokens of a search path stand for, for one object.
 *
 * @internal
 */
export interface TokenValues {
  /** The directory of the object. */
  origin: string;
  machine: TargetMachine;
  system: Pick<SystemLibraries, 'lib' | 'platform'>;
}

/**
 * A path after its tokens were replaced.
 *
 * @internal
 */
export interface ExpandedPath {
  path: string;
  /** The token whose value is not known; null where the path is certain. */
  undecided: string | null;
}

/**
 * What the kernel or the loader itself call the processor: glibc before 2.37
 * says `haswell` where it can use AVX2.
 */
const PLATFORMS: Record<TargetMachine, string[]> = {
  x86_64: ['haswell', 'x86_64'],
  aarch64: ['aarch64'],
};

const LIBS = ['lib64', 'lib'];

/** Longer paths cannot be opened; tokens could make one grow without end. */
const PATH_MAX = 4096;

const TOKEN =
  /\$(?:\{(ORIGIN|LIB|PLATFORM)\}|(ORIGIN|LIB|PLATFORM)(?![A-Za-z0-9_]))/g;

/**
 * Replaces `$ORIGIN`, `$LIB` and `$PLATFORM`, with and without braces. Where a
 * value is not known, all that it can be are given. What looks like another
 * token stays as it is, as for the loader.
 *
 * @internal
 */
export function expandTokens(
  text: string,
  values: TokenValues,
): ExpandedPath[] {
  if (!text.includes('$')) {
    return [{ path: text, undecided: null }];
  }
  const used = new Set<string>();
  for (const match of text.matchAll(TOKEN)) {
    used.add(match[1] ?? match[2]);
  }
  const { lib, platform } = values.system;
  const libs = used.has('LIB') && lib === null ? LIBS : [lib ?? ''];
  const platforms =
    used.has('PLATFORM') && platform === null
      ? PLATFORMS[values.machine]
      : [platform ?? ''];
  const undecided = [
    ...(libs.length > 1 ? ['$LIB'] : []),
    ...(platforms.length > 1 ? ['$PLATFORM'] : []),
  ].join(' and ');
  return libs
    .flatMap(oneLib =>
      platforms.map(onePlatform => ({
        path: replaceTokens(text, {
          ORIGIN: values.origin,
          LIB: oneLib,
          PLATFORM: onePlatform,
        }),
        undecided: undecided === '' ? null : undecided,
      })),
    )
    .filter(({ path }) => path !== '' && path.length <= PATH_MAX);
}

function replaceTokens(text: string, values: Record<string, string>): string {
  let length = text.length;
  const replaced = text.replace(
    TOKEN,
    (whole, braced?: string, plain?: string) => {
      const value = values[braced ?? plain ?? ''];
      length += value.length - whole.length;
      return length > PATH_MAX ? '' : value;
    },
  );
  return length > PATH_MAX ? '' : replaced;
}
