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

import { foldedImage } from '../loader/__testUtils__/images';
import { readOsRelease } from './readOsRelease';
import { parseOsRelease } from './parseOsRelease';

const AMAZON = `NAME="Amazon Linux"
VERSION="2023"
ID="amzn"
ID_LIKE="fedora"
VERSION_ID="2023"
PLATFORM_ID="platform:al2023"
PRETTY_NAME="Amazon Linux 2023.12.20260831"
`;

describe('parseOsRelease', () => {
  it.each([
    ['ID=debian', 'debian'],
    ['ID="debian"', 'debian'],
    ["ID='debian'", 'debian'],
    ['  ID=debian  ', 'debian'],
    ['ID=debian\r', 'debian'],
    ['ID=debian # a comment', 'debian'],
    ['ID=', ''],
    ['ID=""', ''],
    ['ID="a \\"b\\" \\$c \\`d\\` \\\\e"', 'a "b" $c `d` \\e'],
    ['ID="a\\nb"', 'a\\nb'],
    ['ID=\'a\\nb "c"\'', 'a\\nb "c"'],
    ['ID=a\\ b', 'a b'],
    ['ID="not closed', undefined],
    ['#ID=debian', undefined],
    [' # ID=debian', undefined],
    ['ID = debian', undefined],
    ['export ID=debian', undefined],
    ['ID=first\nID=second', 'second'],
    ['\ufeffID=debian', 'debian'],
  ])('reads %j', (text, expected) => {
    expect(parseOsRelease(Buffer.from(text)).get('ID')).toBe(expected);
  });

  it('reads a file of a million lines in a moment', () => {
    const start = performance.now();
    parseOsRelease(Buffer.from('A="'.repeat(2_000_000)));
    parseOsRelease(Buffer.from('A=1\n'.repeat(1_000_000)));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('readOsRelease', () => {
  it('follows the link that distributions have', () => {
    const image = foldedImage({
      'etc/os-release': { link: '../usr/lib/os-release' },
      'usr/lib/os-release': { text: AMAZON },
    });
    expect(readOsRelease(image)).toEqual({
      id: 'amzn',
      idLike: ['fedora'],
      versionId: '2023',
      versionCodename: null,
      name: 'Amazon Linux',
      prettyName: 'Amazon Linux 2023.12.20260831',
      path: 'usr/lib/os-release',
    });
  });

  it('takes /etc/os-release first, and the other where that leads nowhere', () => {
    const usr = { text: 'ID=usr' };
    expect(
      readOsRelease(
        foldedImage({
          'etc/os-release': { text: 'ID=etc' },
          'usr/lib/os-release': usr,
        }),
      ),
    ).toMatchObject({ id: 'etc', path: 'etc/os-release' });
    expect(
      readOsRelease(
        foldedImage({
          'etc/os-release': { link: '/no/where' },
          'usr/lib/os-release': usr,
        }),
      ),
    ).toMatchObject({ id: 'usr' });
  });

  it('has the defaults of os-release(5)', () => {
    const image = foldedImage({
      'etc/os-release': { text: 'VERSION_CODENAME=sid\nVERSION_ID=\n' },
    });
    expect(readOsRelease(image)).toEqual({
      id: 'linux',
      idLike: [],
      versionId: null,
      versionCodename: 'sid',
      name: 'Linux',
      prettyName: 'Linux',
      path: 'etc/os-release',
    });
  });

  it('is null where there is none, and where its links go in a circle', () => {
    expect(readOsRelease(foldedImage({}))).toBeNull();
    const image = foldedImage({
      'etc/os-release': { link: '../usr/lib/os-release' },
      'usr/lib/os-release': { link: '../../etc/os-release' },
    });
    expect(readOsRelease(image)).toBeNull();
  });
});
