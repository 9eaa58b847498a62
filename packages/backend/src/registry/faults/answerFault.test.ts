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

import { createHash } from 'node:crypto';
import {
  errorOf,
  startSampleRegistry,
  type StartedRegistry,
} from '../__testUtils__/startSampleRegistry';

const LATEST = '/v2/docker.io/arm64v8/amazonlinux/manifests/latest';
const OTHER = '/v2/docker.io/library/rust/manifests/1.88-bookworm';

describe('answerFault misbehaves as it is told, and only there', () => {
  let sample: StartedRegistry;
  const ask: StartedRegistry['ask'] = (...args) => sample.ask(...args);
  const control: StartedRegistry['control'] = (...args) =>
    sample.control(...args);

  beforeEach(async () => {
    sample = await startSampleRegistry();
  });

  afterEach(async () => {
    // eslint-disable-next-line jest/no-standalone-expect -- holds after every test
    expect((await ask(OTHER)).status).toBe(200);
    await sample.registry.close();
  });

  const fault = (
    name: string | null,
    repository = 'docker.io/arm64v8/amazonlinux',
  ) => control('/sample/fault', { repository, fault: name });

  it('down', async () => {
    await fault('down');
    await expect(ask(LATEST)).rejects.toThrow();
    await fault(null);
    expect((await ask(LATEST)).status).toBe(200);
  });

  it('error', async () => {
    await fault('error');
    expect(await errorOf(await ask(LATEST))).toBe('500 UNKNOWN');
  });

  it('slow', async () => {
    await fault('slow');
    await expect(
      ask(LATEST, { signal: AbortSignal.timeout(300) }),
    ).rejects.toThrow(/timeout/);
  });

  it('rate-limited', async () => {
    await fault('rate-limited');
    const answer = await ask(LATEST);
    expect(await errorOf(answer)).toBe('429 TOOMANYREQUESTS');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('lying, and stays with it', async () => {
    await fault('lying');
    const named = (await ask(LATEST)).headers.get('docker-content-digest')!;
    const answer = await ask(LATEST.replace('latest', named));
    expect(answer.headers.get('docker-content-digest')).toBe(named);
    const digest = createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex');
    expect(`sha256:${digest}`).not.toBe(named);
  });

  it('no-access, which what is private begins with', async () => {
    const answer = await ask('/v2/platform/lambda-build/manifests/7');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect(await errorOf(answer)).toBe('401 UNAUTHORIZED');
  });

  it('and refuses what is no fault', async () => {
    expect((await fault('explode')).status).toBe(400);
    expect((await fault('down', 'x')).status).toBe(400);
  });
});
