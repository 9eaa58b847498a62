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

import {
  createTranslationRef,
  type TranslationApi,
  translationApiRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';

import {
  createApi,
  ENTITY,
  renderWithEntity,
} from '../__testUtils__/renderWithEntity';
import {
  CHANNEL,
  emptyReport,
  EXACT,
  FLOATING,
  PINNED,
  report,
  STAGE,
  UNREACHABLE,
  UNRESOLVED,
} from '../__fixtures__/reports';
import { ARTIFACTS, compatibility } from '../__fixtures__/compatibility';
import {
  ago,
  digest,
  entityTags,
  EXPOSED,
  MOVES,
  NOT_EXPOSED,
  registryStatus,
  tagHistory,
  tagMove,
  watchedTag,
} from '../__fixtures__/tags';
import {
  comparison,
  moveComparison,
  moveContents,
  moveDetails,
  noPin,
  pin,
  runtimeProfile,
} from '../__fixtures__/incident';
import { createApiMock } from '../__testUtils__/createApiMock';
import { BaseImagesCard } from '../components/BaseImagesCard';
import { paletteClass } from '../components/palette';
import {
  RISK_COMPONENTS,
  RISK_GROUPS,
  RISK_SUMMARY,
  WHAT_IF,
} from '../organization/risk/__fixtures__/risk';
import { RiskPageContent } from '../organization/risk';
import { TagChangesRoutes } from '../organization/tagChanges';
import { WhatIfPageContent } from '../organization/whatIf';
import { TARGET_RUNTIMES } from '../organization/whatIf/targets';
import { shortenDigests } from '../components/references';
import { ReportTab } from '../components/ReportTab';
import { TagHistoryCard } from '../components/TagHistoryCard';
import { lambdaCompatApiRef } from '../api';
import { lambdaCompatRouteRef } from '../routes';
import { lambdaCompatTranslationRef } from './index';
import { messages } from './messages';

type Messages = { readonly [key: string]: Messages | string };

/** A language without Latin letters: what is left of them was not translated. */
function pseudo<T extends Messages>(nested: T): T {
  return Object.fromEntries(
    Object.entries(nested).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? value.replace(/(\{\{[^}]*\}\})|[A-Za-z]/g, (_, slot) => slot ?? 'ж')
        : pseudo(value),
    ]),
  ) as T;
}

const pseudoRef = createTranslationRef({
  id: lambdaCompatTranslationRef.id,
  messages: pseudo(messages),
});

function pseudoTranslationApi(): TranslationApi {
  const api = mockApis.translation();
  return {
    getTranslation: ref =>
      api.getTranslation(
        ref.id === lambdaCompatTranslationRef.id
          ? (pseudoRef as unknown as typeof ref)
          : ref,
      ),
    translation$: ref => api.translation$(ref),
  };
}

/** What comes from the report, from the catalog, or from a tool's language. */
function dataOf(answer: unknown): string[] {
  const found = new Set([
    'lambda-compat.report.read',
    'docker buildx imagetools inspect',
    "--format '{{.Manifest.Digest}}'",
    'metadata:',
    'name:',
    'annotations:',
    'lambda-compat/dockerfile: path/to/Dockerfile',
    'github.com/acme/orders/tree/main',
    'sha256:1c4eef651f65',
    '9f3c2e1',
    'sha256:',
    'UTC',
    ENTITY.metadata.name,
  ]);
  JSON.stringify(answer, (_, value) => {
    if (typeof value === 'string' && value) {
      found.add(value);
      found.add(shortenDigests(value));
      // Aligned text breaks where the data does.
      value.split('\n').forEach(line => line && found.add(line));
    }
    return value;
  });
  return [...found].sort((a, b) => b.length - a.length);
}

/** Everything that is seen or spoken below the plugin's own roots. */
function textsOnScreen(): string[] {
  const texts: string[] = [];
  for (const root of document.querySelectorAll(`.${paletteClass}`)) {
    for (const element of [root, ...root.querySelectorAll('*')]) {
      // Times are formatted by the language of the browser; the buttons that
      // close a dialog have names that the UI library gives them.
      if (element.closest('time, [name="close"], [aria-label="Dismiss"]')) {
        continue;
      }
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        texts.push(element.getAttribute(name) ?? '');
      }
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) {
          texts.push(node.textContent ?? '');
        }
      }
    }
  }
  return texts;
}

function untranslated(answer: unknown): string[] {
  const data = dataOf(answer);
  return textsOnScreen().filter(text =>
    /[A-Za-z]{2}/.test(
      data
        .reduce((rest, known) => rest.replaceAll(known, ''), text)
        // Dates, as the browser writes them in English.
        .replace(/[A-Z][a-z]{2} \d+(, \d{4})?/g, ''),
    ),
  );
}

async function renderPseudo(
  element: ReactElement,
  answer: EntityReport | Error,
) {
  await renderWithEntity(element, createApi(answer), pseudoTranslationApi());
}

const EVERYTHING = report({
  status: 'partial',
  stale: true,
  references: [
    FLOATING,
    CHANNEL,
    PINNED,
    EXACT,
    UNRESOLVED,
    UNREACHABLE,
    STAGE,
  ],
  summary: {
    total: 5,
    pinned: 1,
    changeable: 4,
    unresolved: 1,
    unreachable: 1,
    weakest: 'unresolved',
    byClass: { digest: 1, exact: 1, channel: 1, floating: 1, unresolved: 1 },
  },
  problems: [
    {
      code: 'LC102',
      severity: 'error',
      message: 'This is no architecture.',
      fix: 'Write another.',
      annotation: 'lambda-compat/architecture',
      file: 'catalog-info.yaml',
      line: 12,
    },
  ],
});

describe('lambdaCompatTranslationRef', () => {
  it.each<[string, ReactElement, EntityReport | Error]>([
    ['the card', <BaseImagesCard />, EVERYTHING],
    ['the tab', <ReportTab />, EVERYTHING],
    [
      'a first reading that is awaited',
      <BaseImagesCard />,
      emptyReport({ status: 'never-collected' }),
    ],
    [
      'a search without result',
      <ReportTab />,
      emptyReport({ status: 'nothing-found' }),
    ],
    [
      'a failure',
      <ReportTab />,
      report({
        status: 'failed',
        failure: {
          code: 'LC303',
          message: 'The host answered 404.',
          since: '2026-04-09T08:05:00.000Z',
          attempts: 3,
        },
      }),
    ],
    ['a missing permission', <BaseImagesCard />, new NotAllowedError('No')],
    ['a missing entity', <BaseImagesCard />, new NotFoundError('No')],
  ])('holds every text of %s', async (_, element, answer) => {
    await renderPseudo(element, answer);
    await screen.findAllByRole('heading', { level: 4 });
    expect(untranslated(answer)).toEqual([]);
    expect(textsOnScreen().join('')).toMatch(/ж{3}/);
  });

  it('holds every text about binaries and their runtime', async () => {
    await renderWithEntity(
      <ReportTab />,
      createApiMock({
        getEntityReport: jest.fn().mockReturnValue(new Promise(() => {})),
        getEntityCompatibility: jest.fn().mockResolvedValue(compatibility()),
        getFunctionArtifacts: jest.fn().mockResolvedValue(ARTIFACTS),
      }),
      pseudoTranslationApi(),
    );
    await screen.findAllByText(/libstdc\+\+ 11\.4\.1/);
    const chart = screen.getAllByRole('img')[0];
    expect(chart).toHaveAccessibleName(/ж{3}/);
    expect(untranslated([compatibility(), ARTIFACTS, 'a'.repeat(12)])).toEqual(
      [],
    );
  });

  it.each([
    ['risk', <RiskPageContent />, [RISK_SUMMARY, RISK_GROUPS, RISK_COMPONENTS]],
    ['simulations', <WhatIfPageContent />, [WHAT_IF]],
  ])('holds every text about %s', async (_, element, data) => {
    await renderInTestApp(element, {
      apis: [
        [
          lambdaCompatApiRef,
          createApiMock({
            getRiskSummary: jest.fn().mockResolvedValue(RISK_SUMMARY),
            listRiskGroups: jest.fn().mockResolvedValue({
              items: RISK_GROUPS,
              totalItems: 3,
              pageInfo: {},
            }),
            listRiskComponents: jest.fn().mockResolvedValue({
              items: RISK_COMPONENTS,
              totalItems: 64,
              pageInfo: { nextCursor: 'x' },
            }),
            simulate: jest.fn().mockResolvedValue(WHAT_IF),
            listRuntimeProfiles: jest
              .fn()
              .mockResolvedValue({ items: [runtimeProfile()] }),
          }),
        ],
        [translationApiRef, pseudoTranslationApi()],
      ],
      initialRouteEntries: ['/?to=provided.al2023&verdict=broken&rule=R1'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/lambda-compat': lambdaCompatRouteRef,
      },
    });
    await screen.findAllByRole('grid');
    const names = ['payments', 'search', 'checkout', 'platform'];
    const components = ['orders', 'tax', 'ghost', 'mailer', 'hello'];
    const simulated = ['certs', 'ranker', 'scraper', 'arm64', 'x86_64'];
    expect(
      untranslated([
        data,
        names,
        components,
        simulated,
        runtimeProfile(),
        ['eeee00000001', 'eeee00000002'],
        TARGET_RUNTIMES,
        // The UI library's own.
        'Clear search',
      ]),
    ).toEqual([]);
  });

  const failing = watchedTag({
    digest: digest('77d0b5a8c913'),
    failure: {
      code: 'wrong-digest',
      message: 'The bytes are others.',
      since: ago(2),
      attempts: 3,
    },
    unstable: true,
    movedThoughDated: true,
    notWatched: 'excluded',
    otherObservers: [
      {
        tagId: 't9',
        observer: { kind: 'mirror', host: 'mirror.corp' },
        state: 'gone',
        digest: null,
        seenAt: ago(1),
      },
    ],
  });
  const tags = [
    entityTags({
      tags: entityTags().tags.map(tag => ({
        ...tag,
        tag: failing,
        truncated: true,
      })),
    }),
    // Cut and shortened, as they are shown.
    ...(JSON.stringify(MOVES).match(/[0-9a-f]{12}(?=0{52})/g) ?? []),
    'arm64v8/amazonlinux:latest',
    'mirror.corp',
    '#812',
    '#803',
    '#790',
    '#781',
  ];

  it.each([
    ['the card of tags', <TagHistoryCard />],
    ['their section of the tab', <ReportTab />],
  ])('holds every text of %s', async (_, element) => {
    await renderWithEntity(
      element,
      createApiMock({
        getEntityReport: jest.fn().mockReturnValue(new Promise(() => {})),
        getEntityTagHistory: jest.fn().mockResolvedValue(tags[0]),
      }),
      pseudoTranslationApi(),
    );
    await screen.findAllByText(/The bytes are others/);
    expect(untranslated(tags)).toEqual([]);
    expect(textsOnScreen().join('')).toMatch(/ж{3}/);
  });

  it.each([
    ['changes', '/?platform=linux/arm64&tag=t1', 'grid'],
    ['tags', '/?list=tags&registry=ghcr.io', 'grid'],
    ['registries', '/?list=registries', 'grid'],
    ['a change', '/m3?who=all', 'table'],
    ['a change and its exposed', '/m3?pin=component:default/crawler', 'table'],
    ['a comparison', '/m3/comparison', 'radiogroup'],
    ['its table', '/m3/comparison?as=table', 'grid'],
    ['its packages', '/m3/comparison?section=packages', 'grid'],
    ['its files', '/m3/comparison?section=files', 'grid'],
    ['its links', '/m3/comparison?section=files&kind=added', 'grid'],
    ['its modes', '/m3/comparison?section=files&kind=attributes', 'grid'],
    ['its settings', '/m3/comparison?section=configuration', 'grid'],
    ['a tag', '/tags/t1?as=table', 'grid'],
    ['no page', '/tags/t1/more', 'heading'],
  ])('holds every text of the page about %s', async (_, address, role) => {
    const pending = tagMove({
      class: 'pending',
      changes: ['pending', 'platforms'],
      undecided: 'The quota is used up.',
      unstable: true,
      source: 'reported',
      reportedBy: 'docker-library',
      observer: { kind: 'mirror', host: 'mirror.corp' },
      latest: false,
    });
    const change = moveDetails({
      ...pending,
      class: 'content',
      source: 'observed',
      impact: { alreadyBuilt: 1, nextBuild: 2, possibly: 60, notExposed: 2 },
      contents: [moveContents(), moveContents({ platform: 'linux/amd64' })],
    });
    const pins = [pin('orders'), noPin('crawler')];
    const registries = [
      registryStatus(),
      registryStatus({
        host: 'ghcr.io',
        quota: null,
        parkedUntil: ago(-1),
        parkedReason: 'Asked to wait.',
        failingTags: 2,
      }),
      registryStatus({
        host: 'quay.io',
        observer: 'mirror',
        lastFailureAt: ago(0),
        lastFailure: 'Answered 503.',
      }),
      registryStatus({ host: 'gcr.io', lastAnswerAt: null, tags: 1 }),
    ];
    const page = (items: unknown[]) => ({
      items,
      totalItems: items.length,
      pageInfo: {},
    });
    const impacts = [...EXPOSED, ...NOT_EXPOSED];
    await renderInTestApp(<TagChangesRoutes />, {
      apis: [
        [
          lambdaCompatApiRef,
          createApiMock({
            listTagMoves: jest.fn().mockResolvedValue(page([pending])),
            listTags: jest.fn().mockResolvedValue(page([failing])),
            listRegistries: jest.fn().mockResolvedValue({ items: registries }),
            listCoverageGroups: jest.fn().mockResolvedValue(page([])),
            getTagMove: jest.fn().mockResolvedValue(change),
            getTagMoveComparison: jest.fn().mockResolvedValue(moveComparison()),
            listTagMovePins: jest.fn().mockResolvedValue({ items: pins }),
            getTagMoveSummary: jest.fn().mockResolvedValue({ markdown: '# 1' }),
            getTagHistory: jest
              .fn()
              .mockResolvedValue(tagHistory({ tag: failing })),
            listTagImpact: jest.fn().mockResolvedValue(page(impacts)),
          }),
        ],
        [translationApiRef, pseudoTranslationApi()],
      ],
      initialRouteEntries: [address],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/lambda-compat': lambdaCompatRouteRef,
      },
    });
    await screen.findAllByRole(role);
    await screen.findAllByText(/ж{3}/);
    expect(
      untranslated([
        tags,
        pending,
        change,
        comparison(),
        pins,
        registries,
        impacts,
        // As they are cut: versions by namespace, digests, commits.
        ['GLIBCXX', 'CXXABI', 'GCC', 'GLIBC', '3f9a0c71e4d2', '77d0b5a8c913'],
        ['9f3c2e1', '41be07d', 'c07a91e', 'Cmd', '@sha256:'],
        ['payments', 'search', 'user:ada'],
        ['orders', 'refunds', 'crawler', 'fx', 'mailer'],
        ['ghcr.io', 'Clear search', 'http://localhost', '/m3', 'cursor'],
      ]),
    ).toEqual([]);
    expect(textsOnScreen().join('')).toMatch(/ж{3}/);
  });

  it('holds every text of the dialogs', async () => {
    const user = userEvent.setup();
    await renderPseudo(<ReportTab />, EVERYTHING);

    const rows = await screen.findAllByRole('row');
    const details = rows
      .flatMap(row => [...row.querySelectorAll('button')])
      .filter(button => button.textContent === 'жжжжжжж');
    await user.click(details[0]);
    await screen.findByRole('dialog');
    expect(untranslated(EVERYTHING)).toEqual([]);

    const [copyPatch] = screen
      .getAllByRole('button')
      .filter(button => button.textContent === 'жжжж жжжжж');
    await user.click(copyPatch);
    await screen.findByRole('textbox');
    expect(untranslated(EVERYTHING)).toEqual([]);
  });
});
