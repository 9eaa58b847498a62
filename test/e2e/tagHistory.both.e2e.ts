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
import {
  readTagMoveExpectations,
  type TagMoveExpectation,
} from '../support/samples';
import { findOverflow, findOverflowIn } from './findOverflow';
import { sampleRegistryOf } from './sampleRegistry';

// The catalog is read, tags are looked at, and the registry makes its moves.
const FIRST_LOOKS_MS = 150_000;

// A look every ten seconds, the time until it is due, and the page's own.
const ONE_POLL_MS = 60_000;

const CHANGES = '/lambda-compat/tag-changes';
const LATEST = 'docker.io/arm64v8/amazonlinux:latest';

const expected = readTagMoveExpectations();

function card(page: Page): Locator {
  return page.getByRole('region', { name: 'Tag history' });
}

function timelineOf(page: Page): Locator {
  return card(page).getByRole('img', { name: /Arrow keys move through it/ });
}

function rowsOf(page: Page, name: string): Locator {
  return page
    .getByRole('grid', { name, exact: true })
    .getByRole('row')
    .filter({ hasNot: page.getByRole('columnheader') });
}

/** Opens a page again and again until it shows what is waited for. */
async function openUntil(
  page: Page,
  address: string,
  shown: () => Promise<void>,
  timeout = FIRST_LOOKS_MS,
): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await shown();
  }).toPass({ timeout });
}

async function openCard(page: Page, name: string): Promise<void> {
  await openUntil(page, `/catalog/default/component/${name}`, () =>
    expect(timelineOf(page)).toBeVisible({ timeout: 5_000 }),
  );
}

/** What a row of the feed says of what came with a move. */
function cameWith({ brought, moveClass }: TagMoveExpectation): string {
  const words: Record<string, string> = {
    distro: 'Distribution changed',
    'symbol-versions': 'Symbol versions changed',
    packages: 'Packages only',
    gone: 'Deleted',
    'no-op': 'Built anew, same files',
  };
  return words[brought ?? moveClass];
}

/** As screens name an image of Docker Hub. */
function familiarName(image: string): string {
  return image.replace(/^docker\.io\/(library\/)?/, '');
}

/** Rows of the feed for one image, newest first, the quiet ones too. */
async function openChanges(
  page: Page,
  image: string,
  count: number,
  query = '&quiet=shown',
): Promise<Locator> {
  const name = familiarName(image);
  const rows = rowsOf(page, 'Changes').filter({
    has: page.getByRole('link', { name, exact: true }),
  });
  await openUntil(
    page,
    `${CHANGES}?q=${encodeURIComponent(name)}${query}`,
    () => expect(rows).toHaveCount(count, { timeout: 5_000 }),
  );
  return rows;
}

function exposureOf(page: Page): Locator {
  return page.getByRole('region', { name: /^Who is exposed/ });
}

/** The components in a list of the page of a change, sorted. */
async function readImpact(
  page: Page,
  who: 'exposed' | 'not-exposed',
): Promise<string[]> {
  const address = new URL(page.url());
  address.search = who === 'exposed' ? '' : `?who=${who}`;
  await page.goto(address.href);
  const region = exposureOf(page);
  await expect(
    region.getByText(/^\d+ places?$|^Nobody is exposed|^Everybody who/).first(),
  ).toBeVisible();
  const names = await region
    .getByRole('listitem')
    .evaluateAll(items =>
      items.map(item => item.querySelector('a')?.textContent ?? ''),
    );
  return [...new Set(names)].sort();
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 1000 });
});

test('the tag of the incident has moved twice when the portal opens', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const told = expected.filter(({ move }) => move === 'told');
  expect(told.length).toBe(2);
  const rows = await openChanges(page, LATEST, 2);
  for (const row of await rows.all()) {
    await expect(row).toContainText('reported by sample history');
    await expect(row).toContainText(/via 127\.0\.0\.1:\d+/);
  }
  await expect(rows.last()).toContainText(cameWith(told[0]));
  await expect(rows.last()).toContainText('Nobody');

  // What left the symbol versions as they were is not shown at first.
  const [weighty] = await (await openChanges(page, LATEST, 1, '')).all();
  await expect(weighty).toContainText(cameWith(told[1]));
  await expect(weighty).toContainText('GLIBCXX_3.4.33');
  await expect(weighty).toContainText('1 component');
  await expect(
    page.getByText('1 without changed symbol versions hidden.'),
  ).toBeVisible();

  await openCard(page, 'orders');
  await expect(card(page)).toContainText(
    /amazonlinux:latest was seen to move 2 times in 30 days/,
  );
  await expect(card(page)).toContainText('reported by sample history');
});

test('the registry moves other tags by itself, each as what it is', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const seen = expected.filter(({ move }) => move === 'seen');
  for (const image of new Set(seen.map(row => row.image))) {
    const moves = seen.filter(row => row.image === image).reverse();
    const rows = await openChanges(page, image, moves.length);
    // What came with a move is read once the tag has held still.
    await expect(async () => {
      await page.reload();
      for (const [index, move] of moves.entries()) {
        const row = rows.nth(index);
        await expect(row, image).toContainText(cameWith(move));
        await expect(row, image).toContainText(
          move.exposed.length === 0
            ? 'Nobody'
            : new RegExp(`${move.exposed.length} components?`),
        );
      }
    }).toPass({ timeout: FIRST_LOOKS_MS });
  }
});

test('who is exposed is told from who is pinned, static, or on another platform', async ({
  page,
}) => {
  test.setTimeout(300_000);
  for (const image of [
    'public.ecr.aws/lambda/provided:al2023',
    'docker.io/library/golang:1.24-bookworm',
  ]) {
    const { exposed, notExposed } = expected.find(row => row.image === image)!;
    const rows = await openChanges(page, image, 1);
    await rows.first().getByRole('link').first().click();
    await expect(page).toHaveURL(/\/tag-changes\/[0-9a-f-]{36}/);
    expect(await readImpact(page, 'exposed'), image).toEqual(exposed);
    expect(await readImpact(page, 'not-exposed'), image).toEqual(
      Object.keys(notExposed).sort(),
    );
    const words: Record<string, string> = {
      digest: 'pinned to a digest, whatever the tag says',
      'other-platform': 'its platform did not change',
      'other-tag': 'names another tag of the repository',
      static: 'every native file measured of it is static',
    };
    for (const [name, reason] of Object.entries(notExposed)) {
      await expect(
        exposureOf(page)
          .getByRole('listitem')
          .filter({ hasText: name })
          .first(),
      ).toContainText(words[reason]);
    }
  }
});

test('a move is in the feed, on the card and told to the owners within one poll', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const registry = sampleRegistryOf(baseURL!);
  const before = await openChanges(page, LATEST, 2);
  await expect(before.first()).toBeVisible();

  const moved = await registry.move(LATEST, { to: 'D' });
  expect(moved.from?.image).toBe('C');

  const rows = rowsOf(page, 'Changes');
  await openUntil(
    page,
    `${CHANGES}?q=arm64v8%2Famazonlinux%3Alatest&quiet=shown`,
    () => expect(rows).toHaveCount(3, { timeout: 3_000 }),
    ONE_POLL_MS,
  );
  const asked = expected.find(({ move }) => move === 'asked')!;
  const { exposed } = asked;
  await openUntil(
    page,
    page.url(),
    () =>
      expect(rows.first()).toContainText(cameWith(asked), { timeout: 3_000 }),
    ONE_POLL_MS,
  );
  await expect(rows.first()).toContainText(
    new RegExp(`${exposed.length} components?`),
  );
  await expect(rows.first()).not.toContainText('reported');

  await openCard(page, 'orders');
  await expect(card(page)).toContainText('3 times in 30 days');
  await expect(card(page)).toContainText('C → D');

  const news = page
    .getByRole('row')
    .filter({ hasText: /amazonlinux:latest moved/ });
  await openUntil(
    page,
    '/notifications',
    () => expect(news.first()).toBeVisible({ timeout: 3_000 }),
    ONE_POLL_MS,
  );
  await expect(news).toHaveCount(1);
  await news.getByText('Show more').click();
  await expect(news).toContainText('orders');
  await news.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/lambda-compat\/tag-changes\/[0-9a-f-]{36}/);

  expect(await readImpact(page, 'exposed')).toEqual(exposed);
});

test('a rebuild of the same files is told to nobody and not in the feed', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const registry = sampleRegistryOf(baseURL!);
  const image = 'public.ecr.aws/lambda/java:21';
  await openCard(page, 'waived');
  await registry.move(image, { rebuild: true });

  const rows = await openChanges(page, image, 1);
  await expect(rows.first()).toContainText('Built anew, same files');
  await expect(rows.first()).toContainText('Nobody');
  await page.goto(`${CHANGES}?q=lambda%2Fjava%3A21`);
  await expect(
    page.getByText('1 without changed symbol versions hidden.'),
  ).toBeVisible();
  await expect(rows).toHaveCount(0);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(rows).toHaveCount(1);

  await page.goto('/notifications');
  // That of the test before.
  await expect(
    page.getByText(/amazonlinux:latest moved/).first(),
  ).toBeVisible();
  await expect(page.getByText(/lambda\/java:21/)).toHaveCount(0);
});

test('a registry without access is shown as that from the beginning', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openUntil(page, '/catalog/default/component/vault', () =>
    expect(card(page)).toContainText(/does not let us read the tag since/, {
      timeout: 5_000,
    }),
  );
  await expect(card(page)).toContainText(
    'Unknown: no look has had an answer yet',
  );
});

for (const [fault, words] of [
  ['down', /127\.0\.0\.1:\d+ does not answer\s*since/],
  ['slow', /127\.0\.0\.1:\d+ does not answer\s*since/],
  ['lying', /answers of 127\.0\.0\.1:\d+ cannot be believed\s*since/],
  ['rate-limited', /127\.0\.0\.1:\d+ limits how often it may be asked\s*since/],
] as const) {
  test(`a registry that is ${fault} shows as that, on card and page, and ends`, async ({
    page,
    baseURL,
  }) => {
    test.setTimeout(300_000);
    const registry = sampleRegistryOf(baseURL!);
    const repository = 'docker.io/library/rust';
    const tag = rowsOf(page, 'Tags').first();
    const tagList = `${CHANGES}?list=tags&q=rust%3A1.88-bookworm`;
    await openUntil(page, tagList, () =>
      expect(tag).toContainText('Found', { timeout: 5_000 }),
    );
    await registry.misbehave(repository, fault);
    try {
      await openUntil(page, tagList, () =>
        expect(tag).toContainText(words, { timeout: 3_000 }),
      );
      await tag.getByRole('link').first().click();
      await expect(page.getByText(words).first()).toBeVisible();
      await expect(page.getByText(/What is shown is as of/)).toBeVisible();

      await page.goto('/catalog/default/component/scraper');
      await card(page).getByRole('button', { name: /Tag/ }).first().click();
      await page.getByRole('option', { name: /rust:1\.88-bookworm/ }).click();
      await expect(card(page)).toContainText(words);

      await page.goto(`${CHANGES}?list=registries`);
      await expect(rowsOf(page, 'Registries').first()).toContainText(
        /without an answer/,
      );
    } finally {
      await registry.misbehave(repository, null);
    }
    await openUntil(page, tagList, () =>
      expect(tag).toContainText('Found', { timeout: 5_000 }),
    );
    // Whatever the registry said meanwhile, the tag has not moved.
    await page.goto(`${CHANGES}?q=rust%3A1.88-bookworm&quiet=shown`);
    await expect(
      page.getByText('Nothing matches these filters.').first(),
    ).toBeVisible();
  });
}

test('the timeline is one stop of the Tab key, and arrows read it', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openCard(page, 'orders');
  const timeline = timelineOf(page);
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (await timeline.evaluate(node => node === document.activeElement)) {
      break;
    }
  }
  await expect(timeline).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  const spoken = card(page).getByRole('status');
  await expect(
    spoken.filter({ hasText: /first seen|Moved|Unknown/ }),
  ).not.toHaveCount(0);
  const last = await spoken.allTextContents();
  await page.keyboard.press('ArrowLeft');
  await expect
    .poll(async () => (await spoken.allTextContents()).join())
    .not.toBe(last.join());
  await page.keyboard.press('Tab');
  await expect(timeline).not.toBeFocused();
});

const PLACES = [
  { path: '/catalog/default/component/orders', ready: /times? in 30 days/ },
  { path: '/catalog/default/component/vault', ready: /does not let us read/ },
  { path: CHANGES, ready: /GLIBCXX_3\.4\.33/ },
  { path: `${CHANGES}?list=tags`, ready: 'Found' },
  {
    path: `${CHANGES}?list=registries`,
    ready: /Last answer|All answered|without an answer/,
  },
];

/** The first change, and its tag. */
async function openChangeAndTag(
  page: Page,
  look: (place: string) => Promise<void>,
): Promise<void> {
  const rows = rowsOf(page, 'Changes');
  await page.goto(`${CHANGES}?q=amazonlinux%3Alatest`);
  await rows.first().getByRole('link').first().click();
  await expect(exposureOf(page)).toBeVisible();
  await look('change');
  await page.getByRole('link', { name: 'All about this tag' }).first().click();
  await expect(page).toHaveURL(/\/tag-changes\/tags\//);
  await expect(page.getByText(/times? in 90 days/).first()).toBeVisible();
  await look('tag');
}

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing on card, feed, change, tag and registries, ${theme}`, async ({
    page,
  }) => {
    test.setTimeout(240_000);
    await page.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    const look = async (place: string) => {
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
            .map(({ html }) => `${place}: ${id}: ${html}`),
        ),
      ).toEqual([]);
    };
    await openCard(page, 'orders');
    for (const { path, ready } of PLACES) {
      await openUntil(page, path, () =>
        expect(page.getByText(ready).first()).toBeVisible({ timeout: 5_000 }),
      );
      await look(path);
    }
    await openChangeAndTag(page, look);
  });
}

test('nothing scrolls sideways at 400 pixels', async ({ page }) => {
  test.setTimeout(240_000);
  await openCard(page, 'orders');
  await page.setViewportSize({ width: 400, height: 900 });
  for (const { path, ready } of PLACES) {
    await openUntil(page, path, () =>
      expect(page.getByText(ready).first()).toBeVisible({ timeout: 5_000 }),
    );
    // The rest of an entity page belongs to the catalog.
    const overflow = path.startsWith('/catalog')
      ? await findOverflowIn(card(page))
      : await findOverflow(page);
    expect(overflow, path).toEqual([]);
  }
  await openChangeAndTag(page, async place => {
    expect(await findOverflow(page), place).toEqual([]);
  });
});
