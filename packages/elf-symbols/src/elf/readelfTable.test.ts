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

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparableReport } from '../__testUtils__/comparable';
import type { ReadelfFacts } from '../__testUtils__/readelf';
import { BufferSource } from '../source/BufferSource';
import { readElf } from './readElf';

/** A line of the table that `scripts/makeReadelfTable.mjs` writes. */
interface TableFile extends ReadelfFacts {
  /** Path below `node_modules`. */
  path: string;
  size: number;
  sha256: string;
}

const FIXTURE = join(__dirname, '../__fixtures__/readelf.json');
const NODE_MODULES = join(__dirname, '../../../../node_modules');

const table = JSON.parse(readFileSync(FIXTURE, 'utf8')) as TableFile[];

/** Packages for another system are not installed, and versions move on. */
const present = table.flatMap(expected => {
  const path = join(NODE_MODULES, expected.path);
  if (!existsSync(path)) {
    return [];
  }
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return sha256 === expected.sha256 ? [{ expected, bytes }] : [];
});

describe('readElf beside the table of readelf', () => {
  it('has at least 60 files to compare with, most of them installed', () => {
    expect(table.length).toBeGreaterThanOrEqual(60);
    // The packages for the other systems are never installed.
    expect(present.length).toBeGreaterThanOrEqual(20);
  });

  it('gives the same needs, names, paths and versions for each file', () => {
    process.stdout.write(
      `readElf compared with the table of readelf on ${present.length} of ${table.length} files\n`,
    );
    for (const { expected, bytes } of present) {
      const { path, size, sha256, ...facts } = expected;
      const report = readElf(new BufferSource(bytes, path));
      expect({ path, ...comparableReport(report) }).toEqual({ path, ...facts });
      expect(report.size).toBe(size);
      expect(report.complete).toBe(true);
    }
  });
});
