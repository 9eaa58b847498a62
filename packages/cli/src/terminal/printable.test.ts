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

import { cellsOf, cutMiddle, padTo, printable, widthOf } from './printable';
import { wantsColors } from './Style';

describe('printable', () => {
  it.each([
    ['keeps plain text', 'python:3.12', 'python:3.12'],
    ['keeps letters of any script', 'größe 画像 صورة', 'größe 画像 صورة'],
    ['shows escape sequences', '\x1b[31mred\x1b[0m', '\\x1b[31mred\\x1b[0m'],
    ['shows 8-bit escape sequences', '\x9b2J', '\\x9b2J'],
    ['shows the bell, backspace and delete', '\x07\b\x7f', '\\x07\\x08\\x7f'],
    ['shows line ends and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
    ['shows Unicode line ends', 'a\u2028b', 'a\\u2028b'],
    ['shows direction overrides', 'a\u202eb\u2066', 'a\\u202eb\\u2066'],
    [
      'shows zero-width characters',
      'al\u200bpine\ufeff',
      'al\\u200bpine\\ufeff',
    ],
    ['shows half surrogate pairs', 'a\ud800', 'a\\ud800'],
    ['shows tag characters', '\u{e0041}', '\\u{e0041}'],
  ])('%s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});

describe('widths', () => {
  it('counts East Asian characters and emoji twice, combining ones not at all', () => {
    expect(widthOf('abc')).toBe(3);
    expect(widthOf('画像')).toBe(4);
    expect(widthOf('ｱＡ')).toBe(3);
    expect(widthOf('e\u0301')).toBe(1);
    expect(widthOf('📦')).toBe(2);
    expect(padTo('画', 4)).toBe('画  ');
  });

  it('moves tabs to the next stop', () => {
    expect(cellsOf('a\tb\t', 4).map(cell => cell.width)).toEqual([1, 3, 1, 3]);
    expect(cellsOf('画\tb', 4).map(cell => cell.width)).toEqual([2, 2, 1]);
  });

  it('cuts the middle, never through a character', () => {
    expect(cutMiddle('registry/name:tag', 17)).toBe('registry/name:tag');
    expect(cutMiddle('registry/name:tag', 11)).toBe('regis…e:tag');
    expect(widthOf(cutMiddle('画像画像画像', 8))).toBeLessThanOrEqual(8);
    expect(cutMiddle('画像画像画像', 8)).toBe('画像…像');
    expect(cutMiddle('\x1b[2J-name:tag', 12)).toBe('\\x1b[2…e:tag');
    expect(cutMiddle(`a${'\u0301'.repeat(5000)}b`, 5)).toHaveLength(81);
  });
});

describe('wantsColors', () => {
  const terminal = { isTTY: true };
  it.each([
    ['a terminal', terminal, {}, true],
    ['a file', {}, {}, false],
    ['a file in CI', {}, { CI: 'true' }, false],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
    ['a terminal with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['a file with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, true],
    ['a terminal with FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
    ['both variables', terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('decides for %s', (_, target, env: Record<string, string>, expected) => {
    expect(wantsColors(target, env)).toBe(expected);
  });
});
