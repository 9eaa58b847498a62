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

import type { NeedResolution } from '@lambda-compat/elf-symbols';
import type { Evaluation, JudgedObject } from '../evaluation/types';
import type { WayOut } from '../types';
import { buildKindOf, packageOf } from './language';
import { measure } from './waysOutOfVersion';

/**
 * The ways out of a library that is missing, or may be.
 *
 * @internal
 */
export function waysOutOfLibrary(
  evaluation: Evaluation,
  { file }: JudgedObject,
  { name, elsewhere }: NeedResolution,
  certain: boolean,
): WayOut[] {
  const folders = evaluation.ownSystem ? '/usr/lib64' : 'lib/ of the function';
  const from = elsewhere[0];
  const package_ = packageOf(file.path)?.split(':')[1];
  const static_: WayOut[] =
    buildKindOf(evaluation, file) === 'go'
      ? [
          {
            kind: 'static',
            text: 'If no C or C++ code is needed, build without cgo: the program is then static and asks nothing of the runtime.',
            code: 'CGO_ENABLED=0 go build -o bootstrap .',
          },
        ]
      : [];
  return [
    ...(certain ? [] : measure(evaluation)),
    {
      kind: 'bundle',
      text: from
        ? `Put ${name} where the loader looks: it is at ${from}, and ${folders} or of a layer is looked through.`
        : `Bring ${name} along in ${folders} or of a layer, built for the same machine on a system that is not newer than the runtime.`,
      code: null,
    },
    ...static_,
    ...(package_ === undefined
      ? []
      : [
          {
            kind: 'dependency' as const,
            text: `Install ${package_} with all of its parts for the platform of the function: the library may belong to a package beside it.`,
            code: null,
          },
        ]),
  ];
}
