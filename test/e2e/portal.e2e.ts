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

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import {
  readSampleExpectations,
  SAMPLES_FOLDER,
  type SampleExpectation,
} from '../support/samples';
import { findOverflowIn } from './findOverflow';
import { readIncidentPin } from './incidentPin';

// The sample catalog is read within seconds of a start; until then a card says
// that its source has not been read, and looks again by itself.
const FIRST_COLLECTION_MS = 60_000;

async function open(page: Page, name: string, kind = 'component') {
  await page.goto(`/catalog/default/${kind}/${name}`);
  await expect(page.getByRole('region', { name: 'Base images' })).toBeVisible({
    timeout: FIRST_COLLECTION_MS,
  });
}

function expectedHeadline(sample: SampleExpectation): RegExp {
  switch (sample.status) {
    case 'not-applicable':
      return /Not applicable/;
    case 'failed':
      return /Unknown: could not read the source/;
    case 'forbidden':
      return /Not allowed to read this/;
    case 'nothing-found':
      return /No external images|Unknown: no build file found/;
    default:
      break;
  }
  if (sample.total === undefined) {
    return /Unknown: not all of the source could be read/;
  }
  const changeable = sample.total - sample.pinned!;
  if (changeable === 0 && sample.status === 'partial') {
    return new RegExp(
      `${sample.total} references? that (was|were) read (is|are) pinned by digest`,
    );
  }
  if (changeable === 0) {
    return sample.total === 1
      ? /The only reference is pinned by digest/
      : new RegExp(`All ${sample.total} references are pinned by digest`);
  }
  return ['unresolved', 'invalid'].includes(sample.weakest!)
    ? new RegExp(`of ${sample.total} references? .*not known`)
    : new RegExp(`${changeable} of ${sample.total} references? can change`);
}

test('the front page is the catalog, without a sign-in to click through', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'orders' }).first()).toBeVisible({
    timeout: FIRST_COLLECTION_MS,
  });
});

test('every sample Lambda shows what is known about its images without a click', async ({
  page,
}) => {
  test.setTimeout(480_000);
  const samples = readSampleExpectations();
  expect(samples.length).toBeGreaterThan(16);
  for (const sample of samples) {
    await open(page, sample.name, sample.kind);
    await expect(
      page.getByText(expectedHeadline(sample)).first(),
      `${sample.name} is ${sample.status}`,
    ).toBeVisible({ timeout: FIRST_COLLECTION_MS });
  }
});

test('what is not a Lambda has neither card nor tab', async ({ page }) => {
  await page.goto('/catalog/default/component/storefront');
  await expect(page.getByRole('heading', { name: 'About' })).toBeVisible();
  await expect(page.getByText('Relations').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Base images' })).toHaveCount(
    0,
  );
});

test('from the portal to a patch that git accepts', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: baseURL,
  });
  await page.goto('/');
  await page.getByRole('link', { name: 'orders', exact: true }).first().click();
  await expect(
    page.getByText('2 of 3 references can change without a commit'),
  ).toBeVisible({ timeout: FIRST_COLLECTION_MS });
  await expect(page.getByText('build/Dockerfile:1').first()).toBeVisible();

  await page
    .getByRole('button', {
      name: 'Copy patch for arm64v8/amazonlinux:latest, build/Dockerfile:1',
    })
    .click();
  await expect(page.getByText('Patch copied')).toBeVisible();
  const patch = await page.evaluate(() => navigator.clipboard.readText());

  const repository = checkoutOf('orders');
  try {
    const before = read(repository, 'build/Dockerfile');
    git(repository, ['apply', '--check', '-'], patch);
    git(repository, ['apply', '-'], patch);
    const after = read(repository, 'build/Dockerfile');
    // What fits the runtime: not the image that `latest` names today.
    expect(after.split('\n')[0]).toBe(`FROM ${readIncidentPin()} AS build`);
    expect(after.split('\n').slice(1)).toEqual(before.split('\n').slice(1));
  } finally {
    fs.rmSync(repository, { recursive: true });
  }
});

test('where no digest is known the portal asks for it and then writes the patch', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: baseURL,
  });
  const digest = `sha256:${'5f'.repeat(32)}`;
  await open(page, 'multi');
  await page
    .getByRole('button', {
      name: /^Copy patch for ghcr\.io\/astral-sh\/uv:0\.8\.13, /,
    })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('docker buildx imagetools inspect');
  await dialog.getByRole('textbox').fill('sha256:12');
  await page.keyboard.press('Tab');
  await expect(
    dialog.getByText('2 of 64 hexadecimal digits are there'),
  ).toBeVisible();
  await dialog.getByRole('textbox').fill(digest);
  await dialog.getByRole('button', { name: 'Copy patch' }).click();
  await expect(page.getByText('Patch copied')).toBeVisible();
  const patch = await page.evaluate(() => navigator.clipboard.readText());

  const repository = checkoutOf('multi');
  try {
    git(repository, ['apply', '--check', '-'], patch);
    expect(patch).toContain(`ghcr.io/astral-sh/uv:0.8.13@${digest}`);
  } finally {
    fs.rmSync(repository, { recursive: true });
  }
});

test('the tab tells how each reference was resolved', async ({ page }) => {
  await page.goto('/catalog/default/component/vault/lambda-compat');
  await expect(page.getByRole('heading', { name: 'Evidence' })).toBeVisible({
    timeout: FIRST_COLLECTION_MS,
  });
  await page
    .getByRole('button', { name: /^Details of .*lambda-build:7/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText(
    /ARG REGISTRY gave registry\.acme\.example:5000\/platform at Dockerfile:2/,
  );
});

test('a mistake in an annotation is shown with its line', async ({ page }) => {
  await page.goto('/catalog/default/component/typo/lambda-compat');
  await expect(page.getByText(/LC102/).first()).toBeVisible({
    timeout: FIRST_COLLECTION_MS,
  });
  await expect(page.getByText(/catalog-info\.yaml:\d+/).first()).toBeVisible();
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing on card and tab, ${theme}`, async ({ page }) => {
    await page.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    for (const place of [
      'orders',
      'orders/lambda-compat',
      'exporter',
      'typo',
    ]) {
      await page.goto(`/catalog/default/component/${place}`);
      await expect(
        page
          .getByText(/references? (can change|is not known|are not known)/)
          .first(),
      ).toBeVisible({ timeout: FIRST_COLLECTION_MS });
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        theme,
      );
      const { violations } = await new AxeBuilder({ page })
        .include('section[aria-labelledby]')
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${place}: ${id}: ${nodes[0].html}`),
      ).toEqual([]);
    }
  });
}

test('nothing but patches scrolls sideways at 400 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 400, height: 900 });
  for (const place of ['orders', 'orders/lambda-compat', 'exporter', 'multi']) {
    await page.goto(`/catalog/default/component/${place}`);
    await expect(
      page
        .getByText(/references? (can change|is not known|are not known)/)
        .first(),
    ).toBeVisible({ timeout: FIRST_COLLECTION_MS });
    await expect(
      page.getByRole('region', { name: 'Base images' }),
    ).toBeVisible();
    const cards = page.locator('section[aria-labelledby]');
    expect(await findOverflowIn(cards), place).toEqual([]);
  }
});

test('the patch can be reached and copied with the keyboard alone', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: baseURL,
  });
  await open(page, 'ledger');
  const button = page.getByRole('button', { name: /^Copy patch for/ }).first();
  await expect(button).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await button.evaluate(element => element === document.activeElement)) {
      break;
    }
  }
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Patch copied')).toBeVisible();
});

function checkoutOf(sample: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-e2e-'));
  fs.cpSync(path.join(SAMPLES_FOLDER, 'repositories', sample), folder, {
    recursive: true,
  });
  git(folder, ['init', '--quiet']);
  return folder;
}

function git(folder: string, args: string[], input?: string) {
  return execFileSync('git', args, { cwd: folder, input, encoding: 'utf8' });
}

function read(folder: string, file: string) {
  return fs.readFileSync(path.join(folder, file), 'utf8');
}
