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

import type { PackageSystem } from '../../types';
import { compareApkVersions } from './apkVersions';
import { compareDpkgVersions } from './dpkgVersions';
import { compareRpmVersions } from './rpmVersions';

const ORDERS: Record<PackageSystem, (a: string, b: string) => number> = {
  rpm: compareRpmVersions,
  dpkg: compareDpkgVersions,
  apk: compareApkVersions,
};

/**
 * Compares two versions of a package as its system orders them: rpm by
 * rpm-version(7), with `~`, `^` and epochs; dpkg by deb-version(7); apk by
 * apk-package(5). Needs time in proportion to their length.
 *
 * @returns Less than, equal to or greater than 0 as `a` is older than, as good
 *   as or newer than `b`.
 * @public
 */
export function comparePackageVersions(
  system: PackageSystem,
  a: string,
  b: string,
): number {
  return ORDERS[system](a, b);
}
