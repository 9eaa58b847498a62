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

import { checkImagePattern, matchesImagePattern } from './imagePatterns';

describe('matchesImagePattern', () => {
  it.each([
    ['docker.io/library/node', 'docker.io/library/node', true],
    ['docker.io/library/node', 'docker.io/library/nod', false],
    ['docker.io/library/node', 'docker.io/*', true],
    ['docker.io/library/node', '*/node', true],
    ['docker.io/library/node', '*', true],
    ['docker.io/library/node', '**', true],
    ['docker.io/library/node', 'docker.io/*/node', true],
    ['docker.io/a/b/node', 'docker.io/*/node', true],
    ['docker.io/node', 'docker.io/*/node', false],
    ['docker.io/library/node', '*lib*o*', true],
    ['docker.io/library/node', '*o*lib*z*', false],
    ['ababa', 'aba*aba', false],
    ['abaaba', 'aba*aba', true],
    ['quay.io/x', 'docker.io/*', false],
  ])('%s, %s: %s', (image, pattern, expected) => {
    expect(matchesImagePattern(image, pattern)).toBe(expected);
  });

  it('takes no time on patterns made to take it', () => {
    const started = performance.now();
    matchesImagePattern('a'.repeat(100_000), `${'*a'.repeat(10_000)}*b`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('checkImagePattern', () => {
  it.each(['docker.io/library/*', '*', 'localhost:5000/x'])(
    'takes %s',
    pattern => {
      expect(checkImagePattern(pattern)).toBeUndefined();
    },
  );

  it.each([
    ['node', /'docker\.io\/node' or '\*\/node'/],
    ['docker.io/(a|b)', /'\*' for any text/],
    ['', /'\*' for any text/],
    ['a/'.repeat(200), /at most 300/],
  ])('refuses %s', (pattern, expected) => {
    expect(checkImagePattern(pattern)).toMatch(expected);
  });
});
