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

import { browserTests } from './browser.mjs';
import { jestTests } from './jest.mjs';
import { program } from './program.mjs';

// Quick and telling first: what fails early is known early.
export const PARTS = [
  {
    name: 'format',
    what: 'Prettier',
    run: program('prettier', ['--check', '.']),
  },
  {
    name: 'types',
    what: 'TypeScript, strict',
    run: program('typescript', ['--pretty', 'false'], 'tsc'),
  },
  {
    name: 'lint',
    what: 'ESLint with the Backstage rules',
    run: program(
      '@backstage/cli',
      ['repo', 'lint', '--max-warnings', '0'],
      'backstage-cli',
    ),
  },
  {
    name: 'packages',
    what: 'package.json files are fit to publish',
    run: program(
      '@backstage/cli',
      ['repo', 'fix', '--publish', '--check'],
      'backstage-cli',
    ),
  },
  {
    name: 'config',
    what: 'app-config.yaml against every config.d.ts',
    run: program(
      '@backstage/cli',
      ['config:check', '--strict'],
      'backstage-cli',
    ),
  },
  {
    name: 'api',
    what: 'API reports say what the packages export',
    run: program(
      '@backstage/repo-tools',
      [
        'api-reports',
        '--ci',
        // Members are told by their interface; the engine's types come from
        // source, because packages are not built for this.
        '--omit-messages',
        'ae-undocumented,ae-wrong-input-file-type',
        // The type of its messages is not exported: the keys would be listed
        // in an order that depends on which files were compiled before.
        '--allow-warnings',
        'plugins/lambda-compat',
        'plugins/*',
        'packages/compatibility',
        'packages/elf-symbols',
        'packages/image-contents',
        'packages/image-references',
        'packages/lambda-runtimes',
        'packages/oci-registry',
        'packages/cli',
      ],
      'backstage-repo-tools',
    ),
  },
  {
    name: 'jest',
    what: 'unit, store and integration tests, on SQLite and PostgreSQL',
    run: jestTests,
  },
  {
    name: 'browser',
    what: 'the portal in Chromium, in both frontend systems',
    run: browserTests,
  },
];
