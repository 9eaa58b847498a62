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
import { expect, type Page, test } from '@playwright/test';
import { sampleRegistryOf } from './sampleRegistry';

const IMAGES = path.resolve(__dirname, '../../docs/images');
const CHANGES = '/lambda-compat/tag-changes';
const LATEST = 'docker.io/arm64v8/amazonlinux:latest';

const LOOKS = [
  { look: 'light', theme: 'light', width: 1400 },
  { look: 'dark', theme: 'dark', width: 1400 },
  { look: 'narrow', theme: 'light', width: 400 },
];

const change = (page: Page) =>
  page.getByRole('link', { name: /amazonlinux:latest/ }).first();

const SCREENS = [
  {
    name: 'tag-history',
    path: '/catalog/default/component/orders',
    ready: /times in 30 days/,
  },
  {
    name: 'tag-history-no-access',
    path: '/catalog/default/component/vault',
    ready: /does not let us read the tag/,
  },
  { name: 'tag-changes', path: CHANGES, ready: /GLIBCXX_3\.4\.33/ },
  {
    name: 'tag-change',
    path: `${CHANGES}?q=arm64v8%2Famazonlinux%3Alatest`,
    open: change,
    ready: /Fits by construction/,
  },
  { name: 'tags', path: `${CHANGES}?list=tags`, ready: 'Found' },
  {
    name: 'registries',
    path: `${CHANGES}?list=registries`,
    ready: 'Requests today',
  },
];

// All pictures shall show the same: the moves that the registry makes by
// itself, and one that was asked for.
test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(300_000);
  const page = await browser.newPage({ baseURL });
  const untilShown = (address: string, text: string) =>
    expect(async () => {
      await page.goto(address);
      await expect(page.getByText(text).first()).toBeVisible({
        timeout: 5_000,
      });
    }).toPass({ timeout: 200_000 });
  await untilShown(
    `${CHANGES}?q=amazonlinux%3Alatest&quiet=shown`,
    '2 changes',
  );
  await untilShown(`${CHANGES}?q=node%3A22&quiet=shown`, '3 changes');
  await untilShown(`${CHANGES}?q=provided%3Aal2&quiet=shown`, '2 changes');
  await sampleRegistryOf(baseURL!).move(LATEST, { to: 'D' });
  await untilShown(
    `${CHANGES}?q=amazonlinux%3Alatest&quiet=shown`,
    '3 changes',
  );
  await expect(async () => {
    await page.reload();
    // The filter has the words, too.
    await expect(page.getByRole('row').getByText('Packages only')).toHaveCount(
      2,
    );
  }).toPass({ timeout: 100_000 });
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
      await screen.open?.(page).click();
      await expect(page.getByText(screen.ready).first()).toBeVisible({
        timeout: 60_000,
      });
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
