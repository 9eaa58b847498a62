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

import { join } from 'node:path';
import { comparableReport } from '../__testUtils__/comparable';
import { findElfFiles, SYSTEM_FOLDERS } from '../__testUtils__/elfFiles';
import { hasReadelf, readelfFactsOf } from '../__testUtils__/readelf';
import {
  comparableSymbols,
  readelfSymbols,
} from '../__testUtils__/symbolLists';
import { FileSource } from '../source/FileSource';
import { readNeededSymbols, readProvidedSymbols } from '../symbols/readSymbols';
import { readElf } from './readElf';

/**
 * Compares with readelf of binutils on every ELF file of the machine's library
 * folders and of the packages installed. Symbols are compared of every n-th of
 * them; `ELF_SYMBOLS_COMPARE_ALL=1` takes all, which needs minutes.
 */
const ALL = process.env.ELF_SYMBOLS_COMPARE_ALL === '1';
const SYMBOL_SAMPLE = 30;
const TIMEOUT = ALL ? 3_600_000 : 300_000;
const NODE_MODULES = join(__dirname, '../../../../node_modules');

const installed = hasReadelf();
const describeReadelf = installed ? describe : describe.skip;
if (!installed) {
  // eslint-disable-next-line no-console -- the reader of the output should know what was left out
  console.warn('readelf is not installed: nothing is compared with it');
}

/** Says even where Jest is silent how much the result rests on. */
function say(what: string, counts: Map<string, number>): void {
  const parts = [...counts].map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`${what}: ${parts.sort().join(', ')}\n`);
}

describeReadelf('readElf beside readelf', () => {
  let files: string[];

  beforeAll(() => {
    files = findElfFiles([...SYSTEM_FOLDERS, NODE_MODULES]);
  }, TIMEOUT);

  it(
    'gives the same class, interpreter, needs, names, paths and versions',
    () => {
      const machines = new Map<string, number>();
      const different: string[] = [];
      readelfFactsOf(files).forEach((theirs, index) => {
        const source = FileSource.open(files[index]);
        try {
          const report = readElf(source);
          const ours = comparableReport(report);
          machines.set(report.machine, (machines.get(report.machine) ?? 0) + 1);
          if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
            different.push(source.name);
          }
        } finally {
          source.close();
        }
      });
      say(`readElf and readelf compared on ${files.length} files`, machines);
      expect(files.length).toBeGreaterThan(0);
      expect(different).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'gives each needed and provided symbol the same version',
    () => {
      const step = ALL
        ? 1
        : Math.max(1, Math.floor(files.length / SYMBOL_SAMPLE));
      const compared = files.filter((_, index) => index % step === 0);
      let symbols = 0;
      const different = compared.filter(path => {
        const source = FileSource.open(path);
        try {
          const report = readElf(source);
          const ours = comparableSymbols(
            readNeededSymbols(source, report).symbols,
            readProvidedSymbols(source, report).symbols,
          );
          symbols += ours.needed.length + ours.provided.length;
          return JSON.stringify(ours) !== JSON.stringify(readelfSymbols(path));
        } finally {
          source.close();
        }
      });
      say(
        `their symbols compared on ${compared.length} files`,
        new Map([['symbols', symbols]]),
      );
      expect(different).toEqual([]);
    },
    TIMEOUT,
  );
});
