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

import picocolors from 'picocolors';
import { widthOf } from '../terminal/printable';
import { formatExcerpt } from './excerpt';

const style = { colors: picocolors.createColors(false), width: 60 };
const plain = (text: string) => text;

function excerptOf(text: string, marked: string, line = 7): string[] {
  const start = text.indexOf(marked);
  const end = start + marked.length;
  return formatExcerpt(
    [{ line, text, start, end, label: 'here', paint: plain }],
    1,
    style,
  );
}

describe('formatExcerpt', () => {
  it('puts carets under the marked part', () => {
    expect(excerptOf('FROM alpine:3.20 AS a', '3.20')).toEqual([
      '     7 │ FROM alpine:3.20 AS a',
      '       │             ^^^^ here',
    ]);
  });

  it('keeps its place behind tabs, wide and hidden characters', () => {
    expect(excerptOf('\tFROM\talpine:3\r', '3')).toEqual([
      '     7 │     FROM    alpine:3',
      '       │                    ^ here',
    ]);
    expect(excerptOf('# 画像 \x1b[2J alpine:3', '3')).toEqual([
      '     7 │ # 画像 \\x1b[2J alpine:3',
      '       │                       ^ here',
    ]);
  });

  it('marks the place behind the end of the line', () => {
    const rows = formatExcerpt(
      [
        {
          line: 1,
          text: 'FROM a',
          start: 6,
          end: 7,
          label: 'none',
          paint: plain,
        },
      ],
      1,
      style,
    );
    expect(rows).toEqual(['     1 │ FROM a', '       │       ^ none']);
  });

  it('aligns the numbers of several lines', () => {
    const row = { text: 'FROM a', start: 5, end: 6, label: '', paint: plain };
    const rows = formatExcerpt(
      [
        { ...row, line: 9 },
        { ...row, line: 10 },
      ],
      2,
      style,
    );
    expect(rows).toEqual([
      '      9 │ FROM a',
      '        │      ^',
      '     10 │ FROM a',
      '        │      ^',
    ]);
  });

  it.each([
    ['in front', `3.20 ${'x'.repeat(500)}`],
    ['in the middle', `${'x'.repeat(500)}3.20${'y'.repeat(500)}`],
    ['at the end', `${'x'.repeat(500)}3.20`],
    ['among wide characters', `${'画'.repeat(500)}3.20${'像'.repeat(500)}`],
  ])('cuts long lines around a mark %s', (_, text) => {
    const [line, marks] = excerptOf(text, '3.20');
    expect(widthOf(marks)).toBeLessThanOrEqual(style.width);
    expect(widthOf(line)).toBeLessThanOrEqual(style.width);
    const from = widthOf(marks.slice(0, marks.indexOf('^')));
    const shown = [...line];
    let column = 0;
    while (column < from) {
      column += widthOf(shown.shift() ?? ' ');
    }
    expect(shown.slice(0, 4).join('')).toBe('3.20');
    expect(marks).toMatch(/\^{4}( here)?$/);
  });

  it('puts a label below its mark where there is no room beside it', () => {
    const text = `FROM ${'x'.repeat(40)}:3.20`;
    expect(excerptOf(text, '3.20')).toEqual([
      `     7 │ ${text}`,
      `       │ ${' '.repeat(46)}^^^^`,
      '       = here',
    ]);
  });

  it('stays quick on a line of 64 KiB', () => {
    const started = performance.now();
    excerptOf(`${'x'.repeat(65_000)}:3`, ':3');
    expect(performance.now() - started).toBeLessThan(500);
  });
});
