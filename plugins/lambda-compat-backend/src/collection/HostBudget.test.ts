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

import { HostBudget } from './HostBudget';

describe('HostBudget', () => {
  it('gives each host its room and no more', () => {
    const hosts = HostBudget.create({ perHost: 2 });
    expect(hosts.tryAcquire('a')).toBe(true);
    expect(hosts.tryAcquire('a')).toBe(true);
    expect(hosts.tryAcquire('a')).toBe(false);
    expect(hosts.tryAcquire('b')).toBe(true);
    expect(hosts.getUnavailable()).toEqual(['a']);
    hosts.release('a');
    expect(hosts.getUnavailable()).toEqual([]);
  });

  it('leaves a host alone after three silences in a row, for a minute', () => {
    let now = 0;
    const hosts = HostBudget.create({ perHost: 2, now: () => now });
    hosts.recordSilence('a');
    hosts.recordSilence('a');
    hosts.recordAnswer('a');
    hosts.recordSilence('a');
    hosts.recordSilence('a');
    expect(hosts.getUnavailable()).toEqual([]);
    hosts.recordSilence('a');
    expect(hosts.getUnavailable()).toEqual(['a']);
    expect(hosts.tryAcquire('a')).toBe(false);
    now = 60_000;
    expect(hosts.tryAcquire('a')).toBe(true);
  });

  it('leaves a host alone for as long as it asks, the longest wish winning', () => {
    let now = 0;
    const hosts = HostBudget.create({ perHost: 2, now: () => now });
    hosts.pause('a', 5_000);
    hosts.pause('a', 1_000);
    now = 4_999;
    expect(hosts.getUnavailable()).toEqual(['a']);
    now = 5_000;
    expect(hosts.getUnavailable()).toEqual([]);
  });
});
