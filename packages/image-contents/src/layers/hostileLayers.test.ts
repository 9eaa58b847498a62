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

import { PassThrough, Readable } from 'node:stream';
import { createGzip, gzipSync, zstdCompressSync } from 'node:zlib';
import {
  digestOf,
  entry,
  pieces,
  tar,
  type EntryPlan,
} from '../__testUtils__/archives';
import type { ContentsLimits } from '../types';
import { readLayer } from './readLayer';

const TYPE = 'application/vnd.oci.image.layer.v1.tar+gzip';
const ANY = `sha256:${'0'.repeat(64)}`;

function read(
  chunks: Buffer | AsyncIterable<Buffer>,
  limits?: Partial<ContentsLimits>,
  diffId: string = ANY,
) {
  return readLayer(Buffer.isBuffer(chunks) ? pieces(chunks) : chunks, {
    mediaType: TYPE,
    diffId,
    limits,
  });
}

/** What it fails with, without the name of the layer. */
async function failureOf(reading: Promise<unknown>): Promise<[string, string]> {
  const error = await reading.then(
    () => new Error('it did not fail'),
    failure => failure,
  );
  const prefix = `The layer ${ANY} cannot be read: `;
  return [
    error.code,
    error.message.startsWith(prefix)
      ? error.message.slice(prefix.length)
      : `without the layer: ${error.message}`,
  ];
}

async function* zeros(bytes: number): AsyncGenerator<Buffer, void> {
  const chunk = Buffer.alloc(1024 * 1024);
  for (let done = 0; done < bytes; done += chunk.length) {
    yield chunk;
  }
}

/** A tar file that says it has a file of so many zeros, which follow. */
async function* fileOfZeros(bytes: number): AsyncGenerator<Buffer, void> {
  yield entry({ name: 'zeros', size: bytes, content: '' });
  yield* zeros(bytes);
}

const GIB = 1024 ** 3;

describe('a hostile layer', () => {
  it.each<[string, () => AsyncIterable<Buffer>]>([
    ['gzip', () => Readable.from(fileOfZeros(GIB)).pipe(createGzip())],
    [
      'a bomb of gzip that never ends',
      () => Readable.from(fileOfZeros(1024 * GIB)).pipe(createGzip()),
    ],
    [
      'zstd',
      async function* frames() {
        yield zstdCompressSync(entry({ name: 'zeros', size: GIB }));
        const frame = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024));
        for (let count = 0; count < 16; count += 1) {
          yield frame;
        }
      },
    ],
  ])('with 1 GB of zeros is too dense as %s', async (_, chunks) => {
    const [code, message] = await failureOf(read(chunks()));
    expect(code).toBe('too-large');
    expect(message).toMatch(
      /unpack(?: to more than 200 times as many|s to more than is read)$/,
    );
  });

  it('with a file of 1 GB of zeros as it is, is read in little memory', async () => {
    const before = process.memoryUsage();
    let most = 0;
    async function* watched() {
      for await (const chunk of fileOfZeros(GIB)) {
        const { arrayBuffers } = process.memoryUsage();
        most = Math.max(most, arrayBuffers - before.arrayBuffers);
        yield chunk;
      }
    }
    // Of that many zeros with a header before them, by sha256sum.
    const [code, message] = await failureOf(read(watched()));
    expect([code, message.slice(0, 14)]).toEqual(['damaged', 'unpacked it is']);
    expect(most).toBeLessThan(64 * 1024 * 1024);
  });

  it.each<[string, Partial<ContentsLimits>, EntryPlan[], string]>([
    [
      'entries',
      { entries: 2 },
      [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
      'the image has more than 2 entries',
    ],
    [
      'unpacked bytes',
      { unpackedBytes: 4096 },
      [{ name: 'a', content: 'x'.repeat(5000) }],
      'the image unpacks to more than 4096 bytes',
    ],
    [
      'compressed bytes',
      { compressedBytes: 1000 },
      [{ name: 'a', content: 'x'.repeat(5000) }],
      'it has more than 1000 bytes',
    ],
    [
      'characters of names',
      { nameCharacters: 20 },
      [{ name: 'a'.repeat(11) }, { name: 'b', type: '2', link: 'c'.repeat(9) }],
      'the names in the image have more than 20 characters',
    ],
    [
      'characters of attributes',
      { nameCharacters: 20 },
      [{ name: 'a', pax: { 'SCHILY.xattr.user.x': 'x'.repeat(30) } }],
      'the names in the image have more than 20 characters',
    ],
    [
      'bytes of a name',
      { pathBytes: 100 },
      [{ name: 'a' }, { name: 'x', pax: { path: 'ü'.repeat(51) } }],
      'at byte 1536 of the archive stands a name of more than 100 bytes',
    ],
    [
      'bytes of a target',
      { pathBytes: 100 },
      [{ name: 'x', type: '2', pax: { linkpath: 'x'.repeat(101) } }],
      'at byte 1024 of the archive stands a name of more than 100 bytes',
    ],
  ])('with too many %s is too large', async (_, limits, entries, expected) => {
    expect(await failureOf(read(tar(...entries), limits))).toEqual([
      'too-large',
      expected,
    ]);
  });

  it('does not count what is at a limit', async () => {
    const archive = tar({ name: 'ü'.repeat(50), content: 'x'.repeat(100) });
    const limits = {
      entries: 1,
      unpackedBytes: archive.length,
      compressedBytes: archive.length,
      nameCharacters: 50,
      pathBytes: 100,
    };
    const layer = await read(archive, limits, digestOf(archive));
    expect(layer.entries).toHaveLength(1);
  });

  const WHOLE = tar(
    { name: 'a', content: 'x'.repeat(600) },
    { name: 'b', content: 'y' },
  );
  const changed = (at: number, value: number) => {
    const bytes = Buffer.from(WHOLE);
    bytes[at] = value;
    return bytes;
  };

  it.each<[string, Buffer, string]>([
    [
      'in a header',
      WHOLE.subarray(0, 300),
      'it begins neither as a tar file nor as one that is packed with gzip or zstd',
    ],
    [
      'in a later header',
      WHOLE.subarray(0, 1600),
      'the archive ends at byte 1600, within a header',
    ],
    [
      'in content',
      WHOLE.subarray(0, 1000),
      'the archive ends at byte 1000, within the content of "a"',
    ],
    [
      'in padding',
      WHOLE.subarray(0, 1200),
      'the archive ends at byte 1200, within the content of "a"',
    ],
    [
      'in an extended header',
      tar({ name: 'a', pax: { path: 'x'.repeat(600) } }).subarray(0, 700),
      'the archive ends at byte 700, within the header at byte 0',
    ],
  ])('that ends %s is damaged', async (_, bytes, expected) => {
    const reading = read(bytes, {}, digestOf(bytes)).catch(error => {
      throw Object.assign(error, {
        message: error.message.replace(digestOf(bytes), ANY),
      });
    });
    expect(await failureOf(reading)).toEqual(['damaged', expected]);
  });

  it.each<[string, Buffer, string]>([
    ['a changed header', changed(1536, 0x7a), 'it has no header'],
    [
      'a block of zeros between entries',
      Buffer.concat([
        WHOLE.subarray(0, 1536),
        Buffer.alloc(512),
        WHOLE.subarray(1536),
      ]),
      'a block of zeros stands before it',
    ],
    [
      'a negative size',
      tar(
        { name: 'a', content: 'x'.repeat(900) },
        { name: 'b', size: -1, binary: true },
      ),
      'its size is negative',
    ],
    [
      'a size beyond all numbers',
      tar(
        { name: 'a', content: 'x'.repeat(900) },
        { name: 'b', size: 2 ** 62, binary: true },
      ),
      'its header says no size',
    ],
    [
      'an extended header of 1 GB',
      tar(
        { name: 'a', content: 'x'.repeat(900) },
        { name: 'b', type: 'x', size: 2 ** 30 },
      ),
      'an extended header cannot have 1073741824 bytes',
    ],
    [
      'a damaged extended header',
      tar(
        { name: 'a', content: 'x'.repeat(900) },
        { name: 'b', type: 'x', content: '99 path=short\n' },
      ),
      'its extended header has a damaged record',
    ],
    [
      'an extended header without numbers',
      tar(
        { name: 'a', content: 'x'.repeat(900) },
        { name: 'b', type: 'x', content: 'path=short\n' },
      ),
      'its extended header has a record without length',
    ],
  ])('with %s is damaged there', async (_, bytes, expected) => {
    const at = expected.startsWith('a block of zeros') ? 2048 : 1536;
    const [code, message] = await failureOf(read(bytes));
    expect(code).toBe('damaged');
    expect(message).toBe(
      `at byte ${at} of the archive an entry begins that cannot be read: ${expected}`,
    );
  });

  it.each([
    ['gzip', gzipSync(WHOLE)],
    ['zstd', zstdCompressSync(WHOLE)],
  ])('of %s that is cut or changed is damaged', async (name, packed) => {
    const flipped = Buffer.from(packed);
    flipped[20] += 1;
    for (const bytes of [
      packed.subarray(0, packed.length - 5),
      packed.subarray(0, 15),
      flipped,
      Buffer.concat([packed, Buffer.from('more')]),
    ]) {
      const [code, message] = await failureOf(read(bytes));
      expect(code).toBe('damaged');
      // Without a checksum, zstd takes a changed byte of content for another.
      expect(message).toMatch(
        bytes === flipped && name === 'zstd'
          ? /^(?:it cannot be unpacked|at byte|unpacked it is)/
          : `it cannot be unpacked with ${name}: `,
      );
    }
  });

  it('that says a size it does not have costs nothing', async () => {
    const before = process.memoryUsage().rss;
    const elf = Buffer.alloc(64);
    elf.write('\x7fELF\x02\x01\x01', 'latin1');
    elf[16] = 3;
    const bytes = tar({
      name: 'lib.so',
      content: elf,
      size: 127 * 1024 * 1024,
    });
    expect((await failureOf(read(bytes, {}, digestOf(bytes))))[0]).toBe(
      'damaged',
    );
    expect(
      (
        await failureOf(read(tar({ name: 'a', size: 2 ** 45, binary: true })))
      )[0],
    ).toBe('damaged');
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('with an ELF file that is damaged or too large says so', async () => {
    const elf = Buffer.alloc(3000);
    elf.write('\x7fELF\x02\x01\x01', 'latin1');
    elf[16] = 3;
    const program = Buffer.from(elf);
    program[16] = 2;
    const archive = tar(
      { name: 'lib/a.so', content: elf },
      { name: 'lib/b.so', content: elf.subarray(0, 30) },
      { name: 'bin/c', content: program },
      { name: 'd', content: elf.subarray(0, 5) },
    );
    for (const size of [65_536, 7]) {
      const layer = await readLayer(pieces(archive, size), {
        mediaType: TYPE,
        diffId: digestOf(archive),
        limits: { elfBytes: 2999 },
      });
      expect(layer.entries.map(({ e }) => e)).toEqual([1, 1, 1, 1]);
      expect(layer.libraries).toEqual({});
      expect(layer.problems).toMatchObject([
        {
          code: 'elf-too-large',
          path: 'lib/a.so',
          message:
            'The ELF file lib/a.so has more than the 2999 bytes that are read.',
        },
        { code: 'damaged-elf', path: 'lib/b.so' },
      ]);
    }
  });
});

describe('reading a layer', () => {
  const ARCHIVE = gzipSync(
    tar({ name: 'a', content: Buffer.alloc(10_000, 1) }),
  );

  it('ends with the reason of the signal, also where nothing comes', async () => {
    const reason = new Error('enough');
    for (const bytes of [Buffer.alloc(0), ARCHIVE.subarray(0, 40)]) {
      const stream = new PassThrough();
      stream.write(bytes);
      const controller = new AbortController();
      const reading = readLayer(stream, {
        mediaType: TYPE,
        diffId: ANY,
        signal: controller.signal,
      });
      setTimeout(() => controller.abort(reason), 20);
      await expect(reading).rejects.toBe(reason);
      expect(stream.destroyed).toBe(true);
    }
    await expect(
      readLayer(pieces(ARCHIVE), {
        mediaType: TYPE,
        diffId: ANY,
        signal: AbortSignal.abort(reason),
      }),
    ).rejects.toBe(reason);
  });

  it('ends after its time, also where the source hangs', async () => {
    async function* hanging(): AsyncGenerator<Buffer, void> {
      yield ARCHIVE.subarray(0, 600);
      await new Promise(() => undefined);
    }
    expect(await failureOf(read(hanging(), { layerMs: 30 }))).toEqual([
      'too-large',
      'it takes longer than 30 ms to read',
    ]);
  });

  it('ends at once where the archive is damaged, though more would come', async () => {
    const head = Buffer.concat([
      tar({ name: 'a', content: 'x' }).subarray(0, 1024),
      Buffer.alloc(600_000, 0x61),
    ]);
    for (const bytes of [head, gzipSync(head), zstdCompressSync(head)]) {
      const stream = new PassThrough({ highWaterMark: 2 ** 20 });
      stream.write(bytes.subarray(0, bytes.length - 1));
      stream.write(bytes.subarray(bytes.length - 1));
      const reading = read(stream, { layerMs: 10_000 });
      // Packed bytes are gathered, so that some more must come.
      const feeding = setInterval(() => stream.write(Buffer.alloc(65_536)), 5);
      const [code] = await failureOf(reading);
      clearInterval(feeding);
      expect(code).toBe('damaged');
      expect(stream.destroyed).toBe(true);
    }
  });

  it('fails with what the stream fails with', async () => {
    const error = new Error('connection reset');
    async function* failing(): AsyncGenerator<Buffer, void> {
      yield ARCHIVE.subarray(0, 60);
      throw error;
    }
    await expect(read(failing())).rejects.toBe(error);
  });
});
