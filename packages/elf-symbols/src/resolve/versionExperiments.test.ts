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

import { copyFileSync, rmSync } from 'node:fs';
import {
  type Experiment,
  EXPERIMENT_TIMEOUT,
  experimentsArePossible,
  perform,
} from './__testUtils__/experiments';
import type { LoaderLab } from './__testUtils__/loaderLab';
import type { LibraryResolution } from './types';

/** The rules of versions, symbols and interpreters, each as an experiment. */

/** The hash of `V_2` by the algorithm of the gABI: 'V' is 0x56, '_' 0x5f. */
const HASH_V_2 = ((0x56 * 16 + 0x5f) * 16 + 0x32) >>> 0;
const V1 = 'V_1 { global: f; local: *; };';
const V2 = 'V_1 { global: old; local: *; }; V_2 { global: f; } V_1;';
const DT_NEEDED = 1n;
/** A tag for the operating system that nobody uses. */
const DT_UNUSED = 0x6000_0f0fn;

/** A program that needs `f` at V_2 of `libf.so.1`, of which one is at hand. */
function needsV2(lab: LoaderLab, ...args: string[]): void {
  const functions = ['f', 'old'];
  lab.library('new/libf.so.1', {
    soname: 'libf.so.1',
    functions,
    versions: V2,
  });
  lab.program('main', ['f'], 'new/libf.so.1', ...args);
  rmSync(lab.path('new'), { recursive: true });
}

/** Changes the record of the version V_2 in `.gnu.version_r`. */
function patchNeed(lab: LoaderLab, change: (aux: Buffer) => void): void {
  lab.patch('main', '.gnu.version_r', bytes => {
    for (let at = 0; at + 16 <= bytes.length; at += 4) {
      if (bytes.readUInt32LE(at) === HASH_V_2) {
        change(bytes.subarray(at));
        return;
      }
    }
    throw new Error('main does not need V_2');
  });
}

const libraryPath = (lab: LoaderLab) => ({ libraryPath: lab.path('lib') });

function needOfV2({ roots: [{ objects }] }: LibraryResolution) {
  return objects[0].versions.find(({ version }) => version === 'V_2');
}

function kindsOf({ roots: [{ findings }] }: LibraryResolution) {
  return findings.map(({ kind }) => kind);
}

const experiments: Experiment[] = [
  {
    name: 'a version that the library does not define is missing',
    build: lab => {
      needsV2(lab);
      lab.library('lib/libf.so.1', { soname: 'libf.so.1', versions: V1 });
      return libraryPath(lab);
    },
    loads: false,
    loaded: ['lib/libf.so.1'],
    says: "version `V_2' not found",
    look: needOfV2,
    sees: {
      library: 'libf.so.1',
      version: 'V_2',
      weak: false,
      outcome: 'missing',
      askedOf: ['LAB/lib/libf.so.1'],
    },
  },
  {
    name: 'a version that is needed weakly only makes the loader warn',
    build: lab => {
      needsV2(lab);
      patchNeed(lab, aux => aux.writeUInt16LE(2, 4)); // VER_FLG_WEAK
      // The symbol is there, for another version of the same number of parts.
      lab.library('lib/libf.so.1', {
        soname: 'libf.so.1',
        functions: ['f'],
        versions: 'V_0 { local: nothing; };',
      });
      return libraryPath(lab);
    },
    loads: true,
    loaded: ['lib/libf.so.1'],
    says: "weak version `V_2' not found",
    look: resolution => needOfV2(resolution)?.outcome,
    sees: 'weak-missing',
  },
  {
    name: 'weak references do not make the version weak',
    build: lab => {
      lab.library('new/libf.so.1', {
        soname: 'libf.so.1',
        functions: ['f', 'old'],
        versions: V2,
      });
      lab.gcc(
        'main',
        'int f(void) __attribute__((weak)); int main(void) { return f ? f() : 0; }',
        'new/libf.so.1',
      );
      lab.library('lib/libf.so.1', { soname: 'libf.so.1', versions: V1 });
      rmSync(lab.path('new'), { recursive: true });
      return libraryPath(lab);
    },
    loads: false,
    loaded: ['lib/libf.so.1'],
    says: "version `V_2' not found",
  },
  {
    name: 'a library without version definitions only makes the loader warn',
    build: lab => {
      needsV2(lab);
      // It uses libc, so that it has a table of versions.
      lab.gcc(
        'libf.so.1',
        '#include <stdio.h>\nint f(void) { return puts("f") < 0; }',
        '-shared',
        '-fPIC',
        '-Wl,-soname,libf.so.1',
      );
      return { libraryPath: lab.folder };
    },
    loads: true,
    loaded: ['libf.so.1'],
    says: 'no version information available',
    look: kindsOf,
    sees: ['no-version-definitions'],
  },
  {
    name: 'a library without any table of versions makes the loader end',
    build: lab => {
      needsV2(lab);
      lab.library('lib/libf.so.1', {
        soname: 'libf.so.1',
        args: ['-nostdlib'],
      });
      return libraryPath(lab);
    },
    loads: false,
    loaded: ['lib/libf.so.1'],
    says: 'Assertion',
  },
  {
    name: 'a version whose hash is wrong is not found',
    build: lab => {
      needsV2(lab);
      patchNeed(lab, aux => aux.writeUInt32LE(HASH_V_2 + 1, 0));
      const functions = ['f', 'old'];
      lab.library('lib/libf.so.1', {
        soname: 'libf.so.1',
        functions,
        versions: V2,
      });
      return libraryPath(lab);
    },
    loads: false,
    loaded: ['lib/libf.so.1'],
    says: "version `V_2' not found",
    look: kindsOf,
    sees: ['version-hash-mismatch'],
  },
  {
    name: 'versions of a library that nothing loads make the loader end',
    build: lab => {
      needsV2(lab);
      forgetNeed(lab, 'main');
      return libraryPath(lab);
    },
    loads: false,
    loaded: [],
    says: 'needed != NULL',
    look: kindsOf,
    sees: ['undeclared-library'],
  },
  {
    name: 'versions of a library that another object loads are asked of it',
    build: lab => {
      const functions = ['f', 'old'];
      lab.library('lib/libf.so.1', {
        soname: 'libf.so.1',
        functions,
        versions: V2,
      });
      lab.library('lib/libg.so.1', {
        soname: 'libg.so.1',
        functions: ['g'],
        args: ['lib/libf.so.1'],
      });
      lab.program('main', ['f', 'g'], 'lib/libf.so.1', 'lib/libg.so.1');
      forgetNeed(lab, 'main');
      return libraryPath(lab);
    },
    loads: true,
    loaded: ['lib/libf.so.1', 'lib/libg.so.1'],
  },
  {
    name: 'the versions that a library needs are asked of the library that the program loaded',
    build: lab => {
      needsV2(lab);
      const functions = ['f', 'old'];
      lab.library('new/libf.so.1', {
        soname: 'libf.so.1',
        functions,
        versions: V2,
      });
      lab.gcc(
        'libg.so.1',
        'int f(void); int g(void) { return f(); }',
        ...['-shared', '-fPIC', '-Wl,-soname,libg.so.1', 'new/libf.so.1'],
        '-Wl,-rpath,$ORIGIN/new',
      );
      lab.library('lib/libf.so.1', { soname: 'libf.so.1', versions: V1 });
      lab.program(
        'main',
        ['f', 'g'],
        'lib/libf.so.1',
        'libg.so.1',
        '-Wl,--allow-shlib-undefined',
      );
      return { libraryPath: `${lab.path('lib')}:${lab.folder}` };
    },
    loads: false,
    loaded: ['lib/libf.so.1', 'libg.so.1'],
    says: "version `V_2' not found (required by",
  },
  ...['-Wl,-z,now', '-Wl,-z,lazy'].map(
    (flag): Experiment => ({
      name: `a version that is there without the symbol is met, the symbol is not (${flag})`,
      build: lab => {
        needsV2(lab, flag);
        lab.library('lib/libf.so.1', {
          soname: 'libf.so.1',
          functions: ['f', 'old'],
          versions: 'V_1 { global: f; local: *; }; V_2 { global: old; } V_1;',
        });
        return libraryPath(lab);
      },
      loads: false,
      loaded: ['lib/libf.so.1'],
      says: 'symbol lookup error',
      // With lazy binding it ends where the function is called, if it is.
      look: resolution => [
        resolution.roots[0].loads,
        needOfV2(resolution)?.outcome,
        ...kindsOf(resolution),
        resolution.roots[0].objects[0].symbols,
      ],
      sees: [
        flag === '-Wl,-z,now' ? 'no' : 'unknown',
        'met',
        'missing-symbol',
        [
          {
            name: 'f',
            library: 'libf.so.1',
            version: 'V_2',
            outcome: 'missing',
            askedOf: 'LAB/lib/libf.so.1',
          },
        ],
      ],
    }),
  ),
  {
    name: 'a symbol that another object defines for the same version is met',
    build: lab => {
      needsV2(lab, '-Wl,-z,now');
      lab.write(
        'f.map',
        'V_1 { global: f; local: *; }; V_2 { global: old; } V_1;',
      );
      lab.library('lib/libg.so.1', {
        soname: 'libg.so.1',
        functions: ['f'],
        versions: 'V_2 { global: f; };',
        args: ['-nostdlib'],
      });
      lab.gcc(
        'lib/libf.so.1',
        'int f(void) { return 0; } int old(void) { return 0; }',
        ...['-shared', '-fPIC', '-nostdlib', '-Wl,-soname,libf.so.1'],
        ...['-Wl,--version-script,f.map', 'lib/libg.so.1'],
      );
      return libraryPath(lab);
    },
    loads: true,
    loaded: ['lib/libf.so.1', 'lib/libg.so.1'],
  },
  {
    name: 'an executable whose loader is not there is not found itself',
    build: lab => {
      lab.program('main', [], '-Wl,--dynamic-linker,/lib/ld-musl-none.so.1');
    },
    loads: false,
    loaded: [],
    says: 'ENOENT',
    look: resolution => [
      resolution.roots[0].interpreter,
      ...kindsOf(resolution),
    ],
    sees: [
      { path: '/lib/ld-musl-none.so.1', place: null, answer: 'no' },
      'other-libc',
      'interpreter-missing',
    ],
  },
  {
    name: 'a loader with a relative path is taken from the working directory',
    build: lab => {
      lab.library('lib/libf.so.1', { soname: 'libf.so.1' });
      lab.program(
        'main',
        ['f'],
        'lib/libf.so.1',
        '-Wl,--dynamic-linker,./lib/loader',
      );
      copyFileSync(
        process.arch === 'x64'
          ? '/lib64/ld-linux-x86-64.so.2'
          : '/lib/ld-linux-aarch64.so.1',
        lab.path('lib/loader'),
      );
      return libraryPath(lab);
    },
    loads: true,
    loaded: ['lib/libf.so.1'],
    look: ({ roots: [{ interpreter }] }) => interpreter,
    sees: { path: 'LAB/./lib/loader', place: 'artifact', answer: 'yes' },
  },
  {
    name: 'a static program needs nothing',
    build: lab => {
      lab.program('main', [], '-static');
    },
    loads: true,
    loaded: [],
  },
];

/** Takes the DT_NEEDED of `libf.so.1` away, the first of the file. */
function forgetNeed(lab: LoaderLab, name: string): void {
  lab.patch(name, '.dynamic', bytes => {
    for (let at = 0; at < bytes.length; at += 16) {
      if (bytes.readBigUInt64LE(at) === DT_NEEDED) {
        bytes.writeBigUInt64LE(DT_UNUSED, at);
        return;
      }
    }
  });
}

const describeLoader = experimentsArePossible() ? describe : describe.skip;

describeLoader('versions beside the loader of the machine', () => {
  it.each(experiments)(
    '$name',
    async experiment => {
      const { observed, expected } = await perform(experiment);
      expect(observed).toEqual(expected);
    },
    EXPERIMENT_TIMEOUT,
  );
});
