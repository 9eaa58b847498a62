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

/** What the organization page *Risk* says. */
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
    exposure: {
      label: 'Exposure now',
      moved_one:
        '{{count}} component builds from a tag that moved with other symbol versions since its last build.',
      moved_other:
        '{{count}} components build from a tag that moved with other symbol versions since their last build.',
      beyond_one:
        'The next build of {{count}} component pulls an image that provides more than its runtime.',
      beyond_other:
        'The next build of {{count}} components pulls an image that provides more than their runtime.',
      rows: 'These components',
      changes: 'Open tag changes',
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
} as const;
