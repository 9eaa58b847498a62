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

/** Writes docs/images from the running portal, in both themes and narrow. */
import path from 'node:path';
import { findChromium } from '../test/support/chromium.mjs';
import { programFile, runNode } from './test/program.mjs';

const root = path.resolve(import.meta.dirname, '..');
const built = await runNode(path.join(root, 'packages', 'app'), [
  programFile(root, '@backstage/cli', 'backstage-cli'),
  'package',
  'build',
]);
process.exitCode =
  built ||
  (await runNode(
    root,
    [
      programFile(root, '@playwright/test', 'playwright'),
      'test',
      '--config=test/e2e/playwright.config.ts',
    ],
    {
      LAMBDA_COMPAT_PICTURES: '1',
      LAMBDA_COMPAT_CHROMIUM: findChromium() ?? '',
    },
  ));
