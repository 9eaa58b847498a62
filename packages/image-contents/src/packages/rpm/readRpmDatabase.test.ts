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

import { getPackagesNdb } from '@snyk/rpm-parser';
import { areInstalled } from '../__testUtils__/programs';
import {
  buildBerkeleyDb,
  buildNdb,
  buildSqlite,
} from '../__testUtils__/rpmDatabases';
import { buildRpmHeader } from '../__testUtils__/rpmHeaders';
import { PackageList } from '../PackageList';
import { readRpmDatabase, rpmFormatOf } from './readRpmDatabase';

/** Reads what the bytes say to be. */
function read(bytes: Buffer, log?: Buffer) {
  const format = rpmFormatOf(bytes);
  if (!format) {
    throw new Error('no format of rpm');
  }
  const list = new PackageList();
  readRpmDatabase(bytes, format, log, list);
  const { damage, complete } = list;
  const packages = list.sorted();
  return {
    format,
    names: packages.map(({ name }) => name),
    packages,
    damage,
    complete,
  };
}

function names(prefix: string, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `${prefix}${String(index).padStart(4, '0')}`,
  );
}

/** Headers of all sizes: on a page, at its edge, over many pages. */
function headers(of: string[]): Buffer[] {
  return of.map((name, index) =>
    buildRpmHeader({ name, padding: (index * 977) % 20_000 }),
  );
}

describe('readRpmDatabase of SQLite', () => {
  it.each([512, 1024, 4096, 65_536])(
    'reads rows of every size from pages of %d bytes',
    pageSize => {
      const all = names('package', 300);
      const { main } = buildSqlite({ pageSize, first: headers(all) });
      expect(read(main)).toMatchObject({
        format: 'rpm-sqlite',
        names: all,
        damage: undefined,
        complete: true,
      });
    },
  );

  it.each([false, true])(
    'reads the rows that are only in the log (begun anew: %s)',
    restarted => {
      const first = names('first', 60);
      const second = names('second', 25);
      const { main, log } = buildSqlite({
        first: headers(first),
        second: headers(second),
        restarted,
      });
      expect(log.length).toBeGreaterThan(0);
      expect(read(main).names).toEqual(first);
      expect(read(main, log)).toMatchObject({
        names: [...first, ...second],
        complete: true,
      });
    },
  );

  it('follows what was changed and deleted', () => {
    const { main } = buildSqlite({
      first: headers(names('package', 200)),
      then: ['DELETE FROM Packages WHERE hnum % 2 = 0', 'VACUUM'],
    });
    expect(read(main).names).toEqual(
      names('package', 200).filter((_, index) => index % 2 === 0),
    );
  });

  it('takes only frames up to the last commit that is whole', () => {
    const first = names('first', 10);
    const second = names('second', 10);
    const { main, log } = buildSqlite({
      first: headers(first),
      second: headers(second),
    });
    const cut = read(main, log.subarray(0, log.length - 100));
    expect(cut.names.slice(0, 10)).toEqual(first);
    expect(cut.names.length).toBe(19);
    const flipped = Buffer.from(log);
    flipped[32 + 24 + 100] ^= 1;
    expect(read(main, flipped).names).toEqual(first);
  });

  it('says where the log is none', () => {
    const { main } = buildSqlite({ first: headers(names('first', 3)) });
    expect(read(main, Buffer.alloc(200, 7))).toMatchObject({
      names: names('first', 3),
      complete: false,
      damage: 'its write-ahead log cannot be read, so that rows may be missing',
    });
    expect(read(main, Buffer.alloc(0)).complete).toBe(true);
  });

  it('has no packages where the table has no rows', () => {
    const { main } = buildSqlite({ first: [] });
    expect(read(main)).toMatchObject({ packages: [], complete: true });
  });

  it('evaluates nothing: a view of the name is no table', () => {
    const { main } = buildSqlite({
      first: headers(names('first', 3)),
      then: [
        'DROP TABLE Packages',
        'CREATE VIEW Packages AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS hnum, zeroblob(x) AS blob FROM c',
      ],
    });
    expect(read(main)).toMatchObject({
      packages: [],
      damage: 'it has no table Packages',
      complete: false,
    });
  });

  it('reads the rest where a page is damaged', () => {
    const all = names('package', 400);
    const { main } = buildSqlite({
      first: all.map(name => buildRpmHeader({ name })),
    });
    // A leaf in the middle of the table.
    main.fill(0xff, 10 * 4096, 11 * 4096);
    const result = read(main);
    expect(result.complete).toBe(false);
    expect(result.names.length).toBeGreaterThan(350);
    expect(result.names.length).toBeLessThan(400);
  });
});

const describeBerkeley = areInstalled(['db5.3_load'])
  ? describe
  : describe.skip;

describeBerkeley('readRpmDatabase of Berkeley DB', () => {
  it.each([512, 4096, 65_536])(
    'reads values of every size from pages of %d bytes',
    pageSize => {
      const all = names('package', 300);
      expect(read(buildBerkeleyDb(headers(all), pageSize))).toMatchObject({
        format: 'rpm-bdb',
        names: all,
        damage: undefined,
        complete: true,
      });
    },
  );

  it('reads what is there of a file that was cut', () => {
    const bytes = buildBerkeleyDb(headers(names('package', 100)));
    const result = read(bytes.subarray(0, bytes.length / 2));
    expect(result.complete).toBe(false);
    expect(result.names.length).toBeGreaterThan(0);
    expect(result.names.length).toBeLessThan(100);
  });

  it('ends where a chain of pages goes in a circle or says to be huge', () => {
    const blob = buildRpmHeader({ name: 'one', padding: 20_000 });
    const bytes = buildBerkeleyDb([blob]);
    const overflow = [...Array(bytes.length / 4096).keys()].filter(
      page => bytes[page * 4096 + 25] === 7,
    );
    const circle = Buffer.from(bytes);
    circle.writeUInt32LE(overflow[0], overflow[2] * 4096 + 16);
    expect(read(circle)).toMatchObject({
      names: [],
      damage: 'it has a chain of pages that is damaged',
    });
    const huge = Buffer.from(bytes);
    huge.writeUInt32LE(0xffffffff, 32);
    const start = performance.now();
    expect(read(huge)).toMatchObject({ names: ['one'], complete: false });
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('readRpmDatabase of ndb', () => {
  it('reads blobs of every size, as another reader does', async () => {
    const all = names('package', 200);
    const bytes = buildNdb(headers(all), 2);
    expect(read(bytes)).toMatchObject({
      format: 'rpm-ndb',
      names: all,
      damage: undefined,
      complete: true,
    });
    const theirs = await getPackagesNdb(bytes);
    expect(theirs.response.map(({ name }) => name)).toEqual(all);
  });

  it.each<[string, (bytes: Buffer) => void]>([
    ['a checksum is wrong', bytes => (bytes[4096 + 40] ^= 1)],
    ['a slot leads outside', bytes => bytes.writeUInt32LE(0xffffff, 32 + 8)],
    ['a slot has no mark', bytes => bytes.write('Slop', 32)],
    ['a blob is of another package', bytes => bytes.writeUInt32LE(9, 32 + 4)],
    ['a blob says another size', bytes => bytes.writeUInt32LE(9, 4096 + 12)],
  ])('leaves out one package where %s', (_, damage) => {
    const bytes = buildNdb(headers(['one', 'two', 'three']));
    damage(bytes);
    expect(read(bytes)).toMatchObject({
      names: ['three', 'two'],
      complete: false,
    });
  });

  it('does not read one blob again and again', () => {
    const padding = 4_000_000;
    const bytes = buildNdb([buildRpmHeader({ name: 'one', padding })], 64);
    for (let at = 48; at < 64 * 4096; at += 16) {
      bytes.copy(bytes, at, 32, 48);
    }
    const start = performance.now();
    expect(read(bytes)).toMatchObject({
      names: ['one'],
      damage: 'its blobs are longer than the file',
    });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

function changed(blob: Buffer, change: () => void): Buffer {
  change();
  return blob;
}

describe('headers', () => {
  function only(...blobs: Buffer[]) {
    return read(buildNdb(blobs));
  }

  it('tells an epoch of 0 from none, and what else rpm prints', () => {
    const plan = { version: '1.2', release: '3.amzn2023' };
    expect(
      only(
        buildRpmHeader({ name: 'a', ...plan }),
        buildRpmHeader({ name: 'b', ...plan, epoch: 0 }),
        buildRpmHeader({ name: 'c', ...plan, epoch: 2, arch: 'noarch' }),
        buildRpmHeader({ name: 'd', sourceRpm: 'd-1.0-1.src.rpm' }),
      ).packages,
    ).toEqual([
      {
        name: 'a',
        version: '1.2-3.amzn2023',
        architecture: 'aarch64',
        source: null,
      },
      {
        name: 'b',
        version: '0:1.2-3.amzn2023',
        architecture: 'aarch64',
        source: null,
      },
      {
        name: 'c',
        version: '2:1.2-3.amzn2023',
        architecture: 'noarch',
        source: null,
      },
      {
        name: 'd',
        version: '1.0-1',
        architecture: 'aarch64',
        source: 'd-1.0-1.src.rpm',
      },
    ]);
  });

  it('leaves out public keys, which are no packages', () => {
    const key = buildRpmHeader({ name: 'gpg-pubkey', version: 'd832c631' });
    expect(only(key, buildRpmHeader({ name: 'bash' }))).toMatchObject({
      names: ['bash'],
      complete: true,
    });
  });

  it('keeps several versions of one name', () => {
    const kernel = (release: string) =>
      buildRpmHeader({ name: 'kernel', version: '6.1', release });
    expect(
      only(kernel('2'), kernel('1')).packages.map(({ version }) => version),
    ).toEqual(['6.1-1', '6.1-2']);
  });

  it.each<[string, (blob: Buffer) => Buffer]>([
    ['ends early', blob => blob.subarray(0, 40)],
    ['is empty', () => Buffer.alloc(0)],
    ['has no fields', blob => changed(blob, () => blob.writeUInt32BE(0, 0))],
    [
      'has 4 billion fields',
      blob => changed(blob, () => blob.writeUInt32BE(0xffffffff, 0)),
    ],
    [
      'has a name outside',
      blob => changed(blob, () => blob.writeUInt32BE(0xffff, 32)),
    ],
    [
      'has a name of a number',
      blob => changed(blob, () => blob.writeUInt32BE(4, 28)),
    ],
    ['has no name', blob => changed(blob, () => blob.writeUInt32BE(999, 24))],
  ])('leaves out one that %s', (_, damage) => {
    expect(
      only(
        damage(buildRpmHeader({ name: 'bad' })),
        buildRpmHeader({ name: 'good' }),
      ),
    ).toMatchObject({ names: ['good'], complete: false });
  });
});
