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

import { ContentsError } from '@lambda-compat/image-contents';
import { RegistryError } from '@lambda-compat/oci-registry';
import { ReserveReachedError } from '../../digests/classifying/QuotaReserve';
import { planFailure } from './readingFailures';

const NOW = 1_000_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const registry = (
  code: ConstructorParameters<typeof RegistryError>[0],
  retryAt?: number,
) => new RegistryError(code, 'r', 'what happened', { retryAt });

describe('planFailure', () => {
  it.each<[string, unknown, number, string, number, boolean]>([
    [
      'waits for a quota',
      new ReserveReachedError('Few.', NOW + 5),
      9,
      'pending',
      5,
      false,
    ],
    [
      'waits as long as a registry asks',
      registry('rate-limited', NOW + 2 * HOUR),
      9,
      'pending',
      2 * HOUR,
      false,
    ],
    [
      'never waits longer than six hours',
      registry('quota-exhausted', NOW + 99 * HOUR),
      0,
      'pending',
      6 * HOUR,
      false,
    ],
    [
      'waits a minute where it does not say',
      registry('rate-limited'),
      0,
      'pending',
      MINUTE,
      false,
    ],
    ['is patient', registry('timeout'), 0, 'pending', MINUTE, true],
    [
      'is patient twice',
      registry('connection'),
      1,
      'pending',
      2 * MINUTE,
      true,
    ],
    [
      'calls it a failure then',
      registry('server-error'),
      2,
      'failed',
      4 * MINUTE,
      true,
    ],
    [
      'waits a day at most',
      registry('server-error'),
      40,
      'failed',
      24 * HOUR,
      true,
    ],
    [
      'knows what lasts',
      registry('manifest-unknown'),
      0,
      'failed',
      6 * HOUR,
      true,
    ],
    [
      'does not trust what is damaged',
      new ContentsError('damaged', 'x'),
      0,
      'failed',
      6 * HOUR,
      true,
    ],
    [
      'leaves alone what it does not know',
      new ContentsError('unsupported', 'x'),
      0,
      'failed',
      7 * 24 * HOUR,
      true,
    ],
    [
      'waits for other limits',
      new ContentsError('too-large', 'x'),
      0,
      'too-large',
      -NOW,
      true,
    ],
    [
      'tries again after a mistake of ours',
      new TypeError('x'),
      0,
      'pending',
      MINUTE,
      true,
    ],
  ])('%s', (_name, error, attempts, state, wait, counts) => {
    expect(planFailure(error, attempts, NOW, 0)).toEqual({
      state,
      reason: expect.stringMatching(/\.$/),
      dueAt: NOW + wait,
      counts,
    });
  });

  it('spreads what failed together', () => {
    const { dueAt } = planFailure(registry('timeout'), 0, NOW, 1);
    expect(dueAt).toBe(NOW + 66_000);
  });

  it('says nothing of what went wrong inside', () => {
    const { reason } = planFailure(new Error('secret'), 0, NOW);
    expect(reason).toBe(
      'An unexpected error stopped the reading. The log of the backend says more.',
    );
  });
});
