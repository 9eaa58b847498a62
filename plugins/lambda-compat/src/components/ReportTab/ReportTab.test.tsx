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

import {
  createApi,
  renderWithEntity,
} from '../../__testUtils__/renderWithEntity';
import {
  CHANNEL,
  DIGEST,
  emptyReport,
  EXACT,
  FLOATING,
  PATCH,
  reference,
  report,
  STAGE,
  UNREACHABLE,
} from '../../__fixtures__/reports';
import { ReportTab } from './ReportTab';

describe('ReportTab', () => {
  it('shows everything that is known, each value with its source', async () => {
    const api = createApi(
      report({
        references: [STAGE, EXACT, UNREACHABLE, FLOATING],
        summary: {
          total: 5,
          pinned: 1,
          changeable: 4,
          unresolved: 1,
          unreachable: 1,
          weakest: 'unresolved',
          byClass: { digest: 1, exact: 1, floating: 2, unresolved: 1 },
        },
        problems: [
          {
            code: 'LC301',
            severity: 'error',
            message: 'deploy/Dockerfile is not there.',
            fix: 'Mend the path.',
            file: 'catalog-info.yaml',
            line: 12,
          },
        ],
      }),
    );
    await renderWithEntity(<ReportTab />, api);

    // The bar, and the same numbers as text.
    expect(
      await screen.findByRole('img', {
        name: 'References by pin class: 1 Digest, 1 Exact, 2 Floating, 1 Unresolved',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 more is listed but not pulled for the target.'),
    ).toBeInTheDocument();

    const references = within(screen.getByRole('grid', { name: 'References' }));
    expect(
      references.getAllByRole('columnheader').map(head => head.textContent),
    ).toEqual(['Image', 'Pin', 'Role', 'Place', 'Actions']);
    // In the order of the file, whatever the order of the answer.
    expect(
      references
        .getAllByRole('rowheader')
        .map(head => head.firstChild?.textContent),
    ).toEqual([
      'arm64v8/amazonlinux:latest',
      'python:3.13.6',
      'build',
      'node:22',
    ]);

    const [, row] = within(
      screen.getByRole('grid', { name: 'Functions' }),
    ).getAllByRole('row');
    expect(row).toHaveTextContent('detected from build/Dockerfile:9');
    expect(row).toHaveTextContent('assumed: default of AWS Lambda');
    expect(row).toHaveTextContent('Not known');

    expect(screen.getByRole('grid', { name: 'Files read' })).toHaveTextContent(
      /build\/Dockerfile.*Read.*runtime/,
    );
    const problems = screen.getByRole('region', { name: 'Problems' });
    expect(problems).toHaveTextContent('deploy/Dockerfile is not there.');
    expect(problems).toHaveTextContent('Mend the path.');
    expect(problems).toHaveTextContent('Error LC301 · catalog-info.yaml:12');

    const evidence = screen.getByRole('region', { name: 'Evidence' });
    expect(evidence).toHaveTextContent('Interval6 h');
    expect(evidence).toHaveTextContent('Stale after24 h');
    expect(evidence).toHaveTextContent('Revision9f3c2e1');
    expect(api.getEntityReport).toHaveBeenCalledTimes(1);
  });

  it('tells how a reference was resolved, and copies its patch from there', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    const known = {
      ...EXACT,
      fix: {
        kind: 'ready',
        digest: DIGEST,
        digestSource: 'configuration',
        patch: PATCH,
      },
    } as const;
    await renderWithEntity(
      <ReportTab />,
      createApi(report({ references: [known, CHANNEL] })),
    );

    await user.click(
      await screen.findByRole('button', {
        name: 'Details of python:3.13.6, build/Dockerfile:5',
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Image reference',
    });
    expect(dialog).toHaveTextContent('As writtenpython:${PY}');
    expect(dialog).toHaveTextContent('As usedpython:3.13.6');
    expect(dialog).toHaveTextContent('docker.io/library/python:3.13.6');
    expect(dialog).toHaveTextContent(
      'ARG PY gave 3.13.6 at build/Dockerfile:2',
    );
    expect(dialog).toHaveTextContent(
      'arm64v8/python:3.13.6 when TARGETARCH=arm64',
    );
    expect(dialog).toHaveTextContent('build (number 0)');
    expect(dialog).toHaveTextContent('linux/arm64');
    // python:${PY} starts in column 6 and has 12 characters.
    expect(dialog).toHaveTextContent(
      'build/Dockerfile, line 5, columns 6 to 17',
    );
    expect(dialog).toHaveTextContent(`${DIGEST}, from configuration`);

    await user.click(
      within(dialog).getByRole('button', { name: /^Copy patch for python/ }),
    );
    expect(await screen.findByText('Patch copied')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(PATCH);
  });

  it('shows long lists in parts', async () => {
    const user = userEvent.setup();
    const references = Array.from({ length: 120 }, (_, index) =>
      reference({ id: `r${index}`, startLine: index + 1 }),
    );
    await renderWithEntity(<ReportTab />, createApi(report({ references })));

    const grid = await screen.findByRole('grid', { name: 'References' });
    expect(within(grid).getAllByRole('rowheader')).toHaveLength(50);
    await user.click(
      screen.getByRole('button', { name: 'Show 50 more of 120' }),
    );
    await user.click(
      screen.getByRole('button', { name: 'Show 20 more of 120' }),
    );
    expect(within(grid).getAllByRole('rowheader')).toHaveLength(120);
    expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull();
  });

  it('shows the evidence of a search that found nothing', async () => {
    await renderWithEntity(
      <ReportTab />,
      createApi(emptyReport({ status: 'nothing-found' })),
    );
    expect(
      await screen.findByText('Unknown: no build file found'),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Evidence' })).toHaveTextContent(
      'Last readNot yet',
    );
    expect(screen.queryByRole('grid')).toBeNull();
  });

  it('shows nothing of a report that may not be read', async () => {
    await renderWithEntity(
      <ReportTab />,
      createApi(new NotAllowedError('Unauthorized')),
    );
    expect(
      await screen.findByText('Not allowed to read this'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.queryByRole('region', { name: 'Evidence' })).toBeNull();
  });
});
