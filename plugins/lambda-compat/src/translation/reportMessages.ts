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

/** What frames the results: titles, ages, footers, the sections of the tab. */
export const reportMessages = {
  baseImages: {
    title: 'Base images',
    loading: 'Loading base images',
    listLabel: 'Image references',
    viewAll: 'View all',
    viewAllCount: 'View all ({{rows, number}})',
    footer: {
      references_one: '{{count}} reference',
      references_other: '{{count}} references',
      counts: '{{references}}, {{unreachable}}',
      unreachable_one: '{{count}} not pulled',
      unreachable_other: '{{count}} not pulled',
      source: 'Source {{source}}',
      sourceAtRevision: 'Source {{source}} at {{revision}}',
    },
  },
  tab: {
    heading: 'Lambda compatibility',
    showMore: 'Show {{amount, number}} more of {{total, number}}',
    summary: {
      title: 'Base images',
      barLabel: 'References by pin class: {{classes}}',
      barItem: '{{amount, number}} {{pinClass}}',
      unreachable_one:
        '{{count}} more is listed but not pulled for the target.',
      unreachable_other:
        '{{count}} more are listed but not pulled for the target.',
      ownerCoverage_one: 'Coverage of all components of its owner',
      ownerCoverage_other: 'Coverage of all components of its owners',
    },
    functions: {
      title: 'Functions',
      name: 'Function',
      runtime: 'Runtime',
      architecture: 'Architecture',
      packageType: 'Package type',
      unknown: 'Not known',
    },
    references: {
      title: 'References',
      image: 'Image',
      pin: 'Pin',
      role: 'Role',
      place: 'Place',
      actions: 'Actions',
      details: 'Details',
      detailsLabel: 'Details of {{reference}}, {{place}}',
    },
    files: {
      title: 'Files read',
      file: 'File',
      status: 'Status',
      target: 'Target stage',
      message: 'Message',
      noTarget: 'None',
      noMessage: 'None',
    },
    problems: {
      title: 'Problems',
      all: 'Problems of all components',
    },
    evidence: {
      title: 'Evidence',
      source: 'Source',
      revision: 'Revision',
      noRevision: 'Not known',
      collected: 'Last read',
      attempted: 'Last attempt',
      next: 'Next reading',
      interval: 'Interval',
      stale: 'Stale after',
      searched: 'Looked for',
      never: 'Not yet',
      notPlanned: 'Not planned',
    },
  },
  freshness: {
    checked: 'Checked {{when}}',
    stale: 'Stale',
    refresh: 'Check images again',
    refreshing: 'Checking images',
    refreshed: 'Images were checked again',
  },
  time: {
    absolute: '{{date, datetime}}',
    relative: '{{value, relativetime}}',
    now: 'just now',
    seconds_one: '{{count}} s',
    seconds_other: '{{count}} s',
    minutes_one: '{{count}} min',
    minutes_other: '{{count}} min',
    hours_one: '{{count}} h',
    hours_other: '{{count}} h',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
  },
  sourced: {
    annotation: 'annotation {{detail}}',
    metadata: 'from {{detail}}',
    dockerfile: 'detected from {{detail}}',
    assumed: 'assumed: {{detail}}',
  },
  fileStatus: {
    read: 'Read',
    template: 'Template',
    invalid: 'Not valid',
    failed: 'Not read',
  },
  problems: {
    count_one: '{{count}} problem',
    count_other: '{{count}} problems',
    error: 'Error',
    warning: 'Warning',
    titleWithCode: '{{severity}} {{code}}',
    annotation: 'Annotation {{annotation}}',
  },
} as const;
