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
import type { EntityCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import {
  compatibility,
  functionCompatibility,
  GLIBC,
  GLIBCXX,
  GLIBCXX_UNKNOWN,
  judgement,
  neverMeasured,
  R1,
} from '../../__fixtures__/compatibility';
import { noPin, pin } from '../../__fixtures__/incident';
import { createApiMock } from '../../__testUtils__/createApiMock';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { RuntimeCompatibilityCard } from './RuntimeCompatibilityCard';

const SENTENCE =
  'GLIBCXX of libstdc++.so.6: needs up to 3.4.30, the runtime has 3.4.29. 1 missing. GLIBC of libc.so.6: needs up to 2.34, the runtime has 2.34. Fits.';

async function show(
  answer: EntityCompatibility | Error,
  others: Parameters<typeof createApiMock>[0] = {},
) {
  const getEntityCompatibility = jest.fn();
  if ('entityRef' in answer) {
    getEntityCompatibility.mockResolvedValue(answer);
  } else {
    getEntityCompatibility.mockRejectedValue(answer);
  }
  await renderWithEntity(
    <RuntimeCompatibilityCard />,
    createApiMock({ getEntityCompatibility, ...others }),
  );
  const card = await screen.findByRole('region', {
    name: 'Runtime compatibility',
  });
  return { card: within(card), getEntityCompatibility };
}

describe('RuntimeCompatibilityCard', () => {
  it('says in one screen what breaks, why, since when that is known and what helps', async () => {
    const { card, getEntityCompatibility } = await show(compatibility());

    expect(
      await card.findByRole('heading', {
        name: 'Broken on provided.al2023, arm64',
      }),
    ).toBeInTheDocument();
    expect(getEntityCompatibility).toHaveBeenCalledTimes(1);
    expect(card.getAllByText(/Measured in CI/)[0]).toHaveTextContent(
      /Measured in CI #812.*, 20m ago/,
    );
    expect(card.getByRole('link', { name: /#812/ })).toHaveAttribute(
      'href',
      'https://ci.example.com/orders/812',
    );
    expect(
      card.getByText('annotation lambda-compat/runtime'),
    ).toBeInTheDocument();
    expect(
      card.getByText(
        'std::condition_variable::wait(std::unique_lock<std::mutex>&)',
      ),
    ).toHaveAttribute(
      'title',
      '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
    );
    expect(card.getByText(/also exists at GLIBCXX_3.4.11/)).toBeInTheDocument();
    expect(card.getByText('and 3 more symbols')).toBeInTheDocument();
    expect(card.getByText(/libstdc\+\+ 11\.4\.1/)).toHaveTextContent(
      'Known from: public.ecr.aws/lambda/provided:al2023-arm64, libstdc++ 11.4.1 (measured, 2025-03-21)',
    );
    expect(card.getByText('2 other ways')).toBeInTheDocument();
    expect(card.getByText(/as of 2025-03-15/)).toBeInTheDocument();
    expect(card.getByRole('link', { name: 'All evidence' })).toHaveAttribute(
      'href',
      '/lambda-compat',
    );
    // Notes change no verdict and are not worth a line of the overview.
    expect(card.queryByText(/Debian 12/)).toBeNull();
  });

  it('copies a way out as it is written', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    const { card } = await show(compatibility());

    await user.click(
      await card.findByRole('button', { name: 'Copy: build image' }),
    );

    expect(writeText).toHaveBeenCalledWith(
      'FROM public.ecr.aws/amazonlinux/amazonlinux:2023.6.20250317.2',
    );
  });

  it('has a ladder with a sentence, of which arrow keys read each step', async () => {
    const { card } = await show(compatibility());

    const chart = await card.findByRole('img', { name: /GLIBCXX/ });
    expect(chart).toHaveAccessibleName(
      `${SENTENCE} Arrow keys move from version to version.`,
    );
    expect(card.getByText(SENTENCE)).toBeInTheDocument();

    // The first arrow begins in the row that does not fit, at its end.
    fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    const spoken = () =>
      card
        .getAllByRole('status')
        .map(status => status.textContent)
        .join('');
    expect(spoken()).toBe('GLIBCXX_3.4.33: not in the runtime');
    fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    expect(spoken()).toBe(
      'GLIBCXX_3.4.30: needed by 1 file, not in the runtime',
    );
    fireEvent.keyDown(chart, { key: 'Home' });
    expect(spoken()).toBe(
      'GLIBCXX_3.4 to 3.4.19: needed by 1 file, in the runtime',
    );
    fireEvent.keyDown(chart, { key: 'ArrowUp' });
    expect(spoken()).toBe(
      'GLIBC_2.17 to 2.24: needed by 2 files, in the runtime',
    );
  });

  it('has the same as a table', async () => {
    const user = userEvent.setup();
    const { card } = await show(compatibility());

    await user.click(await card.findByRole('radio', { name: 'Table' }));

    const table = card.getByRole('grid', {
      name: 'Needed and provided versions',
    });
    const row = within(table).getByRole('row', { name: /GLIBCXX/ });
    expect(
      within(row)
        .getAllByRole('gridcell')
        .map(cell => cell.textContent),
    ).toEqual([
      'Needed3.43.4.213.4.30 missingbootstrap',
      'Provided3.4.29',
      'Result1 missingfrom nobody',
    ]);
    expect(card.queryByRole('img', { name: /GLIBCXX/ })).toBeNull();
  });

  it('says what would decide it where the state of the runtime is not known', async () => {
    const { card } = await show(
      compatibility({
        functions: [
          functionCompatibility({
            judgement: judgement({
              verdict: 'unknown',
              ladder: [GLIBCXX_UNKNOWN],
              findings: [
                {
                  ...R1,
                  verdict: 'unknown',
                  undecided: 'whether the runtime followed its image',
                },
              ],
            }),
          }),
        ],
      }),
    );

    expect(
      await card.findByRole('heading', {
        name: 'Unknown on provided.al2023, arm64',
      }),
    ).toBeInTheDocument();
    expect(card.getByText('Unknown does not mean compatible.')).toBeVisible();
    expect(
      card.getByText('whether the runtime followed its image'),
    ).toBeInTheDocument();
    expect(
      card.getByText(
        'GLIBCXX of libstdc++.so.6: needs up to 3.4.30, the runtime has 3.4.29 or 3.4.33. 1 not known.',
      ),
    ).toBeInTheDocument();
  });

  it('shows the worst of several functions, and the others on demand', async () => {
    const user = userEvent.setup();
    const { card } = await show(
      compatibility({
        functions: [
          functionCompatibility({
            name: 'api',
            judgement: judgement({
              verdict: 'compatible',
              findings: [],
              ladder: [GLIBC],
              sentence: 'All 2 native files find everything.',
            }),
          }),
          neverMeasured({ name: 'worker of "night"' }),
          functionCompatibility({ name: 'orders' }),
        ],
      }),
    );

    expect(
      await card.findByText('2 of 3 functions are measured'),
    ).toBeInTheDocument();
    const counts = card.getByText('3 functions:').parentElement;
    expect(counts).toHaveTextContent('1 Broken1 Unknown1 Compatible');
    expect(
      card.getByRole('heading', { name: 'Broken on provided.al2023, arm64' }),
    ).toBeInTheDocument();

    await user.click(card.getByRole('button', { name: /Function/ }));
    await user.click(
      await screen.findByRole('option', { name: /worker of "night"/ }),
    );

    expect(
      card.getByRole('heading', { name: 'Unknown: not measured yet' }),
    ).toBeInTheDocument();
    expect(card.getByText(/lambda-compat\/cli upload/).textContent).toContain(
      '--entity component:default/orders \\\n  --function \'worker of "night"\' \\\n  --runtime provided.al2023',
    );
  });

  it('says of an old measurement that builds may have followed', async () => {
    const { card } = await show(
      compatibility({
        functions: [
          functionCompatibility({ measuredAt: '2025-04-08T09:00:00.000Z' }),
        ],
      }),
    );
    expect(
      await card.findByText(/Shown as it was on Apr 8, 2025/),
    ).toHaveTextContent('Builds since then are not in it.');
  });

  it('shows the risk of a date also where nothing was measured', async () => {
    const { card } = await show(
      compatibility({
        status: 'never-measured',
        functions: [
          neverMeasured({
            judgement: judgement({
              verdict: 'at-risk',
              ladder: [],
              findings: [
                {
                  ...R1,
                  rule: 'R12',
                  verdict: 'at-risk',
                  key: 'R12',
                  message: 'nodejs22.x ends soon.',
                },
                {
                  ...R1,
                  rule: 'R20',
                  verdict: 'unknown',
                  key: 'R20',
                  message: 'Nothing was measured.',
                },
              ],
              counts: { broken: 0, 'at-risk': 1, unknown: 1, info: 0 },
            }),
          }),
        ],
      }),
    );

    expect(
      await card.findByRole('heading', {
        name: 'At risk on provided.al2023, arm64',
      }),
    ).toBeInTheDocument();
    expect(card.getByText('1 item is unknown, too.')).toBeInTheDocument();
    expect(card.getByText(/nodejs22\.x ends soon/)).toBeInTheDocument();
    expect(
      card.getByRole('heading', { name: 'Unknown: not measured yet' }),
    ).toBeInTheDocument();
    expect(card.queryByText('Nothing was measured.')).toBeNull();
  });

  it.each([
    [
      'what was never measured, and how to measure it',
      compatibility({
        status: 'never-measured',
        functions: [neverMeasured()],
      }),
      'Unknown: not measured yet',
    ],
    [
      'that nothing is native code',
      compatibility({
        functions: [
          functionCompatibility({
            judgement: judgement({
              verdict: 'no-native-code',
              findings: [],
              ladder: [],
            }),
          }),
        ],
      }),
      'No native code',
    ],
    [
      'that the entity is no Lambda',
      compatibility({ status: 'not-applicable', functions: [] }),
      'Not applicable',
    ],
    [
      'which permission is missing',
      new NotAllowedError('No'),
      'Not allowed to read this',
    ],
    ['what failed', new Error('Connection reset'), 'Could not load the report'],
  ])('says %s', async (_, answer, title) => {
    const { card } = await show(answer);
    expect(await card.findByRole('heading', { name: title })).toBeVisible();
    expect(card.queryByText('Broken')).toBeNull();
  });
});

describe('RuntimeCompatibilityCard, before the build', () => {
  const R10 = {
    ...R1,
    rule: 'R10' as const,
    verdict: 'at-risk' as const,
    key: 'R10||build/Dockerfile|arm64v8/amazonlinux:latest',
    file: null,
    artifact: null,
    symbols: [],
    symbolCount: null,
    message:
      'build/Dockerfile:1 builds on arm64v8/amazonlinux:latest, which provides GLIBCXX up to 3.4.33; provided.al2023 (arm64) has up to 3.4.29.',
    waysOut: [] as typeof R1.waysOut,
  };

  const WAYS: typeof R1.waysOut = [
    {
      kind: 'build-image',
      text: 'Pin it to a release.',
      code: 'FROM arm64v8/amazonlinux:2023',
    },
    { kind: 'measure', text: 'Measure the build.', code: null },
  ];

  function atRisk(...findings: Array<typeof R10>) {
    const [first] = compatibility().functions;
    return compatibility({
      verdict: 'at-risk',
      functions: [
        {
          ...first,
          judgement: judgement({
            verdict: 'at-risk',
            findings,
            sentence: R10.message,
          }),
        },
      ],
    });
  }

  it('says what the image provides, and opens what to pin it to', async () => {
    const user = userEvent.setup();
    const other = pin('orders', {
      referenceId: 'orders-9',
      file: 'worker/Dockerfile',
    });
    const listPinSuggestions = jest
      .fn()
      .mockResolvedValue({ items: [other, pin('orders')] });
    const { card } = await show(atRisk(R10), { listPinSuggestions });

    expect(
      await card.findByRole('heading', {
        name: 'At risk on provided.al2023, arm64',
      }),
    ).toBeInTheDocument();
    const terms = card
      .getAllByRole('term')
      .map(term => [term.textContent, term.nextElementSibling?.textContent]);
    expect(terms).toEqual(
      expect.arrayContaining([
        ['Build image', 'arm64v8/amazonlinux:latest in build/Dockerfile'],
        ['It provides', 'libstdc++.so.6 GLIBCXX_3.4.30'],
      ]),
    );
    // What was looked up goes before what the rule knows.
    expect(
      await card.findByText(pin('orders').pinned!, { selector: 'code' }),
    ).toBeInTheDocument();
    expect(
      card.getByText(
        'Pin it, with tag and digest: Every version that it provides is in provided.al2023. 1 release behind current; security fixes after 17 Mar 2025 are missing.',
      ),
    ).toBeInTheDocument();
    expect(
      card.getByText('2023.6.20250317.2 · Fits by construction'),
    ).toBeInTheDocument();

    await user.click(
      card.getByRole('button', { name: 'Fix: pin the build image' }),
    );

    const dialog = within(
      await screen.findByRole('dialog', { name: 'Pin the build image' }),
    );
    expect(
      await dialog.findByText(/Every version that it provides is in/),
    ).toBeInTheDocument();
    expect(dialog.getByText(/1 release behind current/)).toBeInTheDocument();
    expect(dialog.getByText('build/Dockerfile:1')).toBeInTheDocument();
    expect(dialog.queryByText(/worker\/Dockerfile/)).toBeNull();
    expect(
      dialog.getByRole('button', { name: /^Copy patch: build\/Dockerfile:1/ }),
    ).toBeInTheDocument();
  });

  it('says in short what the image provides, in full below', async () => {
    const [first] = compatibility().functions;
    const nextBuild = {
      versions: GLIBCXX.scale,
      highest: 'GLIBCXX_3.4.33',
      image: 'arm64v8/amazonlinux:latest',
    };
    const { card } = await show(
      compatibility({
        verdict: 'at-risk',
        functions: [
          {
            ...first,
            judgement: judgement({
              verdict: 'at-risk',
              findings: [R10],
              ladder: [{ ...GLIBCXX, nextBuild }],
              sentence: `${R10.message} (1 more like it)`,
            }),
          },
        ],
      }),
      { listPinSuggestions: jest.fn().mockResolvedValue({ items: [] }) },
    );
    expect(
      await card.findByText(
        /^The build image provides GLIBCXX up to 3\.4\.33 today; provided\.al2023 provides up to 3\.4\.29\. Your next build can ask for versions the runtime does not have\./,
      ),
    ).toBeInTheDocument();
    expect(card.queryByText(/1 more like it/)).toBeNull();
    expect(card.getAllByText(R10.message, { exact: false })).toHaveLength(1);
  });

  it('pins what a broken build was built on, and counts unknown items once', async () => {
    const [first] = compatibility().functions;
    const { card } = await show(
      compatibility({
        functions: [
          {
            ...first,
            judgement: judgement({
              findings: [{ ...R1, waysOut: WAYS }, R10],
              sentence: 'bootstrap will not start. (1 item unknown)',
              counts: { broken: 1, 'at-risk': 1, unknown: 1, info: 0 },
            }),
          },
        ],
      }),
      {
        listPinSuggestions: jest
          .fn()
          .mockResolvedValue({ items: [pin('orders')] }),
      },
    );
    expect(
      await card.findAllByText(pin('orders').pinned!, { selector: 'code' }),
    ).toHaveLength(2);
    expect(card.queryByText('Pin it to a release.')).toBeNull();
    expect(card.queryByText(/unknown, too/)).toBeNull();
  });

  it('offers the other ways, and no digest, where nothing fits', async () => {
    const { card } = await show(
      atRisk({
        ...R10,
        waysOut: WAYS,
      }),
      {
        listPinSuggestions: jest
          .fn()
          .mockResolvedValue({ items: [noPin('orders')] }),
      },
    );
    expect(
      await card.findByText(/^Nothing to pin to: Every digest that was seen/),
    ).toBeInTheDocument();
    expect(card.queryByText('Pin it to a release.')).toBeNull();
    expect(
      card.getByText('Nothing that was seen is known to fit.'),
    ).toBeInTheDocument();
    for (const { text } of noPin('orders').alternatives) {
      expect(card.getByText(text)).toBeInTheDocument();
    }
    expect(card.getByText('Measure the build.')).toBeInTheDocument();
  });

  it.each<[string, jest.Mock, string | RegExp]>([
    [
      'that there is nothing to pin',
      jest.fn().mockResolvedValue({ items: [] }),
      'No reference of this component can be pinned.',
    ],
    [
      'which permission is missing',
      jest.fn().mockRejectedValue(new NotAllowedError('No')),
      'Not allowed to read this',
    ],
    [
      'what failed',
      jest.fn().mockRejectedValue(new Error('Connection reset')),
      'Connection reset',
    ],
  ])('says %s where it is opened', async (_, listPinSuggestions, text) => {
    const user = userEvent.setup();
    const { card } = await show(atRisk(R10), { listPinSuggestions });
    await user.click(
      await card.findByRole('button', { name: 'Fix: pin the build image' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(text)).toBeInTheDocument();
  });

  it('offers no pin where no image is a risk', async () => {
    const { card } = await show(
      atRisk({ ...R10, verdict: 'info' as 'at-risk' }),
    );
    await card.findByRole('heading', { name: /At risk/ });
    expect(
      card.queryByRole('button', { name: 'Fix: pin the build image' }),
    ).toBeNull();
  });
});
