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
import { sampleRepositoryOf } from './sampleRepository';
import { uploadBuild } from './uploadBuild';

// The pictures of docs/replay-the-incident.md, on a portal of which the tag has
// yet to move.
const IMAGES = path.resolve(__dirname, '../../docs/images');
const CHANGES = '/lambda-compat/tag-changes';
const LATEST_CHANGES = `${CHANGES}?q=arm64v8%2Famazonlinux%3Alatest`;
const LATEST = 'docker.io/arm64v8/amazonlinux:latest';
const ORDERS = '/catalog/default/component/orders';
const PATIENCE_MS = 200_000;

const LOOKS = [
  { look: 'light', theme: 'light', width: 1400 },
  { look: 'dark', theme: 'dark', width: 1400 },
  { look: 'narrow', theme: 'light', width: 400 },
];

// Each picture shows the story as far as it has come.
test.describe.configure({ mode: 'serial' });

let incident: string;
let digest: string;
let patch: string;

function picture(name: string, address: () => string, ready: RegExp): void {
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
      await expect(page.getByText('Looking for what to pin to')).toHaveCount(0);
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

/** Opens a page again and again until it shows what is waited for. */
async function openUntil(
  page: Page,
  address: string,
  ready: RegExp,
): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(page.getByText(ready).first()).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: PATIENCE_MS });
}

/** Opens the newest change of the tag once it says this of it. */
async function openChange(page: Page, said: RegExp): Promise<string> {
  const row = page
    .getByRole('grid', { name: 'Changes', exact: true })
    .getByRole('row')
    .filter({ hasText: said })
    .filter({ hasText: '1 component' })
    .first();
  await expect(async () => {
    await page.goto(LATEST_CHANGES);
    await expect(row).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: PATIENCE_MS });
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/tag-changes\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

test('the tag moves', async ({ page, baseURL }) => {
  test.setTimeout(2 * PATIENCE_MS);
  // Built, measured, and looked at before.
  await openUntil(page, ORDERS, /^Compatible on provided\.al2023/);
  await openUntil(
    page,
    `${CHANGES}?list=tags&q=arm64v8%2Famazonlinux%3Alatest`,
    /^Found/,
  );
  const { to } = await sampleRegistryOf(baseURL!).move(LATEST, { to: 'C' });
  digest = to!.digest;
  incident = await openChange(page, /GLIBCXX_3\.4\.33/);
  const preview = page.getByLabel('Patch', { exact: true }).first();
  await expect(preview).toContainText('@sha256:');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: /^Copy patch/ }).click();
  await expect(page.getByText('Patch copied').first()).toBeVisible();
  patch = await page.evaluate(() => navigator.clipboard.readText());
});

picture('incident', () => incident, /Fits by construction/);
picture(
  'incident-comparison',
  () => `${incident}/comparison?platform=linux%2Farm64`,
  /3\.4\.30/,
);
picture(
  'incident-what-if',
  () =>
    `/lambda-compat/what-if?image=${encodeURIComponent(
      `docker.io/arm64v8/amazonlinux:latest@${digest}`,
    )}`,
  /Can break/,
);
picture('incident-entity', () => ORDERS, /^At risk on provided\.al2023/);

test('a build runs first', async ({ page, baseURL }) => {
  test.setTimeout(2 * PATIENCE_MS);
  await uploadBuild(baseURL!, 'component:default/orders', {
    name: 'on-latest',
    number: '812',
  });
  await openUntil(page, ORDERS, /^Broken on provided\.al2023/);
  await openUntil(page, incident, /^Already built/);
});

picture('incident-broken', () => ORDERS, /^Broken on provided\.al2023/);

test('the patch is merged', async ({ page, baseURL }) => {
  test.setTimeout(2 * PATIENCE_MS);
  sampleRepositoryOf(baseURL!, 'orders').apply(patch);
  await page.goto(`${ORDERS}/lambda-compat`);
  await page
    .getByRole('button', { name: 'Check images again' })
    .first()
    .click();
  await expect(page.getByText('Images were checked again')).toBeVisible();
  await uploadBuild(baseURL!, 'component:default/orders', {
    name: 'pinned',
    number: '813',
  });
  await openUntil(page, ORDERS, /^Compatible on provided\.al2023/);
  await openUntil(page, incident, /Nobody is exposed/);
});

picture('incident-ended', () => ORDERS, /^Compatible on provided\.al2023/);

test('the jump comes', async ({ page, baseURL }) => {
  test.setTimeout(2 * PATIENCE_MS);
  sampleRepositoryOf(baseURL!, 'orders').revert(patch);
  await page.goto(`${ORDERS}/lambda-compat`);
  await page
    .getByRole('button', { name: 'Check images again' })
    .first()
    .click();
  await expect(page.getByText('Images were checked again')).toBeVisible();
  await sampleRegistryOf(baseURL!).move(LATEST, { to: 'E' });
  incident = await openChange(page, /Distribution changed/);
});

picture('incident-jump', () => incident, /Fits by construction/);
