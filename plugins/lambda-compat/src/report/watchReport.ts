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

import type {
  EntityReport,
  LambdaCompatApi,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

/**
 * Pauses between two looks, in milliseconds. A collection takes seconds, but
 * may wait for others on the same host; after about a minute the reader
 * decides, so that a forgotten browser tab asks no more.
 */
const PAUSES_MS = [2000, 2000, 3000, 3000, 5000, 5000, 10000, 10000, 20000];

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

export interface WatchReportOptions {
  api: LambdaCompatApi;
  entityRef: string;
  signal: AbortSignal;
  /**
   * `attemptedAt` of the report before a new collection was asked for: the
   * report is awaited until it differs. Absent where none was asked for.
   */
  after?: string | null;
}

export interface WatchedReport {
  report: EntityReport;
  /** Whether another look follows, because a collection is expected. */
  isAwaited: boolean;
}

/**
 * Reads the report of an entity, and again while a collection is expected: the
 * first one, or the one that the reader asked for.
 *
 * @internal
 */
export async function* watchReport(
  options: WatchReportOptions,
): AsyncGenerator<WatchedReport> {
  const { api, entityRef, signal, after } = options;

  for (let look = 0; !signal.aborted; look++) {
    const report = await api.getEntityReport(entityRef, { signal });
    const isExpected =
      report.status === 'never-collected' ||
      (after !== undefined && report.attemptedAt === after);
    const isAwaited = isExpected && look < PAUSES_MS.length;

    if (signal.aborted) {
      return;
    }
    yield { report, isAwaited };
    if (!isAwaited) {
      return;
    }
    await pause(PAUSES_MS[look], signal);
  }
}
