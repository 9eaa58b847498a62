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

import { byText } from '../packages/byText';

/**
 * Whether a file or link is there for programs to need it by its name. Beside
 * the name in a library's `DT_SONAME` there are names that nothing needs: the
 * file's own (`libstdc++.so.6.0.33` for `libstdc++.so.6`), that of the linker
 * (`libz.so` for `libz.so.1`). They are left out, as they would be told as
 * libraries that came and went with every version.
 *
 * @param isLink - Whether it is a symlink.
 * @internal
 */
export function isNeededName(
  name: string,
  soname: string | null,
  isLink: boolean,
): boolean {
  if (!name.includes('.so')) {
    return false;
  }
  if (soname === null || name === soname) {
    return true;
  }
  return (
    isLink &&
    !name.startsWith(`${soname}.`) &&
    !soname.startsWith(`${name}.`) &&
    /\.so\.[0-9]/.test(name)
  );
}

/**
 * Whether ldconfig looks at a file of this name.
 *
 * @internal
 */
export function isCached(name: string): boolean {
  return (
    (name.startsWith('lib') || name.startsWith('ld')) && name.includes('.so')
  );
}

/**
 * Orders file names with the numbers in them, as ldconfig does when several
 * files of a folder have the same soname.
 *
 * @internal
 */
export function compareFileNames(a: string, b: string): number {
  const left = a.slice(0, 255).split(/(\d+)/);
  const right = b.slice(0, 255).split(/(\d+)/);
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order =
      index % 2 === 1
        ? Number(left[index]) - Number(right[index])
        : byText(left[index], right[index]);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length;
}
