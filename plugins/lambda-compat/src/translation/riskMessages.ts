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

/** What the organization pages *Risk* and *Runtimes (what-if)* say. */
export const riskMessages = {
  risk: {
    title: 'Risk',
    intro:
      'What each function asks for against what its runtime provides. Broken and Compatible are measured; Unknown is never counted as good.',
    loading: 'Loading risk',
    tiles: 'Risk in numbers',
    ofTotal: 'of {{total, number}}',
    tile: {
      toggle: 'List the components that are: {{verdict}}',
      broken: 'A measured binary misses something',
      atRisk: 'A build or a date can break it',
      unknown: 'Evidence is missing or old',
      compatible: '{{share}}; {{measured, number}} measured ({{evidence}})',
      noNativeCode: 'In no share',
    },
    note: 'Compatible: {{compatible}} ({{amount, number}} of {{total, number}}). Evidence: {{measured, number}} of {{total, number}} are measured ({{evidence}}).',
    unknownMeaning: 'Unknown does not mean compatible.',
    lifecycle: {
      label: 'Lifecycle',
      components_one: '{{count}} component runs on Amazon Linux 2.',
      components_other: '{{count}} components run on Amazon Linux 2.',
      first: 'The first end is that of {{runtime}}, on {{date}}.',
      whatIf: 'What if they ran on {{runtime}}',
    },
    matrix: {
      by: {
        owner: 'By owner',
        system: 'By system',
        domain: 'By domain',
        runtime: 'By runtime',
      },
      label: 'Components by verdict',
      cell: '{{cell}} of components: {{what}}',
      judged: 'Judged',
      evidence: 'Evidence',
      measured: '{{amount, number}} of {{total, number}}',
    },
    rules: {
      title: 'Why',
      none: 'No rule speaks of any component.',
    },
    table: {
      verdict: 'Verdict',
      why: 'Why',
      measured: 'Measured',
      never: 'Never',
      partly:
        '{{measured, number}} of {{functions, number}} functions measured',
      search: 'Search names, versions',
    },
    filter: {
      verdict: 'Verdict: {{verdict}}',
      rule: 'Rule: {{rule}}',
    },
  },
  whatIf: {
    title: 'Runtimes (what-if)',
    intro:
      'Whether what was measured would still find its libraries on another runtime or architecture.',
    simulation: 'Simulation',
    simulationText:
      'Nothing is stored and no verdict changes. Share this page by its address.',
    question: 'What if',
    another: 'What they would run on',
    runtime: 'Other runtime',
    sameRuntime: 'As it is',
    architecture: 'Other architecture',
    sameArchitecture: 'As it is',
    components: 'Components',
    answer: 'Answer',
    loading: 'Working it out',
    noTarget: 'Nothing is tried yet',
    noTargetText:
      'Choose a runtime, an architecture or both. Another architecture can only be answered where a build for it was measured.',
    works_one: '{{count}} of {{total, number}} works on {{target}} as it is.',
    works_other:
      '{{count}} of {{total, number}} work on {{target}} as they are.',
    breaks_one: '{{count}} breaks.',
    breaks_other: '{{count}} break.',
    unknown_one: '{{count}} is not known, which does not mean that it works.',
    unknown_other:
      '{{count}} are not known, which does not mean that they work.',
    profile: 'Compared with {{profile}}',
    noProfile: 'Compared with what the own runtime of each provides',
    filter: 'Show only',
    outcome: { breaks: 'Breaks', unknown: 'Unknown', works: 'Works' },
    outcomeCount: '{{amount, number}} {{outcome}}',
    now: 'Now',
    on: 'On {{target}}',
    reason: 'Why',
  },
} as const;
