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

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readElf } from '../elf/readElf';
import { FileSource } from '../source/FileSource';
import { demangle } from './demangle';
import { readProvidedSymbols } from './readSymbols';

/** c++filt of binutils, which says the same in its own words. */
const filter = (args: string[], input: string) =>
  spawnSync('c++filt', args, {
    input,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
const installed = filter(['--version'], '').status === 0;
const library = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
]
  .map(folder => join(folder, 'libstdc++.so.6'))
  .find(path => existsSync(path));
const describeFilter = installed && library ? describe : describe.skip;

/** As many repetitions of all that stands before: 2^(n/2) times the text. */
function bomb(count: number): string {
  const reference = (index: number) =>
    index === 0 ? 'S_' : `S${(index - 1).toString(36).toUpperCase()}_`;
  let name = '_Z1f1x4pairIS_S_E';
  for (let index = 2; index < count; index += 1) {
    name += `S0_I${reference(index - 1)}${reference(index - 1)}E`;
  }
  return name;
}

describe('demangle', () => {
  it.each([
    [
      '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
      'std::condition_variable::wait(std::unique_lock<std::mutex>&)',
    ],
    ['_ZTVSt9exception', 'vtable for std::exception'],
    ['_ZTISt9exception', 'typeinfo for std::exception'],
    ['_ZTSSt9exception', 'typeinfo name for std::exception'],
    ['_ZNSs7reserveEm', 'std::string::reserve(unsigned long)'],
    [
      '_ZThn16_NSdD1Ev',
      'non-virtual thunk to std::basic_iostream<char, std::char_traits<char> >::~basic_iostream()',
    ],
    [
      '_ZN4core3fmt5Write9write_fmt17h0123456789abcdefE',
      'core::fmt::Write::write_fmt',
    ],
    ['_RNvC6_123foo3bar', '123foo::bar'],
    ['pthread_create', 'pthread_create'],
    ['_Zebra', '_Zebra'],
    ['_ZN3fooE9', '_ZN3fooE9'],
    ['', ''],
  ])('gives for %s what its programmer wrote', (name, expected) => {
    expect(demangle(name)).toBe(expected);
  });

  it('leaves out the parameters of a constructor template', () => {
    expect(demangle('_ZNSsC1IPKcEET_S2_RKSaIcE')).toBe(
      'std::string::string<char const*>',
    );
  });

  it.each([30, 60, 1_000, 100_000])(
    'returns the name itself, soon, where it stands for 2^%d texts',
    count => {
      const name = bomb(count);
      const start = performance.now();
      expect(demangle(name)).toBe(name);
      expect(performance.now() - start).toBeLessThan(1000);
      // What failed does not hurt the next.
      expect(demangle('_ZTVSt9exception')).toBe('vtable for std::exception');
    },
  );
});

describeFilter('demangle beside c++filt', () => {
  it('says the same of the symbols of libstdc++', () => {
    const source = FileSource.open(library ?? '');
    const names = readProvidedSymbols(source, readElf(source)).symbols.map(
      ({ name }) => name,
    );
    source.close();
    const mangled = [...new Set(names)].filter(name => name.startsWith('_Z'));
    const theirs = filter(['--no-verbose'], mangled.join('\n')).stdout;
    const lines = theirs.split('\n');
    const different = mangled.filter((name, index) => {
      const ours = plain(demangle(name));
      const line = plain(lines[index]);
      // c++filt puts the type that a template returns before it.
      return (
        line !== ours &&
        !line.endsWith(` ${ours}`) &&
        !(/C[1-3]I/.test(name) && line.startsWith(`${ours}(`))
      );
    });
    expect(mangled.length).toBeGreaterThan(3000);
    // Those are types of a type that was repeated, such as `A::B&`.
    expect(different.length).toBeLessThan(mangled.length * 0.01);
  });
});

/** Short and long names of the same classes, and both forms of a number. */
function plain(text: string): string {
  return text
    .replaceAll(
      'std::basic_string<char, std::char_traits<char>, std::allocator<char> >',
      'std::string',
    )
    .replaceAll(
      /std::basic_([io]|io)stream<char, std::char_traits<char> >/g,
      'std::$1stream',
    )
    .replaceAll('::~basic_', '::~')
    .replaceAll('::basic_', '::')
    .replaceAll(/\(long\)(\d+)/g, '$1l')
    .replaceAll('std::nullptr_t', 'decltype(nullptr)');
}
