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

import type { ImageFile } from '@lambda-compat/image-contents';
import { findInterpreters } from './findInterpreters';

const entry = (path: string, target?: string): ImageFile => ({
  path,
  type: target === undefined ? 'file' : 'symlink',
  mode: 0o755,
  uid: 0,
  gid: 0,
  size: 0,
  sha256: null,
  target: target ?? null,
  hardlinkTo: null,
  mtime: 0,
});

describe('findInterpreters', () => {
  it.each<[string, ImageFile[], string[]]>([
    ['nothing', [], []],
    [
      'a loader where programs look for it',
      [entry('lib64/ld-linux-x86-64.so.2')],
      ['/lib64/ld-linux-x86-64.so.2'],
    ],
    [
      'one through links of folders and files, as in Amazon Linux 2023',
      [
        entry('lib', 'usr/lib'),
        entry('usr/lib/ld-linux-aarch64.so.1', '../lib64/ld-2.34.so'),
        entry('usr/lib64/ld-2.34.so'),
      ],
      ['/lib/ld-linux-aarch64.so.1'],
    ],
    [
      'one through an absolute link',
      [entry('lib64', '/usr/lib64'), entry('usr/lib64/ld-linux-x86-64.so.2')],
      ['/lib64/ld-linux-x86-64.so.2'],
    ],
    ['no link to nothing', [entry('lib64', 'usr/lib64')], []],
    ['no circle', [entry('lib', 'lib64'), entry('lib64', 'lib')], []],
    ['none elsewhere', [entry('opt/lib64/ld-linux-x86-64.so.2')], []],
  ])('finds %s', (_what, files, expected) => {
    expect(findInterpreters(files)).toEqual(expected);
  });
});
