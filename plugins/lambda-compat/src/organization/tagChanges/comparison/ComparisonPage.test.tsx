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

import { NotFoundError } from '@backstage/errors';
import type { TagMoveDetails } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import {
  comparison,
  moveComparison,
  moveContents,
  moveDetails,
} from '../../../__fixtures__/incident';
import { createApiMock } from '../../../__testUtils__/createApiMock';
import { renderAtAddress } from '../../../__testUtils__/renderAtAddress';
import { TagChangesRoutes } from '../TagChangesRoutes';

const createApi = (move: Partial<TagMoveDetails> = {}) =>
  createApiMock({
    getTagMove: jest.fn().mockResolvedValue(moveDetails(move)),
    getTagMoveComparison: jest.fn().mockResolvedValue(moveComparison()),
  });

const open = (address = '', api = createApi()) =>
  renderAtAddress(<TagChangesRoutes />, api, `m3/comparison${address}`);

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

describe('the comparison of a change', () => {
  it('says first what changed, of what, and how much larger it is', async () => {
    await open();
    expect(
      await screen.findByText(
        'libstdc++.so.6 gained GLIBCXX_3.4.30 to GLIBCXX_3.4.33.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Symbol versions changed')).toBeInTheDocument();
    const facts = screen.getByRole('region', {
      name: 'The comparison in short',
    });
    expect(facts).toHaveTextContent(
      /^Fromc40000000001created .* UTCTod40000000001version 2023\.7\.20250331\.0 · created .* UTCDistributionAmazon Linux 2023, unchangedDownload51\.8 MB → 53\.1 MB \(\+1\.3 MB\)Unpacked150 MB → 149 MB \(−1 MB\)$/,
    );
    expect(
      screen
        .getAllByRole('radio')
        .map(radio => radio.textContent)
        .slice(0, 4),
    ).toEqual([
      'Symbol versions 9',
      'Packages 9',
      'Files 3,002',
      'Configuration 2',
    ]);
    expect(
      screen.getByRole('link', { name: 'The change with who is exposed' }),
    ).toHaveAttribute('href', '/lambda-compat/tag-changes/m3');
  });

  it('has a table beside the chips that names every version in full', async () => {
    const user = userEvent.setup();
    const { address } = await open();
    await user.click(await screen.findByRole('radio', { name: 'Table' }));
    expect(address()).toBe('as=table');
    expect(
      rowsOf(screen.getByRole('grid', { name: 'Symbol versions by library' })),
    ).toEqual([
      [
        'libgcc_s.so.1now at /usr/lib64/libgcc_s-14.so.1',
        'GainedGCC_13.0.0 (9), GCC_14.0, GCC_14.0.0 (16)',
        'LostNone',
        'HighestGCC_12.0.0 → GCC_14.0.0',
      ],
      [
        'libstdc++.so.6now at /usr/lib64/libstdc++.so.6.0.33',
        'GainedGLIBCXX_3.4.30 (9), GLIBCXX_3.4.31 (70), GLIBCXX_3.4.32 (3), GLIBCXX_3.4.33 (1), CXXABI_1.3.14 (21), CXXABI_1.3.15 (1)',
        'LostNone',
        'HighestGLIBCXX_3.4.29 → GLIBCXX_3.4.33, CXXABI_1.3.13 → CXXABI_1.3.15, GLIBC_2.34',
      ],
    ]);
    expect(screen.getByRole('region', { name: 'Libraries' })).toHaveTextContent(
      'Libraries added 1libhwasan.so.0',
    );
  });

  it('lists packages by kind and name, as the address says', async () => {
    const user = userEvent.setup();
    const { address } = await open('?section=packages&kind=added');
    const grid = () => screen.findByRole('grid', { name: 'Packages' });
    expect(rowsOf(await grid())).toEqual([
      ['libhwasan aarch64', 'Added', 'not there→14.2.1-7.amzn2023'],
      ['zzz aarch64', 'Added', 'not there→1-1'],
    ]);
    await user.click(screen.getByRole('radio', { name: 'All 9' }));
    await user.type(
      screen.getByRole('searchbox', { name: 'Search packages' }),
      'LIB',
    );
    await waitFor(() => expect(address()).toBe('section=packages&q=LIB'));
    expect(rowsOf(await grid()).map(([name]) => name)).toEqual([
      'libstdc++ aarch64',
      'libgcc aarch64',
      'audit-libs aarch64',
      'libhwasan aarch64',
    ]);
    expect(screen.getByText('61 unchanged')).toBeInTheDocument();
  });

  it('lists files with content apart from mode and owner, and counts the rest', async () => {
    const user = userEvent.setup();
    const { address } = await open('?section=files');
    const grid = () => screen.findByRole('grid', { name: 'Files' });
    expect(rowsOf(await grid())).toEqual([
      ['/etc/os-release', 'content', '0.5 kB → 1.5 MB'],
      ['/usr/bin/su', 'directory → file', '2.1 kB'],
    ]);
    expect(
      screen.getByText('Not all of them are listed: 2 of 3,000.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Of 812 files only the time differs; they are not listed. 5000 are the same.',
      ),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('radio', { name: 'Mode or owner 1' }));
    expect(address()).toBe('section=files&kind=attributes');
    expect(rowsOf(await grid())).toEqual([
      ['/usr/bin/mount', 'mode 0755 → 4755, owner 0:0 → 9:0', '2.1 kB'],
    ]);
    await user.click(screen.getByRole('radio', { name: 'Added 1' }));
    expect(rowsOf(await grid())).toEqual([
      [
        '/usr/lib64/libhwasan.so.0',
        'link, to libhwasan.so.0.0.0, 0777 0:0',
        '0 kB',
      ],
    ]);
    await user.click(screen.getByRole('radio', { name: 'Removed 0' }));
    expect(screen.getByText('There is none.')).toBeInTheDocument();
  });

  it('lists the configuration', async () => {
    await open('?section=configuration');
    expect(
      rowsOf(await screen.findByRole('grid', { name: 'Configuration' })),
    ).toEqual([
      ['Command', 'From["/bin/bash"]', 'Tonot there'],
      ['Variable LANG', 'Fromnot there', 'ToC.UTF-8'],
    ]);
  });

  it('says which distribution became which, and what could not be compared', async () => {
    const api = createApi();
    const { distro } = comparison();
    const to = distro.to as NonNullable<typeof distro.to>;
    api.getTagMoveComparison.mockResolvedValue(
      moveComparison({
        class: 'distro',
        distro: {
          from: to,
          to: { ...to, prettyName: 'Amazon Linux 2027' },
          changed: true,
        },
        undecided: ['usr/lib64/libfoo.so is damaged.'],
        symbolVersions: [],
        libraries: { added: [], removed: [] },
      }),
    );
    await open('', api);
    const facts = await screen.findByRole('region', {
      name: 'The comparison in short',
    });
    expect(facts).toHaveTextContent('Amazon Linux 2023 → Amazon Linux 2027');
    expect(facts).toHaveTextContent(
      'What could not be comparedNothing may be concluded there.usr/lib64/libfoo.so is damaged.',
    );
    expect(
      screen.getByText('The loader finds the same libraries by name.'),
    ).toBeInTheDocument();
  });

  it('is for one platform of several', async () => {
    const user = userEvent.setup();
    const api = createApi({
      contents: [moveContents(), moveContents({ platform: 'linux/amd64' })],
    });
    const { address } = await open(
      '?section=packages&platform=linux/amd64',
      api,
    );
    await screen.findByRole('grid', { name: 'Packages' });
    await user.click(screen.getByRole('radio', { name: 'linux/arm64' }));
    expect(address()).toBe('platform=linux/arm64&section=packages');
    await screen.findByRole('grid', { name: 'Packages' });
    expect(
      api.getTagMoveComparison.mock.calls.map(([, platform]) => platform),
    ).toEqual(['linux/amd64', 'linux/arm64']);
  });

  it.each<[string, Partial<TagMoveDetails>, string]>([
    [
      'being read',
      { contents: [moveContents({ state: 'pending', summary: null })] },
      'Being read',
    ],
    [
      'the same',
      { contents: [moveContents({ state: 'none', summary: null })] },
      'Nothing: the same files.',
    ],
    ['of no platform', { contents: [] }, 'There is nothing to compare'],
  ])('says that the images are %s', async (_, move, text) => {
    const api = createApi(move);
    await open('', api);
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(api.getTagMoveComparison).not.toHaveBeenCalled();
  });

  it('says why it could not be loaded, and where there is no such change', async () => {
    const api = createApi();
    api.getTagMoveComparison.mockRejectedValue(new Error('It is away.'));
    await open('', api);
    expect(await screen.findByText('It is away.')).toBeInTheDocument();
  });

  it('of a change that is not known leads back', async () => {
    const api = createApi();
    api.getTagMove.mockRejectedValue(new NotFoundError('No'));
    await open('', api);
    expect(
      await screen.findByRole('link', { name: 'All tag changes' }),
    ).toBeInTheDocument();
  });
});
