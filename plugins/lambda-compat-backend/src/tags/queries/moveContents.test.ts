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
  TagMovePlatformsRow,
  TagMovesRow,
} from '../../database/tagTables';
import {
  mergeVersions,
  toMoveContents,
  toPlatformContents,
} from './moveContents';

const move = {
  class: 'content',
  from_digest: 'a',
  to_digest: 'b',
  contents_state: '',
  contents_class: '',
  contents_sentence: '',
} as TagMovesRow;
const platform = {
  platform: 'linux/arm64',
  class: 'content',
  from_digest: 'a',
  to_digest: 'b',
  contents_state: '',
  contents_class: '',
  contents_message: '',
  contents_summary: '',
} as TagMovePlatformsRow;

describe('toMoveContents', () => {
  it.each<[string, Partial<TagMovesRow>, string]>([
    ['something can have come', {}, 'pending'],
    ['it is not classified yet', { class: 'pending' }, 'pending'],
    ['it was a rebuild', { class: 'no-op' }, 'none'],
    ['the tag is gone', { class: 'gone', to_digest: '' }, 'none'],
    ['the tag is back', { class: 'back', from_digest: '' }, 'none'],
  ])('says, before anybody has decided, that %s', (_, changes, state) => {
    expect(toMoveContents({ ...move, ...changes }, [])).toEqual({
      state,
      class: null,
      sentence: null,
    });
  });

  it('says what is known, with the versions of all platforms', () => {
    const gained = (versions: string[]) =>
      JSON.stringify({ gained: [{ library: 'libc.so.6', versions }] });
    expect(
      toMoveContents(
        {
          ...move,
          contents_state: 'available',
          contents_class: 'distro',
          contents_sentence: 's',
        },
        [
          { ...platform, contents_summary: gained(['GLIBC_2.38']) },
          {
            ...platform,
            contents_summary: gained(['GLIBC_2.38', 'GLIBC_2.39']),
          },
        ],
      ),
    ).toEqual({
      state: 'available',
      class: 'distro',
      sentence: 's',
      gained: [
        { library: 'libc.so.6', versions: ['GLIBC_2.38', 'GLIBC_2.39'] },
      ],
    });
    expect(mergeVersions([])).toEqual([]);
  });
});

describe('toPlatformContents', () => {
  it('speaks of the platforms that changed', () => {
    expect(
      toPlatformContents([
        { ...platform, class: 'unchanged' },
        { ...platform, contents_state: 'failed', contents_message: 'm' },
        { ...platform, platform: 'linux/amd64', class: 'no-op' },
        { ...platform, platform: 'linux/s390x', class: 'lost', to_digest: '' },
        platform,
      ]).map(({ state, message }) => [state, message]),
    ).toEqual([
      ['failed', 'm'],
      ['none', null],
      ['none', null],
      ['pending', null],
    ]);
  });
});
