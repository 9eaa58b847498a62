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

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runProgram } from '../testing/runProgram';
import { storedZip } from '../testing/storedZip';
import { temporaryFolder } from '../testing/temporaryFolder';
import { incident } from '../testing/tinyElf';

const rounds = 150;

/** Numbers from 0 to 1, the same in each run (Park and Miller). */
function* randomNumbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

describe('damaged artifacts', () => {
  const folder = temporaryFolder({
    'elf/bootstrap': incident('x86_64'),
    'fn.zip': storedZip({ bootstrap: incident('x86_64'), 'a.js': '1' }),
  });
  const cwd = folder.path;
  afterAll(folder.remove);

  it.each(['elf/bootstrap', 'fn.zip', 'fn.tar', 'fn.tgz'])(
    'of %s give a verdict or a sentence, never a stack',
    async name => {
      execFileSync('tar', ['-cf', 'fn.tar', '-C', 'elf', '.'], { cwd });
      writeFileSync(
        join(cwd, 'fn.tgz'),
        gzipSync(readFileSync(join(cwd, 'fn.tar'))),
      );
      const whole = readFileSync(join(cwd, name));
      const random = randomNumbers(4);
      const below = (limit: number) => Math.floor(random.next().value * limit);
      const codes = new Set<number>();
      for (let round = 0; round < rounds; round += 1) {
        const bytes = Buffer.from(
          round % 5 === 0 ? whole.subarray(0, below(whole.length)) : whole,
        );
        const changes = bytes.length > 0 ? 1 + below(6) : 0;
        for (let change = 0; change < changes; change += 1) {
          // Most of what counts is at the beginning.
          const reach = change % 2 === 0 ? bytes.length : 512;
          bytes[below(Math.min(reach, bytes.length))] = below(256);
        }
        writeFileSync(join(cwd, 'damaged'), bytes);
        const { code, stdout, stderr } = await runProgram(
          [
            ...[
              'check',
              'damaged',
              '--format',
              'json',
              '--as-of',
              '2025-03-15',
            ],
            ...['--runtime', 'provided.al2023', '--arch', 'x86_64'],
          ],
          { cwd },
        );
        codes.add(code);
        expect([0, 1, 2, 4]).toContain(code);
        expect(stderr).not.toContain('    at ');
        const said =
          code === 4
            ? stderr.startsWith('error: damaged: ') && stdout === ''
            : typeof JSON.parse(stdout).verdict === 'string';
        expect({ round, said }).toEqual({ round, said: true });
      }
      expect(codes.size).toBeGreaterThan(1);
    },
    60_000,
  );
});
