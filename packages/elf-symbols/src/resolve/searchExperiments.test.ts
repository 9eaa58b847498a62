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
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import {
  type Experiment,
  EXPERIMENT_TIMEOUT,
  experimentsArePossible,
  perform,
} from './__testUtils__/experiments';
import { diagnosed, type LoaderLab } from './__testUtils__/loaderLab';

/** The rules of the search, each as an experiment. */

const V1 = 'V_1 { global: f; local: *; };';
const V2 = 'V_1 { global: old; local: *; }; V_2 { global: f; } V_1;';

/** A program that needs `libf.so.1`, built against the newer of two. */
function newerAndOlder(lab: LoaderLab, ...args: string[]): void {
  const functions = ['f', 'old'];
  lab.library('task/libf.so.1', {
    soname: 'libf.so.1',
    functions,
    versions: V2,
  });
  lab.library('sys/libf.so.1', { soname: 'libf.so.1', versions: V1 });
  lab.program('main', ['f'], 'task/libf.so.1', ...args);
}

const experiments: Experiment[] = [
  {
    name: 'LD_LIBRARY_PATH is taken in its order, so the older library wins',
    build: lab => {
      newerAndOlder(lab);
      return { libraryPath: `${lab.path('sys')}:${lab.path('task')}` };
    },
    loads: false,
    loaded: ['sys/libf.so.1'],
    says: "version `V_2' not found",
  },
  {
    name: 'in the other order the newer library wins',
    build: lab => {
      newerAndOlder(lab);
      return { libraryPath: `${lab.path('task')};${lab.path('sys')}` };
    },
    loads: true,
    loaded: ['task/libf.so.1'],
  },
  {
    name: 'DT_RUNPATH comes after LD_LIBRARY_PATH',
    build: lab => {
      newerAndOlder(lab, '-Wl,--enable-new-dtags,-rpath,$ORIGIN/task');
      return { libraryPath: lab.path('sys') };
    },
    loads: false,
    loaded: ['sys/libf.so.1'],
    says: "version `V_2' not found",
  },
  {
    name: 'DT_RPATH comes before LD_LIBRARY_PATH',
    build: lab => {
      newerAndOlder(lab, '-Wl,--disable-new-dtags,-rpath,${ORIGIN}/task');
      return { libraryPath: lab.path('sys') };
    },
    loads: true,
    loaded: ['task/libf.so.1'],
  },
  ...(['--enable-new-dtags', '--disable-new-dtags'] as const).map(
    (flag): Experiment => ({
      name:
        flag === '--enable-new-dtags'
          ? 'DT_RUNPATH of the program does not serve the needs of its libraries'
          : 'DT_RPATH of the program serves the needs of its libraries',
      build: lab => {
        lab.library('task/libg.so.1', {
          soname: 'libg.so.1',
          functions: ['g'],
        });
        lab.library('task/libf.so.1', {
          soname: 'libf.so.1',
          args: ['task/libg.so.1'],
        });
        lab.program(
          'main',
          ['f'],
          'task/libf.so.1',
          '-Wl,--allow-shlib-undefined',
          '-Wl,-rpath-link,task',
          `-Wl,${flag},-rpath,$ORIGIN/task`,
        );
      },
      loads: flag === '--disable-new-dtags',
      loaded:
        flag === '--enable-new-dtags'
          ? ['task/libf.so.1']
          : ['task/libf.so.1', 'task/libg.so.1'],
      ...(flag === '--enable-new-dtags' && {
        says: 'libg.so.1: cannot open shared object file',
      }),
    }),
  ),
  {
    name: 'DT_RPATH of the program does not serve a library that has a DT_RUNPATH',
    build: lab => {
      lab.library('task/libg.so.1', { soname: 'libg.so.1', functions: ['g'] });
      lab.library('task/libf.so.1', {
        soname: 'libf.so.1',
        args: ['task/libg.so.1', '-Wl,--enable-new-dtags,-rpath,/nowhere'],
      });
      lab.program(
        'main',
        ['f'],
        'task/libf.so.1',
        '-Wl,-rpath-link,task',
        '-Wl,--disable-new-dtags,-rpath,$ORIGIN/task',
      );
    },
    loads: false,
    loaded: ['task/libf.so.1'],
    says: 'libg.so.1: cannot open shared object file',
  },
  {
    name: 'DT_RPATH of a library in between serves what it loads',
    build: lab => {
      lab.library('b/libh.so.1', { soname: 'libh.so.1', functions: ['h'] });
      lab.library('b/libg.so.1', {
        soname: 'libg.so.1',
        functions: ['g'],
        args: ['b/libh.so.1'],
      });
      lab.library('a/libf.so.1', {
        soname: 'libf.so.1',
        args: ['b/libg.so.1', '-Wl,--disable-new-dtags,-rpath,$ORIGIN/../b'],
      });
      lab.program(
        'main',
        ['f'],
        'a/libf.so.1',
        '-Wl,-rpath-link,b',
        '-Wl,--enable-new-dtags,-rpath,$ORIGIN/a',
      );
    },
    loads: true,
    loaded: ['a/libf.so.1', 'b/libg.so.1', 'b/libh.so.1'],
  },
  {
    name: 'a library is found by its file name, not by its soname',
    build: lab => {
      lab.library('task/libf-abc123.so.1', { soname: 'libf.so.1' });
      lab.program('main', ['f'], 'task/libf-abc123.so.1');
      return { libraryPath: lab.path('task') };
    },
    loads: false,
    loaded: [],
    says: 'libf.so.1: cannot open shared object file',
  },
  {
    name: 'a library that is loaded already is also found by its soname',
    build: lab => {
      lab.library('task/libf.so.1', { soname: 'libf.so.1' });
      lab.library('task/libg.so.1', {
        soname: 'libg.so.1',
        functions: ['g'],
        args: ['task/libf.so.1'],
      });
      // The program asks for the renamed file, which brings the soname.
      lab.library('task/libf-abc.so.1', { soname: 'libf-abc.so.1' });
      lab.program(
        'main',
        ['f', 'g'],
        'task/libf-abc.so.1',
        'task/libg.so.1',
        '-Wl,-rpath-link,task',
      );
      renameSync(lab.path('task/libf.so.1'), lab.path('task/libf-abc.so.1'));
      return { libraryPath: lab.path('task') };
    },
    loads: true,
    loaded: ['task/libf-abc.so.1', 'task/libg.so.1'],
  },
  {
    name: 'a need with a slash is a path from the working directory',
    build: lab => {
      lab.library('nosn.so');
      lab.program('main', ['f'], './nosn.so');
    },
    loads: true,
    loaded: ['nosn.so'],
  },
  {
    name: 'a need with a slash is not searched for',
    build: lab => {
      lab.library('nosn.so');
      lab.program('main', ['f'], './nosn.so');
      mkdirSync(lab.path('elsewhere'));
      return { cwd: lab.path('elsewhere'), libraryPath: lab.folder };
    },
    loads: false,
    loaded: [],
    says: './nosn.so: cannot open shared object file',
  },
  ...['', ':/nowhere', '/nowhere:', '/nowhere::/nowhere'].map(
    (libraryPath): Experiment => ({
      name: `LD_LIBRARY_PATH "${libraryPath}" ${
        libraryPath === '' ? 'names nothing' : 'names the working directory'
      }`,
      build: lab => {
        lab.library('libf.so.1', { soname: 'libf.so.1' });
        lab.program('main', ['f'], './libf.so.1');
        return { libraryPath };
      },
      loads: libraryPath !== '',
      loaded: libraryPath === '' ? [] : ['libf.so.1'],
    }),
  ),
  {
    name: 'an empty element of DT_RUNPATH is the working directory',
    build: lab => {
      lab.library('libf.so.1', { soname: 'libf.so.1' });
      lab.program('main', ['f'], './libf.so.1', '-Wl,-rpath,/nowhere:');
    },
    loads: true,
    loaded: ['libf.so.1'],
  },
  {
    name: 'a file for another machine is passed over',
    build: lab => {
      newerAndOlder(lab);
      const foreign = lab.read('sys/libf.so.1');
      foreign.writeUInt16LE(8, 18); // e_machine: MIPS
      lab.write('sys/libf.so.1', foreign);
      return { libraryPath: `${lab.path('sys')}:${lab.path('task')}` };
    },
    loads: true,
    loaded: ['task/libf.so.1'],
  },
  {
    name: 'a file of another class is passed over',
    build: lab => {
      newerAndOlder(lab);
      const foreign = lab.read('sys/libf.so.1');
      foreign.writeUInt8(1, 4); // EI_CLASS: 32 bit
      lab.write('sys/libf.so.1', foreign);
      return { libraryPath: `${lab.path('sys')}:${lab.path('task')}` };
    },
    loads: true,
    loaded: ['task/libf.so.1'],
  },
  ...(
    [
      ['byte order', 5, 2, 'ELF file data encoding not little-endian'],
      ['OS/ABI', 7, 9, 'ELF file OS ABI invalid'],
    ] as const
  ).map(
    ([what, offset, value, says]): Experiment => ({
      name: `a file of another ${what} ends the search`,
      build: lab => {
        newerAndOlder(lab);
        const foreign = lab.read('sys/libf.so.1');
        foreign.writeUInt8(value, offset);
        lab.write('sys/libf.so.1', foreign);
        return { libraryPath: `${lab.path('sys')}:${lab.path('task')}` };
      },
      loads: false,
      loaded: [],
      says,
    }),
  ),
  ...(
    [
      ['a text file', 'INPUT ( libf.so.2 )\n'.repeat(20), 'invalid ELF header'],
      ['an empty file', '', 'file too short'],
    ] as const
  ).map(
    ([what, content, says]): Experiment => ({
      name: `${what} ends the search`,
      build: lab => {
        newerAndOlder(lab);
        lab.write('sys/libf.so.1', content);
        return { libraryPath: `${lab.path('sys')}:${lab.path('task')}` };
      },
      loads: false,
      loaded: [],
      says,
    }),
  ),
  {
    name: 'a file that is cut off in its header ends the search',
    build: lab => {
      newerAndOlder(lab);
      truncateSync(lab.path('sys/libf.so.1'), 40);
      return { libraryPath: `${lab.path('sys')}:${lab.path('task')}` };
    },
    loads: false,
    loaded: [],
    says: 'file too short',
  },
  {
    name: 'an executable under the name of a library ends the search',
    build: lab => {
      newerAndOlder(lab);
      lab.program('sys/libf.so.1', [], '-pie');
      return { libraryPath: `${lab.path('sys')}:${lab.path('task')}` };
    },
    loads: false,
    loaded: [],
    says: 'cannot dynamically load position-independent executable',
  },
  {
    name: 'a folder of glibc-hwcaps comes before its directory',
    build: lab => {
      newerAndOlder(lab);
      mkdirSync(lab.path('sys/glibc-hwcaps/x86-64-v2'), { recursive: true });
      copyFileSync(
        lab.path('task/libf.so.1'),
        lab.path('sys/glibc-hwcaps/x86-64-v2/libf.so.1'),
      );
      return { libraryPath: lab.path('sys') };
    },
    loads: process.arch === 'x64',
    loaded: [
      process.arch === 'x64'
        ? 'sys/glibc-hwcaps/x86-64-v2/libf.so.1'
        : 'sys/libf.so.1',
    ],
  },
  {
    name: 'a symbolic link leads to the library',
    build: lab => {
      lab.library('real/libf.so.1.2', { soname: 'libf.so.1' });
      lab.program('main', ['f'], 'real/libf.so.1.2');
      mkdirSync(lab.path('lib'));
      symlinkSync('../real/libf.so.1.2', lab.path('lib/libf.so.1'));
      return { libraryPath: lab.path('lib') };
    },
    loads: true,
    loaded: ['real/libf.so.1.2'],
  },
  {
    name: 'a symbolic link to nowhere is passed over',
    build: lab => {
      newerAndOlder(lab);
      mkdirSync(lab.path('lib'));
      symlinkSync('libf.so.1.2', lab.path('lib/libf.so.1'));
      return { libraryPath: `${lab.path('lib')}:${lab.path('task')}` };
    },
    loads: true,
    loaded: ['task/libf.so.1'],
  },
  {
    name: '$ORIGIN of a library in a linked folder is the folder as it was searched',
    build: lab => {
      lab.library('real/sub/libg.so.1', {
        soname: 'libg.so.1',
        functions: ['g'],
      });
      lab.library('real/libf.so.1', {
        soname: 'libf.so.1',
        args: ['real/sub/libg.so.1', '-Wl,-rpath,$ORIGIN/sub'],
      });
      lab.program('main', ['f'], 'real/libf.so.1', '-Wl,-rpath-link,real/sub');
      mkdirSync(lab.path('lib'));
      symlinkSync('../real/libf.so.1', lab.path('lib/libf.so.1'));
      return { libraryPath: lab.path('lib') };
    },
    loads: false,
    loaded: ['real/libf.so.1'],
    says: 'libg.so.1: cannot open shared object file',
  },
  {
    name: 'the same file under two names is loaded once, and asked for versions under both',
    build: lab => {
      const library = { versions: V1 };
      lab.library('task/libf.so.1', { ...library, soname: 'libf.so.1' });
      lab.library('task/libf2.so.1', { ...library, soname: 'libf2.so.1' });
      lab.library('task/libg.so.1', {
        soname: 'libg.so.1',
        functions: ['g'],
        args: ['task/libf2.so.1'],
      });
      lab.program(
        'main',
        ['g', 'f'],
        'task/libf.so.1',
        'task/libg.so.1',
        '-Wl,-rpath-link,task',
      );
      rmSync(lab.path('task/libf2.so.1'));
      symlinkSync('libf.so.1', lab.path('task/libf2.so.1'));
      return { libraryPath: lab.path('task') };
    },
    loads: true,
    loaded: ['task/libf.so.1', 'task/libg.so.1'],
  },
  {
    name: 'a need with $ORIGIN in a path of DT_NEEDED is replaced',
    build: lab => {
      lab.library('task/libf.so.1', { soname: '$ORIGIN/task/libf.so.1' });
      lab.program('main', ['f'], 'task/libf.so.1');
      mkdirSync(lab.path('elsewhere'));
      return { cwd: lab.path('elsewhere') };
    },
    loads: true,
    loaded: ['task/libf.so.1'],
  },
  ...['$LIB', '${LIB}', '$PLATFORM', 'x/../$PLATFORM/.'].map(
    (token): Experiment => ({
      name: `${token} in a path is replaced`,
      build: lab => {
        // The real loader says what it stands for.
        const name = /PLATFORM/.test(token) ? 'dl_platform' : 'dl_dst_lib';
        const folder = diagnosed(name) ?? '';
        mkdirSync(lab.path('x'));
        lab.library(`${folder}/libf.so.1`, { soname: 'libf.so.1' });
        lab.program(
          'main',
          ['f'],
          `${folder}/libf.so.1`,
          `-Wl,-rpath,$ORIGIN/${token}`,
        );
      },
      loads: true,
      loaded: [
        `${diagnosed(
          /PLATFORM/.test(token) ? 'dl_platform' : 'dl_dst_lib',
        )}/libf.so.1`,
      ],
    }),
  ),
  {
    name: 'what only looks like a token stays as it is',
    build: lab => {
      lab.library('$ORIGINAL/libf.so.1', { soname: 'libf.so.1' });
      lab.program(
        'main',
        ['f'],
        '$ORIGINAL/libf.so.1',
        '-Wl,-rpath,$ORIGIN/$ORIGINAL',
      );
    },
    loads: true,
    loaded: ['$ORIGINAL/libf.so.1'],
  },
  {
    name: 'the loader as a need is loaded already',
    build: lab => {
      lab.library('libf.so.1', {
        soname: 'libf.so.1',
        args: ['-l:ld-linux-x86-64.so.2'].filter(() => process.arch === 'x64'),
      });
      lab.program('main', ['f'], './libf.so.1');
      return { libraryPath: lab.folder };
    },
    loads: true,
    loaded: ['libf.so.1'],
  },
  {
    name: 'a library with DF_1_NODEFLIB does not find libc in the default directories',
    build: lab => {
      lab.library('libf.so.1', {
        soname: 'libf.so.1',
        args: ['-Wl,-z,nodefaultlib', '-lm'],
      });
      lab.program('main', ['f'], './libf.so.1');
      return { libraryPath: lab.folder };
    },
    loads: false,
    loaded: ['libf.so.1'],
    says: 'libm.so.6: cannot open shared object file',
  },
];

const describeLoader = experimentsArePossible() ? describe : describe.skip;

describeLoader('the search beside the loader of the machine', () => {
  it.each(experiments)(
    '$name',
    async experiment => {
      const { observed, expected } = await perform(experiment);
      expect(observed).toEqual(expected);
    },
    EXPERIMENT_TIMEOUT,
  );
});
