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
import { digestOf, entry, pieces, tar } from '../__testUtils__/archives';
import { isContentsError } from '../errors';
import { foldLayers } from '../folding/foldLayers';
import type { LayerContents } from '../types';
import { readLayer } from './readLayer';

const ROUNDS = 400;

/** Numbers that are the same in every run (Park and Miller). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

function elf(): Buffer {
  const bytes = Buffer.alloc(700);
  bytes.write('\x7fELF\x02\x01\x01', 'latin1');
  bytes[16] = 3;
  bytes.writeUInt16LE(62, 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(64, 52);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(2, 56);
  return bytes;
}

const ARCHIVE = tar(
  { name: 'usr/', type: '5', mode: 0o755 },
  { name: 'usr/lib/', type: '5', pax: { mtime: '1.5', 'SCHILY.xattr.a': 'b' } },
  { name: 'lib', type: '2', link: 'usr/lib' },
  { name: 'lib/a.so', content: elf() },
  { name: 'lib/b.so', type: '1', link: 'lib/a.so' },
  { name: 'usr/lib/os-release', content: 'ID=a\n' },
  { name: '././@LongLink', type: 'L', content: `${'x/'.repeat(80)}y\0` },
  { name: 'short', content: 'long' },
  { name: 'dev/null', type: '3', device: [1, 3] },
  { name: 'a/.wh.b' },
  { name: 'a/.wh..wh..opq' },
  entry({ name: 'sparse', type: 'S', content: 'x' }),
);

/** With headers whose sums are right again, so that what they say is read. */
function repaired(bytes: Buffer): Buffer {
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    if (bytes.toString('latin1', at + 257, at + 262) === 'ustar') {
      bytes.fill(0x20, at + 148, at + 156);
      const sum = bytes
        .subarray(at, at + 512)
        .reduce((total, byte) => total + byte, 0);
      bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148);
    }
  }
  return bytes;
}

function mutated(bytes: Buffer, below: (limit: number) => number): Buffer {
  const result = Buffer.from(bytes);
  for (let count = below(4); count >= 0; count -= 1) {
    result[below(result.length)] = below(256);
  }
  switch (below(6)) {
    case 0:
      return result.subarray(0, below(result.length));
    case 1: {
      const at = below(result.length);
      return Buffer.concat([result.subarray(0, at), result.subarray(at / 2)]);
    }
    default:
      return result;
  }
}

/** `read`, or why not; anything that it should not fail with is thrown. */
async function outcomeOf(
  chunks: AsyncIterable<Buffer>,
  diffId: string,
): Promise<string> {
  let layer: LayerContents;
  try {
    layer = await readLayer(chunks, {
      mediaType: 'application/vnd.oci.image.layer.v1.tar',
      diffId,
      limits: { layerMs: 5000 },
    });
  } catch (error) {
    if (isContentsError(error)) {
      return error.code;
    }
    throw error;
  }
  // Plain data, of which an image can be made.
  expect(JSON.parse(JSON.stringify(layer))).toEqual(layer);
  expect(foldLayers([layer, layer]).files.size).toBeLessThan(300);
  return 'read';
}

describe('a layer with random bytes changed', () => {
  it.each<[string, number, (bytes: Buffer) => Buffer]>([
    ['in its headers', 1, bytes => bytes],
    ['packed with gzip, before', 2, bytes => gzipSync(bytes)],
    ['packed with zstd, before', 3, bytes => zstdCompressSync(bytes)],
  ])(
    '%s is read or refused, soon',
    async (_, seed, pack) => {
      const below = numbers(seed);
      const outcomes = new Map<string, number>();
      for (let round = 0; round < ROUNDS; round += 1) {
        const archive = repaired(mutated(ARCHIVE, below));
        const start = performance.now();
        const outcome = await outcomeOf(
          pieces(pack(archive), 1 + below(5000)),
          digestOf(archive),
        );
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        expect(performance.now() - start).toBeLessThan(2000);
      }
      expect([...outcomes.keys()].sort()).toEqual(['damaged', 'read']);
      for (const count of outcomes.values()) {
        expect(count).toBeGreaterThan(ROUNDS / 10);
      }
    },
    120_000,
  );

  it.each<[string, number, Buffer]>([
    ['gzip', 4, gzipSync(ARCHIVE)],
    ['zstd', 5, zstdCompressSync(ARCHIVE)],
  ])(
    'of %s itself is refused, or the same',
    async (_, seed, packed) => {
      const below = numbers(seed);
      const outcomes = new Set<string>();
      for (let round = 0; round < ROUNDS; round += 1) {
        outcomes.add(
          await outcomeOf(pieces(mutated(packed, below)), digestOf(ARCHIVE)),
        );
      }
      // What was changed was said beside the content, as the time of gzip is.
      outcomes.delete('read');
      expect([...outcomes]).toEqual(['damaged']);
    },
    120_000,
  );
});
