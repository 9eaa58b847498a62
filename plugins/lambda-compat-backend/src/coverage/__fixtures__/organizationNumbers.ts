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
  type CountedPinClass,
  type CoverageGrouping,
  type CoverageScope,
  type CoverageState,
  NO_GROUP,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { domain, IMAGES, owner, system } from './organization';

// The numbers of the table in organization.ts, counted by hand. The comments
// say which rows add up to each.

/** What is expected of numbers; what is not named is 0. */
export interface Expected {
  components: number;
  states?: Partial<Record<CoverageState, number>>;
  weakest?: Partial<Record<CountedPinClass, number>>;
  withProblems?: number;
  classes?: Partial<Record<CountedPinClass, number>>;
  references: number;
}

// 10 of shop, 4 of product, 8 of build, 4 of platform, 2 of eng, 4 of two
// owners, 3 of vendor, 1 of ann, 4 of nobody.
export const ALL: Expected = {
  components: 40,
  states: {
    // shop 01 02, product 01, build 01 05, platform 01, both 02, vendor 03, none 04
    pinned: 9,
    // shop 03, build 02, both 04
    dated: 3,
    // shop 04-07, product 02 03, build 03 04, platform 02, eng 02, both 01,
    // vendor 01, ann 01, none 03
    unpinned: 14,
    // shop 09, build 08, none 02
    'no-images': 3,
    // shop 08, platform 04, none 01
    'never-collected': 3,
    // build 07, vendor 02
    unreadable: 2,
    // shop 10, platform 03
    'partly-read': 2,
    // product 04, eng 01
    'no-build-file': 2,
    // build 06, both 03
    expired: 2,
  },
  // 30 have references; ten have none: shop 08 09, product 04, build 07 08,
  // platform 04, eng 01, vendor 02, none 01 02.
  weakest: {
    // the nine that are pinned, and shop 10
    digest: 10,
    // the three that are dated, and platform 03
    dated: 4,
    // shop 05
    'exact-os': 1,
    // eng 02
    exact: 1,
    // shop 04, build 06, none 03
    partial: 3,
    // product 02, platform 02
    channel: 2,
    // shop 06, product 03, build 03, both 03, ann 01
    floating: 5,
    // shop 07, both 01
    unresolved: 2,
    // build 04, vendor 01
    invalid: 2,
  },
  // shop 07 10, build 04 07, platform 02 03, eng 01, both 01, vendor 01 02
  withProblems: 10,
  classes: {
    // shop 7 (01 twice, 02 03 04 07 10), product 2 (01 03), build 5 (01 three
    // times, 04 05), platform 2 (01 02), both 3 (02 twice, 03), vendor 03, none 04
    digest: 21,
    // shop 03, product 03, build 02 twice, platform 03, both 01 04
    dated: 7,
    // shop 05, eng 02 twice
    'exact-os': 3,
    // shop 06, eng 02, none 03
    exact: 3,
    // shop 04, build 06, none 03 twice
    partial: 4,
    // product 02 twice, platform 02
    channel: 3,
    // shop 06, product 03, build 03, both 03, ann 01 twice
    floating: 6,
    // shop 07, both 01, vendor 01
    unresolved: 3,
    // build 04, vendor 01
    invalid: 2,
  },
  // 21 + 7 + 3 + 3 + 4 + 3 + 6 + 3 + 2
  references: 52,
};

/** `key: components direct/total, references direct/total, of these by digest`. */
export type GroupLine = [
  key: string | null,
  components: [direct: number, total: number],
  references: [direct: number, total: number],
  digest: [direct: number, total: number],
];

// Each in the default order: most references without digest first, equal ones
// by key, what has none last.
export const GROUPS: Record<CoverageGrouping, GroupLine[]> = {
  owner: [
    // 40 - vendor 3 - ann 1 - none 4; 52 - 3 - 2 - 4; 21 - 1 - 0 - 1. Without
    // digest 24.
    [owner('eng'), [2, 32], [3, 43], [0, 19]],
    // product 4 with both 02 03; with shop 10 and both 01. Without digest 13.
    [owner('product'), [6, 17], [10, 25], [5, 12]],
    // platform 4; with build 8 and both 01 04. Without digest 10.
    [owner('platform'), [4, 14], [4, 17], [2, 7]],
    // shop 10 and both 01 02 03. Without digest 9.
    [owner('shop'), [13, 13], [19, 19], [10, 10]],
    // build 8 and both 01 04. Without digest 8.
    [owner('build'), [10, 10], [13, 13], [5, 5]],
    // vendor 3 and both 04. Without digest 3.
    [owner('vendor'), [4, 4], [4, 4], [1, 1]],
    [owner('ann'), [1, 1], [2, 2], [0, 0]],
    [null, [4, 4], [4, 4], [1, 1]],
  ],
  system: [
    // shop 01-05 10, product 03, both 01, none 02; references 2 1 2 2 1 1, 3, 2
    [system('cart'), [9, 9], [14, 14], [7, 7]],
    // shop 06-08, product 01 02, both 02, vendor 01; references 2 2, 1 2, 2, 2
    [system('catalog'), [7, 7], [11, 11], [4, 4]],
    // build 01-04, platform 01, eng 02; references 3 2 1 2, 1, 3
    [system('infra'), [6, 6], [12, 12], [5, 5]],
    // build 05-08, platform 02 03, both 04, vendor 03, none 03; references
    // 1 1, 2 1, 1, 1, 3. Like the three above, 7 without digest.
    [system('tools'), [9, 9], [10, 10], [3, 3]],
    // shop 09, product 04, platform 04, eng 01, both 03, vendor 02, ann 01,
    // none 01 04; references of both 03, ann 01 and none 04
    [null, [9, 9], [5, 5], [2, 2]],
  ],
  domain: [
    // catalog; with cart in checkout
    [domain('commerce'), [7, 16], [11, 25], [4, 11]],
    [domain('checkout'), [9, 9], [14, 14], [7, 7]],
    // infra
    [domain('operations'), [6, 6], [12, 12], [5, 5]],
    // tools, and what has no system
    [null, [18, 18], [15, 15], [5, 5]],
  ],
  runtime: [
    // shop 05 06 09, product 02 03 04, build 05 06, platform 02, both 03,
    // vendor 03, none 02 03; references 1 2, 2 3, 1 1, 2, 2, 1, 3: 18, without
    // digest 13
    ['python3.13', [13, 13], [18, 18], [5, 5]],
    // shop 01-04 07 10, product 01 03, platform 03, both 01 02, vendor 01,
    // ann 01; references 2 1 2 2 2 1, 1 3, 1, 2 2, 2, 2: 23, without digest 12
    ['nodejs22.x', [13, 13], [23, 23], [11, 11]],
    // build 01-04 07 08, platform 01 04, eng 02, both 04, none 04; references
    // 3 2 1 2, 1, 3, 1, 1: 14, without digest 8
    ['provided.al2023', [11, 11], [14, 14], [6, 6]],
    // shop 08, eng 01, vendor 02, none 01
    [null, [4, 4], [0, 0], [0, 0]],
  ],
  image: [
    // shop 05 06, product 02 03, build 05 06, platform 02, both 02 03, vendor
    // 03, none 03; of these shop 06, platform 02, both 03 name it twice, none 03
    // three times. Without digest 10.
    [IMAGES.python, [11, 11], [16, 16], [6, 6]],
    // shop 03, product 03, build 01-04, eng 02, none 04; build 02 and eng 02
    // twice. Without digest 7.
    [IMAGES.al, [8, 8], [10, 10], [3, 3]],
    // shop 01-04 07 10, product 01 03, platform 03, both 01 02, ann 01, who
    // names it twice. Without digest 6.
    [IMAGES.node, [12, 12], [13, 13], [7, 7]],
    // shop 01 04, product 02, build 01 twice, platform 01, eng 02, both 04
    [IMAGES.lambda, [7, 7], [8, 8], [5, 5]],
    // shop 07, build 04, both 01, vendor 01 twice
    [null, [4, 4], [5, 5], [0, 0]],
  ],
  lifecycle: [
    // 40 - 7 - 3 - 2; 52 - 12 - 2; 21 - 3. Without digest 20.
    ['production', [28, 28], [38, 38], [18, 18]],
    // shop 04 09, build 04, platform 03, both 03, ann 01, none 03; references
    // 2, 2, 1, 2, 2, 3
    ['experimental', [7, 7], [12, 12], [3, 3]],
    // product 04, vendor 01 02; references of vendor 01
    ['deprecated', [3, 3], [2, 2], [0, 0]],
    // build 07, none 01
    [null, [2, 2], [0, 0], [0, 0]],
  ],
};

export const SCOPES: Array<
  [name: string, scope: CoverageScope, expected: Expected]
> = [
  [
    'an owner with nested groups',
    { owner: [owner('product')] },
    {
      // product 01-04, shop 01-10, both 01 02 03
      components: 17,
      states: {
        pinned: 4,
        dated: 1,
        unpinned: 7,
        'no-images': 1,
        'never-collected': 1,
        'partly-read': 1,
        'no-build-file': 1,
        expired: 1,
      },
      weakest: {
        digest: 5,
        dated: 1,
        'exact-os': 1,
        partial: 1,
        channel: 1,
        floating: 3,
        unresolved: 2,
      },
      // shop 07 10, both 01
      withProblems: 3,
      classes: {
        digest: 12,
        dated: 3,
        'exact-os': 1,
        exact: 1,
        partial: 1,
        channel: 2,
        floating: 3,
        unresolved: 2,
      },
      references: 25,
    },
  ],
  [
    'an owner without nested groups',
    { owner: [owner('product')], membership: 'direct' },
    {
      // product 01-04, both 02 03
      components: 6,
      states: { pinned: 2, unpinned: 2, 'no-build-file': 1, expired: 1 },
      weakest: { digest: 2, channel: 1, floating: 2 },
      withProblems: 0,
      classes: { digest: 5, dated: 1, channel: 2, floating: 2 },
      references: 10,
    },
  ],
  [
    'nobody and one owner, as alternatives',
    { owner: [NO_GROUP, owner('vendor')] },
    {
      // none 01-04, vendor 01-03, both 04
      components: 8,
      states: {
        pinned: 2,
        dated: 1,
        unpinned: 2,
        'no-images': 1,
        'never-collected': 1,
        unreadable: 1,
      },
      weakest: { digest: 2, dated: 1, partial: 1, invalid: 1 },
      // vendor 01 02
      withProblems: 2,
      classes: {
        digest: 2,
        dated: 1,
        exact: 1,
        partial: 2,
        unresolved: 1,
        invalid: 1,
      },
      references: 8,
    },
  ],
  [
    'owner, domain and lifecycle, as restrictions of each other',
    {
      owner: [owner('product')],
      domain: [domain('commerce')],
      lifecycle: ['production'],
    },
    {
      // shop 01-03 05-08 10, product 01-03, both 01 02
      components: 13,
      states: {
        pinned: 4,
        dated: 1,
        unpinned: 6,
        'never-collected': 1,
        'partly-read': 1,
      },
      weakest: {
        digest: 5,
        dated: 1,
        'exact-os': 1,
        channel: 1,
        floating: 2,
        unresolved: 2,
      },
      // shop 07 10, both 01
      withProblems: 3,
      classes: {
        // shop 01 twice, 02 03 07 10, product 01 03, both 02 twice
        digest: 10,
        // shop 03, product 03, both 01
        dated: 3,
        'exact-os': 1,
        exact: 1,
        channel: 2,
        floating: 2,
        unresolved: 2,
      },
      references: 21,
    },
  ],
  [
    'no system, no domain, no lifecycle and no runtime',
    {
      system: [NO_GROUP],
      domain: [NO_GROUP],
      lifecycle: [NO_GROUP],
      runtime: [NO_GROUP],
    },
    {
      // none 01
      components: 1,
      states: { 'never-collected': 1 },
      weakest: {},
      withProblems: 0,
      classes: {},
      references: 0,
    },
  ],
  [
    'what nobody has, or can have',
    { owner: [owner('absent')], system: ['\0'], runtime: [`' or 1=1 --`] },
    {
      components: 0,
      states: {},
      weakest: {},
      withProblems: 0,
      classes: {},
      references: 0,
    },
  ],
];
