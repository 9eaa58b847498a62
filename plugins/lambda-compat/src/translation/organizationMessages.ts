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

/** What is said in the lists of the organization and in their exports. */
export const organizationMessages = {
  lists: {
    which: 'List',
    components: {
      title: 'Components',
      search: 'Search components',
      loading: 'Loading components',
      found_one: '{{count}} component',
      found_other: '{{count}} components',
      name: 'Component',
      owner: 'Owner',
      system: 'System',
      references: 'References',
      weakest: 'Weakest pin',
      collectedAt: 'Last checked',
      problems: 'Problems',
      never: 'Never',
      failing: 'last reading failed',
      stale: 'stale',
      none: 'None',
      notKnown: 'Not known',
      bar: 'References by pin class: {{classes}}',
      barItem: '{{amount, number}} {{pinClass}}',
      moreProblems_one: '+{{count}} more',
      moreProblems_other: '+{{count}} more',
      problemsLink: 'Problems of {{component}}: {{problem}}',
      empty: 'The catalog has no component here that builds a Lambda.',
    },
    references: {
      title: 'References',
      search: 'Search references',
      loading: 'Loading references',
      found_one: '{{count}} reference',
      found_other: '{{count}} references',
      image: 'Image',
      pinClass: 'Pin',
      component: 'Component',
      owner: 'Owner',
      file: 'Place',
      role: 'Role',
      empty: 'No build that was read pulls an image.',
    },
    noOwner: 'No owner',
    noSystem: 'No system',
    noMatch: 'Nothing matches these filters.',
    clearFilters: 'Clear filters',
    filters: {
      label: 'Filters of the list',
      remove: 'Remove filter {{filter}}',
      state: 'State: {{value}}',
      weakest: 'Weakest pin: {{value}}',
      pinClass: 'Pin: {{value}}',
      image: 'Image: {{value}}',
      noImage: 'none named',
      problem: 'Problem: {{value}}',
    },
    sort: {
      by: 'Sort by',
      toAscending: 'Sort in ascending order',
      toDescending: 'Sort in descending order',
    },
    paging: {
      label: 'Pages of {{list}}',
      rows: 'Rows per page',
      perPage: '{{rows, number}} per page',
      range: '{{first, number}}–{{last, number}} of {{total, number}}',
      somewhere: '{{shown, number}} of {{total, number}}',
      previous: 'Previous page',
      next: 'Next page',
    },
    cursorLost: {
      title: 'Shown from the beginning',
      text: 'The page that this address pointed to is not there any more.',
    },
    failed: {
      title: 'Could not load the list',
      kept: 'Could not load the list again. Shown as it was.',
      forbidden: 'Not allowed to read this',
      forbiddenText:
        'You need the permission {{permission}}. It is granted by the permission policy of your portal.',
      noBackend:
        'The lambda-compat backend does not answer (404). It is probably not installed.',
      retry: 'Retry',
    },
  },
  coverageState: {
    pinned: 'Pinned',
    dated: 'Dated',
    unpinned: 'Not pinned',
    'no-images': 'No images',
    'never-collected': 'Never collected',
    unreadable: 'Not readable',
    'partly-read': 'Partly read',
    'no-build-file': 'No build file',
    expired: 'Expired',
  },
  exports: {
    csv: 'Export CSV',
    json: 'JSON',
    withRows: '{{format}}, {{rows}}',
    components_one: '{{count}} component',
    components_other: '{{count}} components',
    references_one: '{{count}} reference',
    references_other: '{{count}} references',
    risk_one: '{{count}} component',
    risk_other: '{{count}} components',
    problems_one: '{{count}} problem',
    problems_other: '{{count}} problems',
    'tag-moves_one': '{{count}} change',
    'tag-moves_other': '{{count}} changes',
    tags_one: '{{count}} tag',
    tags_other: '{{count}} tags',
    'tag-impact_one': '{{count}} place',
    'tag-impact_other': '{{count}} places',
    busy: 'Preparing the file',
    done: '{{file}} was saved',
    doneHint: 'It holds {{rows}}: everything that matches, not only the page.',
    failed: '{{file}} could not be exported',
  },
  configuration: {
    title: 'Configuration',
    intro:
      'Mistakes in annotations, build files and sources, each with its place and what to do about it. Until they are mended, what they hide counts as not pinned.',
    filters: 'Filters',
    code: 'Code',
    severity: 'Severity',
    all: 'All',
    scope: '{{field}}: {{value}}',
    search: 'Search problems',
    table: {
      title: 'Problems',
      loading: 'Loading problems',
      found_one: '{{count}} problem',
      found_other: '{{count}} problems',
      severity: 'Severity',
      code: 'Code',
      component: 'Component',
      owner: 'Owner',
      place: 'Place',
      noPlace: 'Whole source',
      message: 'Problem',
      fix: 'What to do',
    },
    none_one: 'No problems found in {{count}} component',
    none_other: 'No problems found in {{count}} components',
    noneAtAll: 'No problems found',
    unread_one:
      '{{count}} of them has not been read, so nothing is known about it.',
    unread_other:
      '{{count}} of them have not been read, so nothing is known about them.',
    families: {
      title: 'What the codes mean',
      LC1: 'Syntax: an annotation is not known, or its value is not allowed.',
      LC2: 'Conflict: two sources say different things about the same function.',
      LC3: 'Not found or not readable: a file, a build stage or a repository.',
      LC4: 'Not supported: what is pulled cannot be told from the file alone.',
    },
    codes: {
      LC101: 'unknown annotation',
      LC102: 'value not allowed',
      LC103: 'path leaves the repository',
      LC201: 'two sources disagree',
      LC301: 'file not found',
      LC302: 'build stage not found',
      LC303: 'file or repository not readable',
      LC304: 'file refused',
      LC305: 'the builder would stop with an error',
      LC401: 'template that has to be rendered first',
      LC402: 'variable without a value',
    },
  },
} as const;
