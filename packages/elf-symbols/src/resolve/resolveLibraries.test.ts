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
  GLIBC,
  lambda,
  program,
  report,
  system,
} from './__testUtils__/reports';
import { resolveLibraries } from './resolveLibraries';
import type { ResolveInput } from './types';

const LIBC = { 'libc.so.6': ['GLIBC_2.34'] };
const NEW_CXX = { 'libstdc++.so.6': ['GLIBCXX_3.4.30'] };
const NEWER = report({
  soname: 'libstdc++.so.6',
  needs: LIBC,
  provides: ['GLIBCXX_3.4', 'GLIBCXX_3.4.29', 'GLIBCXX_3.4.30'],
});

/** The resolution of the only root. */
function resolve(input: ResolveInput) {
  const { roots, findings, truncated } = resolveLibraries(input);
  expect(roots).toHaveLength(1);
  return { ...roots[0], artifactFindings: findings, truncated };
}

describe('resolveLibraries on Lambda', () => {
  it('meets the needs of a bootstrap in the system', () => {
    const root = resolve(
      lambda({ '/var/task/bootstrap': program({ needs: LIBC }) }, [
        '/var/task/bootstrap',
      ]),
    );
    expect(root).toEqual({
      root: '/var/task/bootstrap',
      by: 'kernel',
      loads: 'yes',
      interpreter: {
        path: '/lib64/ld-linux-x86-64.so.2',
        place: 'system',
        answer: 'yes',
      },
      objects: [
        {
          path: '/var/task/bootstrap',
          loadedBy: null,
          certain: true,
          needs: [
            {
              name: 'libc.so.6',
              outcome: 'system',
              met: 'yes',
              providers: [
                {
                  place: 'system',
                  path: '/lib64/libc.so.6',
                  rule: 'library-path',
                  directory: '/lib64',
                  certain: true,
                },
              ],
              rejected: [],
              elsewhere: [],
            },
          ],
          versions: [
            {
              library: 'libc.so.6',
              version: 'GLIBC_2.34',
              weak: false,
              outcome: 'met',
              askedOf: ['/lib64/libc.so.6'],
            },
          ],
          symbols: [],
        },
      ],
      findings: [],
      undecided: [],
      artifactFindings: [],
      truncated: false,
    });
  });

  it.each(['/opt/lib', '/var/task/lib'])(
    'says that a newer libstdc++ in %s loses to the one of /lib64',
    folder => {
      const bundled = `${folder}/libstdc++.so.6`;
      const root = resolve(
        lambda(
          {
            '/var/task/bootstrap': program({
              needs: NEW_CXX,
              runpath: ['$ORIGIN/lib', '/opt/lib'],
            }),
            [bundled]: NEWER,
          },
          ['/var/task/bootstrap'],
        ),
      );
      expect(root.loads).toBe('no');
      expect(root.objects).toHaveLength(1);
      expect(root.objects[0].versions).toEqual([
        {
          library: 'libstdc++.so.6',
          version: 'GLIBCXX_3.4.30',
          weak: false,
          outcome: 'missing',
          askedOf: ['/lib64/libstdc++.so.6'],
        },
      ]);
      expect(root.artifactFindings).toEqual([
        {
          kind: 'bundled-unused',
          file: bundled,
          library: 'libstdc++.so.6',
          winner: '/lib64/libstdc++.so.6',
          winnerPlace: 'system',
          lost: ['GLIBCXX_3.4.30'],
          message: `${bundled} is never loaded: the loader finds /lib64/libstdc++.so.6 for libstdc++.so.6 first (/lib64 comes earlier in LD_LIBRARY_PATH), which lacks GLIBCXX_3.4.30`,
        },
      ]);
    },
  );

  it.each([
    ['DT_RPATH', { rpath: ['$ORIGIN/lib'] }, {}],
    [
      'an LD_LIBRARY_PATH of its own',
      {},
      { libraryPath: ['/var/task/lib', '/lib64'] },
    ],
  ])('takes the bundled libstdc++ where %s says so', (_, facts, more) => {
    const root = resolve(
      lambda(
        {
          '/var/task/bootstrap': program({ needs: NEW_CXX, ...facts }),
          '/var/task/lib/libstdc++.so.6': NEWER,
        },
        ['/var/task/bootstrap'],
        more,
      ),
    );
    expect(root.loads).toBe('yes');
    expect(root.objects.map(({ path, loadedBy }) => [path, loadedBy])).toEqual([
      ['/var/task/bootstrap', null],
      ['/var/task/lib/libstdc++.so.6', '/var/task/bootstrap'],
    ]);
    expect(root.findings).toEqual([
      {
        kind: 'bundled-shadows',
        file: '/var/task/lib/libstdc++.so.6',
        library: 'libstdc++.so.6',
        shadowed: '/lib64/libstdc++.so.6',
        lacks: [],
        adds: ['GLIBCXX_3.4.30'],
        message:
          '/var/task/lib/libstdc++.so.6 is loaded for libstdc++.so.6 in place of /lib64/libstdc++.so.6',
      },
    ]);
    expect(root.artifactFindings).toEqual([]);
  });

  it('says what an older bundled library lacks of the one it shadows', () => {
    const root = resolve(
      lambda(
        {
          '/var/task/main': program({
            needs: { 'libstdc++.so.6': ['GLIBCXX_3.4.29'] },
            rpath: ['/var/task/lib'],
          }),
          '/var/task/lib/libstdc++.so.6': report({
            provides: ['GLIBCXX_3.4'],
          }),
        },
        ['/var/task/main'],
      ),
    );
    expect(root.loads).toBe('no');
    expect(root.findings).toEqual([
      expect.objectContaining({
        kind: 'bundled-shadows',
        lacks: ['GLIBCXX_3.4.29'],
        adds: [],
      }),
    ]);
  });

  it('finds a library of a layer, and what that needs', () => {
    const root = resolve(
      lambda(
        {
          '/var/task/bootstrap': program({ needs: { 'libfoo.so.1': [] } }),
          '/opt/lib/libfoo.so.1': report({ needs: { 'libbar.so.2': [] } }),
          '/opt/lib64/libbar.so.2': report(),
        },
        ['/var/task/bootstrap'],
      ),
    );
    expect(root.loads).toBe('no');
    expect(root.objects[1].needs).toEqual([
      {
        name: 'libbar.so.2',
        outcome: 'missing',
        met: 'no',
        providers: [],
        rejected: [],
        // In /opt/lib64, where nobody looks.
        elsewhere: ['/opt/lib64/libbar.so.2'],
      },
    ]);
  });

  it('names the files it passes over, with the reason', () => {
    const root = resolve(
      lambda(
        {
          '/var/task/bootstrap': program({ needs: { 'libfoo.so.1': [] } }),
          '/var/task/libfoo.so.1': report({ machine: 'aarch64' }),
          '/var/task/lib/libfoo.so.1': report({ class: 32, machine: 'i386' }),
          '/opt/lib/libfoo.so.1': {
            path: '/opt/lib/libfoo.so.1',
            report: null,
            unloadable: 'it is no ELF file',
          },
        },
        ['/var/task/bootstrap'],
      ),
    );
    expect(root.loads).toBe('no');
    expect(root.objects[0].needs[0]).toMatchObject({
      outcome: 'missing',
      rejected: [
        {
          path: '/var/task/libfoo.so.1',
          reason: 'it is for aarch64',
          fatal: false,
        },
        {
          path: '/var/task/lib/libfoo.so.1',
          reason: 'it is a 32 bit file for i386',
          fatal: false,
        },
        {
          path: '/opt/lib/libfoo.so.1',
          reason: 'it is no ELF file',
          fatal: true,
        },
      ],
    });
  });

  it('never breaks for a version that is needed weakly', () => {
    const root = resolve(
      lambda(
        {
          '/var/task/bootstrap': program({
            needs: { 'libc.so.6': ['GLIBC_2.99?'] },
          }),
        },
        ['/var/task/bootstrap'],
      ),
    );
    expect(root.loads).toBe('yes');
    expect(root.objects[0].versions[0].outcome).toBe('weak-missing');
  });
});

describe('what is not known', () => {
  const bootstrap = {
    '/var/task/bootstrap': program({ needs: { 'libfoo.so.1': ['FOO_1'] } }),
  };
  const roots = ['/var/task/bootstrap'];
  const maybe = {
    answer: 'unknown' as const,
    undecided: 'what the runtime has',
  };

  it('stays unknown where the system may have a library', () => {
    const root = resolve(
      lambda(bootstrap, roots, {
        system: system({ ...GLIBC, '/lib64/libfoo.so.1': maybe }),
      }),
    );
    expect(root).toMatchObject({
      loads: 'unknown',
      undecided: expect.arrayContaining(['what the runtime has']),
    });
    expect(root.objects[0].needs[0]).toMatchObject({
      outcome: 'unknown',
      met: 'unknown',
      undecided: 'what the runtime has',
    });
    expect(root.objects[0].versions[0]).toMatchObject({ outcome: 'unknown' });
  });

  it('is met for certain where the next place has it, by whom is open', () => {
    const root = resolve(
      lambda(
        {
          ...bootstrap,
          '/opt/lib/libfoo.so.1': report({ provides: ['FOO_1'] }),
        },
        roots,
        { system: system({ ...GLIBC, '/var/lang/lib/libfoo.so.1': maybe }) },
      ),
    );
    expect(root.loads).toBe('unknown');
    expect(root.objects[0].needs[0]).toMatchObject({
      outcome: 'unknown',
      met: 'yes',
      providers: [
        { path: '/var/lang/lib/libfoo.so.1', certain: false },
        { path: '/opt/lib/libfoo.so.1', certain: true },
      ],
    });
    expect(root.objects[1]).toMatchObject({ certain: false });
  });

  it('does not matter where both that it may be agree', () => {
    const versions = ['FOO_1'];
    const root = resolve(
      lambda(bootstrap, roots, {
        system: system({
          ...GLIBC,
          '/var/lang/lib/libfoo.so.1': { ...maybe, versions },
          '/lib64/libfoo.so.1': { versions },
        }),
      }),
    );
    expect(root.loads).toBe('yes');
    expect(root.objects[0].needs[0]).toMatchObject({
      outcome: 'system',
      met: 'yes',
    });
    expect(root.objects[0].versions[0]).toMatchObject({
      outcome: 'met',
      askedOf: ['/var/lang/lib/libfoo.so.1', '/lib64/libfoo.so.1'],
    });
  });

  it('is said of layers that were not read', () => {
    const root = resolve(
      lambda(bootstrap, roots, {
        unreadDirectories: [{ path: '/opt', reason: 'the layer was not read' }],
      }),
    );
    expect(root).toMatchObject({
      loads: 'unknown',
      undecided: [
        'the layer was not read',
        'the versions that /opt/lib/libfoo.so.1 defines; the layer was not read',
      ],
    });
  });

  it.each([
    ['packed', { packer: 'upx' as const, complete: false }, 'packed'],
    ['not known whole', { complete: false }, 'incomplete'],
  ])('is said of a file that is %s', (_, facts, kind) => {
    const root = resolve(
      lambda({ '/var/task/bootstrap': program(facts) }, roots),
    );
    expect(root.loads).toBe('unknown');
    expect(root.findings).toEqual([expect.objectContaining({ kind })]);
  });

  it('is what a process has loaded before it opens an addon', () => {
    const files = {
      '/var/task/a.node': report({ needs: NEW_CXX, rpath: ['$ORIGIN'] }),
      '/var/task/libstdc++.so.6': NEWER,
    };
    const addon = ['/var/task/a.node'];
    const open = resolve(lambda(files, addon));
    expect(open.loads).toBe('unknown');
    expect(open.objects[0].needs[0].providers.map(({ path }) => path)).toEqual([
      '/lib64/libstdc++.so.6',
      '/var/task/libstdc++.so.6',
    ]);
    expect(open.undecided[0]).toBe(
      'whether the process that opens it has loaded /lib64/libstdc++.so.6 before',
    );
    const alone = resolve(
      lambda(files, addon, { host: { loaded: [], complete: true } }),
    );
    expect(alone.loads).toBe('yes');
    const held = [{ name: 'libstdc++.so.6', path: '/lib64/libstdc++.so.6' }];
    const taken = resolve(
      lambda(files, addon, { host: { loaded: held, complete: true } }),
    );
    expect(taken.loads).toBe('no');
    expect(taken.objects[0].needs[0].providers[0].rule).toBe('loaded');
  });
});

describe('findings', () => {
  const kinds = (input: ResolveInput) =>
    resolve(input).findings.map(({ kind }) => kind);

  it('tells a program for musl from one whose loader is missing', () => {
    const musl = resolve(
      lambda(
        {
          '/var/task/bootstrap': program({
            interpreter: '/lib/ld-musl-x86_64.so.1',
            needs: { 'libc.musl-x86_64.so.1': [] },
            libc: {
              kind: 'musl',
              evidence: 'interpreter /lib/ld-musl-x86_64.so.1',
            },
          }),
        },
        ['/var/task/bootstrap'],
      ),
    );
    expect(musl.loads).toBe('no');
    expect(musl.findings.map(({ kind }) => kind)).toEqual([
      'other-libc',
      'interpreter-missing',
    ]);
    expect(
      kinds(
        lambda(
          {
            '/var/task/bootstrap': program({
              interpreter: '/nix/store/abc/ld-linux-x86-64.so.2',
            }),
          },
          ['/var/task/bootstrap'],
        ),
      ),
    ).toEqual(['interpreter-missing']);
  });

  it('takes a loader that the artifact brings', () => {
    const root = resolve(
      lambda(
        {
          '/var/task/bootstrap': program({
            interpreter: '/var/task/lib/ld-linux-x86-64.so.2',
            needs: { 'libc.so.6': ['GLIBC_2.99'] },
            rpath: ['/var/task/lib'],
          }),
          '/var/task/lib/ld-linux-x86-64.so.2': report(),
          '/var/task/lib/libc.so.6': report({
            needs: { 'ld-linux-x86-64.so.2': ['GLIBC_PRIVATE'] },
            provides: ['GLIBC_2.99'],
          }),
        },
        ['/var/task/bootstrap'],
      ),
    );
    expect(root.interpreter).toMatchObject({ place: 'artifact' });
    // Its glibc is whole: it meets no other.
    expect(root.findings.map(({ kind }) => kind)).toEqual(['bundled-shadows']);
  });

  it('says of a part of glibc that it meets another one', () => {
    const root = resolve(
      lambda(
        {
          '/var/task/bootstrap': program({
            needs: { 'libresolv.so.2': [], 'libc.so.6': [] },
          }),
          '/var/task/lib/libresolv.so.2': report({
            soname: 'libresolv.so.2',
            needs: { 'libc.so.6': ['GLIBC_PRIVATE'] },
          }),
        },
        ['/var/task/bootstrap'],
      ),
    );
    expect(root.loads).toBe('no');
    expect(root.findings).toEqual([
      expect.objectContaining({
        kind: 'bundled-glibc',
        library: 'libresolv.so.2',
        needsPrivate: true,
        meets: '/lib64/ld-linux-x86-64.so.2',
      }),
    ]);
  });

  it.each([
    ['another machine', { machine: 'aarch64' }, 'aarch64'],
    ['32 bit addresses', { class: 32 as const, machine: 'x32' }, 'x32'],
    ['another byte order', { byteOrder: 'big' as const }, 'x86_64'],
  ])('does not load a root for %s', (_, facts, machine) => {
    const root = resolve(
      lambda({ '/var/task/a.node': report(facts) }, ['/var/task/a.node']),
    );
    expect(root.loads).toBe('no');
    expect(root.findings).toEqual([
      expect.objectContaining({
        kind: 'other-machine',
        machine,
        expected: 'x86_64',
      }),
    ]);
  });

  it('says which symbol is missing where the system holds its symbols', () => {
    const bootstrap = {
      path: '/var/task/bootstrap',
      report: program({ needs: LIBC }),
    };
    const symbols = (names: string[]) =>
      names.map(name => ({
        name,
        library: 'libc.so.6',
        version: 'GLIBC_2.34',
        binding: name === 'weak' ? ('weak' as const) : ('global' as const),
        copied: false,
      }));
    const input = lambda(
      {
        '/var/task/bootstrap': {
          ...bootstrap,
          neededSymbols: symbols(['there', 'epoll_pwait2', 'weak']),
        },
      },
      ['/var/task/bootstrap'],
      {
        system: system({
          ...GLIBC,
          '/lib64/libc.so.6': { versions: ['GLIBC_2.34'], symbols: ['there'] },
        }),
      },
    );
    const root = resolve(input);
    expect(root.objects[0].symbols).toEqual([
      {
        name: 'epoll_pwait2',
        library: 'libc.so.6',
        version: 'GLIBC_2.34',
        outcome: 'missing',
        askedOf: '/lib64/libc.so.6',
      },
    ]);
    expect(root.findings.map(({ kind }) => kind)).toEqual(['missing-symbol']);
    // A system that holds no symbols says nothing of them.
    expect(resolve({ ...input, system: system(GLIBC) }).loads).toBe('yes');
    // Of names alone it is not known whether the file can do without.
    const names = [
      {
        library: 'libc.so.6',
        version: 'GLIBC_2.34',
        symbols: ['epoll_pwait2'],
        count: 1,
      },
    ];
    const byName = resolve({
      ...input,
      files: [{ ...bootstrap, versionSymbols: names }],
    });
    expect(byName.objects[0].symbols).toMatchObject([{ outcome: 'unknown' }]);
  });
});

describe('musl', () => {
  it('searches LD_LIBRARY_PATH first, follows RUNPATH along the chain and asks for no version', () => {
    const root = resolve(
      lambda(
        {
          '/app/main': program({
            interpreter: '/lib/ld-musl-x86_64.so.1',
            needs: { 'libc.musl-x86_64.so.1': [], 'libf.so.1': ['V_9'] },
            runpath: ['$ORIGIN/lib'],
            libc: { kind: 'musl', evidence: '' },
          }),
          '/app/lib/libf.so.1': report({
            needs: { 'libg.so.1': [] },
            libc: { kind: 'musl', evidence: '' },
          }),
          '/app/lib/libg.so.1': report({
            libc: { kind: 'musl', evidence: '' },
          }),
        },
        ['/app/main'],
        {
          libraryPath: [],
          system: system(
            { '/lib/ld-musl-x86_64.so.1': {} },
            { libc: 'musl', defaultDirectories: ['/lib', '/usr/lib'] },
          ),
        },
      ),
    );
    expect(root.loads).toBe('yes');
    expect(root.objects.map(({ path }) => path)).toEqual([
      '/app/main',
      '/app/lib/libf.so.1',
      '/app/lib/libg.so.1',
    ]);
    expect(root.findings).toEqual([]);
  });
});

describe('hostile input', () => {
  it('stops at its bounds and says so', () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `/var/task/lib${index}.so`,
        report({ needs: { [`lib${index + 1}.so`]: [] } }),
      ]),
    );
    const files = {
      ...many,
      '/var/task/a': program({ needs: { 'lib0.so': [] } }),
    };
    expect(resolve(lambda(files, ['/var/task/a']))).toMatchObject({
      truncated: true,
      loads: 'unknown',
    });
    expect(
      resolve(lambda(files, ['/var/task/a'], { limits: { steps: 50 } })),
    ).toMatchObject({ truncated: true, loads: 'unknown' });
  });

  it('ends with circles of needs and of links', () => {
    const root = resolve(
      lambda(
        {
          '/var/task/a': program({ needs: { 'lib0.so': [], 'loop.so': [] } }),
          '/var/task/lib0.so': report({ needs: { 'lib1.so': [] } }),
          '/var/task/lib1.so': report({ needs: { 'lib0.so': [] } }),
        },
        ['/var/task/a'],
        {
          links: [
            { path: '/var/task/loop.so', target: 'pool.so' },
            { path: '/var/task/pool.so', target: './loop.so' },
          ],
        },
      ),
    );
    expect(root.objects).toHaveLength(3);
    expect(root.objects[0].needs[1].outcome).toBe('missing');
  });

  it('keeps names like those of objects apart', () => {
    const root = resolve(
      lambda(
        {
          '/var/task/a': program({
            needs: { __proto__x: ['constructor'], constructor: ['toString'] },
            rpath: ['$ORIGIN/$ORIGIN${ORIGIN', '$LIB'.repeat(5000)],
          }),
        },
        ['/var/task/a'],
      ),
    );
    expect(root.objects[0].needs.map(({ outcome }) => outcome)).toEqual([
      'missing',
      'missing',
    ]);
  });

  it('leaves out a root that is not there', () => {
    expect(resolveLibraries(lambda({}, ['/var/task/none'])).roots).toEqual([]);
  });
});
