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

import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  MoveContents,
  TagMoveDetails,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import {
  moveComparison,
  moveContents,
  moveDetails,
  noPin,
  onRuntime,
  pin,
} from '../../../__fixtures__/incident';
import {
  digest,
  EXPOSED,
  impact,
  NOT_EXPOSED,
  tagHistory,
} from '../../../__fixtures__/tags';
import { createApiMock } from '../../../__testUtils__/createApiMock';
import { lastRequest } from '../../../__testUtils__/lastRequest';
import { renderAtAddress } from '../../../__testUtils__/renderAtAddress';
import { TagChangesRoutes } from '../TagChangesRoutes';

const pageOf = <T,>(items: readonly T[]) => ({
  items: [...items],
  totalItems: items.length,
  pageInfo: {},
});

function createApi(move: Partial<TagMoveDetails> = {}) {
  return createApiMock({
    getTagMove: jest.fn().mockResolvedValue(moveDetails(move)),
    getTagHistory: jest.fn().mockResolvedValue(tagHistory()),
    listTagImpact: jest.fn().mockImplementation(async (_, { filter }) => {
      const wanted = filter?.exposure;
      return pageOf(
        [...EXPOSED, ...NOT_EXPOSED].filter(
          item => !wanted || wanted.includes(item.exposure),
        ),
      );
    }),
    getTagMoveComparison: jest.fn().mockResolvedValue(moveComparison()),
    listTagMovePins: jest
      .fn()
      .mockResolvedValue({ items: [pin('orders'), noPin('crawler')] }),
    getTagMoveSummary: jest
      .fn()
      .mockResolvedValue({ markdown: '## It moved\n\n- **From:** `a`\n' }),
    exportList: jest.fn().mockResolvedValue(new Blob(['x'])),
  });
}

const open = (api = createApi(), address = 'm3') =>
  renderAtAddress(<TagChangesRoutes />, api, address);

const card = (name: string) => screen.findByRole('region', { name });

/** The owners with their components, and what is said of each place. */
function groups(): string[][] {
  return within(screen.getByRole('region', { name: 'Who is exposed' }))
    .getAllByRole('heading', { level: 4 })
    .map(heading => [
      heading.textContent ?? '',
      ...within(heading.parentElement as HTMLElement)
        .getAllByRole('listitem')
        .map(item => (item.textContent ?? '').replace(/\s+/g, ' ')),
    ]);
}

const TIME = String.raw`[^.]*UTC`;

describe('what a change was', () => {
  it('is one paragraph: what came, who gets it, what fails, what to do', async () => {
    await open();
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'arm64v8/amazonlinux:latest',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Symbol versions changed')).toBeInTheDocument();
    expect(screen.getByText('Open: 3 components are exposed')).toBeVisible();
    expect(
      screen.getByText(
        'The tag moved to an image that provides 9 more symbol versions, up to GLIBCXX_3.4.33, CXXABI_1.3.15. 1 component is already built on it. It concerns the next build of 1 component. Possibly also that of 1 more. It provides more than provided.al2023: what is built on it can fail at cold start. Pin the build image.',
      ),
    ).toBeInTheDocument();

    const facts = screen.getByRole('region', { name: 'The change in short' });
    expect(facts).toHaveTextContent(/From2023\.6\.20250317\.23f9a0c71e4d2/);
    expect(facts).toHaveTextContent(/To2023\.7\.20250331\.077d0b5a8c913/);
    expect(facts).toHaveTextContent(/two looks, 6 h apart/);
    expect(facts).toHaveTextContent(
      /2 changedlinux\/arm64, linux\/riscv64 · 1 did not change/,
    );
    expect(facts).toHaveTextContent('5 components');
    await waitFor(() => expect(facts).toHaveTextContent('3 moves in 30 days'));
  });

  const summary = (
    overrides: Partial<NonNullable<MoveContents['summary']>>,
  ): MoveContents[] => [
    moveContents({
      summary: {
        ...(moveContents().summary as NonNullable<MoveContents['summary']>),
        gained: [],
        ...overrides,
      },
    }),
  ];
  const unknown = (
    state: MoveContents['state'],
    message: string | null = null,
  ): MoveContents[] => [moveContents({ state, message, summary: null })];

  it.each<[string, Partial<TagMoveDetails>, Array<string | RegExp>]>([
    [
      'another distribution release',
      {
        contents: summary({
          class: 'distro',
          distro: { from: 'Amazon Linux 2023', to: 'Amazon Linux 2027' },
          gained: [{ library: 'libc.so.6', versions: ['GLIBC_2.38'] }],
          lost: [{ library: 'libold.so.1', versions: ['OLD_1', 'OLD_2'] }],
        }),
      },
      [
        'Distribution changed',
        /^The tag moved to another distribution release: from Amazon Linux 2023 to Amazon Linux 2027\. It provides 1 more symbol version: GLIBC_2\.38\. 2 symbol versions are gone\. 1 component is already/,
      ],
    ],
    [
      'other packages only',
      { contents: summary({ class: 'packages' }), runtimes: [] },
      [
        'No symbol version changed',
        /other packages or files; no symbol version changed\. .* Pin the image by digest to decide when that happens\.$/,
      ],
    ],
    [
      'what is being read',
      { contents: unknown('pending'), runtimes: [] },
      [
        'What came with it is being read',
        /^The tag moved to an image with other files\. What came with it is being read\./,
        'Being read',
        /This page looks again by itself\.$/,
      ],
    ],
    [
      'what could not be read',
      {
        contents: unknown('failed', 'ghcr.io answered 503.'),
        runtimes: [],
      },
      [
        'What came with it could not be read',
        /What came with it is not known: ghcr\.io answered 503\./,
        'ghcr.io answered 503.',
        'Not known does not mean unchanged.',
      ],
    ],
    [
      'what is too large',
      { contents: unknown('too-large', 'It has 2,000,000 entries.') },
      [
        'What came with it is too large to be read',
        'It has 2,000,000 entries.',
      ],
    ],
    [
      'what is not to be read',
      { contents: unknown('off') },
      [
        'Other files',
        /^The tag began to point to an image with other files\./,
        'Contents are not read',
      ],
    ],
    [
      'deletion',
      {
        class: 'gone',
        changes: ['gone'],
        to: null,
        platforms: [],
        contents: [],
        runtimes: [],
      },
      [
        /^The tag was deleted: a build that pulls it now finds no image\. .* Name another tag or a digest that is kept\.$/,
        /^Nothing: there is no image any more\.$/,
      ],
    ],
    [
      'what is not known of a new digest',
      {
        class: 'undetermined',
        changes: ['undetermined'],
        contents: [],
        undecided: 'The configuration was not to be had.',
      },
      [
        /What came with it is not known\./,
        /^Why it is not known: The configuration was not to be had\.$/,
      ],
    ],
    [
      'a report of others',
      { source: 'reported', reportedBy: 'docker-library' },
      [
        /^It was not observed here: docker-library reported it\./,
        /It provides more than provided\.al2023: what is built on it can fail at cold start\. Pin the build image\.$/,
      ],
    ],
    [
      'a build anew',
      { class: 'no-op', changes: ['no-op'], contents: [], runtimes: [] },
      [/a next build gets what the last one got\. There is nothing to do\.$/],
    ],
    [
      'a change that exposes nobody',
      {
        impact: { alreadyBuilt: 0, nextBuild: 0, possibly: 0, notExposed: 2 },
      },
      [
        'Nobody is exposed',
        /Nobody is exposed\. There is nothing to do\.$/,
        'Nobody is exposed: there is nothing to pin.',
      ],
    ],
  ])('says of %s what it means', async (_, move, texts) => {
    await open(createApi(move));
    await screen.findByRole('heading', { level: 2 });
    for (const text of texts) {
      expect((await screen.findAllByText(text))[0]).toBeInTheDocument();
    }
  });

  it('leads from an older change to the newest', async () => {
    await open(createApi({ id: 'm2', latest: false }), 'm2');
    expect(
      await screen.findByRole('link', { name: 'The newest change' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes/m3');
  });

  it('that is not known leads back', async () => {
    const api = createApi();
    api.getTagMove.mockRejectedValue(new NotFoundError('No'));
    await open(api, 'nothing');
    expect(
      await screen.findByRole('heading', { name: 'Not found' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All tag changes' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes');
    expect(api.listTagImpact).not.toHaveBeenCalled();
  });

  it('is looked at again while it is being read', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const api = createApi();
    api.getTagMove.mockResolvedValueOnce(
      moveDetails({ contents: unknown('pending') }),
    );
    await open(api);
    await screen.findByText('What came with it is being read');
    expect(api.getTagMoveComparison).not.toHaveBeenCalled();
    jest.advanceTimersByTime(10_000);
    expect(
      await screen.findByText('Symbol versions changed'),
    ).toBeInTheDocument();
    expect(api.getTagMoveComparison).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
  });
});

describe('who is exposed', () => {
  it('is grouped by owner with the last build and what breaks', async () => {
    await open();
    await screen.findByText('refunds');
    expect(groups()).toEqual([
      [
        'payments2 components',
        expect.stringMatching(
          new RegExp(
            `^ordersAlready builtbuild/Dockerfile:1 \\(opens in a new tab\\) @ 9f3c2e1 arm64v8/amazonlinux:latestBuilt ${TIME}, #812\\. The artifact needs GLIBCXX_3\\.4\\.30, which its runtime does not have\\.builder · stage build · linux/arm64worker/Dockerfile:3 \\(opens in a new tab\\) @ c07a91e arm64v8/amazonlinux:latestLast built ${TIME}\\. The time is that of the commit that last touched the build file\\. The next build pulls the new image\\.`,
          ),
        ),
        expect.stringMatching(
          new RegExp(
            `^refundsNext build.*Last built ${TIME}, #418 \\(opens in a new tab\\)\\. The next build pulls the new image\\.`,
          ),
        ),
      ],
      [
        'search1 component',
        expect.stringMatching(
          /^crawlerPossiblyalso user:ada.*Last build not known\. A report that CI uploads tells of it\.builder: it is not known for which platform it builds$/,
        ),
      ],
    ]);
    expect(await card('Who is exposed')).toHaveTextContent(
      /1already built on it1at their next build1possibly/,
    );
  });

  it('says whose exposure is over, how long it was and what ended it', async () => {
    const window = {
      entityRef: 'component:default/orders',
      tagId: 't1',
      moveId: 'm3',
      image: 'docker.io/arm64v8/amazonlinux:latest',
      reference: 'arm64v8/amazonlinux:latest',
      opened: { after: null, before: '2025-04-02T00:00:00.000Z' },
      closed: '2025-04-02T00:03:42.000Z',
      closedBy: 'pinned' as const,
      seconds: { least: 222, most: null },
      symbolVersions: true,
    };
    await open(
      createApi({
        windows: [
          window,
          {
            ...window,
            entityRef: 'component:default/mailer',
            closed: null,
            closedBy: null,
          },
          {
            ...window,
            entityRef: 'component:default/refunds',
            closedBy: 'rebuilt-compatible',
            seconds: { least: 691_200, most: null },
          },
        ],
      }),
    );
    const over = await screen.findByText(/^2 were exposed:/);
    expect(over).toHaveTextContent(
      '2 were exposed: orders 4 min, then pinned; refunds 8 days, then built compatible',
    );
  });

  it('names those who are not, with the reason', async () => {
    const api = createApi();
    await open(api);
    const named = await screen.findByText(/^2 not exposed:/);
    await waitFor(() =>
      expect(named).toHaveTextContent(
        '2 not exposed: fx digest; mailer static',
      ),
    );
    expect(api.listTagImpact).toHaveBeenCalledWith(
      'm3',
      expect.objectContaining({ filter: { exposure: ['not-exposed'] } }),
    );
  });

  it('lists those who are not in the address, and exports them', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address } = await open(api);
    await user.click(
      await screen.findByRole('radio', { name: 'Not exposed 2' }),
    );
    expect(address()).toBe('who=not-exposed');
    await screen.findByText('mailer');
    expect(groups().map(([owner]) => owner)).toEqual([
      'payments1 component',
      'No owner1 component',
    ]);
    expect(
      screen.getByText(/pinned to a digest, whatever the tag says/),
    ).toBeInTheDocument();
    await user.click(
      await screen.findByRole('button', { name: 'Export CSV, 2 places' }),
    );
    expect(lastRequest(api.exportList)).toEqual({
      list: 'tag-impact',
      filter: { move: 'm3', exposure: ['not-exposed'] },
      format: 'csv',
    });
  });

  it('says of what was built on it that nobody measured it', async () => {
    const api = createApi();
    api.listTagImpact.mockResolvedValue(
      pageOf([
        impact('orders', { exposure: 'already-built', builtVerdict: 'other' }),
      ]),
    );
    await open(api);
    expect(
      await screen.findByText(/The artifact was not measured compatible\./),
    ).toBeInTheDocument();
  });
});

describe('what came with a change', () => {
  it('names every version with its symbols, and joins them with the runtime', async () => {
    await open();
    const came = await card('What came with it');
    await within(came).findByText('GLIBCXX');
    expect(came).toHaveTextContent('Symbol versions9 gained, 0 lost');
    const rows = [...came.querySelectorAll('dl > div')].map(row => [
      row.querySelector('dt > b')?.textContent,
      ...[...row.querySelectorAll('li')].map(
        chip => chip.getAttribute('title') ?? '',
      ),
    ]);
    expect(rows).toEqual([
      [
        'GLIBCXX',
        'GLIBCXX_3.4.30, 9 symbols',
        'GLIBCXX_3.4.31, 70 symbols',
        'GLIBCXX_3.4.32, 3 symbols',
        'GLIBCXX_3.4.33, 1 symbol',
      ],
      ['CXXABI', 'CXXABI_1.3.14, 21 symbols', 'CXXABI_1.3.15, 1 symbol'],
      ['GCC', 'GCC_13.0.0, 9 symbols', 'GCC_14.0', 'GCC_14.0.0, 16 symbols'],
      ['GLIBC'],
    ]);
    expect(within(came).getByText('unchanged, up to 2.34')).toBeVisible();
    const fit = within(
      within(came).getByRole('region', { name: 'Against the runtimes' }),
    ).getByRole('listitem');
    expect(fit).toHaveTextContent(
      'All 9 are above what provided.al2023 provides',
    );
    expect(fit).toHaveTextContent(
      'provided.al2023 has GLIBCXX 3.4.29; CXXABI 1.3.13; GCC 12.0.0. Profile: provided.al2023 on arm64 of Mar 15, 2025, shipped with the plugin. 5 exposed components run on it.',
    );
    expect(came).toHaveTextContent(
      'No version changed in: libc.so.6, libm.so.6Libraries added: libhwasan.so.0',
    );
  });

  it('shows the packages that native code is linked with first, then all', async () => {
    const user = userEvent.setup();
    await open();
    const table = await screen.findByRole('table', {
      name: 'Changed packages',
    });
    const rows = () =>
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent);
    expect(rows()).toEqual([
      'libstdc++11.4.1-2→14.2.1-7',
      'libgcc11.4.1-2→14.2.1-7',
      'system-release2023.6.20250317→2023.7.20250331',
      'audit-libs3.0.6-1→3.0.7-1',
    ]);
    expect(
      screen.getByText('7 updated, 2 added, 0 removed'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show 5 more' }));
    expect(rows().slice(4)).toEqual([
      'bash5.2.15-1→5.2.15-2',
      'gpg-keyskey-1, key-2→key-2, key-3',
      'libhwasannot there→14.2.1-7.amzn2023',
      'tzdata2025b-1→2025a-1',
      'zzznot there→1-1',
    ]);
    expect(screen.getByText('1 of the updates go down')).toBeInTheDocument();
  });

  it('says the configuration and the size in short, and leads to all of it', async () => {
    await open();
    const came = await card('What came with it');
    await within(came).findByText('Configuration and size');
    expect(
      [...came.querySelectorAll('section:last-of-type > dl > *')].map(
        one => one.textContent,
      ),
    ).toEqual([
      'Distribution',
      'Amazon Linux 2023, unchanged',
      'Entrypoint, env, user',
      'Cmd, LANG changed',
      'Labels',
      'unchanged',
      'Platforms',
      'linux/arm64 changed',
      'Size',
      '51.8 MB → 53.1 MB (+1.3 MB)',
    ]);
    expect(
      within(came).getByRole('link', { name: 'Full comparison' }),
    ).toHaveAttribute(
      'href',
      '/lambda-compat/tag-changes/m3/comparison?platform=linux%2Farm64',
    );
  });

  it.each<[string, ReturnType<typeof onRuntime>, RegExp]>([
    [
      'only in part',
      onRuntime({
        fit: {
          answer: 'no',
          beyond: [
            {
              library: 'libstdc++.so.6',
              versions: ['GLIBCXX_3.4.33', 'GLIBCXX_3.4.99'],
              unknown: ['GLIBCXX_3.4.32'],
              highest: [
                {
                  namespace: 'GLIBCXX',
                  image: 'GLIBCXX_3.4.99',
                  runtime: [
                    { state: 'before', version: 'GLIBCXX_3.4.29' },
                    { state: 'since', version: 'GLIBCXX_3.4.33' },
                  ],
                },
              ],
            },
          ],
          sentence: 'It lacks some.',
        },
        profile: null,
        components: 1,
      }),
      /^1 of 9 is above what provided\.al2023 providesprovided\.al2023 has GLIBCXX 3\.4\.29 to 3\.4\.33, by its state\. 1 more was above before the move\. Not known of: GLIBCXX_3\.4\.32\. There is no profile of this runtime\. 1 exposed component runs on it\.$/,
    ],
    [
      'not known',
      onRuntime({
        fit: {
          answer: 'unknown',
          beyond: [],
          sentence: 'What nodejs99.x provides is not known.',
        },
        components: 0,
      }),
      /^Not known whether provided\.al2023 has every versionWhat nodejs99\.x provides is not known\./,
    ],
    [
      'nothing',
      onRuntime({
        fit: { answer: 'yes', beyond: [], sentence: 'It has all.' },
        profile: { name: 'x', origin: 'image', asOf: null },
        components: 0,
      }),
      /^provided\.al2023 has every version that the image providesProfile: x, measured in its image\.\s*$/,
    ],
  ])('lacks in a runtime %s', async (_, runtime, text) => {
    await open(createApi({ runtimes: [runtime] }));
    const region = await screen.findByRole('region', {
      name: 'Against the runtimes',
    });
    expect(within(region).getByRole('listitem').textContent).toMatch(text);
  });

  it('is shown for one platform of several, as the address says', async () => {
    const user = userEvent.setup();
    const api = createApi({
      contents: [
        moveContents({
          platform: 'linux/amd64',
          summary: { ...moveContents().summary!, class: 'packages' },
        }),
        moveContents(),
      ],
      runtimes: [
        onRuntime(),
        onRuntime({ runtime: 'java21', architecture: 'x86_64' }),
      ],
    });
    const { address } = await open(api);
    const came = await card('What came with it');
    // That of which most came stands first.
    await within(came).findByText(/are above what provided\.al2023 provides/);
    await user.click(within(came).getByRole('radio', { name: 'linux/amd64' }));
    expect(address()).toBe('platform=linux/amd64');
    await within(came).findByText(/are above what java21 provides/);
    expect(
      api.getTagMoveComparison.mock.calls.map(([, platform]) => platform),
    ).toEqual(['linux/arm64', 'linux/amd64']);
  });

  it('that could not be loaded can be asked for again, the rest stays', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.getTagMoveComparison
      .mockReset()
      .mockRejectedValueOnce(new Error('The database is away.'))
      .mockResolvedValue(moveComparison());
    await open(api);
    const came = await card('What came with it');
    expect(
      await within(came).findByText('The database is away.'),
    ).toBeInTheDocument();
    await user.click(within(came).getByRole('button', { name: 'Retry' }));
    expect(await within(came).findByText('GLIBCXX')).toBeInTheDocument();
  });

  it('says which permission is missing', async () => {
    const api = createApi();
    api.getTagMoveComparison.mockRejectedValue(new NotAllowedError('No'));
    await open(api);
    expect(
      await within(await card('What came with it')).findByText(
        'Not allowed to read this',
      ),
    ).toBeInTheDocument();
  });

  it('says what could not be compared', async () => {
    const api = createApi();
    api.getTagMoveComparison.mockResolvedValue(
      moveComparison({
        symbolVersions: [],
        undecided: ['libfoo.so.1 is damaged.'],
        packages: {
          system: null,
          added: [],
          removed: [],
          upgraded: [],
          downgraded: [],
          others: [],
          unchanged: 0,
        },
      }),
    );
    await open(api);
    const came = await card('What came with it');
    expect(
      await within(came).findByText('libfoo.so.1 is damaged.'),
    ).toBeInTheDocument();
    expect(came).toHaveTextContent(
      'No library provides other symbol versions.',
    );
    expect(came).toHaveTextContent('Neither image has a package database.');
  });
});

describe('what to pin to', () => {
  it('says why it fits, what it costs, and copies the patch', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    await open();
    const pins = await card('What to pin to');
    expect(
      await within(pins).findByText('Fits by construction'),
    ).toBeInTheDocument();
    expect(pins).toHaveTextContent(
      'arm64v8/amazonlinux:2023.6.20250317.2@sha256:3f9a0c71e4d2…',
    );
    expect(pins).toHaveTextContent(
      'Every version that it provides is in provided.al2023.',
    );
    expect(pins).toHaveTextContent(
      '1 release behind current; security fixes after 17 Mar 2025 are missing.',
    );
    expect(pins).toHaveTextContent(
      'Resolves to 77d0b5a8c913 (2023.7.20250331.0) now. For provided.al2023, arm64.',
    );
    await user.click(
      within(pins).getByRole('button', {
        name: 'Copy patch: build/Dockerfile:1',
      }),
    );
    expect(writeText).toHaveBeenLastCalledWith(pin('orders').patch);
    await user.click(
      within(pins).getByRole('button', { name: 'Copy the pinned reference' }),
    );
    expect(writeText).toHaveBeenLastCalledWith(
      `arm64v8/amazonlinux:2023.6.20250317.2@${digest('3f9a0c71e4d2')}`,
    );
    expect(
      within(pins).getByText('1 digest that does not fit'),
    ).toBeInTheDocument();
  });

  it('says of another component why nothing fits, and what else can be done', async () => {
    const user = userEvent.setup();
    const { address } = await open();
    const pins = await card('What to pin to');
    await user.click(
      await within(pins).findByRole('radio', { name: 'crawler' }),
    );
    expect(address()).toBe('pin=component:default/crawler');
    expect(
      within(pins).getByText('Nothing that was seen fits'),
    ).toBeInTheDocument();
    expect(pins).toHaveTextContent(
      'Every digest that was seen provides more than provided.al2.',
    );
    expect(pins).toHaveTextContent('public.ecr.aws/sam/build-provided.al2');
    expect(within(pins).queryByRole('button', { name: /Copy patch/ })).toBe(
      null,
    );
  });

  it('shows the patch to be copied by hand where the browser refuses', async () => {
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValueOnce(new Error('No'));
    await open();
    await user.click(
      await screen.findByRole('button', { name: /^Copy patch/ }),
    );
    expect(await screen.findByRole('textbox')).toHaveValue(pin('orders').patch);
  });

  it('says why there is no patch, and of what was measured', async () => {
    const api = createApi();
    api.listTagMovePins.mockResolvedValue({
      items: [
        pin('orders', {
          suggestion: { ...pin('orders').suggestion!, fits: 'measured' },
          patch: null,
          noPatch: 'The tag comes from a build argument.',
        }),
      ],
    });
    await open(api);
    expect(await screen.findByText('Measured compatible')).toBeInTheDocument();
    expect(
      screen.getByText('The tag comes from a build argument.'),
    ).toBeInTheDocument();
  });

  it('chooses from a list where there are many', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.listTagMovePins.mockResolvedValue({
      items: ['orders', 'refunds', 'settle', 'invoices'].map(name =>
        pin(name, { file: `${name}/Dockerfile` }),
      ),
    });
    await open(api);
    const pins = await card('What to pin to');
    await user.click(
      await within(pins).findByRole('button', { name: /Component$/ }),
    );
    await user.click(await screen.findByRole('option', { name: 'settle' }));
    expect(
      await within(pins).findByRole('link', { name: /settle\/Dockerfile:1/ }),
    ).toBeInTheDocument();
  });
});

describe('the summary of a change', () => {
  it('is copied exactly as it is shown', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    await open();
    const text = await screen.findByLabelText('Summary in Markdown');
    expect(text.textContent).toBe('## It moved\n\n- **From:** `a`\n');
    await user.click(screen.getByRole('button', { name: 'Copy Markdown' }));
    expect(writeText).toHaveBeenLastCalledWith(text.textContent);
  });

  it('that could not be made does not take the page with it', async () => {
    const api = createApi();
    api.getTagMoveSummary.mockRejectedValue(new Error('It is away.'));
    await open(api);
    const summary = await card('Incident summary');
    expect(await within(summary).findByText('It is away.')).toBeVisible();
    expect(await screen.findByText('refunds')).toBeInTheDocument();
  });
});
