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

import { imageFile } from '../loader/__testUtils__/images';
import type { ImageContents, ImageFile } from '../types';
import {
  contents,
  loaded,
  packages,
  range,
  release,
} from './__testUtils__/contents';
import { MAX_LISTED_FILES } from './compareFiles';
import { compareImages } from './compareImages';

const compare = (from: Partial<ImageContents>, to: Partial<ImageContents>) =>
  compareImages(contents(from), contents(to));

const files = (...list: ImageFile[]) => ({ files: list });

/** What gcc 11 and gcc 14 give libstdc++ (gcc's manual, ABI policy). */
const GCC_11 = [
  'GLIBCXX_3.4',
  ...range('GLIBCXX_3.4.', 1, 29),
  'CXXABI_1.3',
  ...range('CXXABI_1.3.', 1, 13),
  'CXXABI_TM_1',
];
const GCC_14 = [
  ...GCC_11,
  ...range('GLIBCXX_3.4.', 30, 33),
  'CXXABI_1.3.14',
  'CXXABI_1.3.15',
];
const AL2023 = release('Amazon Linux', 'amzn', '2023');
const AL2027 = release('Amazon Linux', 'amzn', '2027');

describe('symbol versions', () => {
  it('names all that came with gcc 14, with the highest on each side', () => {
    const comparison = compare(
      { os: AL2023, libraries: [loaded('libstdc++.so.6', GCC_11)] },
      {
        os: AL2023,
        libraries: [
          loaded('libstdc++.so.6', [...GCC_14].reverse(), {
            path: 'usr/lib64/libstdc++.so.6.0.33',
          }),
        ],
      },
    );
    expect(comparison.class).toBe('symbol-versions');
    expect(comparison.symbolVersions).toEqual([
      {
        library: 'libstdc++.so.6',
        path: {
          from: 'usr/lib64/libstdc++.so.6',
          to: 'usr/lib64/libstdc++.so.6.0.33',
        },
        gained: [
          'CXXABI_1.3.14',
          'CXXABI_1.3.15',
          'GLIBCXX_3.4.30',
          'GLIBCXX_3.4.31',
          'GLIBCXX_3.4.32',
          'GLIBCXX_3.4.33',
        ].map(name => ({ name, symbols: null })),
        lost: [],
        highest: [
          { namespace: 'CXXABI', from: 'CXXABI_1.3.13', to: 'CXXABI_1.3.15' },
          {
            namespace: 'GLIBCXX',
            from: 'GLIBCXX_3.4.29',
            to: 'GLIBCXX_3.4.33',
          },
        ],
      },
    ]);
    expect(comparison.sentence).toBe(
      'libstdc++.so.6 gained GLIBCXX_3.4.30 to GLIBCXX_3.4.33, CXXABI_1.3.14 and CXXABI_1.3.15',
    );
  });

  it('says that the distribution became another one', () => {
    const comparison = compare(
      {
        os: AL2023,
        libraries: [
          loaded('libc.so.6', ['GLIBC_2.34', 'GLIBC_PRIVATE']),
          loaded('libstdc++.so.6', GCC_11),
        ],
      },
      {
        os: AL2027,
        libraries: [
          loaded('libc.so.6', [
            'GLIBC_2.34',
            'GLIBC_2.35',
            'GLIBC_2.36',
            'GLIBC_2.38',
            'GLIBC_ABI_DT_RELR',
            'GLIBC_PRIVATE',
          ]),
          loaded('libstdc++.so.6', GCC_14),
        ],
      },
    );
    expect(comparison.class).toBe('distro');
    expect(comparison.distro).toEqual({
      from: AL2023,
      to: AL2027,
      changed: true,
    });
    expect(comparison.sentence).toBe(
      'Amazon Linux 2023 became Amazon Linux 2027; libstdc++.so.6 gained GLIBCXX_3.4.30 to GLIBCXX_3.4.33, CXXABI_1.3.14 and CXXABI_1.3.15; libc.so.6 gained GLIBC_2.35, GLIBC_2.36, GLIBC_2.38 and GLIBC_ABI_DT_RELR',
    );
  });

  it.each([
    [AL2023, AL2023, false],
    [AL2023, null, true],
    [null, AL2023, true],
    [null, null, false],
    [
      release('Debian', 'debian', null),
      release('Debian', 'debian', '13'),
      true,
    ],
    [release('Other', 'amzn', '2023'), AL2023, false],
    [
      release('Alpine Linux', 'alpine', '3.20.1'),
      release('Alpine Linux', 'alpine', '3.20.2'),
      false,
    ],
    [
      release('Alpine Linux', 'alpine', '3.20.6'),
      release('Alpine Linux', 'alpine', '3.21.0'),
      true,
    ],
  ])(
    'tells a distribution by ID and the release of VERSION_ID (case %#)',
    (from, to, changed) => {
      const comparison = compare({ os: from }, { os: to });
      expect(comparison.distro.changed).toBe(changed);
      expect(comparison.class).toBe(changed ? 'distro' : 'none');
    },
  );

  it('names lost versions, and both', () => {
    const comparison = compare(
      { libraries: [loaded('libx.so.1', ['X_1.9', 'X_1.10', 'X_2'])] },
      { libraries: [loaded('libx.so.1', ['X_2', 'X_3'])] },
    );
    expect(comparison.symbolVersions).toMatchObject([
      {
        gained: [{ name: 'X_3' }],
        lost: [{ name: 'X_1.9' }, { name: 'X_1.10' }],
        highest: [{ namespace: 'X', from: 'X_2', to: 'X_3' }],
      },
    ]);
    expect(comparison.sentence).toBe(
      'libx.so.1 gained X_3 and lost X_1.9 and X_1.10',
    );
  });

  it('leaves out private versions', () => {
    const comparison = compare(
      { libraries: [loaded('libc.so.6', ['GLIBC_2.34'])] },
      {
        libraries: [
          loaded('libc.so.6', ['GLIBC_2.34', 'GLIBC_PRIVATE', 'CXXABI_TM_1']),
        ],
      },
    );
    expect(comparison.symbolVersions).toEqual([]);
    expect(comparison.class).toBe('none');
  });

  it('concludes nothing from a side that is not known in full', () => {
    const whole = loaded('libx.so.1', ['X_1', 'X_2']);
    const part = loaded('libx.so.1', ['X_1', 'X_3'], { complete: false });
    const before = compare({ libraries: [part] }, { libraries: [whole] });
    expect(before.symbolVersions).toMatchObject([
      { gained: [], lost: [{ name: 'X_3' }] },
    ]);
    expect(before.undecided).toEqual([
      'The versions of libx.so.1 of the old image could not be read in full.',
    ]);
    const after = compare({ libraries: [whole] }, { libraries: [part] });
    expect(after.symbolVersions).toMatchObject([
      { gained: [{ name: 'X_3' }], lost: [] },
    ]);
    expect(after.sentence).toBe(
      'libx.so.1 gained X_3; not everything could be compared',
    );
  });

  it('names libraries of one side, but none whose file could not be read', () => {
    const comparison = compare(
      { libraries: [loaded('liba.so.1', []), loaded('libc.so.6', [])] },
      {
        libraries: [loaded('liba.so.2', [])],
        problems: [
          {
            code: 'damaged-elf',
            path: 'usr/lib64/libc.so.6',
            message: 'usr/lib64/libc.so.6 ends early.',
          },
        ],
      },
    );
    expect(comparison.libraries).toEqual({
      added: ['liba.so.2'],
      removed: ['liba.so.1'],
    });
    expect(comparison.class).toBe('symbol-versions');
    expect(comparison.undecided).toEqual([
      'Whether the new image has libc.so.6 is not known: a file of that name could not be read.',
      'In the new image: usr/lib64/libc.so.6 ends early.',
    ]);
    expect(comparison.sentence).toBe(
      'liba.so.2 was added; liba.so.1 was removed; not everything could be compared',
    );
  });

  it('tells a file once that has several names', () => {
    const both = (versions: string[]) => ({
      libraries: [
        loaded('libx.so.1', versions),
        loaded('libx.so.2', versions, {
          soname: 'libx.so.1',
          path: 'usr/lib64/libx.so.1',
        }),
      ],
    });
    expect(
      compare(both(['X_1']), both(['X_2'])).symbolVersions.map(
        ({ library }) => library,
      ),
    ).toEqual(['libx.so.1']);
  });

  it('puts the libraries first that programs need most', () => {
    const names = ['liba.so.1', 'libc.so.6', 'libm.so.6', 'libstdc++.so.6'];
    const of = (version: string) => ({
      libraries: names.map(name => loaded(name, [version])),
    });
    const comparison = compare(of('V_1'), of('V_2'));
    expect(comparison.symbolVersions.map(({ library }) => library)).toEqual([
      'libstdc++.so.6',
      'libc.so.6',
      'libm.so.6',
      'liba.so.1',
    ]);
    expect(comparison.sentence).toBe(
      'libstdc++.so.6 gained V_2 and lost V_1; libc.so.6 gained V_2 and lost V_1; 2 more libraries changed',
    );
  });
});

describe('packages', () => {
  it('orders by the system, with sources that changed', () => {
    const comparison = compare(
      packages(
        'rpm',
        'libstdc++ 11.5.0-5.amzn2023.0.5 aarch64 gcc-11.5.0-5.amzn2023.0.5.src.rpm',
        'glibc 2.34-196 aarch64 glibc-2.34-196.src.rpm',
        'same 1.0-1',
        'tool 1:1.0-1',
        'gone 1-1',
        'kernel 6.1-1',
        'kernel 6.1-10',
      ),
      packages(
        'rpm',
        'libstdc++ 14.2.1-7.amzn2023.0.2 aarch64 gcc14-14.2.1-7.amzn2023.0.2.src.rpm',
        'glibc 2.34-231 aarch64 glibc-2.34-231.src.rpm',
        'same 1.0-1',
        'tool 2.0-1',
        'new 1-1',
        'kernel 6.1-10',
        'kernel 6.1-9',
      ),
    );
    expect(comparison.packages).toEqual({
      system: 'rpm',
      added: [expect.objectContaining({ name: 'new' })],
      removed: [expect.objectContaining({ name: 'gone' })],
      upgraded: [
        {
          name: 'glibc',
          architecture: 'aarch64',
          from: '2.34-196',
          to: '2.34-231',
          source: null,
        },
        {
          name: 'libstdc++',
          architecture: 'aarch64',
          from: '11.5.0-5.amzn2023.0.5',
          to: '14.2.1-7.amzn2023.0.2',
          source: {
            from: 'gcc-11.5.0-5.amzn2023.0.5.src.rpm',
            to: 'gcc14-14.2.1-7.amzn2023.0.2.src.rpm',
          },
        },
      ],
      downgraded: [
        {
          name: 'tool',
          architecture: 'aarch64',
          from: '1:1.0-1',
          to: '2.0-1',
          source: null,
        },
      ],
      others: [
        {
          name: 'kernel',
          architecture: 'aarch64',
          from: ['6.1-1', '6.1-10'],
          to: ['6.1-9', '6.1-10'],
        },
      ],
      unchanged: 1,
    });
    expect(comparison.class).toBe('packages');
    expect(comparison.sentence).toBe(
      '2 packages upgraded, 1 downgraded, 1 added, 1 removed and 1 in other versions; symbol versions did not change',
    );
  });

  it('keeps architectures apart, and follows a package to another one', () => {
    const comparison = compare(
      packages('dpkg', 'libc6 2.36 arm64', 'libc6 2.36 armhf', 'data 1 arm64'),
      packages('dpkg', 'libc6 2.41 arm64', 'libc6 2.36 armhf', 'data 2 all'),
    );
    expect(comparison.packages).toMatchObject({
      system: 'dpkg',
      added: [],
      removed: [],
      upgraded: [
        { name: 'data', architecture: 'all', from: '1', to: '2' },
        { name: 'libc6', architecture: 'arm64' },
      ],
      unchanged: 1,
    });
  });

  it.each([
    ['dpkg', '1.0~rc1', '1.0'],
    ['apk', '1.0_rc1-r0', '1.0-r0'],
    ['rpm', '1.0~rc1-1', '1.0-1'],
  ] as const)('goes up from a candidate with %s', (system, from, to) => {
    expect(
      compare(packages(system, `a ${from}`), packages(system, `a ${to}`))
        .packages.upgraded,
    ).toHaveLength(1);
  });

  it('has all of one system removed and of the other added', () => {
    const comparison = compare(
      packages('rpm', 'glibc 2.34-1'),
      packages('dpkg', 'libc6 2.36-1'),
    );
    expect(comparison.packages).toMatchObject({
      system: 'dpkg',
      added: [{ name: 'libc6' }],
      removed: [{ name: 'glibc' }],
    });
  });

  it('concludes nothing of packages that a damaged database seems to lack', () => {
    const whole = packages('rpm', 'glibc 2-1', 'bash 1-1');
    const part = packages('rpm', 'glibc 3-1');
    part.packageDatabases[0].complete = false;
    expect(compare(whole, part).packages).toMatchObject({
      removed: [],
      upgraded: [{ name: 'glibc' }],
    });
    expect(compare(part, whole).packages).toMatchObject({
      added: [],
      downgraded: [{ name: 'glibc' }],
    });
    const problem = {
      code: 'sparse-file' as const,
      path: 'var/lib/rpm/Packages',
      message: 'It is sparse.',
    };
    expect(compare(whole, { problems: [problem] })).toMatchObject({
      class: 'none',
      packages: { removed: [] },
      undecided: ['In the new image: It is sparse.'],
      sentence: 'No change is known; not everything could be compared',
    });
  });

  it('says where a database could not be read', () => {
    const problem = {
      code: 'package-database-damaged' as const,
      path: 'var/lib/rpm/Packages',
      message: 'The package database is damaged.',
    };
    expect(compare({}, { problems: [problem] }).undecided).toEqual([
      'In the new image: The package database is damaged.',
    ]);
  });
});

describe('files', () => {
  const old = imageFile('etc/x', { mode: 0o644, xattrs: { a: '01' } });

  it.each<
    [
      string,
      Partial<ImageFile>,
      keyof ReturnType<typeof compareImages>['files']['counts'],
    ]
  >([
    ['content', { sha256: 'other' }, 'changed'],
    ['type', { type: 'symlink', sha256: null, target: 'y' }, 'changed'],
    ['hard link', { hardlinkTo: 'etc/a' }, 'changed'],
    ['mode', { mode: 0o4755 }, 'attributes'],
    ['owner', { uid: 1 }, 'attributes'],
    ['group', { gid: 1 }, 'attributes'],
    ['extended attribute', { xattrs: { a: '02' } }, 'attributes'],
    [
      'further extended attribute',
      { xattrs: { a: '01', b: '' } },
      'attributes',
    ],
    ['lost extended attribute', { xattrs: undefined }, 'attributes'],
    ['time', { mtime: 5 }, 'times'],
    ['nothing', {}, 'unchanged'],
  ])('counts another %s', (_, rest, count) => {
    const comparison = compare(files(old), files({ ...old, ...rest }));
    expect(comparison.files.counts).toEqual({
      added: 0,
      removed: 0,
      changed: 0,
      attributes: 0,
      times: 0,
      unchanged: 0,
      [count]: 1,
    });
    const isHidden = count === 'times' || count === 'unchanged';
    expect(comparison.class).toBe(isHidden ? 'none' : 'packages');
  });

  it('lists what came and went, in order', () => {
    const comparison = compare(
      files(imageFile('a'), imageFile('b')),
      files(imageFile('b'), imageFile('c'), imageFile('d')),
    );
    expect(comparison.files.added.map(({ path }) => path)).toEqual(['c', 'd']);
    expect(comparison.files.removed.map(({ path }) => path)).toEqual(['a']);
    expect(comparison.sentence).toBe(
      '3 files changed; packages and symbol versions did not',
    );
  });

  it('tells devices apart', () => {
    const device = (minor: number) =>
      imageFile('dev/x', { type: 'character-device', device: [1, minor] });
    expect(
      compare(files(device(3)), files(device(5))).files.counts.changed,
    ).toBe(1);
  });

  it('compares 100,000 files in a moment, and lists some', () => {
    const many = (seed: string) =>
      Array.from({ length: 100_000 }, (_, index) =>
        imageFile(`f${String(index).padStart(6, '0')}`, {
          sha256: index % 2 === 0 ? seed : 'same',
        }),
      );
    const from = contents({ files: many('a') });
    const to = contents({ files: many('b') });
    const start = performance.now();
    const { files: changes } = compareImages(from, to);
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(changes.counts).toMatchObject({
      changed: 50_000,
      unchanged: 50_000,
    });
    expect(changes.changed).toHaveLength(MAX_LISTED_FILES);
    expect(changes.changed[1].to.path).toBe('f000002');
    expect(changes.truncated).toBe(true);
  });
});

describe('what is not known', () => {
  const problem = {
    code: 'damaged-elf' as const,
    path: 'usr/lib/libx.so.1',
    message: 'usr/lib/libx.so.1 is damaged.',
  };
  const image = (sha256: string, layers: string[] = []) => ({
    layers,
    problems: [problem],
    files: [imageFile(problem.path, { sha256 })],
  });

  it.each([
    ['another file of the path', image('a'), image('b'), 2],
    ['the same file', image('a'), image('a'), 0],
    ['the same layers', image('a', ['x']), image('b', ['x']), 0],
    ['a file on one side', image('a'), {}, 1],
  ])('is told of %s', (_, from, to, sentences) => {
    expect(compare(from, to).undecided).toHaveLength(sentences);
  });

  it('is told in 51 sentences at most', () => {
    const problems = Array.from({ length: 5_000 }, (_, index) => ({
      code: 'sparse-file' as const,
      path: `f${index}`,
      message: `f${index} is sparse.`,
    }));
    const { undecided } = compare({}, { problems });
    expect(undecided).toHaveLength(51);
    expect(undecided[50]).toBe('4950 more things could not be compared.');
  });
});

describe('configuration and rebuilds', () => {
  const { config } = contents();

  it('is nothing where layers are the same and only times differ', () => {
    const layers = ['sha256:a', 'sha256:b'];
    const comparison = compare(
      { layers, files: [imageFile('a')] },
      {
        layers,
        files: [imageFile('a')],
        config: {
          ...config,
          created: '2026-09-17T00:00:00Z',
          labels: { 'org.opencontainers.image.created': '2026-09-17' },
        },
      },
    );
    expect(comparison).toMatchObject({
      class: 'none',
      sentence:
        'Nothing changed but times: the image was built again from the same content',
      files: { counts: { unchanged: 1 } },
      configuration: {
        labels: [
          {
            key: 'org.opencontainers.image.created',
            from: null,
            to: '2026-09-17',
          },
        ],
      },
    });
  });

  it('names what changed in the configuration', () => {
    const comparison = compare(
      {
        config: {
          ...config,
          env: ['PATH=/bin', 'A=1', 'B'],
          entrypoint: ['/a'],
          labels: { 'org.opencontainers.image.version': '1' },
        },
      },
      {
        config: {
          ...config,
          env: ['A=2=3', 'PATH=/bin', 'B='],
          entrypoint: ['/a', 'b'],
          cmd: ['c'],
          user: '1000',
          workingDir: '/w',
          labels: { 'org.opencontainers.image.version': '2' },
        },
      },
    );
    expect(comparison.class).toBe('configuration');
    expect(comparison.configuration).toEqual({
      labels: [{ key: 'org.opencontainers.image.version', from: '1', to: '2' }],
      env: [{ key: 'A', from: '1', to: '2=3' }],
      entrypoint: { from: ['/a'], to: ['/a', 'b'] },
      cmd: { from: null, to: ['c'] },
      user: { from: '', to: '1000' },
      workingDir: { from: '', to: '/w' },
    });
    expect(comparison.from.version).toBe('1');
    expect(comparison.sentence).toBe(
      'Only the configuration changed: 1 label, 1 environment variable, the entry point, the command, the user and the working folder',
    );
  });
});
