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

const IMAGES = path.resolve(__dirname, '../../docs/images');
const CHANGES = '/lambda-compat/tag-changes';
const LATEST = `${CHANGES}?q=arm64v8%2Famazonlinux%3Alatest`;

const LOOKS = [
  { look: 'light', theme: 'light', width: 1400 },
  { look: 'dark', theme: 'dark', width: 1400 },
  { look: 'narrow', theme: 'light', width: 400 },
];

// The image of the incident, as it is before another file moves the tag on.
let incident: string;
let digest: string;

interface Screen {
  name: string;
  address: () => string;
  ready: RegExp;
}

const SCREENS: Screen[] = [
  {
    name: 'incident',
    address: () => incident,
    ready: /Fits by construction/,
  },
  {
    name: 'incident-comparison',
    address: () => `${incident}/comparison?platform=linux%2Farm64`,
    ready: /GLIBCXX_3\.4\.30/,
  },
  {
    name: 'incident-what-if',
    address: () =>
      `/lambda-compat/what-if?image=${encodeURIComponent(
        `docker.io/arm64v8/amazonlinux:latest@${digest}`,
      )}`,
    ready: /Can break/,
  },
  {
    name: 'incident-entity',
    address: () => '/catalog/default/component/orders',
    ready: /^At risk on provided\.al2023/,
  },
];

/** The newest move that brought symbol versions. */
async function findIncident(page: Page): Promise<void> {
  const row = page
    .getByRole('grid', { name: 'Changes', exact: true })
    .getByRole('row')
    .filter({ hasText: 'GLIBCXX_3.4.3' })
    .first();
  await expect(async () => {
    await page.goto(LATEST);
    await expect(row).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 200_000 });
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/tag-changes\/[0-9a-f-]{36}/);
  const url = new URL(page.url());
  incident = url.pathname;
  const answer = page.waitForResponse(response =>
    /\/tag-moves\/[0-9a-f-]{36}$/.test(new URL(response.url()).pathname),
  );
  await page.reload();
  digest = (await (await answer).json()).to;
}

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(300_000);
  const page = await browser.newPage({ baseURL });
  await findIncident(page);
  await page.close();
});

for (const { address, name, ready } of SCREENS) {
  for (const { look, theme, width } of LOOKS) {
    test(`${name} ${look}`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width, height: 1000 });
      await page.addInitScript(
        value => localStorage.setItem('theme', value),
        theme,
      );
      await page.goto(address());
      await expect(page.getByText(ready).first()).toBeVisible({
        timeout: 60_000,
      });
      await page.waitForLoadState('networkidle');
      // A window as high as the page, so that what sticks to its edges does not
      // stand in the middle of the picture.
      const height = await page.evaluate(
        () => document.documentElement.scrollHeight,
      );
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(500);
      await page.screenshot({ path: path.join(IMAGES, `${name}-${look}.png`) });
    });
  }
}
