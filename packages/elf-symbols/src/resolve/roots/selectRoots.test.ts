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

import { program, report } from '../__testUtils__/reports';
import { selectRoots } from './selectRoots';
import type { RootTarget, SelectableFile } from './types';

const X64: RootTarget = { machine: 'x86_64', libc: 'glibc' };
const ARM64: RootTarget = { machine: 'aarch64', libc: 'glibc' };
const MUSL: RootTarget = { machine: 'x86_64', libc: 'musl' };

function files(paths: string[]): SelectableFile[] {
  return paths.map(path => ({ path, report: report() }));
}

function selected(paths: string[], target: RootTarget): string[] {
  return selectRoots(files(paths), target).roots.map(({ path }) => path);
}

const BCRYPT = [
  '/var/task/node_modules/bcrypt/prebuilds/linux-arm/bcrypt.armv6.glibc.node',
  '/var/task/node_modules/bcrypt/prebuilds/linux-arm/bcrypt.armv7.musl.node',
  '/var/task/node_modules/bcrypt/prebuilds/linux-arm64/bcrypt.glibc.node',
  '/var/task/node_modules/bcrypt/prebuilds/linux-arm64/bcrypt.musl.node',
  '/var/task/node_modules/bcrypt/prebuilds/linux-x64/bcrypt.glibc.node',
  '/var/task/node_modules/bcrypt/prebuilds/linux-x64/bcrypt.musl.node',
];
const LEVELDOWN = [
  '/var/task/node_modules/leveldown/prebuilds/android-arm/node.napi.armv7.node',
  '/var/task/node_modules/leveldown/prebuilds/android-arm64/node.napi.armv8.node',
  '/var/task/node_modules/leveldown/prebuilds/darwin-x64+arm64/node.napi.node',
  '/var/task/node_modules/leveldown/prebuilds/linux-arm/node.napi.armv6.node',
  '/var/task/node_modules/leveldown/prebuilds/linux-arm/node.napi.armv7.node',
  '/var/task/node_modules/leveldown/prebuilds/linux-arm64/node.napi.armv8.node',
  '/var/task/node_modules/leveldown/prebuilds/linux-x64/node.napi.glibc.node',
  '/var/task/node_modules/leveldown/prebuilds/linux-x64/node.napi.musl.node',
];
const SERIALPORT = [
  '/var/task/node_modules/@serialport/bindings-cpp/prebuilds/android-arm64/@serialport+bindings-cpp.armv8.node',
  '/var/task/node_modules/@serialport/bindings-cpp/prebuilds/linux-arm/@serialport+bindings-cpp.armv6.glibc.node',
  '/var/task/node_modules/@serialport/bindings-cpp/prebuilds/linux-arm64/@serialport+bindings-cpp.armv8.glibc.node',
  '/var/task/node_modules/@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node',
  '/var/task/node_modules/@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.musl.node',
];
const ARGON2 = [
  '/var/task/node_modules/argon2/prebuilds/freebsd-arm64/argon2.armv8.glibc.node',
  '/var/task/node_modules/argon2/prebuilds/freebsd-x64/argon2.glibc.node',
  '/var/task/node_modules/argon2/prebuilds/linux-arm64/argon2.armv8.glibc.node',
  '/var/task/node_modules/argon2/prebuilds/linux-arm64/argon2.armv8.musl.node',
  '/var/task/node_modules/argon2/prebuilds/linux-x64/argon2.glibc.node',
  '/var/task/node_modules/argon2/prebuilds/linux-x64/argon2.musl.node',
];
const PACKAGES = [
  '/var/task/node_modules/@img/sharp-linux-arm64/lib/sharp-linux-arm64.node',
  '/var/task/node_modules/@img/sharp-linux-x64/lib/sharp-linux-x64.node',
  '/var/task/node_modules/@img/sharp-linuxmusl-x64/lib/sharp-linuxmusl-x64.node',
  '/var/task/node_modules/@swc/core-linux-arm64-gnu/swc.linux-arm64-gnu.node',
  '/var/task/node_modules/@swc/core-linux-x64-gnu/swc.linux-x64-gnu.node',
  '/var/task/node_modules/@swc/core-linux-x64-musl/swc.linux-x64-musl.node',
];
const JAR = '/var/task/lib/snappy-java-1.1.10.jar!/org/xerial/snappy/native';
const SNAPPY = [
  `${JAR}/FreeBSD/x86_64/libsnappyjava.so`,
  `${JAR}/Linux/aarch64/libsnappyjava.so`,
  `${JAR}/Linux/android-arm/libsnappyjava.so`,
  `${JAR}/Linux/arm/libsnappyjava.so`,
  `${JAR}/Linux/armv7/libsnappyjava.so`,
  `${JAR}/Linux/ppc64le/libsnappyjava.so`,
  `${JAR}/Linux/x86/libsnappyjava.so`,
  `${JAR}/Linux/x86_64/libsnappyjava.so`,
];
const NETTY = [
  '/var/task/lib/netty.jar!/META-INF/native/libnetty_tcnative_linux_aarch_64.so',
  '/var/task/lib/netty.jar!/META-INF/native/libnetty_tcnative_linux_x86_64.so',
];
const DOTNET = [
  'alpine-x64',
  'linux-arm64',
  'linux-musl-x64',
  'linux-x64',
  'ubuntu.18.04-x64',
].map(rid => `/var/task/runtimes/${rid}/native/libgit2.so`);
const NUMPY = [
  'cpython-311-x86_64',
  'cpython-312-aarch64',
  'cpython-312-x86_64',
].map(tag => `/var/task/numpy/core/_simd.${tag}-linux-gnu.so`);

describe('selectRoots of prebuilt sets', () => {
  it.each<[string, string[], RootTarget, string[]]>([
    ['bcrypt for x86_64', BCRYPT, X64, [BCRYPT[4]]],
    ['bcrypt for arm64', BCRYPT, ARM64, [BCRYPT[2]]],
    ['bcrypt for musl', BCRYPT, MUSL, [BCRYPT[5]]],
    ['leveldown for x86_64', LEVELDOWN, X64, [LEVELDOWN[6]]],
    ['leveldown for arm64', LEVELDOWN, ARM64, [LEVELDOWN[5]]],
    ['serialport for x86_64', SERIALPORT, X64, [SERIALPORT[3]]],
    ['serialport for arm64', SERIALPORT, ARM64, [SERIALPORT[2]]],
    ['argon2 for x86_64', ARGON2, X64, [ARGON2[4]]],
    ['argon2 for arm64', ARGON2, ARM64, [ARGON2[2]]],
    ['packages by name for x86_64', PACKAGES, X64, [PACKAGES[1], PACKAGES[4]]],
    ['packages by name for musl', PACKAGES, MUSL, [PACKAGES[2], PACKAGES[5]]],
    ['packages by name for arm64', PACKAGES, ARM64, [PACKAGES[0], PACKAGES[3]]],
    ['a jar for x86_64', SNAPPY, X64, [SNAPPY[7]]],
    ['a jar for arm64', SNAPPY, ARM64, [SNAPPY[1]]],
    ['a jar with names for arm64', NETTY, ARM64, [NETTY[0]]],
    ['a jar with names for x86_64', NETTY, X64, [NETTY[1]]],
    ['.NET for x86_64', DOTNET, X64, [DOTNET[3]]],
    ['.NET for arm64', DOTNET, ARM64, [DOTNET[1]]],
    ['.NET for musl', DOTNET, MUSL, [DOTNET[2]]],
    [
      'Python 3.12',
      NUMPY,
      { ...X64, runtime: { family: 'python', version: '3.12' } },
      [NUMPY[2]],
    ],
    ['Python of a version that is not known', NUMPY, X64, [NUMPY[0], NUMPY[2]]],
  ])('takes of %s what would be loaded', (_, paths, target, expected) => {
    const { roots, files: all, unserved } = selectRoots(files(paths), target);
    expect(roots.map(({ path }) => path)).toEqual(expected);
    expect(unserved).toEqual([]);
    for (const { path, selected: taken, set, reason } of all) {
      expect(set).not.toBeNull();
      expect(taken || reason.startsWith('not selected: ')).toBe(true);
      expect([taken, path]).toEqual([expected.includes(path), path]);
    }
  });

  it('takes the binary interface of the version of Node.js, and Node-API for any', () => {
    const addon = '/var/task/node_modules/lmdb-linux-x64/node';
    const paths = ['abi108', 'abi115', 'abi127', 'napi'].map(
      tag => `${addon}.${tag}.glibc.node`,
    );
    const node = (version: string): RootTarget => ({
      ...X64,
      runtime: { family: 'nodejs', version },
    });
    expect(selected(paths, node('20'))).toEqual([paths[1]]);
    expect(selected(paths, node('24'))).toEqual([paths[3]]);
    expect(selected(paths.slice(0, 3), node('24'))).toEqual([]);
    expect(
      selectRoots(files(paths.slice(0, 3)), node('24')).unserved,
    ).toMatchObject([{ lacks: 'runtime' }]);
    expect(
      selectRoots(files(paths), X64).files.every(({ assumed }) => assumed),
    ).toBe(true);
  });

  it.each([
    [
      '/x/lib/binding/node-v108-linux-x64/a.node',
      '/x/lib/binding/node-v115-linux-x64/a.node',
    ],
    [
      '/x/prebuilds/linuxglibc-x64/node-108.node',
      '/x/prebuilds/linuxglibc-x64/node-115.node',
    ],
    ['/x/lib/a-linux-x64-glibc-108.node', '/x/lib/a-linux-x64-glibc-115.node'],
    [
      '/x/bin/electron-v108-linux-x64/a.node',
      '/x/bin/node-v115-linux-x64/a.node',
    ],
  ])('reads the version of Node.js in %s', (other, taken) => {
    const target: RootTarget = {
      ...X64,
      runtime: { family: 'nodejs', version: '20.x' },
    };
    expect(selected([other, taken], target)).toEqual([taken]);
  });

  it('takes what was built in place before what was prebuilt', () => {
    const built = '/var/task/node_modules/bcrypt/build/Release/bcrypt.node';
    const result = selectRoots(files([...BCRYPT.slice(0, 2), built]), X64);
    expect(result.roots.map(({ path }) => path)).toEqual([built]);
    expect(result.unserved).toEqual([]);
  });

  it.each<[string, string[], RootTarget, string]>([
    ['machine', PACKAGES.slice(1, 2), ARM64, 'machine'],
    ['C library', PACKAGES.slice(1, 2), MUSL, 'libc'],
    [
      'Python',
      NUMPY.slice(0, 1),
      { ...X64, runtime: { family: 'python', version: '3.13' } },
      'runtime',
    ],
  ])('says of a set that none is for the %s', (_, paths, target, lacks) => {
    const other = '/var/task/bootstrap';
    const result = selectRoots(files([...paths, other]), target);
    expect(result.unserved).toEqual([
      expect.objectContaining({ lacks, members: paths }),
    ]);
    expect(result.unserved[0].message).toContain(paths[0]);
    expect(result.roots.map(({ path }) => path)).toEqual([other]);
  });

  it('says nothing of files for other systems alone', () => {
    const result = selectRoots(files([...ARGON2.slice(0, 2)]), X64);
    expect(result).toMatchObject({ roots: [], unserved: [] });
  });

  it('keeps files of one platform apart, and says of a package once that it is for another', () => {
    const folder = '/var/task/node_modules/@embedded/linux-x64/lib';
    const paths = ['_int.so', 'int.so', '-x.so'].map(
      name => `${folder}/${name}`,
    );
    expect(selected(paths, X64)).toEqual(paths);
    expect(selectRoots(files(paths), ARM64).unserved).toEqual([
      expect.objectContaining({
        set: '/var/task/node_modules/@embedded',
        lacks: 'machine',
        members: paths,
      }),
    ]);
  });

  it('believes the file where it is for another system', () => {
    const [first] = files(['/var/task/argon2.node']);
    const freebsd = report({
      osAbi: 9,
      libc: { kind: 'freebsd', evidence: '' },
    });
    expect(
      selectRoots(
        [{ ...first, report: freebsd }, ...files(['/var/task/b.node'])],
        X64,
      ).files[0],
    ).toMatchObject({ selected: false, reason: 'it was built for FreeBSD' });
  });

  it.each([
    '/var/task/node_modules/arm/build/Release/a.node',
    '/var/task/lib/libx86.so.1',
    '/var/task/x86/gnu/64/a.node',
    '/var/task/constructor/__proto__/a.node',
    '/var/task/linux/a.node',
    '/var/task/node.node',
    '/var/task/utf8_and_win.so',
  ])('sees no set in %s', path => {
    const result = selectRoots(files([path, '/var/task/b.node']), ARM64);
    expect(result.files[0]).toMatchObject({ set: null, selected: true });
  });
});

describe('selectRoots', () => {
  const so = (path: string, needs: string[] = []): SelectableFile => ({
    path,
    report: report({ needed: needs }),
  });

  it('tells what opens each file', () => {
    const result = selectRoots(
      [
        {
          path: '/var/task/bootstrap',
          report: program({ needed: ['liba.so'] }),
        },
        { path: '/opt/extensions/agent', report: program() },
        { path: '/opt/extensions/lib/agent', report: program() },
        { path: '/opt/bin/ffmpeg', report: program({ kind: 'static' }) },
        so('/var/task/build/Release/x.node'),
        so('/var/task/pkg/_x.abi3.so'),
        so('/var/task/lib/x.jar!/libx.so'),
        so('/var/task/runtimes/linux-x64/native/libx.so'),
        so('/var/task/lib/liba.so', ['libb.so']),
        so('/var/task/lib/libb.so'),
        so('/var/task/lib/libdlopened.so'),
        { path: '/var/task/x.o', report: report({ kind: 'relocatable' }) },
        { path: '/var/task/x.debug', report: report({ kind: 'debug' }) },
        { path: '/var/task/broken.so', report: null },
        so('/var/task/build/Release/obj.target/x.node'),
      ],
      X64,
    );
    expect(
      result.files.map(({ role, selected: taken, assumed, by }) => [
        role,
        taken,
        assumed,
        by,
      ]),
    ).toEqual([
      ['bootstrap', true, false, 'kernel'],
      ['extension', true, false, 'kernel'],
      ['program', true, false, 'kernel'],
      ['program', true, false, 'kernel'],
      ['node-addon', true, false, 'dlopen'],
      ['python-module', true, false, 'dlopen'],
      ['jni', true, false, 'dlopen'],
      ['dotnet', true, false, 'dlopen'],
      ['dependency', false, false, 'dlopen'],
      ['dependency', false, false, 'dlopen'],
      ['library', true, true, 'dlopen'],
      ['none', false, false, 'dlopen'],
      ['none', false, false, 'dlopen'],
      ['none', false, false, 'dlopen'],
      ['none', false, false, 'dlopen'],
    ]);
    expect(result.files[9].reason).toBe(
      'it is loaded where /var/task/lib/liba.so needs it',
    );
  });

  it('takes one of libraries that only need each other, and what nobody needs', () => {
    const result = selectRoots(
      [
        so('/x/libb.so', ['liba.so']),
        so('/x/liba.so', ['libb.so']),
        so('/x/libtop.so', ['libleaf.so']),
        so('/x/libleaf.so'),
      ],
      X64,
    );
    expect(result.roots.map(({ path }) => path)).toEqual([
      '/x/liba.so',
      '/x/libtop.so',
    ]);
  });

  it('selects a file that is alone, whatever its name', () => {
    const [alone] = files(['/var/task/bootstrap-arm64']);
    expect(selectRoots([alone], X64)).toMatchObject({
      roots: [{ path: '/var/task/bootstrap-arm64', by: 'dlopen' }],
      files: [{ selected: true, assumed: false, set: null }],
      unserved: [],
    });
  });

  it('leaves the system of an image alone but for what it starts', () => {
    const result = selectRoots(
      [
        {
          path: '/usr/bin/python3',
          report: program({ needed: ['libc.so.6'] }),
        },
        { path: '/usr/bin/ls', report: program() },
        so('/usr/lib64/libc.so.6'),
        { path: '/app/main', report: program() },
      ],
      {
        ...X64,
        systemDirectories: ['/usr'],
        entryPoints: ['/usr/bin/python3'],
      },
    );
    expect(result.roots.map(({ path }) => path)).toEqual([
      '/usr/bin/python3',
      '/app/main',
    ]);
  });

  it('is done at once with hostile paths', () => {
    const deep = `/var/task/${'linux-x64-'.repeat(20_000)}a.node`;
    const wide = `/var/task/${'/-.'.repeat(50_000)}x.cpython-312.so`;
    const start = Date.now();
    selectRoots(files([deep, wide]), X64);
    expect(Date.now() - start).toBeLessThan(1000);
  });
});
