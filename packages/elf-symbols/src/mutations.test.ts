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

import { gzipSync, zstdCompressSync } from 'node:zlib';
import { buildElf, type ElfPlan } from './__testUtils__/elfBuilder';
import { createRandom, mutate } from './__testUtils__/mutations';
import { buildTar } from './__testUtils__/tarBuilder';
import { buildZip } from './__testUtils__/zipBuilder';
import { scanArtifact } from './artifact/scanArtifact';
import { readElf } from './elf/readElf';
import { ArtifactError, ElfError } from './errors';
import { BufferSource } from './source/BufferSource';
import { readNeededSymbols, readProvidedSymbols } from './symbols/readSymbols';

/** `ELF_SYMBOLS_MUTATIONS` sets the number of each kind. */
const COUNT = Number(process.env.ELF_SYMBOLS_MUTATIONS ?? 1500);
const TIMEOUT = 30_000 + COUNT * 20;
const MAX_MILLISECONDS = 1000;

const PLAN: ElfPlan = {
  needed: ['libstdc++.so.6', 'libc.so.6'],
  soname: 'libdemo.so.1',
  runpath: '$ORIGIN:/opt/lib',
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  versionNeeds: {
    'libstdc++.so.6': [{ name: 'GLIBCXX_3.4.30' }, { name: 'CXXABI_1.3' }],
    'libc.so.6': [{ name: 'GLIBC_2.34', weak: true }],
  },
  versionDefinitions: [
    { name: 'libdemo.so.1', base: true },
    { name: 'DEMO_2', parents: ['DEMO_1'] },
  ],
  symbols: [
    { name: 'wait', version: 3 },
    { name: 'demo', version: 2, defined: true },
  ],
  notes: [{ owner: 'GNU', type: 3, content: Buffer.alloc(20, 7) }],
  moreSections: [
    {
      name: '.go.buildinfo',
      content: Buffer.concat([
        Buffer.from('\xff Go buildinf:\x08\x02', 'latin1'),
        Buffer.alloc(16),
        Buffer.from('\x06go1.25'),
      ]),
    },
    { name: '.comment', content: Buffer.from('rustc version 1.92.0\0') },
  ],
};

const SEEDS = [
  buildElf({ ...PLAN, sections: true }).bytes,
  buildElf({ ...PLAN, sections: false, hash: 'gnu-hash' }).bytes,
  buildElf({ ...PLAN, class: 32, byteOrder: 'big', sections: true }).bytes,
];

/** Our own errors are an answer; anything else is a fault of the reader. */
function isOurs(error: unknown): boolean {
  return error instanceof ElfError || error instanceof ArtifactError;
}

function expectFast(start: number, seed: number): void {
  const time = performance.now() - start;
  if (time > MAX_MILLISECONDS) {
    throw new Error(`mutation ${seed} took ${time} ms`);
  }
}

describe('a mutated file', () => {
  it(
    'gives a report or an ElfError, soon, and never reads outside of the file',
    () => {
      let reports = 0;
      let errors = 0;
      for (let seed = 0; seed < COUNT; seed += 1) {
        const random = createRandom(seed);
        const original = SEEDS[seed % SEEDS.length];
        const bytes = mutate(original, random, original.length);
        const source = new BufferSource(bytes, `mutation ${seed}`);
        const checked = {
          name: source.name,
          size: source.size,
          read: (offset: number, length: number) => {
            if (offset < 0 || length < 0 || offset + length > bytes.length) {
              throw new Error(`mutation ${seed} read outside`);
            }
            return source.read(offset, length);
          },
        };
        const start = performance.now();
        try {
          const report = readElf(checked);
          readNeededSymbols(checked, report);
          readProvidedSymbols(checked, report);
          JSON.stringify(report);
          reports += 1;
        } catch (error) {
          if (!(error instanceof ElfError) || error.cause) {
            throw error;
          }
          errors += 1;
        }
        expectFast(start, seed);
      }
      // Both happen, or the mutations are too mild or too wild to say much.
      expect(reports).toBeGreaterThan(COUNT / 4);
      expect(errors).toBeGreaterThan(0);
    },
    TIMEOUT,
  );

  it.each([
    [
      'zip',
      (entries: { name: string; content: Buffer }[]) => buildZip({ entries }),
    ],
    [
      'tar',
      (entries: { name: string; content: Buffer }[]) => buildTar(...entries),
    ],
    [
      'tar.gz',
      (entries: { name: string; content: Buffer }[]) =>
        gzipSync(buildTar(...entries)),
    ],
    [
      'tar.zst',
      (entries: { name: string; content: Buffer }[]) =>
        zstdCompressSync(buildTar(...entries)),
    ],
  ])(
    'in %s form gives a report or an ArtifactError, soon',
    async (_, pack) => {
      const archive = pack([
        { name: 'lib/a.so', content: SEEDS[0] },
        {
          name: 'b.jar',
          content: buildZip({ entries: [{ name: 'b.so', content: SEEDS[1] }] }),
        },
        { name: 'lib/c.so', content: SEEDS[2] },
      ]);
      let reports = 0;
      for (let seed = 0; seed < COUNT / 4; seed += 1) {
        const random = createRandom(seed + 1_000_000);
        const bytes = mutate(archive, random, archive.length);
        const start = performance.now();
        try {
          await scanArtifact(new BufferSource(bytes, `mutation ${seed}`));
          reports += 1;
        } catch (error) {
          if (!isOurs(error)) {
            throw error;
          }
        }
        expectFast(start, seed);
      }
      expect(reports).toBeGreaterThan(0);
    },
    TIMEOUT,
  );
});
