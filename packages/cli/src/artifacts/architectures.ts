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

import type { Architecture } from '@lambda-compat/lambda-runtimes';
import { InvalidArgumentError } from 'commander';

const architectures: Readonly<Record<string, Architecture>> = {
  x86_64: 'x86_64',
  amd64: 'x86_64',
  x64: 'x86_64',
  arm64: 'arm64',
  aarch64: 'arm64',
};

/** An architecture by Lambda's name, or by the one that others have for it. */
export function parseArchitecture(value: string): Architecture {
  const found = Object.hasOwn(architectures, value)
    ? architectures[value]
    : undefined;
  if (!found) {
    throw new InvalidArgumentError('Write x86_64 or arm64.');
  }
  return found;
}

/** Lambda's name for what ELF files call their machine, if it has one. */
export function architectureOfMachine(
  machine: string,
): Architecture | undefined {
  if (machine === 'x86_64') {
    return 'x86_64';
  }
  return machine === 'aarch64' ? 'arm64' : undefined;
}
