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
import { expect, test, type Locator, type Page } from '@playwright/test';
import { scanArtifact } from '@lambda-compat/elf-symbols';
import { readVerdictExpectations } from '../support/samples';
import { findOverflow } from './findOverflow';

// The samples are measured and uploaded after the catalog has read them.
const FIRST_UPLOAD_MS = 120_000;

// The one of app-config.yaml.
const TOKEN = 'token-of-the-samples-only';

const RISK = '/lambda-compat/risk';

function card(page: Page): Locator {
  return page.getByRole('region', { name: 'Runtime compatibility' });
}

async function openCard(page: Page, name: string, headline: RegExp) {
  await expect(async () => {
    await page.goto(`/catalog/default/component/${name}`);
    await expect(
      card(page).getByRole('heading', { name: headline }),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: FIRST_UPLOAD_MS });
}

function rowsOf(page: Page, name: string): Locator {
  return page
    .getByRole('grid', { name, exact: true })
    .getByRole('row')
    .filter({ hasNot: page.getByRole('columnheader') });
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 1000 });
});

test('the samples show every verdict with the rule that makes it', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const expectations = readVerdictExpectations();
  expect(new Set(expectations.map(({ verdict }) => verdict)).size).toBe(5);
  for (const { sample, verdict, rule } of expectations) {
    await openCard(page, sample, new RegExp(`^${verdict}`));
    // Where nothing was measured, the card says what to do instead.
    if (rule && rule !== 'R20') {
      await expect(
        card(page).getByText(rule, { exact: true }).first(),
        `${sample}: ${rule}`,
      ).toBeVisible();
    }
  }
});

test('the ladder says what is missing, as a sentence and as a table', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openCard(page, 'scraper', /^Broken on python3\.11/);
  const ladder = card(page).getByRole('region', {
    name: 'Needed and provided versions',
  });
  // readelf -V better-sqlite3/prebuilds/linux-x64.node
  await expect(ladder).toContainText(
    'GLIBC of libc.so.6: needs up to 2.34, the runtime has 2.26. 3 missing.',
  );
  await ladder.getByText('Table', { exact: true }).click();
  const rows = rowsOf(page, 'Needed and provided versions');
  await expect(rows.filter({ hasText: 'GLIBCXX' })).toContainText(
    /3\.4\.29 missing.*3\.4\.24/s,
  );
  await expect(rows.filter({ hasText: 'CXXABI' })).toContainText('Fits');
});

test('an upload with curl appears on the card without a restart', async ({
  page,
  baseURL,
}, testInfo) => {
  test.setTimeout(180_000);
  // In the other app the first run has uploaded to another backend.
  await openCard(page, 'settle', /^Unknown/);
  const binary = require.resolve('better-sqlite3/package.json');
  const artifact = await scanArtifact(
    path.join(path.dirname(binary), 'prebuilds/linux-arm64.node'),
    { symbolsOf: () => true },
  );
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-e2e-'));
  const file = path.join(folder, 'upload.json');
  try {
    fs.writeFileSync(
      file,
      JSON.stringify({
        schema: 'lambda-compat/upload/v1',
        entityRef: 'component:default/settle',
        artifact,
        measuredAt: new Date().toISOString(),
        build: { number: testInfo.project.name, commit: '9f3c2e1' },
      }),
    );
    const send = () =>
      execFileSync('curl', [
        '--silent',
        '--show-error',
        '--output',
        path.join(folder, 'answer.json'),
        '--write-out',
        '%{http_code}',
        '--header',
        `Authorization: Bearer ${TOKEN}`,
        '--header',
        'Content-Type: application/json',
        '--data-binary',
        `@${file}`,
        `${baseURL}/api/lambda-compat/v1/reports`,
      ]).toString();
    expect(send()).toBe('201');
    const first = fs.readFileSync(path.join(folder, 'answer.json'), 'utf8');
    expect(send()).toBe('200');
    expect(
      JSON.parse(fs.readFileSync(path.join(folder, 'answer.json'), 'utf8')).id,
    ).toBe(JSON.parse(first).id);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
  await openCard(page, 'settle', /^Compatible/);
  await expect(card(page)).toContainText(testInfo.project.name);
});

test('from a tile to its components, to one of them, and back', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openCard(page, 'thumbs', /^Broken/);
  await page.goto(RISK);
  const tiles = page.getByRole('region', { name: 'Risk in numbers' });
  await tiles.getByRole('button', { name: 'Broken', exact: true }).click();
  await expect(page).toHaveURL(/verdict=broken/);
  await expect(rowsOf(page, 'Components')).toHaveCount(2);
  const filtered = page.url();
  await rowsOf(page, 'Components')
    .getByRole('link', { name: 'thumbs', exact: true })
    .click();
  await expect(page).toHaveURL(/\/catalog\/default\/component\/thumbs/);
  await page.goBack();
  await expect(page).toHaveURL(filtered);
  await expect(rowsOf(page, 'Components')).toHaveCount(2);
});

test('what if the functions ran on Amazon Linux 2', async ({ page }) => {
  test.setTimeout(180_000);
  await openCard(page, 'ledger', /^Compatible/);
  await page.goto('/lambda-compat/what-if?to=provided.al2');
  await expect(page.getByText('Simulation').first()).toBeVisible();
  const ledger = rowsOf(page, 'Answer').filter({ hasText: 'ledger' });
  await expect(ledger).toContainText('Breaks');
  await expect(ledger).toContainText(
    /GLIBC_2\.(28|29|33|34)|GLIBCXX_3\.4\.2\d/,
  );
  await page.goto('/lambda-compat/what-if?to=provided.al2&outcome=works');
  await expect(
    rowsOf(page, 'Answer').filter({ hasText: 'quotes' }),
  ).toContainText('Works');
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing on card, tab, risk and what-if, ${theme}`, async ({
    page,
  }) => {
    test.setTimeout(240_000);
    await page.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    await openCard(page, 'scraper', /^Broken/);
    for (const place of [
      '/catalog/default/component/scraper',
      '/catalog/default/component/orders',
      '/catalog/default/component/scraper/lambda-compat',
      RISK,
      '/lambda-compat/what-if?to=provided.al2',
    ]) {
      await page.goto(place);
      await expect(
        page
          .getByText(
            /GLIBC_2\.\d+|GLIBCXX_3\.4\.\d+|Needed and provided versions/,
          )
          .filter({ visible: true })
          .first(),
      ).toBeVisible();
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        theme,
      );
      const builder = new AxeBuilder({ page });
      if (place.startsWith('/catalog')) {
        builder.include('section[aria-labelledby]');
      }
      const { violations } = await builder.analyze();
      expect(
        violations.flatMap(({ id, nodes }) =>
          nodes
            // BUI's tabs name panels that Backstage's frame does not have.
            .filter(
              ({ html }) =>
                id !== 'aria-valid-attr-value' || !html.includes('role="tab"'),
            )
            .map(({ html }) => `${place}: ${id}: ${html}`),
        ),
      ).toEqual([]);
    }
  });
}

test('nothing scrolls sideways at 400 pixels', async ({ page }) => {
  test.setTimeout(180_000);
  await openCard(page, 'scraper', /^Broken/);
  await page.setViewportSize({ width: 400, height: 900 });
  for (const place of [RISK, '/lambda-compat/what-if?to=provided.al2']) {
    await page.goto(place);
    await expect(
      page.getByRole('link', { name: 'scraper' }).first(),
    ).toBeVisible();
    expect(await findOverflow(page), place).toEqual([]);
  }
});
