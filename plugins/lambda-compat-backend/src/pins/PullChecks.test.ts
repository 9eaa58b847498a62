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

import { RegistryError } from '@lambda-compat/oci-registry';
import { PullChecks } from './PullChecks';

const image = { registry: 'docker.io', repository: 'a/b', digest: 'sha256:a' };

describe('PullChecks', () => {
  it('asks once an hour, and once for several who ask at the same time', async () => {
    let now = 0;
    const hasManifest = jest.fn(async () => true);
    const checks = PullChecks.create({ hasManifest, now: () => now });
    await expect(checks.peek(image)).resolves.toBeUndefined();
    await expect(
      Promise.all([checks.check(image), checks.check(image)]),
    ).resolves.toEqual(['yes', 'yes']);
    await expect(checks.peek(image)).resolves.toBe('yes');
    now = 3_599_000;
    await checks.check(image);
    expect(hasManifest).toHaveBeenCalledTimes(1);
    now = 3_601_000;
    hasManifest.mockResolvedValue(false);
    await expect(checks.check(image)).resolves.toBe('no');
    expect(hasManifest).toHaveBeenCalledTimes(2);
  });

  it('asks again soon where there was no answer', async () => {
    let now = 0;
    const hasManifest = jest.fn(async () => {
      throw new RegistryError('dns', 'docker.io', 'it has no address');
    });
    const checks = PullChecks.create({ hasManifest, now: () => now });
    await expect(checks.check(image)).resolves.toBe('unknown');
    now = 30_000;
    await checks.check(image);
    expect(hasManifest).toHaveBeenCalledTimes(1);
    now = 61_000;
    await checks.check(image);
    expect(hasManifest).toHaveBeenCalledTimes(2);
  });

  it('does not hide a mistake of ours, nor keep it', async () => {
    const hasManifest = jest.fn(async () => {
      throw new TypeError('a mistake');
    });
    const checks = PullChecks.create({ hasManifest });
    await expect(checks.check(image)).rejects.toThrow('a mistake');
    await expect(checks.peek(image)).resolves.toBeUndefined();
  });

  it('knows nothing where registries are not asked', async () => {
    await expect(PullChecks.create({}).check(image)).resolves.toBe('unknown');
  });
});
