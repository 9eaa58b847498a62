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
import type { TagMove } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import {
  ago,
  digest,
  MOVES,
  registryStatus,
  tagHistory,
  tagMove,
  watchedTag,
} from '../../__fixtures__/tags';
import { createApiMock } from '../../__testUtils__/createApiMock';
import { lastRequest } from '../../__testUtils__/lastRequest';
import { renderAtAddress } from '../../__testUtils__/renderAtAddress';
import { TagChangesRoutes } from './TagChangesRoutes';

const WEIGHTY = [
  'gone',
  'back',
  'reverted',
  'content',
  'platforms',
  'undetermined',
  'pending',
];

const SHOWN = ['distro', 'symbol-versions', 'none', 'unknown'];

const pageOf = <T,>(items: readonly T[]) => ({
  items: [...items],
  totalItems: items.length,
  pageInfo: {},
});

function createApi() {
  return createApiMock({
    listTagMoves: jest
      .fn()
      .mockImplementation(async ({ limit }) =>
        limit === 1
          ? { items: [], totalItems: 9, pageInfo: {} }
          : pageOf(MOVES.slice(0, 2)),
      ),
    listTags: jest.fn().mockResolvedValue(
      pageOf([
        watchedTag(),
        watchedTag({
          id: 't2',
          image: 'ghcr.io/acme/build:7',
          observer: { kind: 'registry', host: 'ghcr.io' },
          state: 'unseen',
          digest: null,
          platforms: [],
          since: null,
          checkedAt: null,
          seenAt: null,
          lastMoveAt: null,
          movesIn30Days: 0,
          failure: {
            code: 'dns',
            message: 'No such name.',
            since: ago(1),
            attempts: 3,
          },
        }),
      ]),
    ),
    listRegistries: jest.fn().mockResolvedValue({
      items: [
        registryStatus(),
        registryStatus({
          host: 'ghcr.io',
          quota: null,
          failingTags: 2,
          lastFailureAt: ago(0, 0.01),
          lastFailure: 'ghcr.io answered 503.',
        }),
        registryStatus({
          host: 'mirror.corp',
          observer: 'mirror',
          parkedUntil: ago(-1),
          parkedReason: 'It asks to wait.',
        }),
        registryStatus({ host: 'quay.io', lastAnswerAt: null, tags: 0 }),
        registryStatus({ host: 'corp', tags: 2, failingTags: 2 }),
      ],
    }),
    listCoverageGroups: jest.fn().mockResolvedValue(pageOf([])),
    exportList: jest.fn().mockResolvedValue(new Blob(['x'])),
    getTagHistory: jest.fn().mockResolvedValue(tagHistory()),
  });
}

const open = (address: string, api = createApi()) =>
  renderAtAddress(<TagChangesRoutes />, api, address);

/** Texts of the cells of each row, without the head. */
function rowsOf(grid: HTMLElement): string[][] {
  return within(grid)
    .getAllByRole('row')
    .slice(1)
    .map(row =>
      [
        within(row).getByRole('rowheader'),
        ...within(row).getAllByRole('gridcell'),
      ].map(cell => cell.textContent ?? ''),
    );
}

describe('the list of changes', () => {
  it('shows what moved, what came with it and who is exposed, without what changed nothing', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address } = await open('', api);

    const grid = await screen.findByRole('grid', { name: 'Changes' });
    expect(rowsOf(grid)).toEqual([
      [
        'arm64v8/amazonlinux:latest',
        'Symbol versions changed+ GLIBCXX_3.4.33, + CXXABI_1.3.14',
        expect.stringMatching(/ – .* UTC$/),
        '3 components',
        'linux/amd64, linux/arm64, linux/riscv64',
        '2023.6.20250317.2→2023.7.20250331.0',
      ],
      [
        'arm64v8/amazonlinux:latest',
        'Packages only',
        expect.stringMatching(/ – .* UTC$/),
        'Nobody',
        'linux/amd64',
        '2023.6.20250303.0→2023.6.20250317.2',
      ],
    ]);
    expect(
      within(grid)
        .getAllByRole('link')
        .map(link => link.getAttribute('href')),
    ).toEqual([
      '/lambda-compat/tag-changes/m3',
      '/lambda-compat/tag-changes/m2',
    ]);
    expect(api.listTagMoves).toHaveBeenCalledWith(
      expect.objectContaining({
        filter: { class: WEIGHTY, contents: SHOWN },
        limit: 20,
      }),
    );
    // All of them, of which those that are listed are taken away.
    expect(api.listTagMoves).toHaveBeenCalledWith(
      expect.objectContaining({ filter: {}, limit: 1 }),
    );
    expect(
      screen.getByRole('checkbox', { name: 'Symbol versions changed only' }),
    ).toBeChecked();

    expect(
      await screen.findByText(/7 without changed symbol versions hidden/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(address()).toBe('quiet=shown');
    await waitFor(() =>
      expect(lastRequest(api.listTagMoves)).toEqual({ filter: {}, limit: 20 }),
    );
    await user.click(screen.getByRole('button', { name: 'Hide' }));
    expect(address()).toBe('');
  });

  it('reads every filter from the address, and writes it there', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address, back } = await open(
      '?owner=group:default/payments&q=amazon&class=gone&class=nonsense&came=distro&platform=linux/arm64&tag=t1&exposed=true&rows=50',
      api,
    );
    await screen.findByRole('grid', { name: 'Changes' });
    expect(lastRequest(api.listTagMoves)).toEqual({
      filter: {
        owner: ['group:default/payments'],
        search: 'amazon',
        class: ['gone'],
        contents: ['distro'],
        platform: ['linux/arm64'],
        tag: ['t1'],
        exposed: true,
      },
      limit: 50,
    });
    // Nothing is left out in silence, and nothing is said to be left out.
    expect(screen.queryByText(/hidden/)).toBeNull();

    await user.click(
      screen.getByRole('checkbox', { name: 'Only where somebody is exposed' }),
    );
    expect(address()).not.toContain('exposed');
    await user.click(
      screen.getByRole('button', { name: 'Remove filter Only one tag' }),
    );
    await user.click(
      screen.getByRole('button', {
        name: 'Remove filter Platform: linux/arm64',
      }),
    );
    expect(address()).toBe(
      'owner=group:default/payments&q=amazon&class=gone&came=distro&rows=50',
    );
    act(back);
    await waitFor(() => expect(address()).toContain('platform=linux/arm64'));
  });

  it('says of each what came with it, or why that is not known', async () => {
    const api = createApi();
    const came = (
      id: string,
      contents: TagMove['contents'],
      overrides: Partial<TagMove> = {},
    ) => tagMove({ id, contents, ...overrides });
    const unknown = (state: TagMove['contents']['state']) => ({
      state,
      class: null,
      sentence: null,
    });
    api.listTagMoves.mockResolvedValue(
      pageOf([
        came('m1', {
          state: 'available',
          class: 'distro',
          sentence: 'Amazon Linux 2023 became Amazon Linux 2027.',
        }),
        came('m2', unknown('pending')),
        came('m3', unknown('too-large')),
        came('m4', unknown('failed')),
        came('m5', unknown('off')),
        came('m6', unknown('none'), { class: 'gone', to: null }),
        came('m7', {
          state: 'available',
          class: 'configuration',
          sentence: 'Only the configuration differs.',
        }),
      ]),
    );
    await open('?quiet=shown', api);
    const rows = rowsOf(await screen.findByRole('grid', { name: 'Changes' }));
    expect(rows.map(([, what]) => what)).toEqual([
      'Distribution changed',
      'Being read',
      'Too large to be read',
      'Could not be read',
      'Other files',
      'Deleted',
      'Configuration only',
    ]);
  });

  it('names above the list the tags that moved with other symbol versions', async () => {
    const api = createApi();
    await open('?owner=group:default/payments', api);
    const banner = await screen.findByRole('region', {
      name: 'What weighs most',
    });
    expect(banner).toHaveTextContent(
      '1 tag moved with other symbol versions, 3 components exposed',
    );
    expect(
      within(banner).getByRole('link', { name: 'arm64v8/amazonlinux:latest' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes/m3');
    expect(api.listTagMoves).toHaveBeenCalledWith(
      expect.objectContaining({
        filter: {
          owner: ['group:default/payments'],
          contents: ['distro', 'symbol-versions'],
          exposed: true,
        },
        limit: 50,
      }),
    );
  });

  it('names several of them, each with how many it exposes', async () => {
    const api = createApi();
    api.listTagMoves.mockResolvedValue(
      pageOf(
        ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
          tagMove({
            id: name,
            tagId: name,
            image: `docker.io/acme/${name}:1`,
            exposed: index + 1,
          }),
        ),
      ),
    );
    await open('', api);
    const banner = await screen.findByRole('region', {
      name: 'What weighs most',
    });
    expect(banner).toHaveTextContent(
      /^5 tags moved with other symbol versionsacme\/a:1 1 component exposedacme\/b:1 2 components exposedacme\/c:1 3 components exposedand 2 more$/,
    );
  });

  it('exports what it shows', async () => {
    const user = userEvent.setup();
    const api = createApi();
    await open('?exposed=true', api);
    await user.click(
      await screen.findByRole('button', { name: 'Export CSV, 2 changes' }),
    );
    expect(lastRequest(api.exportList)).toEqual({
      list: 'tag-moves',
      filter: { class: WEIGHTY, contents: SHOWN, exposed: true },
      format: 'csv',
    });
  });

  it('says which permission is missing', async () => {
    const api = createApi();
    api.listTagMoves.mockRejectedValue(new NotAllowedError('No'));
    await open('', api);
    expect(
      await screen.findByText('Not allowed to read this'),
    ).toBeInTheDocument();
  });
});

describe('the list of tags', () => {
  it('says of each where it points to, since when, and whether it can be looked at', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address } = await open('?failing=true&state=unseen', api);
    await user.click(await screen.findByRole('radio', { name: 'Tags' }));
    expect(address()).toBe('list=tags&state=unseen&failing=true');

    const grid = await screen.findByRole('grid', { name: 'Tags' });
    expect(rowsOf(grid)).toEqual([
      [
        'arm64v8/amazonlinux:latest',
        'Found',
        expect.stringMatching(/^77d0b5a8c9132 platformssince .* UTC$/),
        'Components116 without a digest',
        expect.stringMatching(/^Moves in 30 days3last /),
        expect.stringMatching(/^Last look.* ago$/),
      ],
      [
        'ghcr.io/acme/build:7',
        expect.stringMatching(/^ghcr\.io does not answersince .* UTC$/),
        'Not known',
        'Components116 without a digest',
        'Moves in 30 days0',
        'Last lookNever',
      ],
    ]);
    expect(
      within(grid).getByRole('link', { name: 'ghcr.io/acme/build:7' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes/tags/t2');
    expect(lastRequest(api.listTags)).toEqual({
      filter: { state: ['unseen'], failing: true },
      orderField: { field: 'lastMove', order: 'desc' },
      limit: 20,
    });

    await user.click(screen.getByRole('columnheader', { name: 'Components' }));
    await waitFor(() =>
      expect(address()).toBe(
        'list=tags&state=unseen&failing=true&sort=components.desc',
      ),
    );
  });
});

describe('the list of registries', () => {
  it('says what each told of its quota, and until when which is not asked', async () => {
    await open('?list=registries');
    const rows = rowsOf(
      await screen.findByRole('grid', { name: 'Registries' }),
    );
    expect(rows.map(([host]) => host)).toEqual([
      'registry-1.docker.io',
      'ghcr.io',
      'mirror.corpmirror',
      'quay.io',
      'corp',
    ]);
    expect(rows.map(([, state]) => state)).toEqual([
      'Answers',
      expect.stringMatching(/^Last failure .* UTCghcr\.io answered 503\.$/),
      expect.stringMatching(/^Not asked until .* UTCIt asks to wait\.$/),
      'Not asked yet',
      'Answers, but lets none of its tags be read',
    ]);
    expect(rows[0].slice(2, 5)).toEqual([
      'Tags40All answered',
      'Requests today96012 count against the quota31 for tokens',
      expect.stringMatching(/^Quota left86 of 100per 6 h, as of .* ago$/),
    ]);
    expect(rows[1].slice(2, 5)).toEqual([
      'Tags402 without an answer',
      'Requests today96012 count against the quota31 for tokens',
      'Quota leftNone told',
    ]);
  });
});

describe('the page of a tag', () => {
  it('shows its history and what other observers say, as the address says', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const other = {
      tagId: 't9',
      observer: { kind: 'mirror', host: 'mirror.corp' },
      state: 'present',
      digest: digest('3f9a0c71e4d2'),
      seenAt: ago(1),
    } as const;
    api.getTagHistory.mockResolvedValue(
      tagHistory({ tag: watchedTag({ otherObservers: [other] }) }),
    );
    const { address } = await open('tags/t1?platform=linux/arm64', api);

    expect(
      await screen.findByRole('img', {
        name: /^arm64v8\/amazonlinux:latest was seen to move 3 times in 90 days\..*1 move left the linux\/arm64 image as it was/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('mirror.corp says another digest'),
    ).toBeInTheDocument();
    const observers = screen.getByRole('grid', { name: 'Other observers' });
    expect(rowsOf(observers)).toEqual([
      [
        'mirror.corpa mirror',
        'Says another digest3f9a0c71e4d2',
        expect.stringMatching(/^Last answer.* ago$/),
      ],
    ]);
    expect(
      within(observers).getByRole('link', { name: 'mirror.corp' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes/tags/t9');

    await user.click(screen.getByRole('radio', { name: '1 y' }));
    await waitFor(() =>
      expect(api.getTagHistory).toHaveBeenLastCalledWith(
        't1',
        expect.objectContaining({ days: 365 }),
      ),
    );
    await user.click(screen.getByRole('radio', { name: 'Table' }));
    expect(address()).toBe('days=365&as=table&platform=linux/arm64');
    expect(
      screen.getByRole('grid', {
        name: 'History of arm64v8/amazonlinux:latest',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Its changes in the list of all' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes?tag=t1&quiet=shown');
  });

  it('says that it is not known', async () => {
    const api = createApi();
    api.getTagHistory.mockRejectedValue(new NotFoundError('No'));
    await open('tags/none', api);
    expect(
      await screen.findByText(/^This tag is not known here/),
    ).toBeInTheDocument();
  });
});
