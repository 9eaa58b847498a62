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

import {
  type Architecture,
  compareVersionNames,
} from '@lambda-compat/lambda-runtimes';
import type { DefinedVersion, ElfMachine } from '../elf/types';
import { symbolNames } from './symbolNames';

/** As ELF calls what Lambda calls an architecture. */
export const MACHINES: Record<Architecture, ElfMachine> = {
  x86_64: 'x86_64',
  arm64: 'aarch64',
};

// Until glibc 2.34 these were symbols of libpthread, libdl and librt.
const MERGED = 'GLIBC_2.34';

/**
 * Each version with the symbols that are known of it. The newest one of a
 * symbol is its default: for some of glibc there is none any more, which the
 * table does not say.
 */
export function defineVersions(
  soname: string,
  architecture: Architecture,
  versions: string[],
): DefinedVersion[] {
  const defined = new Map<string, DefinedVersion>(
    versions.map(name => [name, { name, symbols: [] }]),
  );
  for (const [symbol, all] of symbolNames(soname, architecture)) {
    if (all.includes(MERGED) && !defined.has(MERGED)) {
      continue;
    }
    const own = all
      .filter(version => defined.has(version))
      .sort(compareVersionNames);
    own.forEach((version, index) =>
      defined.get(version)!.symbols.push({
        name: symbol,
        isDefault: index === own.length - 1,
      }),
    );
  }
  return [...defined.values()];
}
