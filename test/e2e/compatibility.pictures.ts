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
  {
    name: 'runtime',
    path: '/catalog/default/component/scraper',
    ready: /^Broken on python3\.11/,
  },
  {
    name: 'runtime-unknown',
    path: '/catalog/default/component/settle',
    ready: /^Unknown/,
  },
  {
    name: 'runtime-tab',
    path: '/catalog/default/component/scraper/lambda-compat',
    ready: /^Native files/,
  },
  { name: 'risk', path: '/lambda-compat/risk', ready: /^Components/ },
  {
    name: 'what-if',
    path: '/lambda-compat/what-if?to=provided.al2',
    ready: /^Answer \d/,
  },
];

const LOOKS = [
  { look: 'light', theme: 'light', width: 1400 },
  { look: 'dark', theme: 'dark', width: 1400 },
  { look: 'narrow', theme: 'light', width: 400 },
];

// The samples are measured after the catalog has read them; all pictures shall
// show the same.
test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  const page = await browser.newPage({ baseURL });
  await expect(async () => {
    await page.goto('/catalog/default/component/thumbs');
    await expect(
      page.getByRole('heading', { name: /^Broken on nodejs22\.x/ }),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 150_000 });
  await page.close();
});

for (const screen of SCREENS) {
  for (const { look, theme, width } of LOOKS) {
    test(`${screen.name} ${look}`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width, height: 1000 });
      await page.addInitScript(
        name => localStorage.setItem('theme', name),
        theme,
      );
      await page.goto(screen.path);
      await expect(
        page.getByRole('heading', { name: screen.ready }).first(),
      ).toBeVisible({ timeout: 60_000 });
      await page.waitForLoadState('networkidle');
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
