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

import type { Evaluation, NativeFile } from '../evaluation/types';
import type { WayOut } from '../types';
import { buildKindOf } from './language';
import { rebuild } from './rebuild';

/**
 * The ways out of a file that was built for another C library.
 *
 * @internal
 */
export function waysOutOfLibc(
  evaluation: Evaluation,
  file: NativeFile,
): WayOut[] {
  const { architecture } = evaluation;
  const kind = buildKindOf(evaluation, file);
  if (kind === 'node-addon') {
    return [
      {
        kind: 'dependency',
        text: 'Install the package for glibc; on Alpine npm takes the files for musl.',
        code: `npm ci --os=linux --cpu=${
          architecture === 'arm64' ? 'arm64' : 'x64'
        } --libc=glibc`,
      },
    ];
  }
  const static_: WayOut[] =
    kind === 'native'
      ? [
          {
            kind: 'static',
            text: 'Or link the program statically: then it needs no loader.',
            code: '-static',
          },
        ]
      : [];
  return [...rebuild(evaluation, file, 'libc.so.6'), ...static_];
}
