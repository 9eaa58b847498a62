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

import type { RegistryStatus } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Reading } from '../../coverage/queries/reading';
import { toIso } from '../../database/conversion';
import {
  type RegistryStatusRow,
  TABLE_REGISTRIES,
  TABLE_TAGS,
} from '../../database/tagTables';
import { toTime } from './tagRows';
import { whereTagVisible } from './visibleTags';

interface HostRow {
  host: string;
  observer: string;
  tags: number | string;
  failing: number | string;
}

/** There are as many as are configured and named in build files. */
const MAX_REGISTRIES = 500;

/**
 * The registries that are asked for tags that the caller may see, by host; who
 * may see everything gets those as well that were asked earlier.
 */
export async function readRegistries(
  reading: Reading,
  now: number,
): Promise<RegistryStatus[]> {
  const { knex } = reading;
  const tags = knex({ t: TABLE_TAGS })
    .where('t.not_watched', '')
    .groupBy('t.host')
    .select('t.host')
    .count({ tags: '*' })
    .select(
      knex.raw(`max(t.observer) as observer`),
      knex.raw(
        `sum(case when t.failure_code <> '' then 1 else 0 end) as failing`,
      ),
    );
  whereTagVisible(reading, tags, 't');
  const hosts = new Map(
    ((await tags) as HostRow[]).map(row => [row.host, row]),
  );
  const known = await knex<RegistryStatusRow>(TABLE_REGISTRIES)
    .orderBy('host')
    .limit(MAX_REGISTRIES);
  const shown = known.filter(
    row => reading.visible === 'all' || hosts.has(row.host),
  );
  const silent = [...hosts.values()].filter(
    ({ host }) => !known.some(row => row.host === host),
  );
  return [
    ...shown.map(row => toStatus(row, hosts.get(row.host), now)),
    ...silent.map(toUnasked),
  ]
    .sort((a, b) => (a.host < b.host ? -1 : 1))
    .slice(0, MAX_REGISTRIES);
}

function toStatus(
  row: RegistryStatusRow,
  tags: HostRow | undefined,
  now: number,
): RegistryStatus {
  const isToday = row.day === toIso(now).slice(0, 10);
  const count = (value: number) => (isToday ? Number(value) : 0);
  const isParked = Number(row.parked_until_ms) > now;
  const quotaSeenAt = toTime(row.quota_seen_ms);
  return {
    host: row.host,
    observer: row.observer,
    tags: Number(tags?.tags ?? 0),
    failingTags: Number(tags?.failing ?? 0),
    requestsToday: {
      total: count(row.requests),
      counted: count(row.counted),
      tokens: count(row.tokens),
    },
    quota:
      quotaSeenAt && row.quota_limit >= 0
        ? {
            limit: Number(row.quota_limit),
            remaining: Number(row.quota_remaining),
            windowSeconds: Number(row.quota_window_s) || null,
            seenAt: quotaSeenAt,
          }
        : null,
    parkedUntil: isParked ? toTime(row.parked_until_ms) : null,
    parkedReason: isParked ? row.parked_reason || null : null,
    lastAnswerAt: toTime(row.answered_ms),
    lastFailureAt: toTime(row.failed_ms),
    lastFailure: row.failure || null,
  };
}

/** A registry of which nothing was written down yet. */
function toUnasked(row: HostRow): RegistryStatus {
  return {
    host: row.host,
    observer: row.observer === '' ? 'registry' : 'mirror',
    tags: Number(row.tags),
    failingTags: Number(row.failing),
    requestsToday: { total: 0, counted: 0, tokens: 0 },
    quota: null,
    parkedUntil: null,
    parkedReason: null,
    lastAnswerAt: null,
    lastFailureAt: null,
    lastFailure: null,
  };
}
