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

/**
 * Writes the table of expected values that `readelfTable.test.ts` compares
 * with: what readelf of binutils says of ELF files in npm packages that the
 * project installs, whose bytes are fixed by their version.
 *
 * Run it with Node 22.18 or later where readelf is installed:
 *
 *   node packages/elf-symbols/scripts/makeReadelfTable.mjs
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElfFiles } from '../src/__testUtils__/elfFiles.ts';
import { readelfFacts } from '../src/__testUtils__/readelf.ts';

const here = dirname(fileURLToPath(import.meta.url));
const nodeModules = join(here, '../../../node_modules');
const target = join(here, '../src/__fixtures__/readelf.json');

/** Built on the machine that installs, so not fixed by a version. */
const BUILT = '/build/';
/** Larger ones say no more and take long to hash in the test. */
const MAX_SIZE = 12_000_000;

const paths = findElfFiles([nodeModules]).filter(
  path => !path.includes(BUILT) && statSync(path).size <= MAX_SIZE,
);
const files = paths.map(path => {
  const bytes = readFileSync(path);
  const { warnings, ...facts } = readelfFacts(path);
  if (warnings) {
    throw new Error(`${path}: ${warnings}`);
  }
  return {
    path: relative(nodeModules, path).split('\\').join('/'),
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...facts,
  };
});

const lines = files.map(file => JSON.stringify(file));
writeFileSync(target, `[\n${lines.join(',\n')}\n]\n`);
process.stdout.write(`${files.length} files in ${target}\n`);
