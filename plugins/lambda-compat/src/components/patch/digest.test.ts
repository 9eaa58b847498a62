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

import { readDigest } from './digest';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

describe('readDigest', () => {
  it.each([
    ['', { state: 'empty' }],
    ['  \n', { state: 'empty' }],
    [DIGEST, { state: 'valid', digest: DIGEST }],
    [`  ${DIGEST}\n`, { state: 'valid', digest: DIGEST }],
    [DIGEST.toUpperCase(), { state: 'valid', digest: DIGEST }],
    [`docker.io/a/b:latest@${DIGEST}`, { state: 'valid', digest: DIGEST }],
    ['sha', { state: 'incomplete', digits: 0 }],
    ['sha256:', { state: 'incomplete', digits: 0 }],
    [DIGEST.slice(0, -1), { state: 'incomplete', digits: 63 }],
    [`${DIGEST}0`, { state: 'invalid' }],
    ['sha256:xyz', { state: 'invalid' }],
    [`sha512:${'0a'.repeat(64)}`, { state: 'invalid' }],
    ['0a'.repeat(32), { state: 'invalid' }],
    ['latest', { state: 'invalid' }],
  ])('reads %j', (input, expected) => {
    expect(readDigest(input)).toEqual(expected);
  });
});
