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

import path from 'node:path';
import { expect, test } from '@playwright/test';

const IMAGES = path.resolve(__dirname, '../../docs/images');

const SCREENS = [
  { name: 'entity', path: 'orders', ready: /references can change/ },
  { name: 'tab', path: 'orders/lambda-compat', ready: /references can change/ },
  {
    name: 'tab-resolution',
    path: 'vault/lambda-compat',
    ready: /references can change/,
  },
  { name: 'state-partial', path: 'exporter', ready: /not known/ },
  { name: 'state-problems', path: 'typo', ready: /can change/ },
  { name: 'state-failed', path: 'invoices', ready: /could not read/ },
  { name: 'state-nothing-found', path: 'ghost', ready: /no build file/ },
  { name: 'state-forbidden', path: 'payroll', ready: /Not allowed/ },
  { name: 'state-not-applicable', path: 'newsletter', ready: /Not applicable/ },
];

const LOOKS = [
  { look: 'light', theme: 'light', width: 1400 },
  { look: 'dark', theme: 'dark', width: 1400 },
  { look: 'narrow', theme: 'light', width: 400 },
];

for (const screen of SCREENS) {
  for (const { look, theme, width } of LOOKS) {
    test(`${screen.name} ${look}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 1000 });
      await page.addInitScript(
        name => localStorage.setItem('theme', name),
        theme,
      );
      await page.goto(`/catalog/default/component/${screen.path}`);
      await expect(page.getByText(screen.ready).first()).toBeVisible({
        timeout: 60_000,
      });
      // The relations graph lays itself out after it is there.
      await page.waitForTimeout(1_000);
      await expect(page.getByText('Looking for what to pin to')).toHaveCount(0);
      // A window as high as the page, so that what sticks to its edges does not
      // stand in the middle of the picture.
      const height = await page.evaluate(
        () => document.documentElement.scrollHeight,
      );
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(500);
      await page.screenshot({
        path: path.join(IMAGES, `${screen.name}-${look}.png`),
      });
    });
  }
}
