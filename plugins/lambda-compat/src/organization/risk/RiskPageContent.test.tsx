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
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { createApiMock } from '../../__testUtils__/createApiMock';
import { lastRequest } from '../../__testUtils__/lastRequest';
import { renderAtAddress } from '../../__testUtils__/renderAtAddress';
import {
  RISK_COMPONENTS,
  RISK_GROUPS,
  RISK_SUMMARY,
  riskNumbers,
} from './__fixtures__/risk';
import { RiskPageContent } from './RiskPageContent';

function createApi() {
  return createApiMock({
    getRiskSummary: jest.fn().mockResolvedValue(RISK_SUMMARY),
    listRiskGroups: jest
      .fn()
      .mockResolvedValue({ items: RISK_GROUPS, totalItems: 3, pageInfo: {} }),
    listRiskComponents: jest.fn().mockResolvedValue({
      items: RISK_COMPONENTS,
      totalItems: 64,
      pageInfo: { nextCursor: 'next' },
    }),
    exportList: jest.fn().mockResolvedValue(new Blob(['x'])),
  });
}

const matrix = () =>
  screen.findByRole('table', { name: 'Components by verdict' });

describe('RiskPageContent', () => {
  it('shows numbers that add up, each share with its evidence', async () => {
    const api = createApi();
    await renderAtAddress(<RiskPageContent />, api);

    const tiles = within(
      await screen.findByRole('region', { name: 'Risk in numbers' }),
    );
    expect(
      tiles.getAllByRole('button').map(tile => tile.parentElement?.textContent),
    ).toEqual([
      'Broken4 of 60A measured binary misses something',
      'At risk6 of 60A build or a date can break it',
      'Unknown9 of 60Evidence is missing or old',
      'Compatible41 of 6068 %; 50 measured (83 %)',
      'No native code4 of 64In no share',
    ]);
    expect(
      tiles.getByText(/Evidence: 50 of 60 are measured \(83 %\)/),
    ).toBeInTheDocument();

    const rows = within(await matrix()).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'OwnerBrokenAt riskUnknownCompatibleJudgedEvidenceNo native code',
      'payments12 directBroken1 7 %At risk3 21 %Unknown1 7 %Compatible9 64 %Judged14Evidence93 % 13 of 14No native code0',
      'searchBroken2 14 %At risk0Unknown4 29 %Compatible8 57 %Judged14Evidence71 % 10 of 14No native code1',
      'No ownerBroken0At risk0Unknown1 50 %Compatible1 50 %Judged2Evidence50 % 1 of 2No native code0',
      'AllBroken4 7 %At risk6 10 %Unknown9 15 %Compatible41 68 %Judged60Evidence83 % 50 of 60No native code4',
    ]);
  });

  it('says above the lists who would get something new with the next build', async () => {
    const api = createApi();
    api.getRiskSummary.mockResolvedValue({
      ...RISK_SUMMARY,
      byRule: { ...RISK_SUMMARY.byRule, R10: 4, R11: 1 },
    });
    await renderAtAddress(
      <RiskPageContent />,
      api,
      '?owner=group:default/payments',
    );
    const strip = within(
      await screen.findByRole('region', { name: 'Exposure now' }),
    );
    expect(
      strip.getByText(
        '1 component builds from a tag that moved with other symbol versions since its last build. The next build of 4 components pulls an image that provides more than their runtime.',
      ),
    ).toBeInTheDocument();
    expect(
      strip
        .getAllByRole('link')
        .map(link => decodeURIComponent(link.getAttribute('href') ?? '')),
    ).toEqual([
      '/?owner=group:default/payments&rule=R10&rule=R11#rows',
      '/lambda-compat/tag-changes?exposed=true&owner=group:default/payments',
    ]);
  });

  it('has no such strip where nobody would', async () => {
    await renderAtAddress(<RiskPageContent />, createApi());
    await matrix();
    expect(screen.queryByRole('region', { name: 'Exposure now' })).toBeNull();
  });

  it('filters the table with a tile, in the address, and all again', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address } = await renderAtAddress(<RiskPageContent />, api);
    const tile = await screen.findByRole('button', { name: 'Broken' });

    await user.click(tile);

    expect(address()).toBe('verdict=broken');
    expect(tile).toHaveAttribute('aria-pressed', 'true');
    expect(lastRequest(api.listRiskComponents)).toMatchObject({
      filter: { verdict: ['broken'] },
      orderField: { field: 'verdict', order: 'asc' },
    });
    // The numbers above are those of all components.
    expect(api.getRiskSummary).toHaveBeenCalledTimes(1);

    await user.click(tile);
    expect(address()).toBe('');
  });

  it('leads from every number to exactly the rows it counts', async () => {
    await renderAtAddress(
      <RiskPageContent />,
      createApi(),
      '?lifecycle=production',
    );

    const table = within(await matrix());
    const hrefOf = (name: string) =>
      decodeURIComponent(
        table.getByRole('link', { name }).getAttribute('href') ?? '',
      );
    expect(hrefOf('3 21 % of components: payments, At risk')).toBe(
      '/?owner=group:default/payments&lifecycle=production&verdict=at-risk#rows',
    );
    expect(hrefOf('12 components: payments, direct')).toBe(
      '/?owner=group:default/payments&lifecycle=production&membership=direct#rows',
    );
    expect(hrefOf('1 50 % of components: No owner, Unknown')).toBe(
      '/?owner=(none)&lifecycle=production&verdict=unknown#rows',
    );
    expect(
      decodeURIComponent(
        screen
          .getByRole('link', {
            name: '2 components: A version is needed that the runtime does not have',
          })
          .getAttribute('href') ?? '',
      ),
    ).toBe('/?lifecycle=production&rule=R1#rows');
  });

  it('reads everything from the address, and groups by what it says', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address } = await renderAtAddress(
      <RiskPageContent />,
      api,
      '?system=system:default/shop&group=runtime&verdict=broken&verdict=nonsense&rule=R1&q=GLIBCXX&sort=measuredAt.desc&rows=50',
    );

    expect(
      await screen.findByRole('heading', { name: 'By runtime' }),
    ).toBeInTheDocument();
    expect(api.listRiskGroups.mock.calls[0][0]).toBe('runtime');
    expect(lastRequest(api.listRiskComponents)).toEqual({
      filter: {
        system: ['system:default/shop'],
        verdict: ['broken'],
        rule: ['R1'],
        search: 'GLIBCXX',
      },
      orderField: { field: 'measuredAt', order: 'desc' },
      limit: 50,
    });

    await user.click(
      await screen.findByRole('button', { name: 'Remove filter Rule: R1' }),
    );
    expect(address()).toContain('verdict=broken');
    expect(address()).not.toContain('rule=');
  });

  it('turns pages and sorts by asking the backend', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address } = await renderAtAddress(<RiskPageContent />, api);
    const table = await screen.findByRole('grid', { name: 'Components' });
    expect(
      within(table).getByRole('row', { name: /orders/ }),
    ).toHaveTextContent(
      /Broken.*R1.*bootstrap needs.*1 of 2 functions measured/,
    );

    await user.click(screen.getByRole('button', { name: 'Next page' }));
    expect(lastRequest(api.listRiskComponents)).toEqual({
      cursor: 'next',
      limit: 20,
    });

    await user.click(screen.getByRole('columnheader', { name: 'Component' }));
    expect(address()).toBe('sort=name.asc');
  });

  it('exports what the table shows, all pages of it', async () => {
    const user = userEvent.setup();
    URL.createObjectURL = jest.fn(() => 'blob:x');
    URL.revokeObjectURL = jest.fn();
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation();
    const api = createApi();
    const { toasts } = await renderAtAddress(
      <RiskPageContent />,
      api,
      '?verdict=broken',
    );

    await user.click(
      await screen.findByRole('button', { name: 'Export CSV, 64 components' }),
    );

    expect(lastRequest(api.exportList)).toMatchObject({
      list: 'risk',
      format: 'csv',
      filter: { verdict: ['broken'] },
    });
    expect(toasts).toHaveBeenCalledWith(
      expect.objectContaining({
        title: expect.stringMatching(
          /^lambda-compat-risk-[\d-]+\.csv was saved$/,
        ),
      }),
    );
  });

  it('leads on to what would become of them on another runtime', async () => {
    await renderAtAddress(
      <RiskPageContent />,
      createApi(),
      '?owner=group:default/payments',
    );
    const strip = within(
      await screen.findByRole('region', { name: 'Lifecycle' }),
    );
    expect(
      strip.getByText(/9 components run on Amazon Linux 2/),
    ).toHaveTextContent(
      'The first end is that of provided.al2, on Jul 31, 2026.',
    );
    expect(
      decodeURIComponent(strip.getByRole('link').getAttribute('href') ?? ''),
    ).toBe(
      '/lambda-compat/what-if?to=provided.al2023&owner=group:default/payments',
    );
  });

  it('shows no number to who may not read them', async () => {
    const api = createApi();
    const no = new NotAllowedError('No');
    api.getRiskSummary.mockRejectedValue(no);
    api.listRiskGroups.mockRejectedValue(no);
    api.listRiskComponents.mockRejectedValue(no);
    await renderAtAddress(<RiskPageContent />, api);

    expect(
      await screen.findByText('lambda-compat.report.read'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.queryByRole('button', { name: /Export/ })).toBeNull();
  });

  it('says that nothing is there, and why', async () => {
    const api = createApi();
    api.getRiskSummary.mockResolvedValue({
      ...RISK_SUMMARY,
      ...riskNumbers(
        {
          broken: 0,
          'at-risk': 0,
          unknown: 0,
          compatible: 0,
          'no-native-code': 0,
        },
        0,
      ),
    });
    await renderAtAddress(<RiskPageContent />, api, '?owner=group:default/x');

    expect(
      await screen.findByText('No component matches these filters'),
    ).toBeInTheDocument();
  });
});
