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

import { emptyReport, ENTITY_REF, report } from '../__fixtures__/reports';
import { createApiMock } from '../__testUtils__/createApiMock';
import { watchReport, type WatchReportOptions } from './watchReport';

/** Runs to the end, with all pauses skipped. */
async function looks(options: WatchReportOptions): Promise<boolean[]> {
  const awaited: boolean[] = [];
  const run = (async () => {
    for await (const { isAwaited } of watchReport(options)) {
      awaited.push(isAwaited);
    }
  })();
  await jest.runAllTimersAsync();
  await run;
  return awaited;
}

describe('watchReport', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('looks once where a report is there', async () => {
    const api = createApiMock();
    api.getEntityReport.mockResolvedValue(report());
    const { signal } = new AbortController();

    expect(await looks({ api, entityRef: ENTITY_REF, signal })).toEqual([
      false,
    ]);
    expect(api.getEntityReport).toHaveBeenCalledWith(ENTITY_REF, { signal });
  });

  it('looks again until the first collection has ended', async () => {
    const api = createApiMock();
    const never = emptyReport({ status: 'never-collected' });
    api.getEntityReport
      .mockResolvedValueOnce(never)
      .mockResolvedValueOnce(never)
      .mockResolvedValue(report());
    const { signal } = new AbortController();

    expect(await looks({ api, entityRef: ENTITY_REF, signal })).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('gives up after a minute, and looks no more', async () => {
    const api = createApiMock();
    api.getEntityReport.mockResolvedValue(
      emptyReport({ status: 'never-collected' }),
    );
    const { signal } = new AbortController();
    const start = Date.now();

    const awaited = await looks({ api, entityRef: ENTITY_REF, signal });
    expect(awaited).toHaveLength(10);
    expect(awaited.at(-1)).toBe(false);
    expect(Date.now() - start).toBe(60_000);
  });

  it('awaits another attempt after one was asked for', async () => {
    const api = createApiMock();
    const before = report({ attemptedAt: '2026-01-01T00:00:00.000Z' });
    const after = report({ attemptedAt: '2026-01-01T01:00:00.000Z' });
    api.getEntityReport.mockResolvedValueOnce(before).mockResolvedValue(after);
    const { signal } = new AbortController();

    expect(
      await looks({
        api,
        entityRef: ENTITY_REF,
        signal,
        after: before.attemptedAt,
      }),
    ).toEqual([true, false]);
  });

  it('stops when it is aborted', async () => {
    const api = createApiMock();
    api.getEntityReport.mockResolvedValue(
      emptyReport({ status: 'never-collected' }),
    );
    const controller = new AbortController();
    const seen = watchReport({
      api,
      entityRef: ENTITY_REF,
      signal: controller.signal,
    });

    expect((await seen.next()).done).toBe(false);
    const next = seen.next();
    controller.abort();
    expect((await next).done).toBe(true);
    expect(api.getEntityReport).toHaveBeenCalledTimes(1);
  });
});
