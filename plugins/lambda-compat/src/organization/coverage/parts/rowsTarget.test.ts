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

import type { CoverageScope } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import {
  baseOfGroup,
  changeableStates,
  directBaseOfGroup,
  notPinnedClasses,
  pinnedClasses,
  pinnedStates,
  UNKNOWN_STATES,
} from './rowsTarget';

const A = 'group:default/a';
const B = 'group:default/b';

describe('baseOfGroup', () => {
  it.each<
    [
      string,
      CoverageScope,
      Parameters<typeof baseOfGroup>[1],
      string | null,
      object | undefined,
    ]
  >([
    [
      'restricts the scope to the group',
      { lifecycle: ['production'] },
      'owner',
      A,
      { scope: { lifecycle: ['production'], owner: [A] }, rows: {} },
    ],
    [
      'asks for what has no group',
      {},
      'system',
      null,
      { scope: { system: ['(none)'] }, rows: {} },
    ],
    [
      'keeps the scope where images are grouped, which are not part of it',
      { owner: [A] },
      'image',
      'quay.io/x',
      { scope: { owner: [A] }, rows: { image: ['quay.io/x'] } },
    ],
    [
      'narrows several chosen groups to one of them',
      { owner: [A, B] },
      'owner',
      B,
      { scope: { owner: [B] }, rows: {} },
    ],
    [
      'takes an owner for nested in the chosen one',
      { owner: [A] },
      'owner',
      B,
      { scope: { owner: [B] }, rows: {} },
    ],
    [
      'has no address for a runtime beside the chosen one',
      { runtime: ['nodejs22.x'] },
      'runtime',
      'python3.13',
      undefined,
    ],
    [
      'has no address for another owner where nested ones are left out',
      { owner: [A], membership: 'direct' },
      'owner',
      B,
      undefined,
    ],
    [
      'has no address for components without owner where one is chosen',
      { owner: [A] },
      'owner',
      null,
      undefined,
    ],
  ])('%s', (_, scope, groupBy, key, expected) => {
    expect(baseOfGroup(scope, groupBy, key)).toEqual(expected);
  });
});

describe('directBaseOfGroup', () => {
  it('leaves out nested groups, unless another field would lose its own', () => {
    expect(directBaseOfGroup({}, 'owner', A)).toEqual({
      scope: { owner: [A], membership: 'direct' },
      rows: {},
    });
    expect(
      directBaseOfGroup({ domain: ['domain:default/d'] }, 'owner', A),
    ).toBeUndefined();
    expect(
      directBaseOfGroup({ owner: [A] }, 'domain', 'domain:default/d'),
    ).toBeUndefined();
  });
});

describe('what counts as pinned', () => {
  it.each([true, false])(
    'and what does not are all there is, where dated tags count: %s',
    countDated => {
      expect(
        [...pinnedClasses(countDated), ...notPinnedClasses(countDated)].sort(),
      ).toEqual(
        [
          'channel',
          'dated',
          'digest',
          'exact',
          'exact-os',
          'floating',
          'invalid',
          'partial',
          'unresolved',
        ].sort(),
      );
      expect(
        [
          ...pinnedStates(countDated),
          ...changeableStates(countDated),
          ...UNKNOWN_STATES,
        ].sort(),
      ).toEqual(
        [
          'dated',
          'expired',
          'never-collected',
          'no-build-file',
          'partly-read',
          'pinned',
          'unpinned',
          'unreadable',
        ].sort(),
      );
    },
  );
});
