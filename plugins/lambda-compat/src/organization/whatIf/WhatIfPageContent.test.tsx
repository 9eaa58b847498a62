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

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { createApiMock } from '../../__testUtils__/createApiMock';
import { renderAtAddress } from '../../__testUtils__/renderAtAddress';
import { WHAT_IF } from '../risk/__fixtures__/risk';
import { simulationFile } from './simulationFile';
import { WhatIfPageContent } from './WhatIfPageContent';

const createApi = () =>
  createApiMock({ simulate: jest.fn().mockResolvedValue(WHAT_IF) });

describe('WhatIfPageContent', () => {
  it('asks nothing until something is to be tried', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address } = await renderAtAddress(<WhatIfPageContent />, api);

    expect(await screen.findByText('Nothing is tried yet')).toBeInTheDocument();
    expect(screen.getByText('Simulation')).toBeInTheDocument();
    expect(api.simulate).not.toHaveBeenCalled();

    await user.click(screen.getByRole('radio', { name: 'arm64' }));

    expect(address()).toBe('arch=arm64');
    expect(api.simulate).toHaveBeenCalledWith(
      { runtime: undefined, architecture: 'arm64' },
      expect.objectContaining({ limit: 20 }),
    );
  });

  it('answers in a sentence, and for each component with the first reason', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address } = await renderAtAddress(
      <WhatIfPageContent />,
      api,
      '?to=provided.al2023&runtime=provided.al2&owner=group:default/search',
    );

    expect(
      await screen.findByText(
        '5 of 9 work on provided.al2023 as they are. 2 break. 2 are not known, which does not mean that they work.',
      ),
    ).toBeInTheDocument();
    expect(api.simulate).toHaveBeenCalledWith(
      { runtime: 'provided.al2023', architecture: undefined },
      {
        filter: {
          owner: ['group:default/search'],
          from: ['provided.al2'],
        },
        limit: 20,
        signal: expect.any(AbortSignal),
      },
    );
    const table = screen.getByRole('grid', { name: 'Answer' });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'ComponentOwnerNowOn provided.al2023Why',
      'certsplatformCompatibleprovided.al2Breakscerts needs libcrypt.so.1, which is not in the runtime.',
      '=Ranker, the "first"No ownerUnknownNot knownUnknownNo binary was measured.',
      'scrapersearchBrokenprovided.al2WorksAll 4 native files find everything.',
    ]);

    await user.click(screen.getByRole('button', { name: '2 Breaks' }));
    expect(address()).toBe(
      'to=provided.al2023&owner=group:default/search&runtime=provided.al2&outcome=breaks',
    );
  });

  it('asks again for another target', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { back } = await renderAtAddress(
      <WhatIfPageContent />,
      api,
      '?to=provided.al2023',
    );
    await screen.findByRole('grid', { name: 'Answer' });

    await user.click(screen.getByRole('button', { name: /Other runtime$/ }));
    await user.click(
      await screen.findByRole('option', { name: 'provided.al2' }),
    );
    expect(api.simulate.mock.lastCall?.[0]).toEqual({
      runtime: 'provided.al2',
      architecture: undefined,
    });

    back();
    expect(await screen.findByText(/work on provided\.al2023/)).toBeVisible();
  });

  it('asks on while the backend is still working it out', async () => {
    const api = createApi();
    api.simulate.mockRejectedValueOnce(
      Object.assign(new Error('More is to be worked out'), {
        name: 'ResponseError',
        statusCode: 503,
        cause: { name: 'ServiceUnavailableError' },
      }),
    );
    await renderAtAddress(<WhatIfPageContent />, api, '?to=provided.al2023');

    expect(
      await screen.findByRole('grid', { name: 'Answer' }, { timeout: 3000 }),
    ).toBeVisible();
    expect(api.simulate).toHaveBeenCalledTimes(2);
    expect(screen.queryByText('More is to be worked out')).toBeNull();
  });

  it('says why there is no answer, and tries again', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.simulate
      .mockReset()
      .mockRejectedValueOnce(new Error('The simulation takes longer.'))
      .mockResolvedValue(WHAT_IF);
    await renderAtAddress(<WhatIfPageContent />, api, '?to=provided.al2023');

    expect(
      await screen.findByText('The simulation takes longer.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('grid', { name: 'Answer' })).toBeVisible();
  });
});

describe('simulationFile', () => {
  it('quotes cells, and lets none begin a formula', async () => {
    const file = simulationFile(
      'csv',
      { runtime: 'provided.al2023' },
      WHAT_IF.items.slice(1, 2),
    );
    expect(await file.text()).toBe(
      'entityRef,title,owners,system,runtimes,verdict,targetRuntime,targetArchitecture,outcome,reason\r\n' +
        'component:default/ranker,"\'=Ranker, the ""first""",,system:default/search,,unknown,provided.al2023,,unknown,No binary was measured.\r\n',
    );
  });
});
