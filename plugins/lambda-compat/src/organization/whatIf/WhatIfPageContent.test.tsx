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

import type { WhatIfAnswer } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { runtimeProfile } from '../../__fixtures__/incident';
import { digest, watchedTag } from '../../__fixtures__/tags';
import { createApiMock } from '../../__testUtils__/createApiMock';
import { renderAtAddress } from '../../__testUtils__/renderAtAddress';
import { WHAT_IF } from '../risk/__fixtures__/risk';
import { simulationFile } from './simulationFile';
import { WhatIfPageContent } from './WhatIfPageContent';

const createApi = () =>
  createApiMock({
    simulate: jest.fn().mockResolvedValue(WHAT_IF),
    listTags: jest.fn().mockResolvedValue({
      items: [
        watchedTag(),
        watchedTag({ id: 't2', image: 'ghcr.io/acme/b:7' }),
      ],
      totalItems: 2,
      pageInfo: {},
    }),
    listRuntimeProfiles: jest.fn().mockResolvedValue({
      items: [
        runtimeProfile(),
        runtimeProfile({
          runtime: 'java21',
          origin: 'shipped',
          source: 'Seen by the authors on 2026-11-02.',
          image: null,
          history: [],
        }),
      ],
    }),
  });

const unfinished = () =>
  Object.assign(new Error('The image is being read.'), {
    name: 'ResponseError',
    statusCode: 503,
    cause: {
      name: 'ServiceUnavailableError',
      message: 'The image is being read.',
    },
  });

const IMAGE = 'docker.io/arm64v8/amazonlinux:latest';

const ON_IMAGE: WhatIfAnswer = {
  ...WHAT_IF,
  target: {
    runtime: null,
    architecture: null,
    image: {
      name: IMAGE,
      digests: { 'linux/arm64': digest('77d0b5a8c913') },
    },
    profile: null,
  },
  counts: {
    breaks: 0,
    'can-break': 2,
    unknown: 3,
    works: 1,
    'not-affected': 4,
  },
  items: WHAT_IF.items.map((item, index) => ({
    ...item,
    outcome: (['can-break', 'unknown', 'not-affected'] as const)[index],
    reason: 'The image provides GLIBCXX_3.4.33.',
  })),
};

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

  it('tries a base image that is followed, and says what can break', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.simulate.mockResolvedValue(ON_IMAGE);
    const { address, back } = await renderAtAddress(
      <WhatIfPageContent />,
      api,
      '?to=provided.al2023',
    );
    await screen.findByRole('grid', { name: 'Answer' });
    expect(api.listTags).not.toHaveBeenCalled();
    await user.click(screen.getByRole('radio', { name: 'Base image' }));
    // What was tried before is not tried with it.
    expect(address()).toBe('');
    expect(screen.getByText('Nothing is tried yet')).toBeInTheDocument();

    await user.click(
      await screen.findByRole('button', { name: /Tag that is followed$/ }),
    );
    await user.click(
      await screen.findByRole('option', { name: 'arm64v8/amazonlinux:latest' }),
    );
    expect(address()).toBe(`image=${IMAGE}`);
    expect(
      await screen.findByText(
        '2 of 10 can break when they are built on arm64v8/amazonlinux:latest: the image provides more than their runtimes. The runtime of 1 has all that it provides. 4 are not affected. 3 are not known, which does not mean that they work.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Compared: linux/arm64 77d0b5a8c913'),
    ).toBeInTheDocument();
    const table = screen.getByRole('grid', { name: 'Answer' });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => within(row).queryAllByRole('gridcell')[2]?.textContent),
    ).toEqual([undefined, 'Can break', 'Unknown', 'Not affected']);
    expect(
      screen
        .getAllByRole('button', { pressed: false })
        .map(button => button.textContent)
        .filter(text => /^\d/.test(text ?? '')),
    ).toEqual(['2 Can break', '3 Unknown', '1 Works', '4 Not affected']);
    expect(api.simulate.mock.lastCall?.[0]).toEqual({ image: IMAGE });

    back();
    expect(await screen.findByText('Nothing is tried yet')).toBeInTheDocument();
  });

  it('tries any tag or digest that is written', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.simulate.mockResolvedValue(ON_IMAGE);
    const { address } = await renderAtAddress(
      <WhatIfPageContent />,
      api,
      `?image=${IMAGE}&to=provided.al2&arch=arm64`,
    );
    const field = await screen.findByRole('textbox', {
      name: /^Any tag or digest/,
    });
    expect(field).toHaveValue(IMAGE);
    await user.clear(field);
    await user.type(field, ' ghcr.io/acme/b@sha256:00 {Enter}');
    expect(address()).toBe('image=ghcr.io/acme/b@sha256:00');
    expect(api.simulate.mock.lastCall?.[0]).toEqual({
      image: 'ghcr.io/acme/b@sha256:00',
    });
  });

  it('says that an image is being read, and asks again by itself', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const api = createApi();
    api.simulate.mockRejectedValue(unfinished());
    await renderAtAddress(<WhatIfPageContent />, api, `?image=${IMAGE}`);
    await act(() => jest.advanceTimersByTimeAsync(10_000));
    expect(await screen.findByText('Being read')).toBeInTheDocument();
    expect(screen.getByText('The image is being read.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();

    api.simulate.mockResolvedValue(ON_IMAGE);
    await act(() => jest.advanceTimersByTimeAsync(6_000));
    expect(await screen.findByText(/^2 of 10 can break/)).toBeInTheDocument();
    jest.useRealTimers();
  });

  it('shows what the runtimes provide, and since when that is known', async () => {
    await renderAtAddress(<WhatIfPageContent />, createApi());
    const rows = within(
      await screen.findByRole('grid', { name: 'What the runtimes provide' }),
    )
      .getAllByRole('row')
      .slice(1)
      .map(row => row.textContent);
    expect(rows).toEqual([
      expect.stringMatching(
        /^provided\.al2023arm64Its imageMeasured in .*arm64\.public\.ecr\.aws\/lambda\/provided:al2023-arm64GLIBC_2\.34, GLIBCXX_3\.4\.33.* – .* UTC2 states seeneeee00000001 .*eeee00000002 by .* UTCGLIBCXX_3\.4\.29$/,
      ),
      'java21arm64Shipped with the pluginSeen by the authors on 2026-11-02.Not knownNot followed',
    ]);
  });

  it('says where what the runtimes provide could not be loaded', async () => {
    const api = createApi();
    api.listRuntimeProfiles.mockRejectedValue(new Error('It is away.'));
    await renderAtAddress(<WhatIfPageContent />, api);
    expect(await screen.findByText('It is away.')).toBeInTheDocument();
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
  it('names the image that was tried', async () => {
    const file = simulationFile(
      'csv',
      { image: 'ghcr.io/acme/b:7' },
      WHAT_IF.items.slice(0, 1),
    );
    expect(await file.text()).toContain(
      ',compatible,,,ghcr.io/acme/b:7,breaks,',
    );
  });

  it('quotes cells, and lets none begin a formula', async () => {
    const file = simulationFile(
      'csv',
      { runtime: 'provided.al2023' },
      WHAT_IF.items.slice(1, 2),
    );
    expect(await file.text()).toBe(
      'entityRef,title,owners,system,runtimes,verdict,targetRuntime,targetArchitecture,targetImage,outcome,reason\r\n' +
        'component:default/ranker,"\'=Ranker, the ""first""",,system:default/search,,unknown,provided.al2023,,,unknown,No binary was measured.\r\n',
    );
  });
});
