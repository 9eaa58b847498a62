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

/** What the organization page *Runtimes (what-if)* says. */
export const whatIfMessages = {
  whatIf: {
    title: 'Runtimes (what-if)',
    intro:
      'Whether what was measured would still find its libraries on another runtime or architecture, and whether builds on another base image can break.',
    simulation: 'Simulation',
    simulationText:
      'Nothing is stored and no verdict changes. Share this page by its address.',
    question: 'What if',
    another: 'What they would run on',
    kind: 'What if they used another',
    kinds: { runtime: 'Runtime or architecture', image: 'Base image' },
    runtime: 'Other runtime',
    sameRuntime: 'As it is',
    architecture: 'Other architecture',
    sameArchitecture: 'As it is',
    image: {
      label: 'Base image',
      watched: 'Tag that is followed',
      choose: 'Choose a tag',
      failed: 'The tags could not be loaded: {{why}}',
      other: 'Any tag or digest of a repository that a component names',
      try: 'Try it',
      digests: 'Compared: {{digests}}',
    },
    components: 'Components',
    answer: 'Answer',
    loading: 'Working it out',
    beingRead: 'Being read',
    beingReadText:
      'The backend is reading what this takes. The page asks again by itself.',
    noTarget: 'Nothing is tried yet',
    noTargetText:
      'Choose a runtime, an architecture or a base image. Another architecture can only be answered where a build for it was measured.',
    works_one: '{{count}} of {{total, number}} works on {{target}} as it is.',
    works_other:
      '{{count}} of {{total, number}} work on {{target}} as they are.',
    canBreak_one:
      '{{count}} of {{total, number}} can break when it is built on {{target}}: the image provides more than its runtime.',
    canBreak_other:
      '{{count}} of {{total, number}} can break when they are built on {{target}}: the image provides more than their runtimes.',
    imageWorks_one: 'The runtime of {{count}} has all that it provides.',
    imageWorks_other: 'The runtimes of {{count}} have all that it provides.',
    notAffected_one: '{{count}} is not affected.',
    notAffected_other: '{{count}} are not affected.',
    breaks_one: '{{count}} breaks.',
    breaks_other: '{{count}} break.',
    unknown_one: '{{count}} is not known, which does not mean that it works.',
    unknown_other:
      '{{count}} are not known, which does not mean that they work.',
    profile: 'Compared with {{profile}}',
    imageProfile: 'Assumed: {{profile}}',
    noProfile: 'Compared with what the own runtime of each provides',
    filter: 'Show only',
    outcome: {
      breaks: 'Breaks',
      'can-break': 'Can break',
      unknown: 'Unknown',
      works: 'Works',
      'not-affected': 'Not affected',
    },
    outcomeCount: '{{amount, number}} {{outcome}}',
    now: 'Now',
    on: 'On {{target}}',
    builtOn: 'Built on {{target}}',
    reason: 'Why',
  },
  runtimeProfiles: {
    title: 'What the runtimes provide',
    intro:
      'What functions are judged by. A runtime whose image can be read is measured there, and the image is followed like a tag.',
    loading: 'Loading what the runtimes provide',
    found_one: '{{count}} runtime',
    found_other: '{{count}} runtimes',
    empty: 'No function names a runtime yet.',
    runtime: 'Runtime',
    origin: 'Known from',
    origins: { shipped: 'Shipped with the plugin', image: 'Its image' },
    highest: 'Up to',
    history: 'Since',
    changes_one: '{{count}} state seen',
    changes_other: '{{count}} states seen',
    showHistory: 'History',
    notWatched: 'Not followed',
    notKnown: 'Not known',
  },
} as const;
