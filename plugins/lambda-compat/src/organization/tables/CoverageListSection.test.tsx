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

import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  ComponentCoverage,
  CoverageState,
  Page,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import {
  answerPages,
  classCounts,
  component,
  listedProblem,
  listedReference,
} from '../../__fixtures__/lists';
import { createApiMock } from '../../__testUtils__/createApiMock';
import { lastRequest } from '../../__testUtils__/lastRequest';
import { renderAtAddress } from '../../__testUtils__/renderAtAddress';
import { ExportButtons } from '../export';
import { CoverageListSection } from './CoverageListSection';

/** `c01` to `c25`. */
const COMPONENTS = Array.from({ length: 25 }, (_, index) =>
  component(`c${String(index + 1).padStart(2, '0')}`),
);

function apiWith(components: ComponentCoverage[] = COMPONENTS) {
  return createApiMock({
    listComponents: jest.fn().mockImplementation(answerPages(components)),
    listReferences: jest
      .fn()
      .mockImplementation(answerPages([listedReference('r1')])),
  });
}

const WEAKEST_FIRST = { field: 'weakest', order: 'asc' };

/** By text, because roles take seconds to find in a large table. */
async function findRow(name: string) {
  const text = await screen.findByText(name);
  expect(text.closest('[role="rowheader"]')).not.toBeNull();
  return text.closest('[role="row"]') as HTMLElement;
}

describe('CoverageListSection', () => {
  it('turns pages, which the address, a reload and the back button keep', async () => {
    const user = userEvent.setup();
    const api = apiWith();
    const browser = await renderAtAddress(
      <CoverageListSection />,
      api,
      '?rows=10',
    );

    await findRow('c01');
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(
      'Components 25',
    );
    expect(screen.getByText('1–10 of 25')).toBeInTheDocument();
    expect(lastRequest(api.listComponents)).toEqual({
      filter: {},
      orderField: WEAKEST_FIRST,
      limit: 10,
    });
    const previous = () =>
      screen.getByRole('button', { name: 'Previous page' });
    const next = () => screen.getByRole('button', { name: 'Next page' });
    expect(previous()).toBeDisabled();

    await user.click(next());
    await findRow('c11');
    expect(screen.queryByText('c01')).toBeNull();
    expect(screen.getByText('11–20 of 25')).toBeInTheDocument();
    expect(browser.address()).toBe('rows=10&cursor=after-10&from=10');
    // A cursor brings its filter and order; the backend refuses them beside it.
    expect(lastRequest(api.listComponents)).toEqual({
      cursor: 'after-10',
      limit: 10,
    });

    await user.click(next());
    await findRow('c25');
    expect(screen.getByText('21–25 of 25')).toBeInTheDocument();
    // The button that was pressed is disabled now; the focus is not lost.
    expect(next()).toBeDisabled();
    expect(previous()).toHaveFocus();

    act(browser.back);
    await findRow('c11');
    expect(browser.address()).toBe('rows=10&cursor=after-10&from=10');

    await user.click(previous());
    await findRow('c01');
    expect(browser.address()).toBe('rows=10');
  });

  it('keeps the page in sight while the next one loads', async () => {
    const user = userEvent.setup();
    const api = apiWith();
    await renderAtAddress(<CoverageListSection />, api, '?rows=10');
    await findRow('c01');

    const section = () => screen.getByRole('region', { name: 'Components' });
    let answer = (_: Page<ComponentCoverage>) => {};
    api.listComponents.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    expect(screen.getByText('c01')).toBeInTheDocument();
    expect(section()).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByRole('grid')).toHaveAttribute('data-stale', 'true');
    expect(screen.getByText('1–10 of 25')).toBeInTheDocument();

    await act(async () =>
      answer(await answerPages(COMPONENTS)({ cursor: 'after-10', limit: 10 })),
    );
    await findRow('c11');
    expect(section()).toHaveAttribute('aria-busy', 'false');
  });

  it('shows a shared page, and without its number says only what is certain', async () => {
    const api = apiWith();
    await renderAtAddress(
      <CoverageListSection />,
      api,
      '?rows=10&cursor=after-10',
    );
    await findRow('c11');
    expect(screen.getByText('10 of 25')).toBeInTheDocument();
    expect(api.listComponents).toHaveBeenCalledTimes(1);
  });

  it('falls back to the first page where a shared cursor is broken', async () => {
    const user = userEvent.setup();
    const api = apiWith();
    api.listComponents.mockRejectedValueOnce(new InputError('Broken cursor'));
    const browser = await renderAtAddress(
      <CoverageListSection />,
      api,
      '?weakest=floating&rows=10&cursor=old&from=10',
    );

    await findRow('c01');
    expect(screen.getByText('Shown from the beginning')).toBeInTheDocument();
    expect(screen.queryByText('Could not load the list')).toBeNull();
    expect(browser.address()).toBe('weakest=floating&rows=10');
    expect(lastRequest(api.listComponents)).toEqual({
      filter: { weakest: ['floating'] },
      orderField: WEAKEST_FIRST,
      limit: 10,
    });

    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await findRow('c11');
    expect(screen.queryByText('Shown from the beginning')).toBeNull();
  });

  it('falls back to the first page where a page has no items any more', async () => {
    const api = apiWith();
    const browser = await renderAtAddress(
      <CoverageListSection />,
      api,
      '?rows=10&cursor=after-60&from=60',
    );
    await findRow('c01');
    expect(screen.getByText('Shown from the beginning')).toBeInTheDocument();
    expect(browser.address()).toBe('rows=10');
  });

  it('lets the backend sort, in the order that the head of the column shows', async () => {
    const user = userEvent.setup();
    const api = apiWith(COMPONENTS.slice(0, 2));
    const browser = await renderAtAddress(<CoverageListSection />, api);
    await findRow('c01');
    const head = (name: string) => screen.getByRole('columnheader', { name });
    expect(head('Weakest pin')).toHaveAttribute('aria-sort', 'ascending');

    await user.click(head('References'));
    await waitFor(() => expect(browser.address()).toBe('sort=references.desc'));
    expect(head('References')).toHaveAttribute('aria-sort', 'descending');
    expect(lastRequest(api.listComponents).orderField).toEqual({
      field: 'references',
      order: 'desc',
    });

    await user.click(head('References'));
    await waitFor(() => expect(browser.address()).toBe('sort=references.asc'));

    // Where the heads are not seen.
    await user.click(
      screen.getByRole('button', { name: 'Sort in descending order' }),
    );
    await waitFor(() => expect(browser.address()).toBe('sort=references.desc'));
    expect(lastRequest(api.listComponents).limit).toBe(20);
  });

  it('begins at the first page with another number of rows', async () => {
    const user = userEvent.setup();
    const api = apiWith();
    const browser = await renderAtAddress(
      <CoverageListSection />,
      api,
      '?rows=10&cursor=after-10&from=10',
    );
    await findRow('c11');
    await user.click(screen.getByRole('button', { name: /Rows per page/ }));
    await user.click(screen.getByRole('option', { name: '20 per page' }));
    await findRow('c01');
    await findRow('c20');
    expect(browser.address()).toBe('');
  });

  it('searches after a pause, without a step of the back button per letter', async () => {
    const user = userEvent.setup();
    const api = apiWith();
    const browser = await renderAtAddress(
      <CoverageListSection />,
      api,
      '?rows=10&cursor=after-10&from=10',
    );
    await findRow('c11');
    const field = screen.getByRole('searchbox', { name: 'Search components' });
    await user.type(field, ' orders');
    expect(api.listComponents).toHaveBeenCalledTimes(1);

    await waitFor(() => expect(browser.address()).toBe('q=orders&rows=10'));
    expect(api.listComponents).toHaveBeenCalledTimes(2);
    expect(lastRequest(api.listComponents).filter).toEqual({
      search: 'orders',
    });
    expect(field).toHaveValue(' orders');

    await user.clear(field);
    await waitFor(() => expect(browser.address()).toBe('rows=10'));
    expect(field).toHaveAttribute('maxlength', '200');
  });

  it('says in words what the rows are restricted to, each to be taken away', async () => {
    const user = userEvent.setup();
    const api = apiWith(COMPONENTS.slice(0, 2));
    const browser = await renderAtAddress(
      <CoverageListSection />,
      api,
      '?state=unpinned&state=no-build-file&weakest=floating&pin=exact-os&image=docker.io/library/node&problem=LC402',
    );
    await findRow('c01');
    expect(lastRequest(api.listComponents).filter).toEqual({
      state: ['unpinned', 'no-build-file'],
      weakest: ['floating'],
      pinClass: ['exact-os'],
      image: ['docker.io/library/node'],
      problem: ['LC402'],
    });
    const tags = () =>
      within(screen.getByRole('group', { name: 'Filters of the list' }))
        .getAllByRole('button')
        .map(button => button.textContent);
    expect(tags()).toEqual([
      'State: Not pinned',
      'State: No build file',
      'Weakest pin: Floating',
      'Pin: Exact with OS',
      'Image: docker.io/library/node',
      'Problem: LC402',
      'Clear filters',
    ]);

    await user.click(
      screen.getByRole('button', { name: 'Remove filter State: Not pinned' }),
    );
    await waitFor(() =>
      expect(browser.address()).toBe(
        'state=no-build-file&weakest=floating&pin=exact-os&image=docker.io/library/node&problem=LC402',
      ),
    );
    expect(
      screen.getByRole('button', {
        name: 'Remove filter State: No build file',
      }),
    ).toHaveFocus();

    act(browser.back);
    await waitFor(() => expect(tags()).toContain('State: Not pinned'));

    // References have no weakest pin and no problems.
    await user.click(screen.getByRole('radio', { name: 'References' }));
    await findRow('amazonlinux:latest');
    expect(tags()).toEqual([
      'State: Not pinned',
      'State: No build file',
      'Pin: Exact with OS',
      'Image: docker.io/library/node',
      'Clear filters',
    ]);
    expect(lastRequest(api.listReferences)).toEqual({
      filter: {
        state: ['unpinned', 'no-build-file'],
        pinClass: ['exact-os'],
        image: ['docker.io/library/node'],
      },
      orderField: { field: 'pinClass', order: 'asc' },
      limit: 20,
    });

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(browser.address()).toBe('list=references'));
  });

  it('shows each component: what it pulls, how old that is, what is wrong', async () => {
    const now = new Date();
    const hours = (count: number) =>
      new Date(now.getTime() - count * 3_600_000).toISOString();
    const api = apiWith([
      component('crawler', {
        title: 'Web crawler',
        owners: ['group:default/search', 'user:default/ada'],
        state: 'unpinned',
        weakest: 'unresolved',
        references: {
          total: 4,
          byClass: classCounts({ digest: 1, exact: 1, unresolved: 2 }),
        },
        collectedAt: hours(5),
        stale: true,
        failing: true,
        problems: {
          total: 3,
          first: listedProblem('p', {
            code: 'LC402',
            severity: 'warning',
            message: 'BASE has no value.',
          }),
        },
      }),
      component('alone', {
        entityRef: 'resource:edge/alone',
        owners: [],
        system: null,
        state: 'partly-read',
        weakest: 'digest',
        references: { total: 1, byClass: classCounts({ digest: 1 }) },
      }),
    ]);
    await renderAtAddress(<CoverageListSection />, api);

    const row = within(await findRow('Web crawler'));
    expect(row.getByRole('link', { name: 'Web crawler' })).toHaveAttribute(
      'href',
      '/catalog/default/component/crawler',
    );
    expect(row.getByRole('link', { name: 'search' })).toHaveAttribute(
      'href',
      '/catalog/default/group/search',
    );
    expect(row.getByRole('link', { name: 'billing' })).toHaveAttribute(
      'href',
      '/catalog/default/system/billing',
    );
    expect(row.getByText('4')).toBeInTheDocument();
    expect(
      row.getByRole('img', {
        name: 'References by pin class: 1 Digest, 1 Exact, 2 Unresolved',
      }),
    ).toBeInTheDocument();
    expect(row.getByText('Unresolved')).toBeInTheDocument();
    expect(row.getByText(/5h ago|5 hr\. ago/)).toBeInTheDocument();
    expect(row.getByText(', stale, last reading failed')).toBeInTheDocument();
    expect(row.getByText('Warning')).toBeInTheDocument();
    expect(row.getByText('+2 more')).toBeInTheDocument();
    const problem = row.getByRole('link', {
      name: 'Problems of Web crawler: LC402 BASE has no value.',
    });
    expect(problem).toHaveTextContent('LC402 BASE has no value.');
    expect(problem).toHaveAttribute(
      'href',
      '/lambda-compat/configuration?q=component%3Adefault%2Fcrawler',
    );

    const alone = within(await findRow('resource:edge/alone'));
    expect(alone.getByText('No owner')).toBeInTheDocument();
    expect(alone.getByText('No system')).toBeInTheDocument();
    // A digest alone would look as if everything was known.
    expect(alone.getByText('Digest')).toBeInTheDocument();
    expect(alone.getByText('Partly read')).toBeInTheDocument();
  });

  it('says in words what is known where no reference is', async () => {
    const words: Partial<Record<CoverageState, string>> = {
      'no-images': 'No images',
      'never-collected': 'Never collected',
      unreadable: 'Not readable',
      'partly-read': 'Partly read',
      'no-build-file': 'No build file',
      expired: 'Expired',
    };
    const states = Object.keys(words) as CoverageState[];
    const api = apiWith(
      states.map(state =>
        component(state, {
          state,
          weakest: null,
          references: { total: 0, byClass: classCounts() },
          collectedAt: null,
        }),
      ),
    );
    await renderAtAddress(<CoverageListSection />, api);

    await findRow('no-images');
    for (const state of states) {
      const row = within(await findRow(state));
      expect(row.getByText(words[state]!)).toBeInTheDocument();
      expect(row.getByText('Never')).toBeInTheDocument();
      // What pulls nothing is known; the rest must not look like it.
      expect(
        row.getByText(state === 'no-images' ? '0' : 'Not known'),
      ).toBeInTheDocument();
    }
  });

  it('shows each reference with its place in the repository', async () => {
    const digest = 'a'.repeat(64);
    const api = apiWith();
    api.listReferences.mockImplementation(
      answerPages([
        listedReference('r1'),
        listedReference('r2', {
          raw: '${BASE}:1',
          resolved: ':1',
          pinClass: 'unresolved',
          image: null,
          file: 'build/Dockerfile',
          line: 12,
          // eslint-disable-next-line no-script-url -- anybody can write an annotation that becomes such an address
          url: 'javascript:alert(1)',
        }),
        listedReference('r3', {
          raw: `alpine@sha256:${digest}`,
          resolved: `alpine@sha256:${digest}`,
          pinClass: 'digest',
          role: 'runtime',
        }),
      ]),
    );
    await renderAtAddress(<CoverageListSection />, api, '?list=references');

    const row = within(await findRow('amazonlinux:latest'));
    expect(row.getByText('Floating')).toBeInTheDocument();
    expect(row.getByText('builder')).toBeInTheDocument();
    expect(row.getByRole('link', { name: 'Orders' })).toBeInTheDocument();
    expect(row.getByRole('link', { name: /^Dockerfile:1/ })).toHaveAttribute(
      'href',
      'https://github.com/acme/orders/blob/main/Dockerfile#L1',
    );
    const open = within(await findRow('${BASE}:1'));
    expect(open.getByText('build/Dockerfile:12')).toBeInTheDocument();
    expect(open.queryByRole('link', { name: /Dockerfile/ })).toBeNull();
    const short = await findRow('alpine@sha256:aaaaaaaaaaaa…');
    expect(
      within(short).getByTitle(`alpine@sha256:${digest}`),
    ).toBeInTheDocument();
  });

  it('is a table for screen readers in every layout, with every value named', async () => {
    await renderAtAddress(
      <CoverageListSection />,
      apiWith(COMPONENTS.slice(0, 2)),
    );
    await findRow('c01');
    const table = screen.getByRole('grid', { name: 'Components' });
    const heads = within(table).getAllByRole('columnheader');
    expect(heads.map(head => head.textContent)).toEqual([
      'Component',
      'Owner',
      'System',
      'References',
      'Weakest pin',
      'Last checked',
      'Problems',
    ]);
    const row = await findRow('c01');
    expect(
      within(row).getAllByRole('gridcell').length +
        within(row).getAllByRole('rowheader').length,
    ).toBe(heads.length);
    // The short entries are made by style alone, which reads these.
    expect(row.querySelector('[class*="statusPlace"]')).toHaveTextContent(
      'Floating',
    );
    expect(row.querySelectorAll('[class*="blank"]')).toHaveLength(1);
  });

  it.each([
    ['?weakest=dated&q=x', ''],
    ['?owner=group:default/none&weakest=dated', 'owner=group:default/none'],
    ['?owner=group:default/none', ''],
  ])('offers a way out of an empty list at %j', async (address, left) => {
    const user = userEvent.setup();
    const browser = await renderAtAddress(
      <CoverageListSection />,
      apiWith([]),
      address,
    );
    const text = await screen.findByText('Nothing matches these filters.');
    expect(screen.queryByRole('grid')).toBeNull();
    await user.click(
      within(text.parentElement!.parentElement!).getByRole('button', {
        name: 'Clear filters',
      }),
    );
    await waitFor(() => expect(browser.address()).toBe(left));
  });

  it('offers none where nothing is filtered', async () => {
    await renderAtAddress(<CoverageListSection />, apiWith([]));
    expect(
      await screen.findByText(
        'The catalog has no component here that builds a Lambda.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
  });

  it('shows what has changed since the list was opened before', async () => {
    const user = userEvent.setup();
    const api = apiWith([component('c01', { weakest: 'floating' })]);
    await renderAtAddress(<CoverageListSection />, api);
    const row = await findRow('c01');
    expect(within(row).getByText('Floating')).toBeInTheDocument();

    await user.click(screen.getByRole('radio', { name: 'References' }));
    await findRow('amazonlinux:latest');
    api.listComponents.mockImplementation(
      answerPages([component('c01', { weakest: 'digest', state: 'pinned' })]),
    );
    await user.click(screen.getByRole('radio', { name: 'Components' }));
    expect(await screen.findByText('Digest')).toBeInTheDocument();
    expect(screen.queryByText('Floating')).toBeNull();
  });

  it('says why there is no list, and loads it when asked again', async () => {
    const user = userEvent.setup();
    const api = apiWith();
    api.listComponents.mockRejectedValueOnce(
      new Error('The database does not answer.'),
    );
    await renderAtAddress(<CoverageListSection />, api);
    expect(
      await screen.findByText('The database does not answer.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'Could not load the list',
    );
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await findRow('c01');
    expect(screen.getByRole('status')).toHaveTextContent('25 components');
  });

  it('names the permission that is missing', async () => {
    const api = apiWith();
    api.listComponents.mockRejectedValue(new NotAllowedError('No'));
    await renderAtAddress(<CoverageListSection />, api);
    expect(
      await screen.findByText('lambda-compat.report.read'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  });
});

describe('ExportButtons', () => {
  beforeEach(() => {
    URL.createObjectURL = jest.fn().mockReturnValue('blob:list');
    URL.revokeObjectURL = jest.fn();
  });

  it('saves everything that the table shows, on every page', async () => {
    const user = userEvent.setup();
    const api = apiWith();
    const content = new Blob(['entity\n']);
    api.exportList.mockResolvedValue(content);
    const saved: string[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push(`${this.href} ${this.download}`);
      });
    const browser = await renderAtAddress(
      <>
        <ExportButtons />
        <CoverageListSection />
      </>,
      api,
      '?owner=group:default/payments&weakest=floating&q=c&sort=name.desc&rows=10&cursor=after-10&from=10',
    );

    await user.click(
      await screen.findByRole('button', { name: 'Export CSV, 25 components' }),
    );
    expect(lastRequest(api.exportList)).toEqual({
      list: 'components',
      filter: {
        owner: ['group:default/payments'],
        weakest: ['floating'],
        search: 'c',
      },
      orderField: { field: 'name', order: 'desc' },
      format: 'csv',
    });
    const day = new Date().toISOString().slice(0, 10);
    await waitFor(() =>
      expect(saved).toEqual([`blob:list lambda-compat-components-${day}.csv`]),
    );
    expect(URL.createObjectURL).toHaveBeenCalledWith(content);
    expect(browser.toasts).toHaveBeenCalledWith(
      expect.objectContaining({
        title: `lambda-compat-components-${day}.csv was saved`,
        description: expect.stringContaining('25 components'),
        status: 'success',
      }),
    );

    await user.click(screen.getByRole('radio', { name: 'References' }));
    await user.click(
      await screen.findByRole('button', { name: 'JSON, 1 reference' }),
    );
    expect(lastRequest(api.exportList)).toEqual({
      list: 'references',
      filter: { owner: ['group:default/payments'], search: 'c' },
      orderField: { field: 'pinClass', order: 'asc' },
      format: 'json',
    });
  });

  it('says why there is no file, and can be pressed again', async () => {
    const user = userEvent.setup();
    const api = apiWith();
    let fail = (_: Error) => {};
    api.exportList.mockReturnValueOnce(
      new Promise((_, reject) => {
        fail = reject;
      }),
    );
    const browser = await renderAtAddress(<ExportButtons />, api);
    const csv = await screen.findByRole('button', { name: /^Export CSV, 25/ });
    await user.click(csv);
    await user.click(csv);
    expect(api.exportList).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('button', { name: /^JSON/ })).toBeDisabled();

    await act(async () => fail(new Error('The backend went away.')));
    expect(browser.toasts).toHaveBeenCalledWith(
      expect.objectContaining({
        description: 'The backend went away.',
        status: 'danger',
      }),
    );
    await user.click(csv);
    expect(api.exportList).toHaveBeenCalledTimes(2);
  });

  it('has nothing to save where nothing matches', async () => {
    await renderAtAddress(<ExportButtons />, apiWith([]));
    expect(
      await screen.findByRole('button', { name: 'Export CSV, 0 components' }),
    ).toBeDisabled();
  });
});
