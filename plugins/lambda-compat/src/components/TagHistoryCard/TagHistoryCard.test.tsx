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
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { translationApiRef } from '@backstage/frontend-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type {
  EntityTagHistory,
  LookFailureCode,
  WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import {
  ago,
  digest,
  entityTags,
  tagHistory,
  tagMove,
  watchedTag,
} from '../../__fixtures__/tags';
import { createApiMock } from '../../__testUtils__/createApiMock';
import { ENTITY } from '../../__testUtils__/renderWithEntity';
import { lambdaCompatApiRef } from '../../api';
import { lambdaCompatRouteRef } from '../../routes';
import { TagHistoryCard } from './TagHistoryCard';

async function show(answer: EntityTagHistory | Error) {
  const getEntityTagHistory =
    // Not by instanceof: jsdom and Node.js have an Error each.
    'entityRef' in answer
      ? jest.fn().mockResolvedValue(answer)
      : jest.fn().mockRejectedValue(answer);
  await renderInTestApp(
    <EntityProvider entity={ENTITY}>
      <TagHistoryCard />
    </EntityProvider>,
    {
      apis: [
        [lambdaCompatApiRef, createApiMock({ getEntityTagHistory })],
        [translationApiRef, mockApis.translation()],
      ],
      mountedRoutes: { '/lambda-compat': lambdaCompatRouteRef },
    },
  );
  const card = await screen.findByRole('region', { name: 'Tag history' });
  return { card: within(card), getEntityTagHistory };
}

const WINDOW: EntityTagHistory['windows'][0] = {
  entityRef: 'component:default/orders',
  tagId: 't1',
  moveId: 'm3',
  image: 'docker.io/arm64v8/amazonlinux:latest',
  reference: 'arm64v8/amazonlinux:latest',
  opened: { after: ago(8, 6), before: ago(8) },
  closed: null,
  closedBy: null,
  seconds: { least: 8 * 86_400, most: 8 * 86_400 + 6 * 3600 },
  symbolVersions: true,
};

/** Exposed since the last move, and built broken since. */
const EXPOSED_WORLD = entityTags({
  windows: [WINDOW],
  builds: entityTags().builds.map(build =>
    build.number === '812' ? { ...build, verdict: 'broken' } : build,
  ),
});

/** The world of the fixtures, with a tag in another state. */
function withTag(
  tag: Partial<WatchedTag>,
  history: Partial<EntityTagHistory['tags'][0]> = {},
): EntityTagHistory {
  const world = entityTags();
  return {
    ...world,
    tags: [{ ...world.tags[0], tag: watchedTag(tag), ...history }],
  };
}

function failing(code: LookFailureCode, message: string) {
  return { code, message, since: ago(2), attempts: 7 };
}

const spoken = (card: Awaited<ReturnType<typeof show>>['card']) =>
  card
    .getAllByRole('status')
    .map(status => status.textContent)
    .join('');

describe('TagHistoryCard', () => {
  it('shows the platform of the component: when it moved, and when only others did', async () => {
    const { card, getEntityTagHistory } = await show(EXPOSED_WORLD);

    const chart = await card.findByRole('img', { name: /amazonlinux/ });
    expect(chart).toHaveAccessibleName(
      /^arm64v8\/amazonlinux:latest was seen to move 3 times in 30 days\. 1 move brought other files, or may have\. Symbol versions or the distribution changed with 1\. 1 move left your linux\/arm64 image as it was\. The last, between .* UTC: libstdc\+\+\.so\.6 gained GLIBCXX_3\.4\.30 to GLIBCXX_3\.4\.33\. Exposed once: 8 days, still open\. Nothing is known of 1 stretch of 2 days\. 4 builds; the last, #812, on .* UTC\. 1 of them was measured broken\. Arrow keys move through it\.$/,
    );
    expect(getEntityTagHistory).toHaveBeenCalledTimes(1);
    expect(getEntityTagHistory).toHaveBeenCalledWith(
      'component:default/orders',
      { days: 30, signal: expect.any(AbortSignal) },
    );

    const moves = within(card.getByRole('list', { name: /Moves of/ }));
    expect(
      moves
        .getAllByRole('listitem')
        .map(item =>
          item.textContent?.replace(/^.* UTC/, '').replace(/\s+/g, ' '),
        ),
    ).toEqual([
      'B → C libstdc++.so.6 gained GLIBCXX_3.4.30 to GLIBCXX_3.4.33.Symbol versions changed',
      'Your linux/arm64 image did not changeUnchanged',
      'A → BBuilt anew, same files',
    ]);
    expect(
      moves.getAllByRole('link').map(link => link.getAttribute('href')),
    ).toEqual([
      '/lambda-compat/tag-changes/m3',
      '/lambda-compat/tag-changes/m2',
      '/lambda-compat/tag-changes/m1',
    ]);
    expect(
      card.getByRole('link', { name: 'All about this tag' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes/tags/t1');
    expect(
      card.getByRole('link', { name: 'Open the tag change' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes/m3');
    expect(card.getByText('build measured broken')).toBeInTheDocument();
    expect(card.getByText('build measured compatible')).toBeInTheDocument();
    expect(card.getByText('8 days, still open')).toBeInTheDocument();
    expect(
      card.getByText(/dated to the interval between two looks/),
    ).toHaveTextContent(/Unknown before .*\(first observation\)\.$/);
    expect(card.getByText(/every 15 min/)).toBeInTheDocument();
  });

  it('is one stop, in which arrow keys read each piece, move, exposure and build', async () => {
    const { card } = await show(EXPOSED_WORLD);
    const chart = await card.findByRole('img', { name: /amazonlinux/ });
    expect(chart).toHaveAttribute('tabindex', '0');

    fireEvent.keyDown(chart, { key: 'ArrowRight' });
    expect(spoken(card)).toMatch(/^Build #812 of orders, .*\. Broken$/);
    fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    expect(spoken(card)).toMatch(
      /^Exposed since the tag moved between .* and .* UTC: 8 days, still open\. Symbol versions changed\. arm64v8\/amazonlinux:latest$/,
    );
    fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    expect(spoken(card)).toMatch(
      /^C 2023\.7\.20250331\.0 d40000000001, first seen between .* still there at the last look\. Other files\. libstdc\+\+\.so\.6 gained GLIBCXX_3\.4\.30 to GLIBCXX_3\.4\.33$/,
    );
    const read = ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'].map(
      key => {
        fireEvent.keyDown(chart, { key });
        return spoken(card);
      },
    );
    expect(read).toEqual([
      expect.stringMatching(/^Build #803/),
      expect.stringMatching(
        /^Moved between .*: Your linux\/arm64 image did not change$/,
      ),
      expect.stringMatching(/^Build #790/),
      expect.stringMatching(
        /^Unknown from .* to .*: registry-1\.docker\.io answered 503\.$/,
      ),
    ]);
    fireEvent.keyDown(chart, { key: 'Home' });
    expect(spoken(card)).toMatch(/^A a40000000001, first seen by /);
    fireEvent.keyDown(chart, { key: 'Escape' });
    expect(spoken(card)).toBe('');
  });

  it('has the same as a table, with exposure and what is not known as rows', async () => {
    const user = userEvent.setup();
    const { card } = await show(EXPOSED_WORLD);
    await user.click(await card.findByRole('radio', { name: 'Table' }));

    const table = within(
      card.getByRole('grid', { name: 'History of arm64v8/amazonlinux:latest' }),
    );
    expect(
      table.getAllByRole('columnheader').map(head => head.textContent),
    ).toEqual([
      'Image',
      'First seen',
      'Last seen',
      'What came with it',
      'Your builds',
    ]);
    const rows = table
      .getAllByRole('row')
      .slice(1)
      .map(row => [
        within(row).getByRole('rowheader').textContent,
        ...within(row)
          .getAllByRole('gridcell')
          .slice(2)
          .map(cell => cell.textContent),
      ]);
    expect(rows).toEqual([
      [
        'Exposedarm64v8/amazonlinux:latest',
        'What came with it8 days, still openSymbol versions changed',
        'Your buildsNone',
      ],
      [
        'Cd40000000001also 2023.7.20250331.0, 2023',
        'What came with itSymbol versions changedlibstdc++.so.6 gained GLIBCXX_3.4.30 to GLIBCXX_3.4.33.',
        expect.stringContaining('#812'),
      ],
      [
        'Unknown',
        'What came with itregistry-1.docker.io answered 503.',
        'Your buildsNone',
      ],
      [
        'Bc40000000001also 2023.6.20250303.0',
        'What came with itBuilt anew, same files',
        expect.stringMatching(/#790.*#803/),
      ],
      [
        'Aa40000000001',
        'What came with itFirst observation',
        expect.stringContaining('#781'),
      ],
    ]);
    expect(card.queryByRole('img', { name: /amazonlinux/ })).toBeNull();
    expect(table.getByRole('row', { name: /Unknown/ })).toHaveTextContent(
      /since .* UTC/,
    );
  });

  it('shows the tag itself, another range and another tag on demand', async () => {
    const user = userEvent.setup();
    const [first] = entityTags().tags;
    const { card, getEntityTagHistory } = await show(
      entityTags({
        tags: [
          {
            ...tagHistory({
              tag: watchedTag({
                id: 't2',
                image: 'public.ecr.aws/lambda/provided:al2023',
                observer: { kind: 'mirror', host: 'mirror.corp' },
              }),
            }),
            places: [{ ...first.places[0], exposure: 'not-exposed' }],
          },
          first,
        ],
      }),
    );

    // The tag that the next build pulls comes first.
    expect(
      await card.findByRole('button', { name: /^arm64v8.* Tag$/ }),
    ).toBeInTheDocument();
    await user.click(card.getByRole('button', { name: /Platform$/ }));
    await user.click(
      await screen.findByRole('option', { name: 'The tag itself' }),
    );
    expect(card.getByRole('img', { name: /amazonlinux/ })).toHaveAccessibleName(
      /2 moves brought other files, or may have\. Symbol versions or the distribution changed with 1\. The last/,
    );

    await user.click(card.getByRole('radio', { name: '90 d' }));
    await waitFor(() =>
      expect(getEntityTagHistory).toHaveBeenLastCalledWith(
        'component:default/orders',
        expect.objectContaining({ days: 90 }),
      ),
    );
    expect(
      await card.findByRole('img', { name: /in 90 days.*known before/ }),
    ).toBeInTheDocument();

    await user.click(card.getByRole('button', { name: /Tag$/ }));
    await user.click(
      await screen.findByRole('option', {
        name: 'public.ecr.aws/lambda/provided:al2023, via mirror.corp',
      }),
    );
    expect(
      await card.findByRole('img', { name: /provided:al2023 was seen/ }),
    ).toBeInTheDocument();
  });

  it.each<[string, LookFailureCode, RegExp]>([
    ['is down', 'timeout', /^registry-1\.docker\.io does not answer since /],
    [
      'limits requests',
      'rate-limited',
      /^registry-1\.docker\.io limits how often it may be asked since /,
    ],
    [
      'lies',
      'wrong-digest',
      /^The answers of registry-1\.docker\.io cannot be believed since /,
    ],
    [
      'refuses',
      'no-access',
      /^registry-1\.docker\.io does not let us read the tag since /,
    ],
    [
      'does not find the tag',
      'manifest-unknown',
      /^registry-1\.docker\.io does not find the tag since /,
    ],
  ])(
    'says that a registry %s, since when, and shows what was known',
    async (_, code, title) => {
      const { card } = await show(
        withTag(
          { failure: failing(code, 'What it said.'), seenAt: ago(2) },
          {
            outages: [
              { from: ago(2), until: null, code, message: 'What it said.' },
            ],
          },
        ),
      );

      expect(await card.findByText(title)).toBeInTheDocument();
      expect(card.getByText(/7 looks without an answer/)).toHaveTextContent(
        /^What it said\. 7 looks without an answer\. What is shown is as of .*\. Next look in /,
      );
      const chart = card.getByRole('img', { name: /amazonlinux/ });
      fireEvent.keyDown(chart, { key: 'End' });
      expect(spoken(card)).toMatch(/^Unknown since .*: What it said\.$/);
    },
  );

  it.each<[string, EntityTagHistory, RegExp]>([
    [
      'that it was deleted',
      withTag({ state: 'gone', digest: null }),
      /^The tag was deleted between .* UTC$/,
    ],
    [
      'that nobody has looked for too long',
      withTag({ seenAt: ago(1), checkedAt: ago(1) }),
      /^Last looked/,
    ],
    [
      'that it does not hold still',
      withTag({ unstable: true }),
      /^The tag does not hold still$/,
    ],
    [
      'that a build-stamped tag moved',
      withTag({ pinClass: 'dated', movedThoughDated: true }),
      /^This build-stamped tag was seen to move$/,
    ],
    [
      'that it is not followed any more',
      withTag({ notWatched: 'no-component' }),
      /^This tag is not followed any more$/,
    ],
    [
      'that a mirror says another digest',
      withTag({
        otherObservers: [
          {
            tagId: 't9',
            observer: { kind: 'mirror', host: 'mirror.corp' },
            state: 'present',
            digest: digest('3f9a0c71e4d2'),
            seenAt: ago(1),
          },
        ],
      }),
      /^mirror\.corp says another digest$/,
    ],
  ])('says %s above what is known', async (_, answer, title) => {
    const { card } = await show(answer);
    expect(await card.findByText(title)).toBeInTheDocument();
    expect(card.getByRole('img', { name: /amazonlinux/ })).toBeInTheDocument();
  });

  it('says why an exposure ended, and that what came is not known', async () => {
    const user = userEvent.setup();
    const [first] = entityTags().tags;
    const { card } = await show(
      entityTags({
        windows: [
          {
            ...WINDOW,
            closed: ago(3),
            closedBy: 'pinned',
            seconds: { least: 5 * 86_400, most: null },
            symbolVersions: null,
          },
        ],
        tags: [
          {
            ...first,
            moves: first.moves.map(move => ({
              ...move,
              contents: { state: 'failed', class: null, sentence: null },
            })),
          },
        ],
      }),
    );

    const chart = await card.findByRole('img', { name: /amazonlinux/ });
    expect(chart).toHaveAccessibleName(
      /What came with 1 is not known\..* Exposed once: 5 days, then pinned\./,
    );
    expect(
      within(card.getByRole('list', { name: /Moves of/ })).getByText(
        /What came with it could not be read/,
      ),
    ).toBeInTheDocument();
    expect(
      card.getByText('not known what came with the move'),
    ).toBeInTheDocument();
    await user.click(card.getByRole('radio', { name: 'Table' }));
    expect(card.getByRole('row', { name: /^Exposed/ })).toHaveTextContent(
      /5 days, then pinnedNot known whether symbol versions changed/,
    );
  });

  it('marks what was reported and not observed', async () => {
    const { card } = await show(
      withTag(
        { platforms: [] },
        {
          intervals: tagHistory()
            .intervals.filter(({ platform }) => platform === null)
            .map((one, index) =>
              index === 0
                ? { ...one, source: 'reported', reportedBy: 'docker-library' }
                : one,
            ),
          moves: [
            tagMove({ platforms: [] }),
            tagMove({
              id: 'm1',
              platforms: [],
              between: { after: ago(27, 6), before: ago(27) },
              source: 'reported',
              reportedBy: 'docker-library',
            }),
          ],
        },
      ),
    );
    const chart = await card.findByRole('img', { name: /amazonlinux/ });
    fireEvent.keyDown(chart, { key: 'Home' });
    expect(spoken(card)).toMatch(/reported by docker-library$/);
    expect(card.getByText('reported, not observed here')).toBeInTheDocument();
    expect(
      within(card.getByRole('list', { name: /Moves of/ })).getByText(
        'reported by docker-library',
      ),
    ).toBeInTheDocument();
  });

  it.each<[string, EntityTagHistory | Error, string]>([
    [
      'that the references are not known',
      entityTags({ status: 'not-collected', tags: [], builds: [] }),
      'Unknown: the references are not known yet',
    ],
    [
      'that there is no tag',
      entityTags({ status: 'no-tags', tags: [], builds: [] }),
      'No tag to follow',
    ],
    [
      'that nobody has looked',
      withTag(
        { state: 'unseen', digest: null, checkedAt: null, seenAt: null },
        { intervals: [], moves: [], outages: [], knownSince: null },
      ),
      'Unknown: nobody has looked yet',
    ],
    [
      'that no look had an answer',
      withTag(
        {
          state: 'unseen',
          digest: null,
          seenAt: null,
          failure: failing('dns', 'No such name.'),
        },
        { intervals: [], moves: [], outages: [], knownSince: null },
      ),
      'Unknown: no look has had an answer yet',
    ],
    [
      'which permission is missing',
      new NotAllowedError('No'),
      'Not allowed to read this',
    ],
    ['what failed', new Error('Connection reset'), 'Could not load the report'],
  ])('says %s, and draws nothing', async (_, answer, title) => {
    const { card } = await show(answer);
    expect(await card.findByRole('heading', { name: title })).toBeVisible();
    expect(card.queryByRole('img', { name: /./ })).toBeNull();
    expect(card.queryByRole('grid')).toBeNull();
  });
});
