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
  EntityReport,
  Problem,
  ReferenceSummary,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import {
  compatibility,
  GLIBCXX,
  judgement,
  R1,
} from '../../__fixtures__/compatibility';
import { noPin, pin } from '../../__fixtures__/incident';
import { digest } from '../../__fixtures__/tags';
import {
  createApi,
  renderWithEntity,
} from '../../__testUtils__/renderWithEntity';
import {
  CHANNEL,
  DIGEST,
  emptyReport,
  ENTITY_REF,
  EXACT,
  FLOATING,
  hoursAgo,
  PATCH,
  PINNED,
  reference,
  report,
  STAGE,
  UNREACHABLE,
  UNRESOLVED,
} from '../../__fixtures__/reports';
import { BaseImagesCard } from './BaseImagesCard';

const FAILURE = {
  code: 'LC303',
  message: 'github.com/acme/orders answered 404.',
  since: '2026-04-09T08:05:00.000Z',
  attempts: 3,
} as const;

const PROBLEMS: Problem[] = [
  {
    code: 'LC102',
    severity: 'error',
    message: '“arm” is not an architecture.',
    fix: 'Write arm64 or x86_64.',
    annotation: 'lambda-compat/architecture',
  },
  {
    code: 'LC401',
    severity: 'warning',
    message: 'deploy/Dockerfile.j2 is a template.',
    fix: 'Name the rendered file.',
    file: 'deploy/Dockerfile.j2',
    line: 3,
  },
];

function summary(overrides: Partial<ReferenceSummary>): ReferenceSummary {
  return { ...emptyReport().summary, ...overrides };
}

async function renderCard(answer: EntityReport | Error) {
  const api = createApi(answer);
  await renderWithEntity(<BaseImagesCard />, api);
  const card = await screen.findByRole('region', { name: 'Base images' });
  return { api, card };
}

describe('BaseImagesCard', () => {
  it('shows each reference with its class, its line and what follows', async () => {
    const { api, card } = await renderCard(
      report({
        references: [PINNED, STAGE, UNREACHABLE, CHANNEL, FLOATING],
        summary: { ...report().summary, unreachable: 1 },
      }),
    );

    expect(
      await screen.findByRole('heading', {
        name: '2 of 3 references can change without a commit',
      }),
    ).toBeInTheDocument();
    expect(card).toHaveTextContent(/your next build/i);
    expect(card).not.toHaveTextContent(/broken|at risk/i);
    expect(card).toHaveAttribute('aria-busy', 'false');

    // What has to be mended first is first; a stage is no image.
    const rows = within(
      screen.getByRole('list', { name: 'Image references' }),
    ).getAllByRole('listitem');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toHaveTextContent('arm64v8/amazonlinux:latest');
    expect(rows[0]).toHaveTextContent('Floating');
    expect(rows[0]).toHaveTextContent('builder');
    expect(rows[0]).toHaveTextContent('This tag can move without a commit');
    expect(
      within(rows[0]).getByRole('link', { name: /^build\/Dockerfile:1/ }),
    ).toHaveAttribute(
      'href',
      'https://github.com/acme/orders/blob/main/build/Dockerfile#L1',
    );
    expect(rows[1]).toHaveTextContent('Channel');
    expect(rows[2]).toHaveTextContent('alpine:3.21@sha256:1c4eef651f65…');
    expect(rows[2]).not.toHaveTextContent(DIGEST);
    expect(within(rows[2]).getByTitle(PINNED.raw)).toBeInTheDocument();
    expect(within(rows[2]).queryByRole('button', { name: /patch/ })).toBeNull();
    expect(rows[3]).toHaveTextContent('Not pulled for the target stage');

    expect(card).toHaveTextContent('3 references, 1 not pulled');
    expect(card).toHaveTextContent(
      'Source github.com/acme/orders/tree/main (opens in a new tab) at 9f3c2e1',
    );
    expect(screen.getByText('2h ago')).toHaveAttribute(
      'title',
      expect.stringContaining('UTC'),
    );
    expect(screen.getByRole('link', { name: 'View all' })).toHaveAttribute(
      'href',
      '/lambda-compat',
    );
    expect(api.getEntityReport).toHaveBeenCalledTimes(1);
    expect(api.getEntityReport).toHaveBeenCalledWith(ENTITY_REF, {
      signal: expect.any(AbortSignal),
    });
  });

  it.each<[string, ReferenceSummary, string]>([
    [
      'all pinned',
      summary({
        total: 3,
        pinned: 3,
        weakest: 'digest',
        byClass: { digest: 3 },
      }),
      'All 3 references are pinned by digest',
    ],
    [
      'one pinned',
      summary({
        total: 1,
        pinned: 1,
        weakest: 'digest',
        byClass: { digest: 1 },
      }),
      'The only reference is pinned by digest',
    ],
    [
      'one open',
      summary({
        total: 3,
        pinned: 2,
        changeable: 1,
        unresolved: 1,
        weakest: 'unresolved',
        byClass: { digest: 2, unresolved: 1 },
      }),
      '1 of 3 references is not known',
    ],
    [
      'open and floating',
      summary({
        total: 4,
        pinned: 1,
        changeable: 3,
        unresolved: 1,
        weakest: 'unresolved',
        byClass: { digest: 1, floating: 2, unresolved: 1 },
      }),
      '2 of 4 references can change without a commit, 1 not known',
    ],
  ])('says in one line what is known: %s', async (_, counts, headline) => {
    await renderCard(report({ summary: counts }));
    expect(
      await screen.findByRole('heading', { name: headline }),
    ).toBeInTheDocument();
  });

  it.each<[number, string]>([
    [2, 'The 2 references that were read are pinned by digest'],
    [0, 'Unknown: not all of the source could be read'],
  ])(
    'does not call %i references all there are when a file was not read',
    async (pinned, headline) => {
      const { card } = await renderCard(
        report({
          status: 'partial',
          files: [
            { ...report().files[0], status: 'failed', message: 'Too large.' },
          ],
          references: pinned ? [PINNED] : [],
          summary: summary({
            total: pinned,
            pinned,
            weakest: pinned ? 'digest' : null,
            byClass: pinned ? { digest: pinned } : {},
          }),
        }),
      );
      expect(
        await screen.findByRole('heading', { name: headline }),
      ).toBeInTheDocument();
      expect(card).toHaveTextContent('Not known does not mean pinned.');
    },
  );

  it('explains what cannot be pinned, and what is not pulled by this build', async () => {
    await renderCard(
      report({
        status: 'partial',
        references: [
          UNRESOLVED,
          EXACT,
          reference({ id: 'untagged', raw: 'debian', startLine: 7 }),
          reference({ id: 'later', deferred: true, startLine: 8 }),
          reference({
            id: 'locked',
            startLine: 12,
            problems: ['Written twice.'],
            fix: { kind: 'not-fixable', reason: 'It comes from outside.' },
          }),
        ],
      }),
    );

    const rows = await screen.findAllByRole('listitem');
    expect(rows[0]).toHaveTextContent(
      'No value for VERSION. BuildKit would use python:-slim',
    );
    expect(rows[0]).toHaveTextContent('python:${VERSION}-slim');
    expect(rows[1]).toHaveTextContent('No tag is written');
    expect(rows[2]).toHaveTextContent(
      'No digest can be written here: It comes from outside.',
    );
    expect(rows[2]).toHaveTextContent('Written twice.');
    expect(within(rows[2]).queryByRole('button')).toBeNull();
    expect(rows[3]).toHaveTextContent(
      'The operating system under this version can change',
    );
    expect(rows[4]).toHaveTextContent('by each build based on its image');
  });

  it('lists five references and leads to the rest', async () => {
    const references = Array.from({ length: 7 }, (_, index) =>
      reference({ id: `r${index}`, startLine: index + 1 }),
    );
    await renderCard(report({ references }));

    expect(
      await screen.findByRole('link', { name: 'View all (7)' }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('listitem')).toHaveLength(5);
  });

  it('copies a patch that is ready, and says so', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    await renderCard(report());

    await user.click(
      await screen.findByRole('button', {
        name: 'Copy patch for public.ecr.aws/lambda/provided:al2023, build/Dockerfile:9',
      }),
    );
    expect(await screen.findByText('Patch copied')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(PATCH);
  });

  it('shows the patch where the browser refuses to copy it', async () => {
    const user = userEvent.setup();
    await renderCard(report());
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('Write permission denied'));

    await user.click(
      await screen.findByRole('button', { name: /^Copy patch for public/ }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Copy the patch by hand',
    });
    const field: HTMLTextAreaElement = within(dialog).getByRole('textbox', {
      name: 'Patch',
    });
    // Down to the last line end, without which the patch does not apply.
    expect(field).toHaveValue(PATCH);
    expect(field.selectionEnd - field.selectionStart).toBe(PATCH.length);
  });

  it('asks for a digest that is not known, and copies the patch with it', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    const { api } = await renderCard(report());
    api.getPinPatch.mockRejectedValueOnce(new Error('The file has changed.'));
    api.getPinPatch.mockResolvedValue({ patch: PATCH });

    await user.click(
      await screen.findByRole('button', { name: /^Copy patch for arm64v8/ }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Pin this reference' }),
    );
    expect(
      dialog.getByRole('group', { name: 'Command that asks the registry' }),
    ).toHaveTextContent(
      "docker buildx imagetools inspect docker.io/arm64v8/amazonlinux:latest --format '{{.Manifest.Digest}}'",
    );
    const copy = dialog.getByRole('button', { name: 'Copy patch' });
    const field = dialog.getByRole('textbox', { name: 'Digest' });
    expect(copy).toBeDisabled();

    await user.type(field, 'latest');
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/This is not a digest/);
    expect(api.getPinPatch).not.toHaveBeenCalled();

    await user.clear(field);
    await user.click(field);
    await user.paste(`${DIGEST}\n`);
    expect(await dialog.findByText('The file has changed.')).toBeVisible();
    expect(copy).toBeDisabled();

    await user.clear(field);
    await user.click(field);
    await user.paste(`arm64v8/amazonlinux@${DIGEST}`);
    expect(
      await dialog.findByRole('group', { name: 'Patch' }),
    ).toHaveTextContent(
      `+FROM public.ecr.aws/lambda/provided:al2023@${DIGEST}`,
    );
    expect(api.getPinPatch).toHaveBeenLastCalledWith(
      ENTITY_REF,
      FLOATING.id,
      DIGEST,
    );

    await user.click(copy);
    expect(await screen.findByText('Patch copied')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(PATCH);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('has the source read again, and shows the new result', async () => {
    const user = userEvent.setup();
    const { api } = await renderCard(report());
    api.getEntityReport.mockResolvedValue(
      report({
        attemptedAt: hoursAgo(0),
        collectedAt: hoursAgo(0),
        summary: summary({
          total: 3,
          pinned: 3,
          weakest: 'digest',
          byClass: { digest: 3 },
        }),
      }),
    );

    await user.click(
      await screen.findByRole('button', { name: 'Check images again' }),
    );
    expect(
      await screen.findByText('All 3 references are pinned by digest'),
    ).toBeInTheDocument();
    expect(api.refreshEntity).toHaveBeenCalledWith(ENTITY_REF);
    expect(screen.getByText('Images were checked again')).toBeInTheDocument();

    api.refreshEntity.mockRejectedValueOnce(new Error('Too many requests.'));
    await user.click(
      screen.getByRole('button', { name: 'Check images again' }),
    );
    expect(await screen.findByText('Too many requests.')).toBeInTheDocument();
    expect(
      screen.getByText('All 3 references are pinned by digest'),
    ).toBeInTheDocument();
  });

  it('keeps title and place while it loads, and ends its request when it goes', async () => {
    const api = createApi(report());
    api.getEntityReport.mockReturnValue(new Promise(() => {}));
    const { unmount } = await renderWithEntity(<BaseImagesCard />, api);

    const card = await screen.findByRole('region', { name: 'Base images' });
    expect(card).toHaveAttribute('aria-busy', 'true');
    expect(within(card).getByRole('status')).toHaveTextContent(
      'Loading base images',
    );
    const signal = api.getEntityReport.mock.calls[0][1]?.signal;
    expect(signal?.aborted).toBe(false);
    unmount();
    expect(signal?.aborted).toBe(true);
  });

  it('waits for the first reading, and can be told to read now', async () => {
    const user = userEvent.setup();
    const { api, card } = await renderCard(
      emptyReport({ status: 'never-collected', nextDueAt: hoursAgo(-3) }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Unknown: not read yet' }),
    ).toBeInTheDocument();
    expect(card).toHaveTextContent(
      'It will be read in 3h, and then every 6 h. Looking again every few seconds.',
    );

    api.getEntityReport.mockResolvedValue(report());
    await user.click(screen.getByRole('button', { name: 'Read source now' }));
    expect(
      await screen.findByText('2 of 3 references can change without a commit'),
    ).toBeInTheDocument();
    expect(api.refreshEntity).toHaveBeenCalledTimes(1);
  });

  it('looks again by itself until the first reading is there', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    try {
      const { api } = await renderCard(
        emptyReport({ status: 'never-collected', canRefresh: false }),
      );
      await screen.findByText('Unknown: not read yet');
      expect(
        screen.queryByRole('button', { name: 'Read source now' }),
      ).toBeNull();
      api.getEntityReport.mockResolvedValue(report());
      await act(() => jest.advanceTimersByTimeAsync(2000));
      expect(
        await screen.findByText(
          '2 of 3 references can change without a commit',
        ),
      ).toBeInTheDocument();
    } finally {
      jest.useRealTimers();
    }
  });

  it.each<[string, EntityReport | Error, (string | RegExp)[]]>([
    [
      'not applicable',
      emptyReport({
        status: 'not-applicable',
        reason: 'Switched off by lambda-compat/enabled.',
        canRefresh: false,
      }),
      ['Not applicable', 'Switched off by lambda-compat/enabled.'],
    ],
    [
      'nothing pulled',
      emptyReport({
        status: 'nothing-found',
        reason: 'The build starts FROM scratch.',
        files: report().files,
      }),
      [
        'No external images',
        'The build starts FROM scratch.',
        /Looked for Dockerfile, Dockerfile\.\*, \*\.Dockerfile, Containerfile in github\.com\/acme\/orders\/tree\/main\. 1 file read\./,
      ],
    ],
    [
      'no build file',
      emptyReport({
        status: 'nothing-found',
        reason: 'No build file was found.',
      }),
      [
        'Unknown: no build file found',
        /0 files read\./,
        /lambda-compat\/dockerfile: path\/to\/Dockerfile/,
        'Copy annotation',
        /Edit in source/,
      ],
    ],
    [
      'partial',
      report({
        status: 'partial',
        files: [
          ...report().files,
          {
            path: 'Dockerfile.j2',
            url: null,
            status: 'template',
            message: 'A Jinja template.',
            line: 3,
            target: null,
          },
        ],
      }),
      [
        '1 of 2 files were read in full.',
        /Dockerfile\.j2: A Jinja template\./,
        'Show details',
        '2 of 3 references can change without a commit',
      ],
    ],
    [
      'stale',
      report({ stale: true, collectedAt: hoursAgo(30) }),
      [
        'Stale',
        /Last checked 30h ago/,
        /Expected every 6 h\./,
        '2 of 3 references can change without a commit',
      ],
    ],
    [
      'failed before the first result',
      emptyReport({ status: 'failed', failure: FAILURE }),
      [
        'Unknown: could not read the source',
        FAILURE.message,
        'Apr 9, 2026, 08:05 UTC, 3 attempts',
        /in 4h/,
        'LC303',
        'Retry',
      ],
    ],
    [
      'failed because not one file could be read',
      emptyReport({
        status: 'failed',
        problems: [
          {
            code: 'LC301',
            severity: 'error',
            message: 'deploy/Dockerfile does not exist.',
            fix: 'Correct the path.',
          },
        ],
      }),
      [
        'Unknown: could not read the source',
        'deploy/Dockerfile does not exist. Correct the path.',
        'Retry',
        '1 problem',
      ],
    ],
    [
      'failed after a result',
      report({ status: 'failed', failure: FAILURE }),
      [
        'Unknown: could not read the source',
        /Read 2h ago, before the failure/,
        '2 of 3 references can change without a commit',
      ],
    ],
    [
      'forbidden',
      new NotAllowedError('Unauthorized'),
      [
        'Not allowed to read this',
        /You need the permission lambda-compat\.report\.read/,
      ],
    ],
    [
      'not in the catalog',
      new NotFoundError('No component'),
      ['Not found', 'Try again'],
    ],
    [
      'without a backend',
      Object.assign(new Error('Request failed with 404'), { statusCode: 404 }),
      ['The lambda-compat backend does not answer', 'Try again'],
    ],
    [
      'failing otherwise',
      new TypeError('Failed to fetch'),
      ['Could not load the report', 'Failed to fetch', 'Try again'],
    ],
  ])('says what is the matter when %s', async (_, answer, texts) => {
    const { card } = await renderCard(answer);
    await screen.findAllByRole('heading', { level: 4 });
    for (const text of texts) {
      expect(card).toHaveTextContent(text);
    }
  });

  it('shows no number once the permission is gone', async () => {
    const user = userEvent.setup();
    const { api, card } = await renderCard(report());
    await screen.findByText('2 of 3 references can change without a commit');

    api.getEntityReport.mockRejectedValue(new NotAllowedError('Unauthorized'));
    await user.click(
      screen.getByRole('button', { name: 'Check images again' }),
    );
    expect(
      await screen.findByText('Not allowed to read this'),
    ).toBeInTheDocument();
    expect(card).not.toHaveTextContent(/\d/);
  });

  it('recovers when the next attempt succeeds', async () => {
    const user = userEvent.setup();
    const { api } = await renderCard(new TypeError('Failed to fetch'));
    const retry = await screen.findByRole('button', { name: 'Try again' });
    api.getEntityReport.mockResolvedValue(report());
    await user.click(retry);
    expect(
      await screen.findByText('2 of 3 references can change without a commit'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Failed to fetch')).toBeNull();
  });

  it('folds problems to their number', async () => {
    const user = userEvent.setup();
    await renderCard(report({ problems: PROBLEMS }));

    const trigger = await screen.findByRole('button', { name: '2 problems' });
    expect(trigger).toHaveAttribute('aria-expanded', 'false');
    expect(screen.getByText('Write arm64 or x86_64.')).not.toBeVisible();
    await user.click(trigger);
    expect(screen.getByText('Write arm64 or x86_64.')).toBeVisible();
    expect(screen.getByText(/Error LC102/)).toHaveTextContent(
      'Annotation lambda-compat/architecture',
    );
    expect(screen.getByText(/Warning LC401/)).toHaveTextContent(
      'deploy/Dockerfile.j2:3',
    );
  });

  it('makes no link of an address that is not of the web', async () => {
    await renderCard(
      report({
        references: [
          // The address that must not become a link.
          // eslint-disable-next-line no-script-url
          reference({ url: 'javascript:alert(document.domain)' }),
        ],
      }),
    );
    expect(await screen.findByText('build/Dockerfile:1')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /build\/Dockerfile/ }),
    ).toBeNull();
  });
});

describe('BaseImagesCard, with what to pin to', () => {
  const AT_RISK =
    'build/Dockerfile:1 builds on arm64v8/amazonlinux:latest, which provides GLIBCXX up to 3.4.33; provided.al2023 (arm64) has up to 3.4.29. Your next build can ask for versions the runtime does not have.';

  /** The two references of the report that matter, by their lines. */
  const amazonlinux = pin('orders', { referenceId: 'ref-1' });
  const provided = {
    ...noPin('orders'),
    referenceId: 'ref-9',
    line: 9,
    reference: CHANNEL.raw,
  };

  async function renderPins(
    listPinSuggestions: jest.Mock,
    answer: EntityReport = report(),
    rule?: 'at-risk' | 'unknown',
    ladder = [GLIBCXX],
  ) {
    const api = createApi(answer);
    api.listPinSuggestions = listPinSuggestions;
    if (rule) {
      const [first] = compatibility().functions;
      api.getEntityCompatibility.mockResolvedValue(
        compatibility({
          functions: [
            {
              ...first,
              judgement: judgement({
                ladder,
                findings: [
                  R1,
                  {
                    ...R1,
                    rule: 'R10',
                    verdict: rule,
                    key: 'R10||build/Dockerfile|arm64v8/amazonlinux:latest',
                    message: AT_RISK,
                  },
                ],
              }),
            },
          ],
        }),
      );
    }
    await renderWithEntity(<BaseImagesCard />, api);
    const card = await screen.findByRole('region', { name: 'Base images' });
    const rows = async () =>
      within(
        await screen.findByRole('list', { name: 'Image references' }),
      ).getAllByRole('listitem');
    return { api, card, rows };
  }

  const answering = (...items: Array<ReturnType<typeof pin>>) =>
    jest.fn().mockResolvedValue({ items });

  it('says the risk, and on each row what to pin to and what that costs', async () => {
    const { api, card, rows } = await renderPins(
      answering(amazonlinux, provided),
      report(),
      'at-risk',
    );

    expect(
      await screen.findByRole('heading', {
        name: 'At risk: 2 of 3 references can change without a commit',
      }),
    ).toBeInTheDocument();
    expect(card).toHaveTextContent(`${AT_RISK} Pin the build image.`);
    const [first, second, third] = await rows();
    expect(first).toHaveTextContent(
      'Pin to 2023.6.20250317.2@sha256:3f9a0c71e4d2…Fits by construction: Every version that it provides is in provided.al2023. 1 release behind current; security fixes after 17 Mar 2025 are missing.',
    );
    expect(second).toHaveTextContent(
      'Nothing to pin to: Every digest that was seen provides more than provided.al2.',
    );
    expect(second).toHaveTextContent('2 alternatives');
    expect(third).not.toHaveTextContent('Pin to');
    expect(api.listPinSuggestions).toHaveBeenCalledTimes(1);
    expect(api.listPinSuggestions).toHaveBeenCalledWith(ENTITY_REF, {
      signal: expect.any(AbortSignal),
    });
  });

  it('says the risk in short where the ladder has the highest versions', async () => {
    const { card } = await renderPins(
      answering(amazonlinux),
      report(),
      'at-risk',
      [
        {
          ...GLIBCXX,
          nextBuild: {
            versions: GLIBCXX.scale,
            highest: 'GLIBCXX_3.4.33',
            image: 'arm64v8/amazonlinux:latest',
          },
        },
      ],
    );
    await screen.findByRole('heading', { name: /^At risk/ });
    expect(card).toHaveTextContent(
      'The build image provides GLIBCXX up to 3.4.33 today; provided.al2023 provides up to 3.4.29. Your next build can ask for versions the runtime does not have. Pin the build image.',
    );
    expect(card).not.toHaveTextContent(AT_RISK);
  });

  it.each<[string, jest.Mock, 'unknown' | undefined, number]>([
    ['what fits is not known to matter', answering(amazonlinux), 'unknown', 1],
    [
      'the image of today fits',
      answering(
        pin('orders', {
          referenceId: 'ref-1',
          current: { digest: digest('3f9a0c71e4d2'), tag: null },
        }),
      ),
      undefined,
      0,
    ],
  ])('calls nothing a risk where %s', async (_, pins, rule, asked) => {
    const { api, rows } = await renderPins(pins, report(), rule);
    await screen.findByText(/Pin to/);
    await act(async () => {});
    expect((await rows())[0]).toHaveTextContent('Pin to 2023.6.20250317.2');
    expect(
      screen.getByRole('heading', {
        name: '2 of 3 references can change without a commit',
      }),
    ).toBeInTheDocument();
    expect(api.getEntityCompatibility).toHaveBeenCalledTimes(asked);
  });

  it('asks nothing where everything is pinned, or shapes nothing', async () => {
    const { api } = await renderPins(
      answering(),
      report({ references: [PINNED, reference({ role: 'test' })] }),
    );
    await screen.findByRole('list', { name: 'Image references' });
    await act(async () => {});
    expect(api.listPinSuggestions).not.toHaveBeenCalled();
  });

  it('copies the patch of what fits, not that of the digest of today', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    const patch = PATCH.replace(DIGEST, digest('3f9a0c71e4d2'));
    await renderPins(
      answering(pin('orders', { referenceId: 'ref-9', line: 9, patch })),
    );
    await screen.findByText(/Pin to/);

    await user.click(
      screen.getByRole('button', { name: /^Copy patch for public/ }),
    );

    expect(writeText.mock.calls).toEqual([[patch]]);
  });

  it('waits with copying until it is known what fits', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    let answer = (_: unknown) => {};
    const { rows } = await renderPins(
      jest.fn().mockReturnValue(
        new Promise(resolve => {
          answer = resolve;
        }),
      ),
    );
    const [first] = await rows();
    expect(first).toHaveTextContent('Looking for what to pin to');
    await user.click(
      within(first).getByRole('button', { name: /^Copy patch/ }),
    );
    expect(writeText).not.toHaveBeenCalled();

    await act(async () => answer({ items: [amazonlinux] }));

    expect(writeText.mock.calls).toEqual([[amazonlinux.patch]]);
  });

  it.each<[string, jest.Mock, RegExp]>([
    [
      'nothing fits',
      answering({ ...provided, referenceId: 'ref-9' }),
      /Every digest that was seen provides more/,
    ],
    [
      'what fits could not be loaded',
      jest.fn().mockRejectedValue(new Error('Connection reset')),
      /Connection reset/,
    ],
  ])(
    'copies no digest of today without a word where %s',
    async (_, pins, reason) => {
      const user = userEvent.setup();
      const writeText = jest.spyOn(navigator.clipboard, 'writeText');
      const { api } = await renderPins(pins);
      api.getPinPatch.mockResolvedValue({ patch: PATCH });
      await screen.findAllByText(reason);

      await user.click(
        screen.getByRole('button', { name: /^Copy patch for public/ }),
      );

      expect(writeText).not.toHaveBeenCalled();
      const dialog = within(await screen.findByRole('dialog'));
      expect(
        dialog.getByText('This digest is not checked against the runtime'),
      ).toBeInTheDocument();
      expect(dialog.getByText(reason)).toBeInTheDocument();
      // The digest of today is there, to be taken knowingly.
      expect(dialog.getByRole('textbox')).toHaveValue(DIGEST);
      expect(api.getPinPatch).toHaveBeenCalledWith(ENTITY_REF, 'ref-9', DIGEST);
    },
  );

  it('says that what to pin to may not be shown', async () => {
    await renderPins(jest.fn().mockRejectedValue(new NotAllowedError('No')));
    expect(
      await screen.findAllByText('What to pin to may not be shown to you.'),
    ).toHaveLength(2);
  });
});
