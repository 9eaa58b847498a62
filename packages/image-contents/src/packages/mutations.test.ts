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

import { foldedImage } from '../loader/__testUtils__/images';
import { createRandom, mutate } from './__testUtils__/mutations';
import { areInstalled } from './__testUtils__/programs';
import {
  buildBerkeleyDb,
  buildNdb,
  buildSqlite,
} from './__testUtils__/rpmDatabases';
import { buildRpmHeader } from './__testUtils__/rpmHeaders';
import { readPackageDatabases } from './readPackageDatabases';

/** `IMAGE_CONTENTS_MUTATIONS` sets the number of each kind. */
const COUNT = Number(process.env.IMAGE_CONTENTS_MUTATIONS ?? 400);
const TIMEOUT = 60_000 + COUNT * 50;
const MAX_MILLISECONDS = 5_000;

const HEADERS = Array.from({ length: 40 }, (_, index) =>
  buildRpmHeader({
    name: `package${index}`,
    epoch: index % 3 === 0 ? index : undefined,
    padding: (index * 613) % 9_000,
  }),
);

/** The path, the bytes, and what else is beside them. */
type Seed = [path: string, make: () => { bytes: Buffer; log?: Buffer }];

const TEXT = `Package: a\nStatus: install ok installed\nVersion: 1\n\n`.repeat(
  50,
);
const APK = `P:a\nV:1\nA:x\n\n`.repeat(50);

const SEEDS: Seed[] = [
  [
    'var/lib/rpm/rpmdb.sqlite',
    () => ({ bytes: buildSqlite({ first: HEADERS }).main }),
  ],
  ['var/lib/rpm/Packages.db', () => ({ bytes: buildNdb(HEADERS) })],
  ['var/lib/dpkg/status', () => ({ bytes: Buffer.from(TEXT) })],
  ['lib/apk/db/installed', () => ({ bytes: Buffer.from(APK) })],
];
if (areInstalled(['db5.3_load'])) {
  SEEDS.push([
    'var/lib/rpm/Packages',
    () => ({ bytes: buildBerkeleyDb(HEADERS) }),
  ]);
}

describe('readPackageDatabases of damaged bytes', () => {
  it.each(SEEDS)(
    'gives packages or a problem of %s, in bounded time',
    async (path, make) => {
      const random = createRandom(20_261_124);
      const { bytes } = make();
      let slowest = 0;
      for (let index = 0; index < COUNT; index += 1) {
        const image = foldedImage({ [path]: { bytes: mutate(bytes, random) } });
        const start = performance.now();
        const { databases, problems } = await readPackageDatabases(image);
        slowest = Math.max(slowest, performance.now() - start);
        // What is not complete says why, and what says so is not complete.
        expect(databases).toHaveLength(1);
        expect(databases[0].complete).toBe(problems.length === 0);
      }
      expect(slowest).toBeLessThan(MAX_MILLISECONDS);
    },
    TIMEOUT,
  );

  it(
    'gives packages or a problem of a write-ahead log, in bounded time',
    async () => {
      const random = createRandom(20_261_125);
      const { main, log } = buildSqlite({
        first: HEADERS.slice(0, 20),
        second: HEADERS.slice(20),
      });
      let slowest = 0;
      for (let index = 0; index < COUNT; index += 1) {
        const image = foldedImage({
          'var/lib/rpm/rpmdb.sqlite': { bytes: main },
          'var/lib/rpm/rpmdb.sqlite-wal': { bytes: mutate(log, random) },
        });
        const start = performance.now();
        const { databases } = await readPackageDatabases(image);
        slowest = Math.max(slowest, performance.now() - start);
        // A log ends where it is damaged; what the main file has stays.
        expect(databases[0].packages.length).toBeGreaterThanOrEqual(20);
      }
      expect(slowest).toBeLessThan(MAX_MILLISECONDS);
    },
    TIMEOUT,
  );
});

/** Bytes that are made to be slow, each of about 20 MB. */
describe('readPackageDatabases of crafted bytes', () => {
  const PAGE = 65_536;

  function sqlite(page: (bytes: Buffer, number: number) => void, pages = 300) {
    const bytes = Buffer.alloc(PAGE * pages);
    buildSqlite({ pageSize: PAGE, first: [] }).main.copy(bytes);
    bytes.writeUInt32BE(pages, 28);
    for (let number = 2; number <= pages; number += 1) {
      page(bytes.subarray((number - 1) * PAGE, number * PAGE), number);
    }
    return bytes;
  }

  it.each<[string, () => Buffer]>([
    [
      'pages that all refer to each other',
      () =>
        sqlite(bytes => {
          bytes[0] = 5;
          bytes.writeUInt16BE(32_000, 3);
          bytes.fill(0xff, 64_100);
          for (let at = 12; at < 64_012; at += 2) {
            bytes.writeUInt16BE(65_000, at);
          }
        }),
    ],
    [
      'cells that are all the same empty row',
      () =>
        sqlite((bytes, number) => {
          bytes[0] = number === 4 ? 13 : 5;
          bytes[0] = 13;
          bytes.writeUInt16BE(32_000, 3);
          for (let at = 8; at < 64_008; at += 2) {
            bytes.writeUInt16BE(64_100, at);
          }
        }),
    ],
    [
      'a row as long as the file, again and again',
      () =>
        sqlite((bytes, number) => {
          bytes[0] = number <= 5 ? 13 : 0;
          bytes.writeUInt16BE(1_000, 3);
          for (let index = 0; index < 1_000; index += 1) {
            bytes.writeUInt16BE(60_000, 8 + index * 2);
          }
          if (number > 5) {
            bytes.writeUInt32BE((number % 300) + 1, 0);
          } else {
            bytes.fill(0x89, 60_000, 60_003);
          }
        }),
    ],
  ])('ends in a moment at %s', async (_, make) => {
    const image = foldedImage({
      'var/lib/rpm/rpmdb.sqlite': { bytes: make() },
    });
    const start = performance.now();
    const { databases } = await readPackageDatabases(image);
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(databases[0].complete).toBe(false);
  });
});
