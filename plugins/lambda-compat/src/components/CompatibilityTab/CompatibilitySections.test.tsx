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

import {
  ARTIFACTS,
  compatibility,
  functionCompatibility,
  neverMeasured,
} from '../../__fixtures__/compatibility';
import { createApiMock } from '../../__testUtils__/createApiMock';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { useCompatibilityView } from '../compatibility';
import { CompatibilitySections, CompatibilityVerdict } from './index';

/** As in the tab, without what it says of images. */
function Parts() {
  const view = useCompatibilityView();
  return (
    <>
      <CompatibilityVerdict view={view} />
      <CompatibilitySections view={view} />
    </>
  );
}

function cellsOf(table: HTMLElement, row: RegExp): (string | null)[] {
  return within(within(table).getByRole('row', { name: row }))
    .getAllByRole('gridcell')
    .map(cell => cell.textContent);
}

describe('CompatibilitySections', () => {
  it('lists files with the reason why they count, needs, symbols, artifacts and evidence', async () => {
    const getFunctionArtifacts = jest.fn().mockResolvedValue(ARTIFACTS);
    await renderWithEntity(
      <Parts />,
      createApiMock({
        getEntityCompatibility: jest.fn().mockResolvedValue(compatibility()),
        getFunctionArtifacts,
      }),
    );

    const files = await screen.findByRole('grid', { name: 'Native files' });
    expect(cellsOf(files, /bootstrap/)).toEqual([
      'CountsLoaded',
      'LoadsDoes not load',
    ]);
    expect(cellsOf(files, /price\.node/)).toEqual([
      'CountsNot selectedfor x86_64, and the function is arm64',
      'LoadsDoes not count',
    ]);

    const needs = await screen.findByRole('grid', { name: 'Needs by file' });
    expect(getFunctionArtifacts).toHaveBeenCalledWith(
      'component:default/orders',
      'u1',
      { signal: expect.any(AbortSignal) },
    );
    expect(cellsOf(needs, /bootstrap/)).toEqual([
      'What it isaarch64, pieloader /lib/ld-linux-aarch64.so.1looks in $ORIGIN/lib',
      'Libraries and versions neededlibstdc++.so.6GLIBCXX_3.4, GLIBCXX_3.4.30libc.so.6GLIBC_2.17, GLIBC_2.34 (weak)',
    ]);
    expect(cellsOf(needs, /broken\.so/)[1]).toContain(
      'Not read: the file ends in its header',
    );

    const symbols = screen.getByRole('grid', { name: 'Symbols by version' });
    expect(cellsOf(symbols, /GLIBCXX_3\.4\.30/)[1]).toContain(
      'std::condition_variable::wait(std::unique_lock<std::mutex>&)and 3 more symbols',
    );

    const artifacts = screen.getByRole('grid', { name: 'Artifacts' });
    expect(cellsOf(artifacts, /function/).slice(0, 2)).toEqual([
      'Format and sizezip, 12 MiB',
      'Holds214 entries, 2 native files1 entry was not read and may hide native codesecret.zip: It cannot be read without a password.',
    ]);

    const evidence = within(
      screen.getByRole('region', { name: 'Evidence of compatibility' }),
    );
    expect(evidence.getByText('2 of 3 count')).toBeInTheDocument();
    expect(
      evidence.getByText(
        'Amazon Linux 2023, arm64, managed runtime (shipped with lambda-compat)',
      ),
    ).toBeInTheDocument();
    // The overview leaves notes out; here nothing is left out.
    expect(screen.getByText(/was built on Debian 12/)).toBeInTheDocument();
  });

  it('keeps the verdict where the reports cannot be loaded, and tries again', async () => {
    const user = userEvent.setup();
    const getFunctionArtifacts = jest
      .fn()
      .mockRejectedValueOnce(new Error('Too large'))
      .mockResolvedValue(ARTIFACTS);
    await renderWithEntity(
      <Parts />,
      createApiMock({
        getEntityCompatibility: jest.fn().mockResolvedValue(compatibility()),
        getFunctionArtifacts,
      }),
    );

    expect(await screen.findByText('Too large')).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Broken on provided.al2023, arm64' }),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(
      await screen.findByRole('grid', { name: 'Needs by file' }),
    ).toBeInTheDocument();
  });

  it('asks for no files of a function that was never measured', async () => {
    const getFunctionArtifacts = jest.fn();
    await renderWithEntity(
      <Parts />,
      createApiMock({
        getEntityCompatibility: jest.fn().mockResolvedValue(
          compatibility({
            status: 'never-measured',
            functions: [neverMeasured()],
          }),
        ),
        getFunctionArtifacts,
      }),
    );

    expect(
      await screen.findByRole('heading', { name: 'Unknown: not measured yet' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid')).toBeNull();
    expect(getFunctionArtifacts).not.toHaveBeenCalled();
  });

  it('makes no link of a build address that is not one of the web', async () => {
    await renderWithEntity(
      <Parts />,
      createApiMock({
        getEntityCompatibility: jest.fn().mockResolvedValue(
          compatibility({
            functions: [
              functionCompatibility({
                // eslint-disable-next-line no-script-url -- what is refused
                build: { url: 'javascript:alert(1)', number: '7' },
              }),
            ],
          }),
        ),
      }),
    );

    expect((await screen.findAllByText('#7')).length).toBeGreaterThan(0);
    expect(screen.queryByRole('link', { name: /#7/ })).toBeNull();
  });
});
