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

import type {
  RiskComponent,
  RiskGroup,
  RiskNumbers,
  RiskSummary,
  WhatIfAnswer,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { Verdict } from '../../../compatibility';

const share = (count: number, total: number) => ({
  count,
  total,
  ratio: total > 0 ? count / total : null,
});

/** Numbers of one set of components; the rest follows from the verdicts. */
export function riskNumbers(
  byVerdict: Record<Verdict, number>,
  measured: number,
): RiskNumbers {
  const total = Object.values(byVerdict).reduce((sum, n) => sum + n, 0);
  const judged = total - byVerdict['no-native-code'];
  return {
    total,
    byVerdict,
    measured,
    compatible: share(byVerdict.compatible, judged),
    evidence: share(measured, judged),
  };
}

const verdicts = (
  broken: number,
  atRisk: number,
  unknown: number,
  compatible: number,
  none: number,
): Record<Verdict, number> => ({
  broken,
  'at-risk': atRisk,
  unknown,
  compatible,
  'no-native-code': none,
});

/** 64 components, as in the mocks: 60 judged and 4 without native code. */
export const RISK_SUMMARY: RiskSummary = {
  ...riskNumbers(verdicts(4, 6, 9, 41, 4), 50),
  byRule: { R1: 2, R3: 1, R5: 1, R12: 6, R20: 8, R23: 1 },
  deprecation: {
    components: 9,
    firstRuntime: 'provided.al2',
    firstDate: '2026-07-31',
  },
};

export const RISK_GROUPS: RiskGroup[] = [
  {
    key: 'group:default/payments',
    direct: riskNumbers(verdicts(1, 3, 1, 7, 0), 11),
    total: riskNumbers(verdicts(1, 3, 1, 9, 0), 13),
  },
  {
    key: 'group:default/search',
    direct: riskNumbers(verdicts(2, 0, 4, 8, 1), 10),
    total: riskNumbers(verdicts(2, 0, 4, 8, 1), 10),
  },
  {
    key: null,
    direct: riskNumbers(verdicts(0, 0, 1, 1, 0), 1),
    total: riskNumbers(verdicts(0, 0, 1, 1, 0), 1),
  },
];

export function riskComponent(
  overrides: Partial<RiskComponent> = {},
): RiskComponent {
  return {
    entityRef: 'component:default/orders',
    title: null,
    owners: ['group:default/payments'],
    system: 'system:default/checkout',
    lifecycle: 'production',
    runtimes: ['provided.al2023'],
    verdict: 'broken',
    sentence:
      'bootstrap needs GLIBCXX_3.4.30, and provided.al2023 has up to GLIBCXX_3.4.29.',
    rules: ['R1'],
    functions: 2,
    measured: 1,
    measuredAt: new Date(Date.now() - 3_600_000).toISOString(),
    ...overrides,
  };
}

export const RISK_COMPONENTS: RiskComponent[] = [
  riskComponent(),
  riskComponent({
    entityRef: 'component:default/tax',
    verdict: 'at-risk',
    sentence: 'provided.al2 ends on 2026-07-31.',
    rules: ['R12'],
    runtimes: ['provided.al2'],
    functions: 1,
    measured: 1,
  }),
  riskComponent({
    entityRef: 'component:default/ghost',
    verdict: 'unknown',
    owners: [],
    system: null,
    runtimes: [],
    sentence: 'No binary was measured.',
    rules: ['R20'],
    functions: 1,
    measured: 0,
    measuredAt: null,
  }),
  riskComponent({
    entityRef: 'component:default/mailer',
    verdict: 'compatible',
    sentence: 'All 3 native files find everything in the runtime.',
    rules: [],
    functions: 1,
    measured: 1,
  }),
  riskComponent({
    entityRef: 'component:default/hello',
    verdict: 'no-native-code',
    sentence: 'Nothing in the artifact is native code.',
    rules: [],
    runtimes: ['nodejs22.x'],
    functions: 1,
    measured: 1,
  }),
];

export const WHAT_IF: WhatIfAnswer = {
  target: {
    runtime: 'provided.al2023',
    architecture: null,
    image: null,
    profile: 'Amazon Linux 2023, managed runtime',
  },
  counts: {
    breaks: 2,
    'can-break': 0,
    unknown: 2,
    works: 5,
    'not-affected': 0,
  },
  items: [
    {
      entityRef: 'component:default/certs',
      title: null,
      owners: ['group:default/platform'],
      system: null,
      runtimes: ['provided.al2'],
      verdict: 'compatible',
      outcome: 'breaks',
      reason: 'certs needs libcrypt.so.1, which is not in the runtime.',
    },
    {
      entityRef: 'component:default/ranker',
      title: '=Ranker, the "first"',
      owners: [],
      system: 'system:default/search',
      runtimes: [],
      verdict: 'unknown',
      outcome: 'unknown',
      reason: 'No binary was measured.',
    },
    {
      entityRef: 'component:default/scraper',
      title: null,
      owners: ['group:default/search'],
      system: null,
      runtimes: ['provided.al2'],
      verdict: 'broken',
      outcome: 'works',
      reason: 'All 4 native files find everything.',
    },
  ],
  totalItems: 9,
  pageInfo: {},
};
