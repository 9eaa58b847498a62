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

import { TagFamily } from './types';

export const LANGUAGE_FAMILIES: readonly TagFamily[] = [
  {
    // 3.13.6 was Debian bookworm on 2025-08-06 and trixie on 2025-08-11. The
    // betas of 3.5.0 were published as 3.5.0 too.
    repositories: ['docker.io/library/python'],
    reusedVersion: /^3\.5\.0$/,
  },
  {
    // 1.9.3 and 2.0.0 had patch levels: 2.0.0-p598, 2.0.0-p643. The release
    // candidate of 2.2.0 was published as 2.2.0 too.
    repositories: ['docker.io/library/ruby'],
    reusedVersion: /^(?:1\.9\.3|2\.0\.0|2\.2\.0)$/,
  },
  {
    // Since GCC 5 a release is X.Y.0 and has no other patch, so X.Y is full.
    // Source: https://gcc.gnu.org/develop.html#num_scheme
    repositories: ['docker.io/library/gcc'],
    fullVersion: /^(?:(?:[5-9]|[1-9]\d)\.\d+(?:\.\d+)?|4\.\d+\.\d+)$/,
  },
  {
    // The rule for all, written down: X.Y.Z is full; a code name of the
    // operating system behind it holds that too. 1.24 is Go's name of a
    // release and of all its patches.
    repositories: [
      'docker.io/library/golang',
      'docker.io/library/node',
      'docker.io/library/php',
      'docker.io/library/rust',
    ],
  },
];
