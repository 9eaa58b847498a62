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
  EXPOSED,
  impact,
  MOVES,
  NOT_EXPOSED,
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

const pageOf = <T,>(items: readonly T[]) => ({
  items: [...items],
  totalItems: items.length,
  pageInfo: {},
});

function createApi(move: TagMove = MOVES[0]) {
  return createApiMock({
    listTagMoves: jest
      .fn()
      .mockImplementation(async ({ limit }) =>
        limit === 1
          ? { items: [], totalItems: 7, pageInfo: {} }
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
    getTagMove: jest.fn().mockResolvedValue({
      ...move,
      impact: { nextBuild: 2, possibly: 1, notExposed: 2 },
    }),
    getTagHistory: jest.fn().mockResolvedValue(tagHistory()),
    listTagImpact: jest.fn().mockImplementation(async (_, { filter }) => {
      const wanted = filter?.exposure;
      return pageOf(
        [...EXPOSED, ...NOT_EXPOSED].filter(
          item => !wanted || wanted.includes(item.exposure),
        ),
      );
    }),
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
        'Other files',
        expect.stringMatching(/ – .* UTC$/),
        '3 components',
        'linux/amd64, linux/arm64, linux/riscv64',
        '2023.6.20250317.2→2023.7.20250331.0',
      ],
      [
        'arm64v8/amazonlinux:latest',
        'Other files',
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
      expect.objectContaining({ filter: { class: WEIGHTY }, limit: 20 }),
    );
    expect(api.listTagMoves).toHaveBeenCalledWith(
      expect.objectContaining({
        filter: { class: ['no-op', 'format', 'attestation'] },
        limit: 1,
      }),
    );

    expect(
      await screen.findByText(/7 without change of content hidden/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(address()).toBe('quiet=shown');
    await waitFor(() =>
      expect(lastRequest(api.listTagMoves).filter).toEqual({}),
    );
    await user.click(screen.getByRole('button', { name: 'Hide' }));
    expect(address()).toBe('');
  });

  it('reads every filter from the address, and writes it there', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address, back } = await open(
      '?owner=group:default/payments&q=amazon&class=gone&class=nonsense&platform=linux/arm64&tag=t1&exposed=true&rows=50',
      api,
    );
    await screen.findByRole('grid', { name: 'Changes' });
    expect(lastRequest(api.listTagMoves)).toEqual({
      filter: {
        owner: ['group:default/payments'],
        search: 'amazon',
        class: ['gone'],
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
      'owner=group:default/payments&q=amazon&class=gone&rows=50',
    );
    act(back);
    await waitFor(() => expect(address()).toContain('platform=linux/arm64'));
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
      filter: { class: WEIGHTY, exposed: true },
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

/** The owners with their components, and what is said of each place. */
function groups(): string[][] {
  return within(screen.getByRole('region', { name: 'Who is exposed' }))
    .getAllByRole('heading', { level: 4 })
    .map(heading => [
      heading.textContent ?? '',
      ...within(heading.parentElement as HTMLElement)
        .getAllByRole('listitem')
        .map(item => item.textContent ?? ''),
    ]);
}

describe('the page of a change', () => {
  it('says what happened, whom it concerns by owner, and what to do', async () => {
    const api = createApi();
    await open('m3', api);

    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'arm64v8/amazonlinux:latest',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'The tag began to point to an image with other files. It concerns the next build of 2 components. Possibly also that of 1 more. Pin the image by digest to decide when that happens.',
      ),
    ).toBeInTheDocument();

    const facts = screen.getByRole('region', { name: 'The change in short' });
    expect(facts).toHaveTextContent(/From2023\.6\.20250317\.23f9a0c71e4d2/);
    expect(facts).toHaveTextContent(/To2023\.7\.20250331\.077d0b5a8c913/);
    expect(facts).toHaveTextContent(/two looks, 6 h apart/);
    expect(facts).toHaveTextContent(
      /2 changedlinux\/arm64, linux\/riscv64 · 1 did not change/,
    );
    await waitFor(() => expect(facts).toHaveTextContent('3 moves in 30 days'));

    await screen.findByText('orders');
    expect(groups()).toEqual([
      [
        'payments2 components',
        'ordersNext buildbuild/Dockerfile:1 (opens in a new tab) arm64v8/amazonlinux:latestbuilder · stage build · linux/arm64worker/Dockerfile:3 (opens in a new tab) arm64v8/amazonlinux:latestbuilder · stage build · linux/arm64',
        'refundsNext buildDockerfile:1 (opens in a new tab) arm64v8/amazonlinux:latestbuilder · stage build · linux/arm64',
      ],
      [
        'search1 component',
        'crawlerPossiblyalso user:adaDockerfile:1 (opens in a new tab) arm64v8/amazonlinux:latestbuilder: it is not known for which platform it builds',
      ],
    ]);

    const came = screen.getByRole('region', { name: 'What came with it' });
    expect(rowsOf(within(came).getByRole('grid'))).toEqual([
      ['linux/amd64', 'Built anew, same files', 'cd0000000001→dd0000000001'],
      ['linux/arm64', 'Other files', 'c40000000001→d40000000001'],
      ['linux/riscv64', 'Platform new', 'None→d60000000001'],
    ]);
    expect(came).toHaveTextContent('The files have not been compared');

    const others = within(
      screen.getByRole('region', { name: 'Other moves of this tag' }),
    );
    expect(
      (await others.findAllByRole('link')).map(link => [
        link.textContent,
        link.getAttribute('href'),
      ]),
    ).toEqual([
      ['Other files', '/lambda-compat/tag-changes/m2'],
      ['Built anew, same files', '/lambda-compat/tag-changes/m1'],
    ]);
  });

  it('lists those who are not exposed with the reason, in the address', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { address } = await open('m3', api);
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
    expect(
      screen.getByText(/every native file measured of it is static/),
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

  it('copies a summary in which names of others stay text', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    const api = createApi();
    api.listTagImpact.mockResolvedValue(
      pageOf([
        impact('orders', { title: '[Orders](javascript:alert(1))' }),
        impact('refunds'),
        impact('crawler', { exposure: 'possibly' }),
      ]),
    );
    await open('m3', api);
    const summary = await screen.findByLabelText('Summary in Markdown');
    await waitFor(() => expect(summary).toHaveTextContent('refunds'));

    await user.click(screen.getByRole('button', { name: 'Copy Markdown' }));
    const text = writeText.mock.calls[0][0];
    expect(text.split('\n')).toEqual([
      '## `arm64v8/amazonlinux:latest`: Other files',
      '',
      expect.stringMatching(/^- \*\*Moved:\*\* .* – .* UTC$/),
      '- **From → to:** `2023.6.20250317.2` `3f9a0c71e4d2` → `2023.7.20250331.0` `77d0b5a8c913`',
      '- **Platforms:** linux/amd64 (Built anew, same files), linux/arm64 (Other files), linux/riscv64 (Platform new)',
      '- **Next build:** \\[Orders\\]\\(javascript:alert\\(1\\)\\), refunds',
      '- **Possibly:** crawler',
      '- **Not exposed:** 2',
      expect.stringMatching(/^- \*\*More:\*\* http/),
      '',
    ]);
  });

  it.each<[string, Partial<TagMove>, RegExp[]]>([
    [
      'was deleted',
      { class: 'gone', changes: ['gone'], to: null, platforms: [] },
      [
        /^The tag was deleted: a build that pulls it now finds no image\. .* Name another tag or a digest that is kept\.$/,
        /^Nothing: there is no image any more\.$/,
      ],
    ],
    [
      'came back',
      { class: 'back', changes: ['back'], from: null },
      [/^The tag was deleted before, and is there again\./],
    ],
    [
      'cannot be told',
      {
        class: 'undetermined',
        changes: ['undetermined'],
        undecided: 'The configuration was not to be had.',
      },
      [
        /What came with it is not known\./,
        /^Why it is not known: The configuration was not to be had\.$/,
      ],
    ],
    [
      'was not read yet and moved again',
      {
        class: 'pending',
        changes: ['pending'],
        platforms: [],
        undecided: 'The quota is nearly used up.',
        unstable: true,
      },
      [
        /What came with it has not been read yet\./,
        /^It moved again before it had held still\./,
        /^Which platforms it concerns has not been read\.$/,
        /^Why it is not known: The quota is nearly used up\.$/,
      ],
    ],
    [
      'was reported',
      { source: 'reported', reportedBy: 'docker-library' },
      [/^It was not observed here: docker-library reported it\./],
    ],
    [
      'was built anew',
      { class: 'no-op', changes: ['no-op'] },
      [/a next build gets what the last one got\. There is nothing to do\.$/],
    ],
  ])('says of a tag that %s what that means', async (_, change, texts) => {
    await open('m3', createApi(tagMove(change)));
    await screen.findByRole('heading', { level: 2 });
    for (const text of texts) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
  });

  it('leads from an older change to the newest', async () => {
    await open('m2', createApi(MOVES[1]));
    expect(
      await screen.findByRole('link', { name: 'The newest change' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes/m3');
  });

  it('says that it is not known, and leads back', async () => {
    const api = createApi();
    api.getTagMove.mockRejectedValue(new NotFoundError('No'));
    await open('nothing', api);
    expect(
      await screen.findByRole('heading', { name: 'Not found' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All tag changes' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes');
    expect(api.listTagImpact).not.toHaveBeenCalled();
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
