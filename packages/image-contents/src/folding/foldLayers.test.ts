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

import type { ContentsProblem, LayerContents, LayerEntry } from '../types';
import { foldLayers } from './foldLayers';

/**
 * A layer by words: `d a` directory, `f a=x` file with the content `x`,
 * `l a=b` symlink, `h a=b` hard link, `w a` whiteout, `o a` opaque, `o` the root.
 */
function layer(
  words: string,
  more: Partial<LayerContents> = {},
): LayerContents {
  const entries = words
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')
    .map((word): LayerEntry => {
      const [, t, p, value] = /^(.) ?([^=]*)=?(.*)$/.exec(word) ?? [];
      const entry: LayerEntry = { p, t: t as LayerEntry['t'] };
      if (t === 'f') {
        return { ...entry, m: 0o644, s: value.length, h: value };
      }
      if (t === 'l' || t === 'h') {
        return { ...entry, l: value };
      }
      return t === 'd' ? { ...entry, m: 0o700 } : entry;
    });
  return {
    schema: 'lambda-compat/layer-contents/v1',
    diffId: 'sha256:0',
    unpackedSize: 0,
    entries,
    kept: {},
    libraries: {},
    problems: [],
    ...more,
  };
}

/** The image by the same words, directories without children only. */
function fold(...layers: Array<string | LayerContents>): string {
  const { files } = foldLayers(
    layers.map(one => (typeof one === 'string' ? layer(one) : one)),
  );
  const paths = [...files.keys()];
  return [...files.values()]
    .filter(
      ({ type, path }) =>
        type !== 'directory' ||
        !paths.some(other => other.startsWith(`${path}/`)),
    )
    .map(({ type, path, sha256, target, hardlinkTo }) => {
      if (type === 'directory') {
        return `d ${path}`;
      }
      const name =
        target === null ? `f ${path}=${sha256}` : `l ${path}=${target}`;
      return hardlinkTo === null ? name : `${name} (${hardlinkTo})`;
    })
    .join(', ');
}

describe('foldLayers', () => {
  it.each<[string, string[], string]>([
    ['an upper file takes the place of a lower', ['f a=1', 'f a=2'], 'f a=2'],
    [
      'a directory over a directory keeps what is in it',
      ['d a, f a/x=1', 'd a, f a/y=2'],
      'f a/x=1, f a/y=2',
    ],
    [
      'a file over a directory removes all that was in it',
      ['f a/b/x=1', 'f a=2'],
      'f a=2',
    ],
    [
      'and a directory over that is empty',
      ['f a/b/x=1', 'f a=2', 'd a'],
      'd a',
    ],
    ['a directory over a file', ['f a=1', 'd a, f a/b=2'], 'f a/b=2'],
    [
      'a directory over a link is a directory, and what was there is not in it',
      ['f real/x=1, l a=real', 'd a, f a/y=2'],
      'f a/y=2, f real/x=1',
    ],
    [
      'a link over a directory removes all that was in it',
      ['f a/x=1, d real', 'l a=real, f a/y=2'],
      'l a=real, f real/y=2',
    ],
    ['a whiteout hides a file', ['f a=1, f b=1', 'w a'], 'f b=1'],
    [
      'a whiteout hides a directory',
      ['f a/b/c=1, f a/d=1', 'w a/b'],
      'f a/d=1',
    ],
    ['a whiteout of nothing', ['f b=1', 'w a, w c/d'], 'f b=1'],
    [
      'a whiteout hides nothing of its own layer, in any order',
      ['f a=1, f b=1', 'f a=2, w a, w b, f b=3'],
      'f a=2, f b=3',
    ],
    [
      'a whiteout with a directory of its own layer',
      ['f a/x=1', 'w a, d a, f a/y=2'],
      'f a/y=2',
    ],
    [
      'a whiteout hides what several layers have',
      ['f a/x=1', 'f a/y=2', 'w a', 'd a'],
      'd a',
    ],
    [
      'a whiteout of a link leaves its target',
      ['f real/x=1, l a=real', 'w a'],
      'f real/x=1',
    ],
    [
      'an opaque directory hides what lower layers have in it, in any order',
      ['f a/x=1, f a/b/x=1, f c=1', 'd a, f a/y=2, o a'],
      'f a/y=2, f c=1',
    ],
    ['an opaque directory stays', ['f a/x=1', 'o a'], 'd a'],
    ['an opaque root', ['f a/x=1, f b=1', 'o, f c=2'], 'f c=2'],
    ['an opaque file is none', ['f a=1', 'o a, o b'], 'f a=1'],
    [
      'paths lead through links, as after usr-merge',
      [
        'd usr/lib, l lib=usr/lib, f lib/a=1',
        'f lib/a=2, f lib/b=2',
        'w lib/b',
      ],
      'l lib=usr/lib, f usr/lib/a=2',
    ],
    [
      'an opaque directory behind a link',
      ['l lib=usr/lib, f usr/lib/a=1', 'o lib, f lib/b=2'],
      'l lib=usr/lib, f usr/lib/b=2',
    ],
    [
      'neither hides what was behind a link that is replaced',
      ['f real/x=1, f real/y=1, l a=real', 'd a, o a, w a/x'],
      'd a, f real/x=1, f real/y=1',
    ],
    [
      'links are followed within the root',
      [
        'l a=/real, l b=../../real, l c=./d/../b, f real/x=1, d d',
        'f a/1=1, f b/2=2, f c/3=3',
      ],
      'l a=/real, l b=../../real, l c=./d/../b, d d, f real/1=1, f real/2=2, f real/3=3, f real/x=1',
    ],
    [
      'a link that leads nowhere is followed to a new directory',
      ['l a=some/where', 'f a/x=1'],
      'l a=some/where, f some/where/x=1',
    ],
    [
      'below a file there can be none, so it is a directory',
      ['f a=1', 'f a/b=2'],
      'f a/b=2',
    ],
    [
      'a hard link is its target, also of a lower layer',
      ['f a=1, h b=a', 'h c=b'],
      'f a=1, f b=1 (a), f c=1 (a)',
    ],
    ['it stays what its target was', ['f a=1, h b=a', 'f a=2'], 'f a=2, f b=1'],
    [
      'it is itself when its target is gone',
      ['f a=1, h b=a, h c=a', 'w a'],
      'f b=1, f c=1 (b)',
    ],
    [
      'it takes the place of what was there',
      ['f a=1, f b/c=2', 'h b=a'],
      'f a=1, f b=1 (a)',
    ],
    ['to a link it is that link', ['l a=x, h b=a'], 'l a=x, l b=x (a)'],
    [
      'through a link, to where its target really is',
      ['l lib=usr/lib, f lib/a=1, h b=lib/a'],
      'f b=1, l lib=usr/lib, f usr/lib/a=1 (b)',
    ],
    ['one that stands before its target', ['h b=a, f a=1'], 'f a=1, f b=1 (a)'],
  ])('%s', (_, layers, expected) => {
    expect(fold(...layers)).toBe(expected);
  });

  it.each<[string, string[], string, string]>([
    ['missing', ['f a=1', 'h b=c, f d=1'], 'f a=1, f d=1', 'b'],
    ['hidden by the layer', ['f a=1', 'w a, h b=a'], '', 'b'],
    ['a directory', ['d a', 'h b=a'], 'd a', 'b'],
    ['missing, over a file', ['f a=1', 'h a=c'], '', 'a'],
    ['in a circle', ['h a=b, h b=a, f c=1'], 'f c=1', 'a,b'],
  ])(
    'says where the target of a hard link is %s',
    (_, layers, expected, paths) => {
      expect(fold(...layers)).toBe(expected);
      const { problems } = foldLayers(layers.map(words => layer(words)));
      expect(problems.map(({ code }) => code)).toEqual(
        paths.split(',').map(() => 'dangling-hardlink'),
      );
      expect(problems.map(({ path }) => path).join(',')).toBe(paths);
    },
  );

  it('leaves out what is behind a circle of links, and says so', () => {
    const words = 'l a=b, l b=a, l c=c/c, l d=./d/../e, l e=d';
    const folded = foldLayers([
      layer(words),
      layer('f a/x=1, f c/x=1, f e/x=1, f ok=1, w a/y, o b'),
    ]);
    expect([...folded.files.keys()]).toEqual(['a', 'b', 'c', 'd', 'e', 'ok']);
    expect(folded.problems.map(({ code, message }) => [code, message])).toEqual(
      ['a/x', 'c/x', 'e/x'].map(path => [
        'unsafe-path',
        `The folder of ${path} is behind a circle of links or too deep; the entry is left out.`,
      ]),
    );
  });

  it('gives files in the order of their paths, with all that is said', () => {
    const entries: LayerEntry[] = [
      { p: 'b', t: 'c', m: 0o666, v: [1, 3] },
      { p: 'a/é', t: 'f', m: 0o4755, u: 1, g: 2, s: 3, h: 'aa', a: 4, e: 1 },
      { p: 'a-b', t: 'i', m: 0o600, x: { 'user.a': '00' } },
    ];
    const { files } = foldLayers([layer('', { entries })]);
    const rest = {
      uid: 0,
      gid: 0,
      size: 0,
      sha256: null,
      target: null,
      hardlinkTo: null,
      mtime: 0,
    };
    expect([...files]).toEqual([
      ['a', { ...rest, path: 'a', type: 'directory', mode: 0o755 }],
      [
        'a-b',
        {
          ...rest,
          path: 'a-b',
          type: 'fifo',
          mode: 0o600,
          xattrs: { 'user.a': '00' },
        },
      ],
      [
        'a/é',
        {
          path: 'a/é',
          type: 'file',
          mode: 0o4755,
          uid: 1,
          gid: 2,
          size: 3,
          sha256: 'aa',
          target: null,
          hardlinkTo: null,
          mtime: 4,
          elf: true,
        },
      ],
      [
        'b',
        {
          ...rest,
          path: 'b',
          type: 'character-device',
          mode: 0o666,
          device: [1, 3],
        },
      ],
    ]);
  });

  const library = (soname: string): LayerContents['libraries'][string] => ({
    soname,
    machine: 'x86_64',
    class: 64,
    sha256: soname,
    versions: [],
    complete: true,
  });

  it('gives what is kept and libraries where they really are, by all names', () => {
    const base64 = Buffer.from('ID=a').toString('base64');
    const folded = foldLayers([
      layer('d usr/lib, l lib=usr/lib, f lib/a.so=1, f lib/b.so=2, f x=ID', {
        kept: { x: base64 },
        libraries: { 'lib/a.so': library('a'), 'lib/b.so': library('b') },
      }),
      layer('h lib/c.so=lib/a.so, f lib/b.so=text, h y=x'),
    ]);
    expect([...folded.libraries]).toEqual([
      ['usr/lib/a.so', library('a')],
      ['usr/lib/c.so', library('a')],
    ]);
    expect(
      [...folded.kept].map(([path, bytes]) => [path, bytes.toString()]),
    ).toEqual([
      ['x', 'ID=a'],
      ['y', 'ID=a'],
    ]);
  });

  it('tells problems of files that are in the image only', () => {
    const problem = (code: ContentsProblem['code'], path: string | null) => ({
      code,
      path,
      message: `${code} of ${path}`,
    });
    const lower = layer('l lib=usr/lib, f lib/a=1, f lib/b=1, w s/x, w t', {
      problems: [
        problem('damaged-elf', 'lib/a'),
        problem('damaged-elf', 'lib/b'),
        problem('sparse-file', 's/x'),
        problem('unknown-entry-type', 't'),
        problem('unsafe-path', null),
      ],
    });
    const told = (...layers: LayerContents[]) =>
      foldLayers(layers).problems.map(({ code, path }) => [code, path]);
    expect(told(layer('f s/x=0, f t=0'), lower)).toEqual([
      ['unsafe-path', null],
      ['sparse-file', 's/x'],
      ['unknown-entry-type', 't'],
      ['damaged-elf', 'usr/lib/a'],
      ['damaged-elf', 'usr/lib/b'],
    ]);
    expect([
      ...foldLayers([layer('f s/x=0, f t=0'), lower]).files.keys(),
    ]).toEqual(['lib', 's', 'usr', 'usr/lib', 'usr/lib/a', 'usr/lib/b']);
    expect(told(lower, layer('w s, f t=1, f usr/lib/a=2, w lib/b'))).toEqual([
      ['unsafe-path', null],
    ]);
  });

  it('takes names for no more than names', () => {
    const folded = foldLayers([
      layer('f __proto__/constructor=1, f constructor=2, f toString=3'),
    ]);
    expect([...folded.files.keys()]).toEqual([
      '__proto__',
      '__proto__/constructor',
      'constructor',
      'toString',
    ]);
    expect(folded.kept.size).toBe(0);
  });

  it('ends where links make paths too long to follow', () => {
    const dots = './'.repeat(2000);
    const links = Array.from(
      { length: 39 },
      (_, index): LayerEntry => ({
        p: `l${index}`,
        t: 'l',
        l: `${dots}l${index + 1}`,
      }),
    );
    const files = Array.from(
      { length: 2000 },
      (_, index): LayerEntry => ({ p: `l${index % 2}/${index}`, t: 'f' }),
    );
    const start = performance.now();
    expect(() =>
      foldLayers([
        layer('d l39', { entries: [...links, { p: 'l39', t: 'd' }, ...files] }),
      ]),
    ).toThrow(
      'The image cannot be put together: its paths go through too many links',
    );
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('does not go deeper than any path reaches', () => {
    // Each step is 1,000 folders below the one before, through a link.
    const deep = Array.from({ length: 1000 }, () => 'd').join('/');
    const entries: LayerEntry[] = [];
    for (let step = 0; step < 5; step += 1) {
      const folder = step === 0 ? deep : `s${step}/${deep}`;
      entries.push({ p: folder, t: 'd' });
      entries.push({ p: `s${step + 1}`, t: 'l', l: folder });
    }
    const { files, problems } = foldLayers([layer('', { entries })]);
    expect(problems.map(({ code }) => code)).toContain('unsafe-path');
    for (const path of files.keys()) {
      expect(path.split('/').length).toBeLessThanOrEqual(2048);
    }
  });
});
