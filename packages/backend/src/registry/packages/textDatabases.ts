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

import { PACKAGE_DESCRIPTION, type SamplePackage } from './SamplePackage';

/** `/var/lib/dpkg/status`, as dpkg(1) writes it. */
export function writeDpkgStatus(packages: SamplePackage[]): Buffer {
  return Buffer.from(
    packages
      .map(({ name, version, architecture }) =>
        [
          `Package: ${name}`,
          'Status: install ok installed',
          'Priority: required',
          'Section: libs',
          'Maintainer: lambda-compat <samples@lambda-compat.example>',
          `Architecture: ${architecture}`,
          `Version: ${version}`,
          `Description: ${PACKAGE_DESCRIPTION}`,
          '',
          '',
        ].join('\n'),
      )
      .join(''),
  );
}

/** `/lib/apk/db/installed`, as apk(8) writes it. */
export function writeApkDatabase(packages: SamplePackage[]): Buffer {
  return Buffer.from(
    packages
      .map(({ name, version, architecture }) =>
        [
          `P:${name}`,
          `V:${version}`,
          `A:${architecture}`,
          'S:0',
          'I:0',
          `T:${PACKAGE_DESCRIPTION}`,
          `o:${name}`,
          '',
          '',
        ].join('\n'),
      )
      .join(''),
  );
}
