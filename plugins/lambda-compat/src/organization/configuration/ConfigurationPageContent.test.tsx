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

import { InputError } from '@backstage/errors';
import type {
  CoverageGroup,
  CoverageSummary,
  ProblemListItem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { answerPages, listedProblem } from '../../__fixtures__/lists';
import { createApiMock } from '../../__testUtils__/createApiMock';
import { lastRequest } from '../../__testUtils__/lastRequest';
import { renderAtAddress } from '../../__testUtils__/renderAtAddress';
import { ConfigurationPageContent } from './ConfigurationPageContent';

const MISSING = listedProblem('p1');
const UNKNOWN_KEY = listedProblem('p2', {
  entityRef: 'component:default/vault',
  title: null,
  owners: [],
  code: 'LC101',
  severity: 'warning',
  message: 'lambda-compat/dokerfile is not known.',
  fix: 'Write lambda-compat/dockerfile.',
  file: undefined,
  line: undefined,
  annotation: 'lambda-compat/dokerfile',
});
const UNREADABLE = listedProblem('p3', {
  code: 'LC303',
  message: 'git.corp answered 401.',
  fix: 'Configure the integration.',
  file: undefined,
  line: undefined,
});

function apiWith(problems: ProblemListItem[]) {
  return createApiMock({
    listProblems: jest.fn().mockImplementation(answerPages(problems)),
    listCoverageGroups: jest.fn().mockResolvedValue({
      items: ['group:default/payments', null].map(key => ({
        key,
        total: { components: { total: 3 } },
      })) as CoverageGroup[],
      totalItems: 2,
      pageInfo: {},
    }),
    getCoverageSummary: jest.fn().mockResolvedValue({
      components: { total: 64, byState: { 'never-collected': 4 } },
    } as CoverageSummary),
  });
}

async function findRow(message: string) {
  const text = await screen.findByText(message);
  return text.closest('[role="row"]') as HTMLElement;
}

describe('ConfigurationPageContent', () => {
  it('shows each problem with its code, place and fix', async () => {
    const api = apiWith([MISSING, UNKNOWN_KEY, UNREADABLE]);
    await renderAtAddress(<ConfigurationPageContent />, api);

    const missing = await findRow('build/Dockerfile does not exist.');
    const cells = [...missing.children].map(cell => cell.textContent);
    expect(cells).toEqual([
      'Error',
      'LC301',
      'Orders',
      'payments',
      'catalog-info.yaml:6',
      'build/Dockerfile does not exist.',
      'Correct the path in the annotation.',
    ]);
    expect(
      within(missing).getByRole('link', { name: 'Orders' }),
    ).toHaveAttribute('href', '/catalog/default/component/orders');

    const unknown = within(
      await findRow('lambda-compat/dokerfile is not known.'),
    );
    expect(unknown.getByText('Warning')).toBeInTheDocument();
    expect(unknown.getByText('No owner')).toBeInTheDocument();
    expect(unknown.getByText('lambda-compat/dokerfile')).toBeInTheDocument();

    const unreadable = within(await findRow('git.corp answered 401.'));
    expect(unreadable.getByText('Whole source')).toBeInTheDocument();

    const table = screen.getByRole('grid', { name: 'Problems' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(head => head.textContent),
    ).toEqual([
      'Severity',
      'Code',
      'Component',
      'Owner',
      'Place',
      'Problem',
      'What to do',
    ]);
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(
      'Configuration',
    );
    expect(screen.getByText('1–3 of 3')).toBeInTheDocument();
    expect(lastRequest(api.listProblems)).toEqual({
      filter: {},
      orderField: { field: 'severity', order: 'asc' },
      limit: 20,
    });
    expect(api.getCoverageSummary).not.toHaveBeenCalled();

    // Each family is explained, and each code in it.
    const families = screen.getByRole('region', {
      name: 'What the codes mean',
    });
    expect(
      within(families)
        .getAllByRole('term')
        .map(term => term.textContent),
    ).toEqual(['LC1xx', 'LC2xx', 'LC3xx', 'LC4xx']);
    expect(within(families).getAllByRole('listitem')).toHaveLength(11);
  });

  it('filters by owner, code, severity and text, in the address', async () => {
    const user = userEvent.setup();
    const api = apiWith([MISSING]);
    const browser = await renderAtAddress(
      <ConfigurationPageContent />,
      api,
      '?cursor=after-0&from=20',
    );
    await findRow(MISSING.message);
    expect(api.listCoverageGroups).not.toHaveBeenCalled();

    const choose = async (field: string, option: RegExp) => {
      const filters = screen.getByRole('group', { name: 'Filters' });
      await user.click(
        within(filters).getByRole('button', { name: new RegExp(field) }),
      );
      await user.click(await screen.findByRole('option', { name: option }));
      await user.keyboard('{Escape}');
    };
    await choose('Owner', /^No owner/);
    await choose('Code', /^LC301 file not found$/);
    await choose('Severity', /^Error$/);
    await user.type(
      screen.getByRole('searchbox', { name: 'Search problems' }),
      'docker',
    );
    await waitFor(() =>
      expect(browser.address()).toBe(
        'owner=(none)&problem=LC301&severity=error&q=docker',
      ),
    );
    expect(lastRequest(api.listProblems).filter).toEqual({
      owner: ['(none)'],
      problem: ['LC301'],
      severity: ['error'],
      search: 'docker',
    });
    // The search replaced an address, the choice of a severity did not.
    act(browser.back);
    await waitFor(() =>
      expect(browser.address()).toBe('owner=(none)&problem=LC301'),
    );
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('leaves out nothing of what a link restricts it to', async () => {
    const user = userEvent.setup();
    const api = apiWith([MISSING]);
    const browser = await renderAtAddress(
      <ConfigurationPageContent />,
      api,
      '?owner=group:default/payments&system=system:default/billing&lifecycle=(none)&membership=direct',
    );
    await findRow(MISSING.message);
    const tags = screen.getByRole('group', { name: 'Filters of the list' });
    expect(
      within(tags)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual([
      'System: billing',
      'Lifecycle: No lifecycle',
      'Nested groups: Direct only',
      'Clear filters',
    ]);
    await user.click(within(tags).getByText('System: billing'));
    await waitFor(() =>
      expect(browser.address()).toBe(
        'owner=group:default/payments&lifecycle=(none)&membership=direct',
      ),
    );
    await user.click(within(tags).getByText('Clear filters'));
    await waitFor(() =>
      expect(browser.address()).toBe('owner=group:default/payments'),
    );
  });

  it('says in how many components no problem was found', async () => {
    const api = apiWith([]);
    await renderAtAddress(
      <ConfigurationPageContent />,
      api,
      '?owner=group:default/payments',
    );
    expect(
      await screen.findByText('No problems found in 64 components'),
    ).toBeInTheDocument();
    // What was not read can have any problem.
    expect(
      screen.getByText(
        '4 of them have not been read, so nothing is known about them.',
      ),
    ).toBeInTheDocument();
    expect(api.getCoverageSummary.mock.lastCall?.[0]).toEqual({
      owner: ['group:default/payments'],
    });
    expect(
      screen.getByRole('button', { name: 'Export CSV, 0 problems' }),
    ).toBeDisabled();
  });

  it('offers a way out where the filters leave nothing', async () => {
    const user = userEvent.setup();
    const api = apiWith([]);
    const browser = await renderAtAddress(
      <ConfigurationPageContent />,
      api,
      '?owner=group:default/payments&problem=LC401',
    );
    expect(
      await screen.findByText('Nothing matches these filters.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() =>
      expect(browser.address()).toBe('owner=group:default/payments'),
    );
  });

  it('shows what the backend does not accept, and a way out', async () => {
    const user = userEvent.setup();
    const api = apiWith([MISSING]);
    api.listProblems.mockRejectedValueOnce(
      new InputError('search is longer than 200 characters'),
    );
    await renderAtAddress(<ConfigurationPageContent />, api, '?q=long');
    expect(
      await screen.findByText('search is longer than 200 characters'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await findRow(MISSING.message);
  });

  it('exports the problems that match, in their order', async () => {
    const user = userEvent.setup();
    URL.createObjectURL = jest.fn().mockReturnValue('blob:list');
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    const api = apiWith([MISSING, UNKNOWN_KEY]);
    api.exportList.mockResolvedValue(new Blob());
    await renderAtAddress(
      <ConfigurationPageContent />,
      api,
      '?severity=error&sort=code.desc',
    );
    await user.click(
      await screen.findByRole('button', { name: 'JSON, 2 problems' }),
    );
    expect(lastRequest(api.exportList)).toEqual({
      list: 'problems',
      filter: { severity: ['error'] },
      orderField: { field: 'code', order: 'desc' },
      format: 'json',
    });
  });
});
