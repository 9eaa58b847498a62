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

import type { ImageFacts } from '@lambda-compat/image-contents';
import type {
  Architecture,
  MeasuredImage,
} from '@lambda-compat/lambda-runtimes';

/** Namespaces by which people know what a runtime has. */
const SHOWN = [
  ['libc.so.6', 'GLIBC'],
  ['libstdc++.so.6', 'GLIBCXX'],
  ['libstdc++.so.6', 'CXXABI'],
  ['libgcc_s.so.1', 'GCC'],
] as const;

/** What of an image makes a profile. */
export function toMeasuredImage(
  facts: Pick<ImageFacts, 'digest' | 'libraries' | 'libraryFolders'>,
  options: {
    name: string;
    architecture: Architecture;
    interpreters: string[];
  },
): MeasuredImage {
  const { architecture, interpreters, name } = options;
  return {
    name,
    digest: facts.digest,
    architecture,
    libraries: facts.libraries.map(library => ({
      name: library.name,
      path: toAbsolute(library.path),
      versions: library.versions.map(version => version.name),
      complete: library.complete,
    })),
    interpreters,
    folders: facts.libraryFolders.map(toAbsolute),
  };
}

/** The highest version of the namespaces that are asked for. */
export function listHighest(
  image: Pick<MeasuredImage, 'libraries'>,
): Array<{ namespace: string; version: string }> {
  return SHOWN.flatMap(([library, namespace]) => {
    const versions =
      image.libraries.find(({ name }) => name === library)?.versions ?? [];
    const [highest] = versions
      .filter(version => version.startsWith(`${namespace}_`))
      .map(version => ({ version, numbers: toNumbers(version) }))
      .filter(({ numbers }) => numbers.length > 0)
      .sort((a, b) => compareNumbers(b.numbers, a.numbers));
    return highest ? { namespace, version: highest.version } : [];
  });
}

/** Empty for what has no number, such as `GLIBC_PRIVATE`. */
function toNumbers(version: string): number[] {
  const digits = /_(\d+(?:\.\d+)*)$/.exec(version)?.[1];
  return digits ? digits.split('.').map(Number) : [];
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function toAbsolute(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
