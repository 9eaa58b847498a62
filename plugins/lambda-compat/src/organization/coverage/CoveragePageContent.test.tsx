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

import { NotAllowedError } from '@backstage/errors';
import type {
  CoverageGroup,
  LambdaCompatApi,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { answerPages } from '../../__fixtures__/lists';
import { createApiMock } from '../../__testUtils__/createApiMock';
import { renderAtAddress } from '../../__testUtils__/renderAtAddress';
import { readCoverageView } from '../url/coverageUrl';
import {
  numbers,
  OWNERS,
  SUMMARY,
  summary,
  TREND,
  trendPoint,
} from './__fixtures__/coverage';
import { CoveragePageContent } from './CoveragePageContent';

const PAYMENTS = 'group:default/payments';

// The whole page in an app, looked through by role, takes seconds on a small
// machine.
jest.setTimeout(30_000);

function coverageApi(
  answers: Partial<jest.Mocked<LambdaCompatApi>> = {},
): jest.Mocked<LambdaCompatApi> {
  return createApiMock({
    getCoverageSummary: jest.fn().mockResolvedValue(SUMMARY),
    listCoverageGroups: jest.fn(answerPages(OWNERS)) as never,
    getCoverageTrend: jest.fn().mockResolvedValue(TREND),
    listComponents: jest.fn(answerPages([])) as never,
    listReferences: jest.fn(answerPages([])) as never,
    ...answers,
  });
}

async function renderPage(address = '', api = coverageApi()) {
  const browser = await renderAtAddress(<CoveragePageContent />, api, address);
  return { api, browser };
}

async function loaded() {
  await screen.findByRole('table', { name: 'References by pin class' });
  return screen.findByRole('region', { name: 'Coverage in numbers' });
}

/** What an address shows, without what it does not say. */
function shownAt(link: HTMLElement) {
  const url = new URL(link.getAttribute('href') ?? '', 'http://portal');
  const { list, rows, scope } = readCoverageView(url.searchParams);
  return JSON.parse(JSON.stringify({ hash: url.hash, list, rows, scope }));
}

function references(rows: object = {}, scope: object = {}) {
  return { hash: '#rows', list: 'references', rows, scope };
}

function components(rows: object = {}, scope: object = {}) {
  return { hash: '#rows', list: 'components', rows, scope };
}

const UNKNOWN = [
  'never-collected',
  'unreadable',
  'partly-read',
  'no-build-file',
  'expired',
];
const APPLICABLE = ['pinned', 'dated', 'unpinned', ...UNKNOWN];
const NOT_DIGEST = [
  'dated',
  'exact-os',
  'exact',
  'partial',
  'channel',
  'floating',
  'unresolved',
  'invalid',
];

describe('CoveragePageContent', () => {
  it('says each number with its base, and each leads to exactly the rows it counts', async () => {
    await renderPage();
    const tiles = await loaded();

    expect(tiles).toHaveTextContent('58 % 86 of 148');
    expect(tiles).toHaveTextContent('70 % with dated tags');
    expect(tiles).toHaveTextContent('29 of 62');
    expect(tiles).toHaveTextContent('4 not known, counted as not pinned');
    expect(tiles).toHaveTextContent('2 not readable · 1 not read yet');
    expect(tiles).toHaveTextContent('62 references not pinned · 11 floating');
    expect(tiles).toHaveTextContent('4 read longer ago than 24 h');
    expect(tiles).toHaveTextContent('2 pull no image, not counted');

    const expected: Record<string, object> = {
      '58 %: pinned to a digest': references({ pinClass: ['digest'] }),
      '86 references: pinned to a digest': references({ pinClass: ['digest'] }),
      '148 references: all': references(),
      '70 %: stable or better': references({ pinClass: ['digest', 'dated'] }),
      '29 components: fully pinned': components({ state: ['pinned'] }),
      '62 components: that pull images, or whose images are not known':
        components({ state: APPLICABLE }),
      '4 components: images not known': components({ state: UNKNOWN }),
      '2 components: not readable': components({ state: ['unreadable'] }),
      '1 component: not read yet': components({ state: ['never-collected'] }),
      '29 components: can change without a commit': components({
        state: ['unpinned', 'dated'],
      }),
      '62 references: not pinned': references({ pinClass: NOT_DIGEST }),
      '11 references: Floating': references({ pinClass: ['floating'] }),
      '2 components: pull no image': components({ state: ['no-images'] }),
    };
    const links = within(tiles).getAllByRole('link');
    for (const link of links) {
      const name = link.getAttribute('aria-label') ?? '';
      expect([name, shownAt(link)]).toEqual([name, expected[name]]);
      // The name of a link begins with what is seen of it.
      expect(name.startsWith(link.textContent ?? '?')).toBe(true);
    }
    expect(new Set(links.map(link => link.getAttribute('aria-label')))).toEqual(
      new Set(Object.keys(expected)),
    );
  });

  it('counts dated tags when asked to, in the numbers and behind them', async () => {
    const { browser } = await renderPage();
    await loaded();
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Count dated tags' }),
    );
    expect(browser.address()).toBe('dated=counted');

    const tiles = await loaded();
    expect(tiles).toHaveTextContent('References stable or better');
    expect(tiles).toHaveTextContent('70 % 103 of 148');
    expect(tiles).toHaveTextContent('58 % pinned to a digest');
    expect(tiles).toHaveTextContent('34 of 62');
    expect(tiles).not.toHaveTextContent('fully pinned');
    expect(
      shownAt(
        within(tiles).getByRole('link', {
          name: '103 references: stable or better',
        }),
      ),
    ).toEqual(references({ pinClass: ['digest', 'dated'] }));
    expect(
      shownAt(
        within(tiles).getByRole('link', {
          name: '24 components: can change without a commit',
        }),
      ),
    ).toEqual(components({ state: ['unpinned'] }));
    const row = screen.getByRole('row', { name: /payments/ });
    expect(row).toHaveTextContent('62 %21 of 34');
    expect(row).toHaveTextContent('6 of 14');
  });

  it.each([
    [
      'References pinned to a digest',
      `list=references&pin=${NOT_DIGEST.join('&pin=')}`,
    ],
    ['Components fully pinned', 'state=pinned'],
    ['Not known', `state=${UNKNOWN.join('&state=')}`],
    ['Can change without a commit', 'state=unpinned&state=dated'],
  ])(
    'filters the table by the tile %s, and shows all again',
    async (name, address) => {
      const { browser } = await renderPage(`?owner=${PAYMENTS}`);
      await loaded();
      const tile = screen.getByRole('button', { name });
      expect(tile).toHaveAttribute('aria-pressed', 'false');
      tile.focus();
      await userEvent.keyboard('{Enter}');
      expect(browser.address()).toBe(`owner=${PAYMENTS}&${address}`);
      expect(tile).toHaveAttribute('aria-pressed', 'true');
      // Still here: who presses a filter is not carried away from it.
      expect(tile).toHaveFocus();
      await userEvent.keyboard('{Enter}');
      expect(browser.address()).toBe(`owner=${PAYMENTS}`);
      expect(tile).toHaveAttribute('aria-pressed', 'false');
    },
  );

  it('leads from each number of a group to its rows, nested groups included or not', async () => {
    await renderPage('?lifecycle=production');
    await loaded();
    const row = screen.getByRole('row', { name: /payments/ });
    expect(row).toHaveTextContent('44 %15 of 3412 direct');
    expect(row).toHaveTextContent('4 of 145 direct');

    const scope = { lifecycle: ['production'], owner: [PAYMENTS] };
    const direct = { ...scope, membership: 'direct' };
    const expected: Record<string, object> = {
      '44 %: payments, pinned to a digest': references(
        { pinClass: ['digest'] },
        scope,
      ),
      '15 references: payments, pinned to a digest': references(
        { pinClass: ['digest'] },
        scope,
      ),
      '34 references: payments, all': references({}, scope),
      '12 references: payments, direct': references({}, direct),
      '4 components: payments, fully pinned': components(
        { state: ['pinned'] },
        scope,
      ),
      '14 components: payments, that pull images, or whose images are not known':
        components({ state: APPLICABLE }, scope),
      '5 components: payments, direct': components(
        { state: APPLICABLE },
        direct,
      ),
      'payments: 15 references, Digest': references(
        { pinClass: ['digest'] },
        scope,
      ),
      'payments: 6 references, Dated': references(
        { pinClass: ['dated'] },
        scope,
      ),
      'payments: 4 references, Exact': references(
        { pinClass: ['exact-os', 'exact'] },
        scope,
      ),
      'payments: 4 references, Channel': references(
        { pinClass: ['partial', 'channel'] },
        scope,
      ),
      'payments: 4 references, Floating': references(
        { pinClass: ['floating'] },
        scope,
      ),
      'payments: 1 reference, Unresolved': references(
        { pinClass: ['unresolved', 'invalid'] },
        scope,
      ),
    };
    for (const [name, shown] of Object.entries(expected)) {
      expect([name, shownAt(within(row).getByRole('link', { name }))]).toEqual([
        name,
        shown,
      ]);
    }
    // The name of the group restricts the page, and nothing else.
    expect(
      shownAt(within(row).getByRole('link', { name: 'payments' })),
    ).toEqual({
      ...components({}, scope),
      hash: '',
    });
    expect(within(row).getAllByRole('link')).toHaveLength(
      Object.keys(expected).length + 1,
    );

    const none = screen.getByRole('row', { name: /^No owner/ });
    expect(none).toHaveTextContent('25 %1 of 4');
    expect(none).toHaveTextContent('0 of 2');
    expect(none).not.toHaveTextContent('direct');
    expect(
      shownAt(
        within(none).getByRole('link', { name: '4 references: No owner, all' }),
      ),
    ).toEqual(references({}, { lifecycle: ['production'], owner: ['(none)'] }));

    const all = screen.getByRole('row', { name: /^All/ });
    expect(all).toHaveTextContent('58 %86 of 148');
    expect(all).toHaveTextContent('29 of 62');
  });

  it('leaves out nested groups when asked to', async () => {
    const { api } = await renderPage('?membership=direct');
    await loaded();
    expect(api.getCoverageSummary).toHaveBeenCalledWith(
      expect.objectContaining({ membership: 'direct' }),
      expect.anything(),
    );
    const row = screen.getByRole('row', { name: /payments/ });
    expect(row).toHaveTextContent('42 %5 of 12');
    expect(row).not.toHaveTextContent('direct');
    expect(
      shownAt(
        within(row).getByRole('link', { name: '12 references: payments, all' }),
      ),
    ).toEqual(references({}, { owner: [PAYMENTS], membership: 'direct' }));
  });

  it('makes each bar one stop of the Tab key, in which arrows move', async () => {
    await renderPage();
    await loaded();
    const bar = screen.getByRole('list', {
      name: 'References of payments by pin class',
    });
    const parts = within(bar).getAllByRole('link');
    expect(parts.map(part => part.tabIndex)).toEqual([0, -1, -1, -1, -1, -1]);
    parts[0].focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(parts[2]).toHaveFocus();
    expect(parts.map(part => part.tabIndex)).toEqual([-1, -1, 0, -1, -1, -1]);
    await userEvent.keyboard('{End}');
    expect(parts[5]).toHaveFocus();
  });

  it('groups by image, and gives no link where no address holds exactly the rows', async () => {
    const image: CoverageGroup = {
      key: 'docker.io/library/amazonlinux',
      direct: OWNERS[0].direct,
      total: OWNERS[0].direct,
    };
    const { api, browser } = await renderPage(
      '',
      coverageApi({
        listCoverageGroups: jest.fn(async (groupBy: string) => ({
          items: groupBy === 'image' ? [image, { ...OWNERS[1] }] : OWNERS,
          totalItems: 2,
          pageInfo: {},
        })) as never,
      }),
    );
    await loaded();
    await userEvent.click(screen.getByRole('radio', { name: 'Base image' }));
    expect(browser.address()).toBe('group=image');
    const row = await screen.findByRole('row', { name: /^amazonlinux/ });
    expect(api.listCoverageGroups).toHaveBeenLastCalledWith(
      'image',
      expect.objectContaining({
        limit: 20,
        orderField: { field: 'unpinned', order: 'desc' },
      }),
    );
    const images = ['docker.io/library/amazonlinux'];
    expect(
      shownAt(within(row).getByRole('link', { name: /^12 references/ })),
    ).toEqual(references({ image: images }));
    expect(
      shownAt(within(row).getByRole('link', { name: /^1 component/ })),
    ).toEqual(components({ image: images, state: ['pinned'] }));

    // References can be asked for by "no image", components cannot.
    const none = screen.getByRole('row', { name: /^No known image/ });
    expect(
      shownAt(within(none).getByRole('link', { name: /^4 references/ })),
    ).toEqual(references({ image: ['(none)'] }));
    expect(
      within(none).queryByRole('link', { name: /component/ }),
    ).not.toBeInTheDocument();
  });

  it('has a table with a column for each class', async () => {
    await renderPage('?groups=table');
    await loaded();
    const table = screen.getByRole('table', {
      name: 'References by pin class',
    });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(head => head.textContent)
        .slice(0, 10),
    ).toEqual([
      'Owner',
      'Digest',
      'Dated',
      'Exact with OS',
      'Exact',
      'Partial',
      'Channel',
      'Floating',
      'Unresolved',
      'Invalid',
    ]);
    const all = within(table).getByRole('row', { name: /^All/ });
    expect(
      within(all)
        .getAllByRole('cell')
        .slice(0, 9)
        .map(cell => cell.lastElementChild?.textContent),
    ).toEqual(['86', '17', '5', '10', '6', '7', '11', '5', '1']);
    expect(
      shownAt(within(all).getByRole('link', { name: '1 reference: Invalid' })),
    ).toEqual(references({ pinClass: ['invalid'] }));
  });

  it('shows more groups when asked to', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...OWNERS[1],
      key: `group:default/team-${index}`,
    }));
    await renderPage(
      '',
      coverageApi({
        listCoverageGroups: jest.fn(
          async (_: string, request: { limit: number }) => ({
            items: many.slice(0, request.limit),
            totalItems: many.length,
            pageInfo: {},
          }),
        ) as never,
      }),
    );
    await loaded();
    expect(screen.getAllByText(/^team-/)).toHaveLength(20);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show more of 30 groups' }),
    );
    await waitFor(() => expect(screen.getAllByText(/^team-/)).toHaveLength(30));
    expect(
      screen.queryByRole('button', { name: /Show more/ }),
    ).not.toBeInTheDocument();
  });

  it('says in words that there is no share, never 0 % or NaN', async () => {
    await renderPage(
      '',
      coverageApi({
        getCoverageSummary: jest
          .fn()
          .mockResolvedValue(summary(numbers({}, { 'no-images': 2 }))),
        listCoverageGroups: jest.fn(async () => ({
          items: [
            {
              key: null,
              direct: numbers({}, { 'no-images': 2 }),
              total: numbers({}, { 'no-images': 2 }),
            },
          ],
          totalItems: 1,
          pageInfo: {},
        })) as never,
      }),
    );
    const tiles = await loaded();
    expect(tiles).toHaveTextContent('No share No image reference is known');
    expect(tiles).toHaveTextContent('No component pulls an image');
    expect(document.body).not.toHaveTextContent(/\b0 %|NaN/);
    expect(screen.getByRole('row', { name: /^No owner/ })).toHaveTextContent(
      'No reference known',
    );
  });

  it('never rounds to all or nothing', async () => {
    await renderPage(
      '',
      coverageApi({
        getCoverageSummary: jest
          .fn()
          .mockResolvedValue(
            summary(numbers({ digest: 999, floating: 1 }, { unpinned: 1 })),
          ),
      }),
    );
    expect(await loaded()).toHaveTextContent('99 % 999 of 1,000');
  });
});

describe('trend', () => {
  const chart = () => screen.findByRole('img', { name: /Stacked area/ });

  it('says in a sentence what the rows hold', async () => {
    await renderPage();
    expect(await chart()).toHaveAccessibleName(
      expect.stringContaining(
        [
          'References pinned to a digest rose from 50 % (70 of 140) on Jan 9, 2025',
          'to 58 % (86 of 148) on Apr 9, 2025.',
          'Scope changed on Apr 8: −20 references.',
          'Scope changed on Apr 9: +28 references.',
          'No data for 87 days.',
        ].join(' '),
      ),
    );
    expect(screen.getByText('no data')).toBeInTheDocument();
    expect(screen.getByText('scope +28')).toBeInTheDocument();
  });

  it('is one stop of the Tab key; arrows read day by day', async () => {
    await renderPage();
    const img = await chart();
    expect(img).toHaveAttribute('tabindex', '0');
    act(() => img.focus());
    await userEvent.keyboard('{ArrowLeft}');
    const said = () =>
      screen.getAllByRole('status').map(status => status.textContent);
    expect(said()).toContain(
      'Apr 9, 2025: 86 Digest, 17 Dated, 45 Floating, 148 in total',
    );
    await userEvent.keyboard('{ArrowLeft}');
    expect(said()).toContain(
      'Apr 8, 2025: 70 Digest, 50 Floating, 120 in total',
    );
    await userEvent.keyboard('{Home}');
    expect(said()).toContain(
      'Jan 9, 2025: 70 Digest, 70 Floating, 140 in total',
    );
    await userEvent.keyboard('{Escape}');
    expect(said().join('')).not.toMatch(/in total/);
  });

  it('has a table, the latest day first', async () => {
    const { browser } = await renderPage('?days=365');
    await chart();
    expect(
      screen.getByRole('heading', { name: 'Trend, 1 year' }),
    ).toBeInTheDocument();
    const period = screen.getByRole('radiogroup', { name: 'Show trend as' });
    await userEvent.click(within(period).getByRole('radio', { name: 'Table' }));
    expect(browser.address()).toBe('days=365&trend=table');
    const rows = within(
      screen.getByRole('table', { name: 'References by pin class and day' }),
    ).getAllByRole('row');
    expect(rows).toHaveLength(5);
    expect(rows[1]).toHaveTextContent(/^Apr 9, 2025/);
    expect(rows[1]).toHaveTextContent('Floating45');
    expect(rows[4]).toHaveTextContent(/^Jan 9, 2025/);
  });

  it('needs two days, and says since when there are numbers', async () => {
    await renderPage(
      '',
      coverageApi({
        getCoverageTrend: jest.fn().mockResolvedValue({
          ...TREND,
          points: [trendPoint('2025-04-09', { digest: 1, floating: 1 })],
        }),
      }),
    );
    expect(
      await screen.findByText(
        'Numbers are written down once a day, since Apr 9, 2025. A trend needs two days.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('table', { name: 'References by pin class and day' }),
    ).toHaveTextContent('Apr 9, 2025');
    expect(
      screen.queryByRole('img', { name: /Stacked area/ }),
    ).not.toBeInTheDocument();
  });
});

describe('states', () => {
  it('names the missing permission once and shows no number', async () => {
    const refuse = () => jest.fn().mockRejectedValue(new NotAllowedError('No'));
    await renderPage(
      '',
      coverageApi({
        getCoverageSummary: refuse(),
        listCoverageGroups: refuse(),
        getCoverageTrend: refuse(),
        listComponents: refuse(),
      }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Not allowed to read coverage',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('lambda-compat.report.read')).toBeInTheDocument();
    expect(
      screen.getAllByRole('heading').map(heading => heading.textContent),
    ).toEqual([
      'Coverage',
      'Coverage in numbers',
      'Not allowed to read coverage',
    ]);
    expect(screen.queryByText(/\d/)).not.toBeInTheDocument();
  });

  it('says what went wrong, and tries again', async () => {
    const getCoverageSummary = jest
      .fn()
      .mockRejectedValueOnce(new Error('The database is away.'))
      .mockResolvedValue(SUMMARY);
    await renderPage('', coverageApi({ getCoverageSummary }));
    expect(
      await screen.findByText('The database is away.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await loaded()).toHaveTextContent('86 of 148');
  });

  it('keeps the old numbers while new ones load, and cancels the request before', async () => {
    const getCoverageSummary = jest.fn<
      ReturnType<LambdaCompatApi['getCoverageSummary']>,
      Parameters<LambdaCompatApi['getCoverageSummary']>
    >();
    getCoverageSummary
      .mockResolvedValueOnce(SUMMARY)
      .mockReturnValue(new Promise(() => {}));
    const { browser } = await renderPage(
      '',
      coverageApi({ getCoverageSummary }),
    );
    const tiles = await loaded();
    expect(tiles).toHaveAttribute('aria-busy', 'false');
    const row = screen.getByRole('row', { name: /payments/ });
    await userEvent.click(within(row).getByRole('link', { name: 'payments' }));
    expect(browser.address()).toBe(`owner=${PAYMENTS}`);
    expect(tiles).toHaveAttribute('aria-busy', 'true');
    expect(tiles).toHaveTextContent('86 of 148');
    // Until they are replaced, the numbers lead to what they count.
    expect(
      shownAt(within(tiles).getByRole('link', { name: '148 references: all' })),
    ).toEqual(references());
    await userEvent.click(
      within(screen.getByRole('group', { name: 'Filters' })).getByRole(
        'button',
        { name: 'Clear filters' },
      ),
    );
    expect(getCoverageSummary.mock.calls[1][1]?.signal?.aborted).toBe(true);
  });

  it.each([
    ['', 'No Lambda in the catalog', /lambdaCompat\.entityFilter/],
    [
      '?system=system:default/x',
      'No component matches these filters',
      /Other values/,
    ],
  ])('explains an empty page at "%s"', async (address, title, text) => {
    await renderPage(
      address,
      coverageApi({
        getCoverageSummary: jest
          .fn()
          .mockResolvedValue(summary(numbers({}, {}))),
      }),
    );
    const heading = await screen.findByRole('heading', { name: title });
    expect(heading.parentElement).toHaveTextContent(text);
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('shows all again from a page that the filters have emptied', async () => {
    const { browser } = await renderPage(
      '?system=system:default/x&owner=(none)',
      coverageApi({
        getCoverageSummary: jest
          .fn()
          .mockResolvedValue(summary(numbers({}, {}))),
      }),
    );
    const card = await screen.findByRole('region', {
      name: 'Coverage in numbers',
    });
    await userEvent.click(
      within(card).getByRole('button', { name: 'Clear filters' }),
    );
    expect(browser.address()).toBe('');
  });
});

describe('filters', () => {
  it('offer what is there with its numbers, several at once, and ask for it when needed', async () => {
    const { api, browser } = await renderPage('?lifecycle=production');
    await loaded();
    expect(api.listCoverageGroups).toHaveBeenCalledTimes(1);

    await userEvent.click(screen.getByRole('button', { name: /Owner/ }));
    const list = await screen.findByRole('listbox');
    const options = await within(list).findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual([
      'payments14 components',
      'No owner2 components',
    ]);
    expect(api.listCoverageGroups).toHaveBeenLastCalledWith(
      'owner',
      expect.objectContaining({
        filter: expect.objectContaining({ lifecycle: ['production'] }),
        limit: 500,
        orderField: { field: 'key', order: 'asc' },
      }),
    );
    await userEvent.click(options[1]);
    expect(browser.address()).toBe('owner=(none)&lifecycle=production');
    await userEvent.click(
      within(list).getByRole('option', { name: /payments/ }),
    );
    expect(browser.address()).toBe(
      `owner=(none)&owner=${PAYMENTS}&lifecycle=production`,
    );
  });

  it('name what an address has chosen before the choices are there', async () => {
    await renderPage('?owner=(none)&owner=group:default/search');
    await loaded();
    expect(screen.getByRole('button', { name: /Owner/ })).toHaveTextContent(
      'No owner and search',
    );
  });

  it('take the reader to the rows of a number', async () => {
    const scroll = jest.fn();
    // jsdom has no layout, and so does not scroll.
    Element.prototype.scrollIntoView = scroll;
    await renderPage();
    const tiles = await loaded();
    await userEvent.click(
      within(tiles).getByRole('link', { name: '148 references: all' }),
    );
    const rows = document.getElementById('rows');
    expect(rows).toHaveFocus();
    expect(scroll).toHaveBeenCalled();
    expect(
      within(rows as HTMLElement).getByRole('heading', { name: /References/ }),
    ).toBeInTheDocument();
  });
});
