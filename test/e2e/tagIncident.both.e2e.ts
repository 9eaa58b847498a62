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
import { readIncidentPin } from './incidentPin';
import { sampleRegistryOf } from './sampleRegistry';
import { sampleRepositoryOf } from './sampleRepository';
import { uploadBuild } from './uploadBuild';

// After tagHistory.both.e2e.ts, by its name: that counts the moves before
// these. A look every ten seconds, the time until it is due, and the page's.
const ONE_POLL_MS = 60_000;
const PATIENCE_MS = 150_000;

const CHANGES = '/lambda-compat/tag-changes';
const LATEST = 'docker.io/arm64v8/amazonlinux:latest';
const LATEST_CHANGES = `${CHANGES}?q=arm64v8%2Famazonlinux%3Alatest`;
const ORDERS = '/catalog/default/component/orders';
const PIN = readIncidentPin();

// Each test goes on where the one before has stopped.
test.describe.configure({ mode: 'serial' });

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

/** The move to gcc 14 that the portal has seen; another it was told of. */
function incidentOf(page: Page): Locator {
  return changes(page)
    .filter({ hasText: 'GLIBCXX_3.4.33' })
    .filter({ hasNotText: 'reported' })
    .first();
}

async function openIncident(page: Page): Promise<string> {
  await openUntil(page, LATEST_CHANGES, () =>
    expect(incidentOf(page)).toBeVisible({ timeout: 5_000 }),
  );
  await incidentOf(page).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/tag-changes\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** What a person has to read there, at any width, in any theme. */
async function readIncident(page: Page): Promise<void> {
  const main = page.getByRole('main');
  await expect(
    main.getByRole('heading', { name: 'arm64v8/amazonlinux:latest' }),
  ).toBeVisible();
  await expect(main.getByText('Symbol versions changed').first()).toBeVisible();
  await expect(main.getByText('Open: 1 component is exposed')).toBeVisible();
  await expect(
    main.getByText(/GLIBCXX_3\.4\.33.* the next build of 1 component/),
  ).toContainText(
    'It provides more than provided.al2023: what is built on it can fail at cold start. Pin the build image.',
  );

  const exposed = region(page, /^Who is exposed/);
  const place = exposed.getByRole('listitem').filter({ hasText: 'Dockerfile' });
  await expect(place).toHaveCount(1);
  await expect(place).toContainText('orders');
  await expect(place).toContainText('build/Dockerfile:1');
  await expect(place).toContainText('Next build');
  await expect(
    exposed.getByRole('heading', { name: /^Payments/i }),
  ).toContainText('1 component');
  await expect(exposed).toContainText('4 not exposed:');
  for (const [name, reason] of [
    ['refunds', 'static'],
    ['ledger', 'other tag'],
    ['settle', 'digest'],
    ['crawler', 'no native code'],
  ]) {
    await expect(exposed).toContainText(`${name} ${reason}`);
  }

  const came = region(page, 'What came with it');
  for (const version of ['3.4.30', '3.4.31', '3.4.32', '3.4.33']) {
    await expect(came.getByText(version).first()).toBeVisible();
  }
  await expect(
    came.getByText(/provided\.al2023 has .*GLIBCXX 3\.4\.29/),
  ).toBeVisible();
  await expect(came).toContainText('libstdc++.so.6');

  const pin = region(page, 'What to pin to');
  await expect(pin).toContainText('Fits by construction');
  await expect(pin.getByTitle(PIN)).toBeVisible();
  await expect(pin.getByLabel('Patch', { exact: true })).toContainText(
    `+FROM ${PIN} AS build`,
  );
  // What is missed by staying behind.
  await expect(pin).toContainText(/security fixes after 17 Mar 2025/);
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

/** The portal reads the files again when somebody asks for it. */
async function checkImagesAgain(page: Page): Promise<void> {
  await page.goto(`${ORDERS}/lambda-compat`);
  await page
    .getByRole('button', { name: 'Check images again' })
    .first()
    .click();
  await expect(page.getByText('Images were checked again')).toBeVisible();
}

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      // BUI's tabs name panels that Backstage's frame does not have, and the
      // sidebar's item of notifications shows a number besides.
      .filter(
        ({ html }) =>
          !(id === 'aria-valid-attr-value' && html.includes('role="tab"')) &&
          !(
            id === 'label-content-name-mismatch' &&
            html.includes('href="/notifications"')
          ),
      )
      .map(({ html }) => `${id}: ${html}`),
  );
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 1000 });
});

test('within one poll, before any build, the portal says who is exposed, to what, and the pin', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(360_000);
  const registry = sampleRegistryOf(baseURL!);
  await registry.move(LATEST, { to: 'B' });
  await openUntil(page, `${LATEST_CHANGES}&quiet=shown`, async () => {
    const newest = changes(page).first();
    await expect(newest).toContainText(/→\s*2023\.6\.20250317/, {
      timeout: 5_000,
    });
    await expect(newest).toContainText('Symbol versions changed');
  });

  // With a digest that the tag has never had, as in the incident.
  await registry.move(LATEST, { to: 'C' });
  await registry.move(LATEST, { rebuild: true });
  await openUntil(
    page,
    CHANGES,
    async () => {
      const first = changes(page).first();
      await expect(first).toContainText('amazonlinux:latest', {
        timeout: 5_000,
      });
      await expect(first).toContainText('Symbol versions changed');
      await expect(first).toContainText('GLIBCXX_3.4.33');
      await expect(first).toContainText('1 component');
      await expect(first).not.toContainText('reported');
    },
    ONE_POLL_MS,
  );
  await expect(region(page, 'What weighs most')).toContainText(
    /1 tag moved with other symbol versions, 1 component exposed.*amazonlinux:latest/,
  );
  const incident = await openIncident(page);
  await readIncident(page);
  const patch = await copyPatch(page);
  const repository = sampleRepositoryOf(baseURL!, 'orders');
  repository.apply(patch);
  repository.revert(patch);

  // The owners are told once, with the versions and the way to the incident.
  const news = page.getByRole('row').filter({
    hasText: /amazonlinux:latest moved: GLIBCXX_3\.4\.30 to 3\.4\.33/,
  });
  await openUntil(page, '/notifications', () =>
    expect(news).toHaveCount(1, { timeout: 3_000 }),
  );
  await news.getByText('Show more').click();
  await expect(news).toContainText('orders');
  await expect(news).toContainText(`Pin it to ${PIN}`);
  await news.getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(incident));

  // And on the page of the component, whatever was built last.
  await openUntil(page, ORDERS, () =>
    expect(
      region(page, 'Runtime compatibility').getByRole('heading', {
        name: /^At risk on provided\.al2023/,
      }),
    ).toBeVisible({ timeout: 5_000 }),
  );
  await expect(region(page, 'Base images')).toContainText(
    /GLIBCXX up to 3\.4\.33 today; provided\.al2023 provides up to 3\.4\.29\. Your next build/,
  );
});

for (const theme of ['light', 'dark']) {
  test(`the incident is read on a wide and a narrow screen, ${theme}`, async ({
    baseURL,
    page,
  }) => {
    test.setTimeout(240_000);
    const target = `${LATEST}@${await sampleRegistryOf(baseURL!).digestOf(
      LATEST,
    )}`;
    await page.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    const look = async (place: string) => {
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        theme,
      );
      expect(await findOverflow(page), place).toEqual([]);
      expect(await findViolations(page), place).toEqual([]);
    };
    for (const width of [1400, 400]) {
      await page.setViewportSize({ width, height: 900 });
      await openIncident(page);
      await readIncident(page);
      await look(`incident, ${width}`);

      await page.getByRole('link', { name: 'Full comparison' }).click();
      await expect(page).toHaveURL(/\/comparison/);
      for (const version of ['3.4.30', '3.4.33']) {
        await expect(page.getByText(version).first()).toBeVisible();
      }
      await look(`comparison, ${width}`);

      // The same the other way round: what would come of the image?
      await page.goto(
        `/lambda-compat/what-if?image=${encodeURIComponent(target)}`,
      );
      await expect(
        page.getByText(/can break when they are built on/).first(),
      ).toBeVisible();
      await look(`what-if, ${width}`);
    }
  });
}

test('a build on it is broken, one on the pinned image is compatible and ends the exposure', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(360_000);
  const portal = baseURL!;
  const incident = await openIncident(page);
  await expect(region(page, 'What to pin to')).toContainText('@sha256:');
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
  await openUntil(page, ORDERS, headline(/^Broken on provided\.al2023/));
  await expect(runtime).toContainText('GLIBCXX_3.4.30');
  const exposed = region(page, /^Who is exposed/);
  await openUntil(page, incident, () =>
    expect(exposed).toContainText('Already built', { timeout: 5_000 }),
  );
  await expect(exposed).toContainText('#812');
  await expect(exposed).toContainText(/needs .*GLIBCXX_3\.4\.30/);

  const repository = sampleRepositoryOf(portal, 'orders');
  repository.apply(patch);
  try {
    await checkImagesAgain(page);
    await uploadBuild(portal, 'component:default/orders', {
      name: 'pinned',
      number: '813',
    });
    await openUntil(page, ORDERS, headline(/^Compatible on provided\.al2023/));
    await openUntil(page, incident, () =>
      expect(exposed).toContainText('Nobody is exposed', { timeout: 5_000 }),
    );
    await openUntil(page, ORDERS, () =>
      expect(region(page, 'Tag history')).toContainText(
        /Exposed .*\d+ (s|min|h)\b.*, then (pinned|built compatible)/,
        { timeout: 5_000 },
      ),
    );
  } finally {
    repository.revert(patch);
  }
  await checkImagesAgain(page);
});

test('the jump to the next line of the distribution is first within one poll', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000);
  await sampleRegistryOf(baseURL!).move(LATEST, { to: 'E' });
  await openUntil(
    page,
    CHANGES,
    async () => {
      const first = changes(page).first();
      await expect(first).toContainText('Distribution changed', {
        timeout: 5_000,
      });
      await expect(first).toContainText('1 component');
    },
    ONE_POLL_MS,
  );
  await changes(page).first().getByRole('link').first().click();
  await expect(
    page.getByText(
      /another distribution release: from Amazon Linux 2023.* to Amazon Linux 2027/,
    ),
  ).toContainText(/GLIBCXX_3\.4\.35/);
  const came = region(page, 'What came with it');
  await expect(came).toContainText('Amazon Linux 2027');
  await expect(came).toContainText(/GLIBC_.*2\.43/s);
  await expect(came).toContainText(/GLIBCXX_.*3\.4\.35/s);
  await expect(region(page, /^Who is exposed/)).toContainText('orders');
  await expect(region(page, 'What to pin to').getByTitle(PIN)).toBeVisible({
    timeout: ONE_POLL_MS,
  });
});
