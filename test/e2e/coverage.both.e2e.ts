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
import { expect, type Locator, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import {
  readCoverageExpectations,
  readProblemExpectations,
} from '../support/samples';
import { findOverflow } from './findOverflow';

// The sample catalog is read within seconds of a start; until then the numbers
// grow with each look.
const FIRST_COLLECTION_MS = 90_000;

const COVERAGE = '/lambda-compat/coverage';
const CONFIGURATION = '/lambda-compat/configuration';

const expected = readCoverageExpectations();

function expectation(grouping: string, key?: string) {
  return expected.find(
    row => row.grouping === grouping && (!key || row.key === key),
  )!;
}

const everything = expectation('everything');
const payments = expectation('owner', 'group:default/payments');

/** A paged list: rows that a keyboard walks through, which ARIA calls a grid. */
function listOf(page: Page, name: string): Locator {
  return page.getByRole('grid', { name, exact: true });
}

/** The rows of a paged list below its head. */
function rowsOf(page: Page, name: string): Locator {
  return listOf(page, name)
    .getByRole('row')
    .filter({ hasNot: page.getByRole('columnheader') });
}

function tiles(page: Page): Locator {
  return page.getByRole('region', { name: 'Coverage in numbers' });
}

async function openCoverage(page: Page, query = ''): Promise<void> {
  await expect(async () => {
    await page.goto(COVERAGE);
    await expect(
      tiles(page).getByRole('link', {
        name: `${everything.pinned.total} references: all`,
      }),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: FIRST_COLLECTION_MS });
  if (query) {
    await page.goto(`${COVERAGE}${query}`);
    await expect(tiles(page).getByRole('link').first()).toBeVisible();
  }
}

async function openConfiguration(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto(CONFIGURATION);
    await expect(rowsOf(page, 'Problems')).toHaveCount(
      readProblemExpectations().length,
      { timeout: 5_000 },
    );
  }).toPass({ timeout: FIRST_COLLECTION_MS });
}

/** A link that says a number, and the number. */
async function countOf(link: Locator): Promise<number> {
  const name = await link.getAttribute('aria-label');
  return Number(/\d+/.exec(name!)![0]);
}

async function searchOf(page: Page): Promise<Record<string, string>> {
  return Object.fromEntries(new URL(page.url()).searchParams);
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 1000 });
});

test('from the sidebar to the exact rows behind a number, to a component, and back', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openCoverage(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'Lambda', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'Coverage', level: 2 }),
  ).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(COVERAGE);

  const filters = page.getByRole('group', { name: 'Filters', exact: true });
  await filters.getByRole('button', { name: /Owner/ }).click();
  await page.getByRole('option', { name: 'Payments', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(
    tiles(page).getByRole('link', {
      name: `${payments.pinned.total} references: all`,
    }),
  ).toBeVisible();
  expect(await searchOf(page)).toEqual({ owner: 'group:default/payments' });

  await page
    .getByRole('radiogroup', { name: 'Group by' })
    .getByRole('radio', { name: 'System' })
    .click();
  const groups = page.getByRole('table', { name: 'References by pin class' });
  await expect(groups.getByRole('row', { name: /^checkout/ })).toBeVisible();
  const filtered = { owner: 'group:default/payments', group: 'system' };
  expect(await searchOf(page)).toEqual(filtered);

  const number = groups
    .getByRole('row', { name: /^checkout/ })
    .getByRole('link', { name: /references: checkout, all$/ });
  const count = await countOf(number);
  await number.click();
  await expect(rowsOf(page, 'References')).toHaveCount(count);
  await expect(
    page.getByRole('heading', { name: `References ${count}` }),
  ).toBeVisible();
  const drilled = page.url();
  expect(await searchOf(page)).toMatchObject({
    ...filtered,
    list: 'references',
    system: 'system:default/checkout',
  });

  await rowsOf(page, 'References')
    .getByRole('link', { name: 'orders', exact: true })
    .first()
    .click();
  await expect(page).toHaveURL(/\/catalog\/default\/component\/orders/);
  const answer = page.waitForResponse(
    response =>
      response.url().endsWith('/entities/component/default/orders/refresh') &&
      response.status() === 202,
  );
  await page.getByRole('button', { name: 'Check images again' }).click();
  await answer;
  await expect(page.getByText('Images were checked again')).toBeVisible();

  await page.goBack();
  await expect(page).toHaveURL(drilled);
  await expect(rowsOf(page, 'References')).toHaveCount(count);
  await expect(filters.getByRole('button', { name: /Owner/ })).toContainText(
    'Payments',
  );
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${COVERAGE}\\?owner=[^&]*$`));
});

test('every number of the tiles leads to as many rows as it says', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openCoverage(page);
  const links = await tiles(page).getByRole('link').all();
  const targets = await Promise.all(
    links.map(async link => ({
      name: (await link.getAttribute('aria-label'))!,
      href: (await link.getAttribute('href'))!,
    })),
  );
  expect(targets.length).toBeGreaterThan(6);
  for (const { name, href } of targets) {
    const said = /^(\d+) (reference|component)s?: /.exec(name);
    if (!said) {
      continue;
    }
    const [, count, kind] = said;
    const list = kind === 'reference' ? 'References' : 'Components';
    await page.goto(href);
    await expect(
      page.getByRole('heading', { name: `${list} ${count}`, exact: true }),
      name,
    ).toBeVisible();
  }
});

test('dated tags are counted on demand, and the label says so', async ({
  page,
}) => {
  await openCoverage(page);
  const { pinned } = everything;
  await expect(tiles(page)).toContainText('References pinned to a digest');
  await expect(
    tiles(page).getByRole('link', {
      name: `${pinned.count} references: pinned to a digest`,
    }),
  ).toBeVisible();

  await page.getByText('Count dated tags').click();

  await expect(tiles(page)).toContainText('References stable or better');
  expect(await searchOf(page)).toEqual({ dated: 'counted' });
  // 8 by digest and 2 dated ones.
  await expect(
    tiles(page).getByRole('link', { name: '10 references: stable or better' }),
  ).toBeVisible();
});

test('sort and page stand in the address, so that a reload shows the same', async ({
  page,
}) => {
  await openCoverage(page);
  await listOf(page, 'Components')
    .getByRole('columnheader', { name: 'Component' })
    .click();
  await expect(page).toHaveURL(/sort=name\.asc/);
  await expect(rowsOf(page, 'Components').first()).toContainText('alerts');

  await page
    .getByRole('navigation', { name: 'Pages of Components' })
    .getByRole('button', { name: 'Next page' })
    .click();
  await expect(page.getByText(`21–32 of ${everything.total}`)).toBeVisible();
  const shown = await rowsOf(page, 'Components').allInnerTexts();
  expect(shown).toHaveLength(12);

  await page.reload();
  await expect(page.getByText(`21–32 of ${everything.total}`)).toBeVisible();
  expect(
    (await rowsOf(page, 'Components').allInnerTexts()).map(nameOf),
  ).toEqual(shown.map(nameOf));

  await page.goBack();
  await expect(rowsOf(page, 'Components').first()).toContainText('alerts');
});

test('the export holds what the filters leave', async ({ page }) => {
  await openCoverage(page, '?owner=group%3Adefault%2Fpayments');
  const download = page.waitForEvent('download');
  await page
    .getByRole('button', { name: `Export CSV, ${payments.total} components` })
    .click();
  const file = await (await download).path();
  const records = parseCsv(fs.readFileSync(file, 'utf8'));
  const [head, ...rows] = records.filter(record => record.length > 1);
  expect(rows).toHaveLength(payments.total);
  expect(rows.every(row => row.length === head.length)).toBe(true);
  expect(rows.map(row => row[0])).toEqual(
    expect.arrayContaining([
      'component:default/orders',
      'component:default/ledger',
    ]),
  );
});

test('Configuration lists every problem of the samples with code and place', async ({
  page,
}) => {
  await openConfiguration(page);
  for (const { sample, code, place } of readProblemExpectations()) {
    await expect(
      rowsOf(page, 'Problems')
        .filter({
          has: page.getByRole('link', { name: sample, exact: true }),
        })
        .filter({ hasText: code })
        .filter({ hasText: place ?? 'Whole source' }),
      `${code} of ${sample}`,
    ).toHaveCount(1);
  }

  await page.getByRole('searchbox', { name: 'Search problems' }).fill('typo');
  await expect(rowsOf(page, 'Problems')).toHaveCount(3);
  await expect(page).toHaveURL(/q=typo/);
  await rowsOf(page, 'Problems')
    .getByRole('link', { name: 'typo' })
    .first()
    .click();
  await expect(page).toHaveURL(/\/catalog\/default\/component\/typo/);
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing on both pages, ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    const views: Array<[place: string, open: () => Promise<void>]> = [
      ['coverage', () => openCoverage(page)],
      [
        'references as a table',
        () => openCoverage(page, '?groups=table&list=references&dated=counted'),
      ],
      ['configuration', () => openConfiguration(page)],
    ];
    for (const [place, open] of views) {
      await open();
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        theme,
      );
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.flatMap(({ id, nodes }) =>
          nodes
            .filter(({ html }) => !isTabOfFrame(id, html))
            .map(({ html }) => `${place}: ${id}: ${html}`),
        ),
      ).toEqual([]);
    }
  });
}

test('nothing scrolls sideways at 400 pixels', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 400, height: 900 });
  for (const open of [
    () => openCoverage(page),
    () => openCoverage(page, '?list=references&group=image'),
    () => openConfiguration(page),
  ]) {
    await open();
    expect(await findOverflow(page), page.url()).toEqual([]);
  }
});

test('from a filter to the rows behind a number with the keyboard alone', async ({
  page,
}) => {
  await openCoverage(page);
  const filters = page.getByRole('group', { name: 'Filters', exact: true });
  await tabTo(page, filters.getByRole('button', { name: /Owner/ }));
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('option', { name: 'Payments core', exact: true }),
  ).toBeVisible();
  await page.keyboard.type('payments core');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/owner=group%3Adefault%2Fpayments-core/);
  // The first empties the search, the second closes the list.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option', { name: 'Platform' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option', { name: 'Platform' })).toHaveCount(0);

  const link = tiles(page).getByRole('link', { name: /references: all$/ });
  await expect(link).toHaveText('4');
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await expect(rowsOf(page, 'References')).toHaveCount(4);
  // The next stop is in the rows, not at the top of the page again.
  await page.keyboard.press('Tab');
  expect(
    await page.evaluate(
      () => document.activeElement?.closest('#rows') !== null,
    ),
  ).toBe(true);
});

/** BUI's tabs name panels that Backstage's frame does not have. */
function isTabOfFrame(rule: string, html: string): boolean {
  return rule === 'aria-valid-attr-value' && html.includes('role="tab"');
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate(element => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

function nameOf(row: string): string {
  return row.split(/\s/)[0];
}

/** Records of RFC 4180. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]];
  const field = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    const [, value, end] = match;
    records.at(-1)!.push(value.replace(/^"|"$/g, '').replace(/""/g, '"'));
    if (end === '') {
      break;
    }
    if (end !== ',') {
      records.push([]);
    }
  }
  return records;
}
