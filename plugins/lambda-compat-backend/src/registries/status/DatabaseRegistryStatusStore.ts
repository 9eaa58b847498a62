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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  RegistryQuota,
  RegistryRequest,
} from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import {
  type RegistryStatusRow,
  TABLE_REGISTRIES,
} from '../../database/tagTables';
import type {
  ParkedRegistry,
  RegistryStatusStore,
} from './RegistryStatusStore';
import { type RecordedStatus, StatusBuffer } from './StatusBuffer';

const FLUSH_MS = 3_000;

const NO_QUOTA = {
  quota_limit: -1,
  quota_remaining: -1,
  quota_window_s: 0,
  quota_seen_ms: 0,
};

/**
 * @see RegistryStatusStore
 *
 * Each replica adds what it counted to what the others wrote, in one statement
 * for each registry, so that nothing is counted twice or lost.
 */
export class DatabaseRegistryStatusStore implements RegistryStatusStore {
  readonly #knex: Knex;
  readonly #mirrors: ReadonlySet<string>;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #buffer: StatusBuffer;
  readonly #timer: NodeJS.Timeout;
  #flushing: Promise<void> = Promise.resolve();

  static create(options: {
    knex: Knex;
    /** Hosts of mirrors; all others are registries. */
    mirrors: readonly string[];
    logger: LoggerService;
    now?: () => number;
    /** Default 3 s. */
    flushMs?: number;
  }): DatabaseRegistryStatusStore {
    return new DatabaseRegistryStatusStore(options);
  }

  private constructor(options: {
    knex: Knex;
    mirrors: readonly string[];
    logger: LoggerService;
    now?: () => number;
    flushMs?: number;
  }) {
    this.#knex = options.knex;
    this.#mirrors = new Set(options.mirrors);
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
    this.#buffer = StatusBuffer.create({ now: this.#now });
    this.#timer = setInterval(
      () => void this.flush(),
      options.flushMs ?? FLUSH_MS,
    );
    this.#timer.unref();
  }

  recordRequest(request: RegistryRequest): void {
    this.#buffer.addRequest(request);
  }

  recordQuota(quota: RegistryQuota): void {
    this.#buffer.addQuota(quota);
  }

  recordFailure(host: string, message: string): void {
    this.#buffer.addFailure(host, message);
  }

  async listParked(): Promise<ParkedRegistry[]> {
    const rows = await this.#knex<RegistryStatusRow>(TABLE_REGISTRIES)
      .where('parked_until_ms', '>', this.#now())
      .orderBy('host')
      .select('host', 'parked_until_ms', 'parked_reason');
    return rows.map(row => ({
      host: row.host,
      untilMs: Number(row.parked_until_ms),
      reason: row.parked_reason,
    }));
  }

  flush(): Promise<void> {
    // One after the other: what could not be stored is given back in between.
    this.#flushing = this.#flushing.then(() => this.#store());
    return this.#flushing;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  async #store(): Promise<void> {
    for (const status of this.#buffer.take()) {
      try {
        await this.#write(status);
      } catch (error) {
        this.#buffer.restore(status);
        this.#logger.warn(
          `The status of ${status.host} could not be stored; it is tried again`,
          { error: stringifyError(error) },
        );
      }
    }
  }

  async #write(status: RecordedStatus): Promise<void> {
    const { host, day, parked, quota } = status;
    const row: RegistryStatusRow = {
      host,
      observer: this.#mirrors.has(host) ? 'mirror' : 'registry',
      day,
      requests: status.requests,
      counted: status.counted,
      tokens: status.tokens,
      ...(quota ? toQuotaColumns(quota) : NO_QUOTA),
      parked_until_ms: parked?.untilMs ?? 0,
      parked_reason: parked?.reason ?? '',
      answered_ms: status.answeredMs,
      failed_ms: status.failedMs,
      failure: status.failure,
    };
    const raw = (sql: string) => this.#knex.raw(sql);
    await this.#knex<RegistryStatusRow>(TABLE_REGISTRIES)
      .insert(row)
      .onConflict('host')
      .merge({
        observer: row.observer,
        day: raw(newer('day', 'day')),
        requests: raw(sum('requests')),
        counted: raw(sum('counted')),
        tokens: raw(sum('tokens')),
        ...(quota === null && NO_QUOTA),
        ...(quota && {
          quota_limit: raw(newer('quota_seen_ms', 'quota_limit')),
          quota_remaining: raw(newer('quota_seen_ms', 'quota_remaining')),
          quota_window_s: raw(newer('quota_seen_ms', 'quota_window_s')),
          quota_seen_ms: raw(newer('quota_seen_ms', 'quota_seen_ms')),
        }),
        parked_until_ms: raw(newer('parked_until_ms', 'parked_until_ms')),
        parked_reason: raw(newer('parked_until_ms', 'parked_reason')),
        answered_ms: raw(newer('answered_ms', 'answered_ms')),
        failed_ms: raw(newer('failed_ms', 'failed_ms')),
        failure: raw(newer('failed_ms', 'failure')),
      });
  }
}

function toQuotaColumns(pulls: NonNullable<RegistryQuota['pulls']>) {
  return {
    quota_limit: pulls.limit,
    quota_remaining: pulls.remaining,
    quota_window_s: pulls.windowSeconds ?? 0,
    quota_seen_ms: pulls.seenAt,
  };
}

type Column = keyof RegistryStatusRow;

/** What is written where it is newer than what is there, by another column. */
function newer(by: Column, column: Column): string {
  return `case when excluded.${by} > ${TABLE_REGISTRIES}.${by} then excluded.${column} else ${TABLE_REGISTRIES}.${column} end`;
}

/** What other replicas counted on the same day, and what is written. */
function sum(column: Column): string {
  const [stored, written] = [TABLE_REGISTRIES, 'excluded'];
  return `case when ${stored}.day = ${written}.day then ${stored}.${column} + ${written}.${column} when ${stored}.day < ${written}.day then ${written}.${column} else ${stored}.${column} end`;
}
