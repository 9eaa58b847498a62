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

import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from '../../test/support/chromium.mjs';
import { installWithApt } from './debian.mjs';
import { programFile, runNode } from './program.mjs';

const CONFIG = 'test/e2e/playwright.config.ts';

// One for each frontend system of Backstage; the backend serves either.
const APPS = ['packages/app', 'packages/app-legacy'];

/** Builds both portals, starts them, and walks through them in a real browser. */
export async function browserTests({ root, scratch }) {
  const chromium = findChromium() ?? installChromium();
  const playwright = programFile(root, '@playwright/test', 'playwright');
  if (!chromium) {
    return {
      passed: 0,
      failed: 0,
      skipped: 1,
      note: 'no Chromium: install it (Debian: apt-get install chromium), or name one in LAMBDA_COMPAT_CHROMIUM',
    };
  }
  for (const app of APPS) {
    const built = await runNode(path.join(root, app), [
      programFile(root, '@backstage/cli', 'backstage-cli'),
      'package',
      'build',
    ]);
    if (built !== 0) return { passed: 0, failed: 1, skipped: 0 };
  }
  const report = path.join(scratch, 'playwright.json');
  const code = await runNode(root, [playwright, 'test', '--config', CONFIG], {
    CI: '1',
    LAMBDA_COMPAT_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats, errors } = JSON.parse(fs.readFileSync(report, 'utf8'));
  const failed = stats.unexpected + errors.length;
  return {
    passed: stats.expected + stats.flaky,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}

function installChromium() {
  installWithApt('Chromium', ['chromium', 'fonts-liberation']);
  return findChromium();
}
