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

import { spawnSync } from 'node:child_process';

/** Debian's name of the package of each program. */
const PACKAGES: Record<string, string> = {
  'docker-registry': 'docker-registry',
  skopeo: 'skopeo',
  'dpkg-deb': 'dpkg',
  umoci: 'umoci',
  readelf: 'binutils',
  'aarch64-linux-gnu-g++': 'g++-aarch64-linux-gnu',
};

/**
 * `describe` where all programs are installed. Elsewhere the suite is skipped
 * and says so; in continuous integration, where nothing may be left out unseen,
 * it runs and fails.
 */
export function describeWith(...programs: string[]): jest.Describe {
  const missing = programs.filter(
    program => spawnSync(program, ['--version']).error !== undefined,
  );
  if (missing.length === 0 || process.env.LAMBDA_COMPAT_REQUIRE_ALL === '1') {
    return describe;
  }
  const names = missing.map(program => PACKAGES[program] ?? program).join(' ');
  process.stderr.write(
    `Skipped: ${missing.join(
      ', ',
    )} not found (Debian: apt-get install ${names}).\n`,
  );
  return describe.skip;
}
