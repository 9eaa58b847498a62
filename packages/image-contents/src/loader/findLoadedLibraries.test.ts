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

import type { LoadedLibrary } from '../types';
import {
  foldedImage,
  library,
  type PlannedEntry,
} from './__testUtils__/images';
import { findLoadedLibraries } from './findLoadedLibraries';

const ARM = 'aarch64-linux-gnu';

function find(
  plan: Record<string, PlannedEntry>,
  libraryPath: string[] = [],
  machine: 'aarch64' | 'x86_64' = 'aarch64',
) {
  return findLoadedLibraries(foldedImage(plan), { machine, libraryPath });
}

/** Name and path of what is loaded. */
function loaded(...args: Parameters<typeof find>): Record<string, string> {
  return Object.fromEntries(
    find(...args).libraries.map(({ name, path }) => [name, path]),
  );
}

function named(
  libraries: LoadedLibrary[],
  name: string,
): LoadedLibrary | undefined {
  return libraries.find(item => item.name === name);
}

/** Amazon Linux: everything below /usr, with links. */
const AMAZON: Record<string, PlannedEntry> = {
  lib64: { link: 'usr/lib64' },
  lib: { link: 'usr/lib' },
  'etc/ld.so.conf': { text: 'include ld.so.conf.d/*.conf\n' },
  'usr/lib64/libc.so.6': library('libc.so.6', 'GLIBC_2.34'),
  'usr/lib64/libstdc++.so.6': { link: 'libstdc++.so.6.0.33' },
  'usr/lib64/libstdc++.so.6.0.33': library('libstdc++.so.6', 'GLIBCXX_3.4.33'),
  'usr/lib/ld-linux-aarch64.so.1': library('ld-linux-aarch64.so.1'),
};

/** Debian: folders with the name of the machine, told in ld.so.conf.d. */
const DEBIAN: Record<string, PlannedEntry> = {
  lib: { link: 'usr/lib' },
  'etc/ld.so.conf': { text: 'include /etc/ld.so.conf.d/*.conf\n\n' },
  'etc/ld.so.conf.d/libc.conf': { text: '# libc\n/usr/local/lib\n' },
  [`etc/ld.so.conf.d/${ARM}.conf`]: {
    text: `# Multiarch\n/usr/local/lib/${ARM}\n/lib/${ARM}\n/usr/lib/${ARM}\n`,
  },
  [`usr/lib/${ARM}/libc.so.6`]: library('libc.so.6', 'GLIBC_2.36'),
  [`usr/lib/${ARM}/libz.so.1`]: { link: 'libz.so.1.2.13' },
  [`usr/lib/${ARM}/libz.so`]: { link: 'libz.so.1.2.13' },
  [`usr/lib/${ARM}/libz.so.1.2.13`]: library('libz.so.1'),
};

describe('findLoadedLibraries of glibc', () => {
  it('finds the libraries of Amazon Linux by the names that programs need', () => {
    const { libraries, folders } = find(AMAZON);
    expect(folders).toEqual(['/lib64', '/usr/lib64', '/lib', '/usr/lib']);
    expect(libraries).toEqual([
      expect.objectContaining({
        name: 'ld-linux-aarch64.so.1',
        folder: '/lib',
      }),
      expect.objectContaining({ name: 'libc.so.6', folder: '/lib64' }),
      {
        name: 'libstdc++.so.6',
        soname: 'libstdc++.so.6',
        path: 'usr/lib64/libstdc++.so.6.0.33',
        folder: '/lib64',
        foundBy: 'default',
        machine: 'aarch64',
        class: 64,
        sha256: 'sha of usr/lib64/libstdc++.so.6.0.33',
        versions: [{ name: 'GLIBCXX_3.4.33', symbols: null }],
        complete: true,
        hidden: [],
      },
    ]);
  });

  it('finds those of Debian through what ld.so.conf includes', () => {
    const { libraries, folders } = find(DEBIAN);
    expect(folders).toEqual([
      `/usr/local/lib/${ARM}`,
      `/lib/${ARM}`,
      `/usr/lib/${ARM}`,
      '/usr/local/lib',
      '/lib',
      '/usr/lib',
    ]);
    expect(
      libraries.map(({ name, path, foundBy }) => [name, path, foundBy]),
    ).toEqual([
      ['libc.so.6', `usr/lib/${ARM}/libc.so.6`, 'ld.so.conf'],
      ['libz.so.1', `usr/lib/${ARM}/libz.so.1.2.13`, 'ld.so.conf'],
    ]);
  });

  it("knows Debian's folders without ld.so.conf, as in distroless images", () => {
    const { 'etc/ld.so.conf': _, ...plan } = DEBIAN;
    expect(find(plan).folders).toEqual([
      `/lib/${ARM}`,
      `/usr/lib/${ARM}`,
      '/lib',
      '/usr/lib',
    ]);
  });

  it('searches LD_LIBRARY_PATH first, by file name only', () => {
    const plan = {
      ...AMAZON,
      'opt/a/libstdc++.so.6.0.29': library('libstdc++.so.6'),
      'opt/b/libstdc++.so.6': library('libstdc++.so.6'),
    };
    const { libraries, folders } = find(plan, [
      '',
      'relative',
      '$ORIGIN/lib',
      '/opt/a/',
      '/opt/b',
      '/opt/$LIB',
    ]);
    expect(folders.slice(0, 4)).toEqual([
      '/opt/a',
      '/opt/b',
      '/opt/lib64',
      '/lib64',
    ]);
    expect(named(libraries, 'libstdc++.so.6')).toMatchObject({
      path: 'opt/b/libstdc++.so.6',
      folder: '/opt/b',
      foundBy: 'library-path',
      hidden: ['opt/a/libstdc++.so.6.0.29', 'usr/lib64/libstdc++.so.6.0.33'],
    });
  });

  it('takes the order of ld.so.conf, of which files are in their own order', () => {
    const at = (folder: string) => library('libx.so.1', folder);
    expect(
      loaded({
        ...AMAZON,
        'etc/ld.so.conf.d/b.conf': { text: '/opt/b' },
        'etc/ld.so.conf.d/a.conf': { text: '/opt/a' },
        'etc/ld.so.conf.d/c.txt': { text: '/opt/c' },
        'opt/a/libx.so.1': at('a'),
        'opt/b/libx.so.1': at('b'),
        'opt/c/libx.so.1': at('c'),
        'usr/lib64/libx.so.1': at('lib64'),
      })['libx.so.1'],
    ).toBe('opt/a/libx.so.1');
  });

  it('links by soname what ldconfig would link', () => {
    expect(
      loaded({
        ...AMAZON,
        'usr/lib64/libx.so.1.2': library('libx.so.1'),
        'usr/lib64/libx.so.1.10': library('libx.so.1'),
      })['libx.so.1'],
    ).toBe('usr/lib64/libx.so.1.10');
  });

  it('takes from folders that only ldconfig knows what it lists', () => {
    const found = loaded({
      ...AMAZON,
      'etc/ld.so.conf.d/a.conf': { text: '/opt/a' },
      'opt/a/plugin.so': library(null),
      'opt/a/libplugin.so': library(null),
      'usr/lib64/plugin2.so': library(null),
    });
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(['libplugin.so', 'plugin2.so']),
    );
    expect(found).not.toHaveProperty('plugin.so');
  });

  it('has another name that is linked, but not that of the file or the linker', () => {
    expect(
      Object.keys(
        loaded({
          ...AMAZON,
          'usr/lib64/libcurl.so': { link: 'libcurl.so.4.8.0' },
          'usr/lib64/libcurl.so.3': { link: 'libcurl.so.4' },
          'usr/lib64/libcurl.so.4': { link: 'libcurl.so.4.8.0' },
          'usr/lib64/libcurl.so.4.8.0': library('libcurl.so.4'),
        }),
      ).filter(name => name.includes('curl')),
    ).toEqual(['libcurl.so.3', 'libcurl.so.4']);
  });

  it.each<[string, PlannedEntry]>([
    ['of another machine', { soname: 'libx.so.1', machine: 'x86_64' }],
    ['of another class', { soname: 'libx.so.1', class: 32 }],
    ['that is no library', { text: 'INPUT(libx.so.1)' }],
    ['that is a broken link', { link: 'nowhere.so' }],
    ['that is a link to itself', { link: 'libx.so.1' }],
  ])('passes over a file %s', (_, entry) => {
    expect(
      loaded({
        ...AMAZON,
        'etc/ld.so.conf.d/a.conf': { text: '/opt/a' },
        'opt/a/libx.so.1': entry,
        'usr/lib64/libx.so.1': library('libx.so.1'),
      })['libx.so.1'],
    ).toBe('usr/lib64/libx.so.1');
  });

  it('names copies that it would not take, each file once', () => {
    const { libraries } = find({
      ...AMAZON,
      'opt/rh/gcc-toolset/lib64/libstdc++.so.6.0.28': library('libstdc++.so.6'),
      'opt/conda/lib/libstdc++.so.6': { link: 'libstdc++.so.6.0.34' },
      'opt/conda/lib/libstdc++.so.6.0.34': library('libstdc++.so.6'),
      'opt/x86/libstdc++.so.6': { soname: 'libstdc++.so.6', machine: 'x86_64' },
      'opt/same/libstdc++.so.6': { hardlink: 'usr/lib64/libstdc++.so.6.0.33' },
      'usr/lib64/glibc-hwcaps/v9/libstdc++.so.6': library('libstdc++.so.6'),
    });
    expect(named(libraries, 'libstdc++.so.6')).toMatchObject({
      path: 'usr/lib64/libstdc++.so.6.0.33',
      hidden: [
        'opt/conda/lib/libstdc++.so.6.0.34',
        'opt/rh/gcc-toolset/lib64/libstdc++.so.6.0.28',
      ],
    });
  });

  it('reads includes beside their file, comments, and old types', () => {
    const { folders } = find({
      ...AMAZON,
      'etc/ld.so.conf': {
        text: '# include no/*.conf\n  /opt/a/ # first\ninclude ld.so.conf.d/[ab].conf /etc/ld.so.conf.d/z.conf\nhwcap 1 x\n/opt/c=libc6\nrelative\n',
      },
      'etc/ld.so.conf.d/a.conf': { text: '/opt/in-a' },
      'etc/ld.so.conf.d/c.conf': { text: '/opt/in-c' },
      'etc/ld.so.conf.d/z.conf': { text: '/opt/in-z\r\n' },
    });
    expect(folders.slice(0, 4)).toEqual([
      '/opt/a',
      '/opt/in-a',
      '/opt/in-z',
      '/opt/c',
    ]);
  });

  it('ends where files include each other, and where millions of folders are named', () => {
    const start = performance.now();
    const { folders } = find(
      {
        ...AMAZON,
        'etc/ld.so.conf': {
          text: `include ld.so.conf\n${'include *.conf\n'.repeat(10_000)}`,
        },
        'etc/ld.so.conf.d/a.conf': {
          text: Array.from({ length: 50_000 }, (_, at) => `/f${at}\n`).join(''),
        },
      },
      Array.from({ length: 100_000 }, (_, at) => `/p${at}`),
    );
    expect(folders.length).toBeLessThan(3_000);
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('survives links that go in circles', () => {
    expect(
      find(
        {
          lib64: { link: 'lib' },
          lib: { link: '/lib64' },
          'usr/lib64': { link: '../../usr/lib64' },
        },
        ['/lib64/x'],
      ).libraries,
    ).toEqual([]);
  });
});

describe('findLoadedLibraries of musl', () => {
  const ALPINE: Record<string, PlannedEntry> = {
    'lib/ld-musl-aarch64.so.1': library('libc.musl-aarch64.so.1'),
    'lib/libc.musl-aarch64.so.1': { link: 'ld-musl-aarch64.so.1' },
    'lib/ld-linux-aarch64.so.1': library('ld-linux-aarch64.so.1'),
    'usr/lib/libstdc++.so.6': { link: 'libstdc++.so.6.0.33' },
    'usr/lib/libstdc++.so.6.0.33': library('libstdc++.so.6'),
    'usr/lib/libx.so.1.2': library('libx.so.1'),
  };

  it('finds by file name only, in its own folders', () => {
    const { libraries, folders } = find(ALPINE);
    expect(folders).toEqual(['/lib', '/usr/local/lib', '/usr/lib']);
    expect(named(libraries, 'libstdc++.so.6')?.folder).toBe('/usr/lib');
    expect(named(libraries, 'libc.musl-aarch64.so.1')?.path).toBe(
      'lib/ld-musl-aarch64.so.1',
    );
    expect(named(libraries, 'libx.so.1')).toBeUndefined();
  });

  it('takes the folders of its configuration in their place', () => {
    const { libraries, folders } = find({
      ...ALPINE,
      'etc/ld-musl-aarch64.path': { text: '/opt/a:/usr/lib\n/opt/b\n' },
    });
    expect(folders).toEqual(['/opt/a', '/usr/lib', '/opt/b']);
    expect(named(libraries, 'libstdc++.so.6')).toMatchObject({
      foundBy: 'ld.so.conf',
    });
  });
});
