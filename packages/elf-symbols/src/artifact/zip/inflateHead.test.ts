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

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { createRandom } from '../../__testUtils__/mutations';
import { DeflateError, inflateHead } from './inflateHead';

/** Contents of all kinds: few and many different bytes, and repetitions. */
function contentOf(seed: number): Buffer {
  const random = createRandom(seed);
  const different = 1 + random(256);
  const content = Buffer.alloc(random(5_000));
  for (let at = 0; at < content.length; at += 1) {
    content[at] =
      at > 20 && random(4) > 0
        ? content[at - 1 - random(20)]
        : random(different);
  }
  return content;
}

describe('inflateHead', () => {
  it.each([
    ['stored', { level: 0 }],
    ['fixed', { strategy: constants.Z_FIXED }],
    ['dynamic', { level: 9 }],
    ['Huffman coded', { strategy: constants.Z_HUFFMAN_ONLY }],
  ])('gives the bytes that zlib packed in %s blocks', (_, options) => {
    for (let seed = 0; seed < 100; seed += 1) {
      const content = contentOf(seed);
      const packed = deflateRawSync(content, options);
      for (const wanted of [4, 64, 10_000]) {
        const ours = Buffer.from(inflateHead(packed, wanted));
        // Jest compares bytes one by one, which takes minutes here.
        expect(ours.equals(content.subarray(0, wanted))).toBe(true);
      }
      expect(inflateHead(packed.subarray(0, 512), 64)).toHaveLength(
        Math.min(64, content.length),
      );
    }
  });

  it('refuses what zlib refuses, and never anything else', () => {
    let refused = 0;
    for (let seed = 0; seed < 1_000; seed += 1) {
      const random = createRandom(seed);
      const packed = deflateRawSync(contentOf(seed % 50), { level: 9 });
      packed[random(Math.min(packed.length, 60))] = random(256);
      let theirs: Buffer | undefined;
      try {
        theirs = inflateRawSync(packed, {
          finishFlush: constants.Z_SYNC_FLUSH,
        });
      } catch {
        theirs = undefined;
      }
      let ours: Uint8Array | undefined;
      try {
        ours = inflateHead(packed, Infinity);
      } catch (error) {
        if (!(error instanceof DeflateError)) {
          throw error;
        }
        refused += 1;
      }
      // zlib also refuses codes that leave some out; those decode here.
      expect(!theirs || (ours && theirs.equals(ours))).toBe(true);
    }
    expect(refused).toBeGreaterThan(50);
  });
});
