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

import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { findOverflow } from './findOverflow';
import { sampleRegistryOf } from './sampleRegistry';
import { sampleRepositoryOf } from './sampleRepository';
import { uploadBuild } from './uploadBuild';

// After tagHistory.both.e2e.ts, by its name: that counts the moves before
// these. A look every ten seconds, the time until it is due, and the page's.
const ONE_POLL_MS = 60_000;
const PATIENCE_MS = 150_000;

const CHANGES = '/lambda-compat/tag-changes';
const LATEST = 'docker.io/arm64v8/amazonlinux:latest';
const ORDERS = '/catalog/default/component/orders';

/** Opens a page again and again until it shows what is waited for. */
async function openUntil(
  page: Page,
  address: string,
  shown: () => Promise<void>,
  timeout = PATIENCE_MS,
): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await shown();
  }).toPass({ timeout });
}

function region(page: Page, name: string | RegExp): Locator {
  return page.getByRole('region', { name });
}

function changes(page: Page): Locator {
  return page
    .getByRole('grid', { name: 'Changes', exact: true })
    .getByRole('row')
    .filter({ hasNot: page.getByRole('columnheader') });
}

/** The move from gcc 11 to gcc 14, which the portal was told of. */
async function openIncident(page: Page): Promise<void> {
  const row = changes(page).filter({ hasText: 'GLIBCXX_3.4.3' }).last();
  await openUntil(page, `${CHANGES}?q=arm64v8%2Famazonlinux%3Alatest`, () =>
    expect(row).toBeVisible({ timeout: 5_000 }),
  );
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/tag-changes\/[0-9a-f-]{36}/);
  await expect(region(page, /^Who is exposed/)).toContainText('orders');
}

async function copyPatch(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await region(page, 'What to pin to')
    .getByRole('button', { name: /^Copy patch/ })
    .first()
    .click();
  await expect(page.getByText('Patch copied').first()).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 1000 });
});

test('the incident says who is exposed, to what, on which runtime, and the pin', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000);
  await openUntil(page, CHANGES, () =>
    expect(region(page, 'What weighs most')).toContainText(
      /amazonlinux:latest/,
      { timeout: 5_000 },
    ),
  );
  await openIncident(page);

  const exposed = region(page, /^Who is exposed/);
  const items = exposed.getByRole('listitem').filter({ hasText: 'Dockerfile' });
  await expect(items).toHaveCount(1);
  await expect(items).toContainText('build/Dockerfile:1');
  await expect(items).toContainText('Next build');
  await expect(exposed).toContainText('Payments');
  for (const name of ['crawler', 'ledger', 'refunds', 'settle']) {
    await expect(exposed).toContainText(name);
  }

  const came = region(page, 'What came with it');
  for (const version of ['3.4.30', '3.4.31', '3.4.32', '3.4.33']) {
    await expect(came).toContainText(version);
  }
  await expect(came).toContainText(/provided\.al2023/);
  await expect(came).toContainText(/3\.4\.29/);
  await expect(came).toContainText('libstdc++');

  const pin = region(page, 'What to pin to');
  await expect(pin).toContainText('Fits by construction');
  await expect(pin).toContainText(
    'arm64v8/amazonlinux:2023.6.20250317.2@sha256:',
  );
  const patch = await copyPatch(page);
  expect(patch).toContain(
    '+FROM arm64v8/amazonlinux:2023.6.20250317.2@sha256:',
  );
  const repository = sampleRepositoryOf(baseURL!, 'orders');
  repository.apply(patch);
  repository.revert(patch);

  await page
    .getByRole('link', { name: /^Full comparison/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/comparison/);
  await expect(page.getByText('GLIBCXX_3.4.30').first()).toBeVisible();
});

for (const theme of ['light', 'dark']) {
  test(`nothing of the incident overflows at 400 pixels, and axe finds nothing, ${theme}`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    await openIncident(page);
    await expect(region(page, 'What to pin to')).toContainText('@sha256:');
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      theme,
    );
    for (const width of [1400, 400]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await findOverflow(page), `${width}`).toEqual([]);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.flatMap(({ id, nodes }) =>
          nodes
            // BUI's tabs name panels that Backstage's frame does not have, and
            // the sidebar's item of notifications shows a number besides.
            .filter(
              ({ html }) =>
                !(
                  id === 'aria-valid-attr-value' && html.includes('role="tab"')
                ) &&
                !(
                  id === 'label-content-name-mismatch' &&
                  html.includes('href="/notifications"')
                ),
            )
            .map(({ html }) => `${width}: ${id}: ${html}`),
        ),
      ).toEqual([]);
    }
  });
}

test('the jump to the next line of the distribution is first within one poll; a build on it is broken, a pinned one ends it', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(360_000);
  const portal = baseURL!;
  await sampleRegistryOf(portal).move(LATEST, { to: 'E' });
  await openUntil(
    page,
    CHANGES,
    () =>
      expect(changes(page).first()).toContainText('Distribution changed', {
        timeout: 10_000,
      }),
    ONE_POLL_MS,
  );
  await changes(page).first().getByRole('link').first().click();
  await expect(page.getByText('Distribution changed').first()).toBeVisible();
  await expect(region(page, 'What came with it')).toContainText(
    'Amazon Linux 2027',
  );
  const incident = page.url();
  await expect(region(page, 'What to pin to')).toContainText('@sha256:', {
    timeout: ONE_POLL_MS,
  });
  const patch = await copyPatch(page);

  const runtime = region(page, 'Runtime compatibility');
  const headline = (name: RegExp) => () =>
    expect(runtime.getByRole('heading', { name })).toBeVisible({
      timeout: 5_000,
    });
  await uploadBuild(portal, 'component:default/orders', {
    name: 'on-latest',
    number: '812',
  });
  await openUntil(page, ORDERS, headline(/^Broken/));
  await expect(runtime).toContainText('GLIBCXX_3.4.30');
  await openUntil(page, incident, () =>
    expect(region(page, /^Who is exposed/)).toContainText('Already built', {
      timeout: 5_000,
    }),
  );

  const repository = sampleRepositoryOf(portal, 'orders');
  repository.apply(patch);
  try {
    await uploadBuild(portal, 'component:default/orders', {
      name: 'pinned',
      number: '813',
    });
    // The portal reads the file again when somebody asks for it.
    await page.goto(`${ORDERS}/lambda-compat`);
    await page
      .getByRole('button', { name: 'Check images again' })
      .first()
      .click();
    await openUntil(page, ORDERS, headline(/^Compatible/));
    await openUntil(page, incident, () =>
      expect(region(page, /^Who is exposed/)).toContainText(
        'Nobody is exposed',
        { timeout: 5_000 },
      ),
    );
  } finally {
    repository.revert(patch);
  }
});
