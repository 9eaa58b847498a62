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

import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import {
  type ContentsRow,
  TABLE_CONTENTS,
} from '../database/compatibilityTables';

/** JSON, packed, with the hash of what it says. */
export interface PackedContent {
  key: string;
  content: Buffer;
}

/** An upload has at most 5 MiB, and a stored judgement far less than this. */
const LIMITS = { maxOutputLength: 128 * 1024 ** 2 };

const gzipLater = promisify(gzip);
const gunzipLater = promisify(gunzip);

export async function packContent(value: unknown): Promise<PackedContent> {
  const json = Buffer.from(JSON.stringify(value));
  return {
    key: createHash('sha256').update(json).digest('hex'),
    content: await gzipLater(json),
  };
}

/** For small values; it blocks. */
export function packSmall(value: unknown): Buffer {
  return gzipSync(Buffer.from(JSON.stringify(value)));
}

/** For small values; it blocks. */
export function unpackSmall<T>(content: Buffer): T {
  return JSON.parse(gunzipSync(content, LIMITS).toString('utf8'));
}

/**
 * Keeps contents, each once. In the transaction that refers to them, and before
 * that: whoever removes what nobody refers to waits for the row.
 */
export async function saveContents(
  tx: Knex.Transaction,
  contents: readonly PackedContent[],
  now: number,
): Promise<void> {
  const byKey = new Map(contents.map(packed => [packed.key, packed.content]));
  for (const key of [...byKey.keys()].sort()) {
    await tx<ContentsRow>(TABLE_CONTENTS)
      .insert({ content_key: key, content: byKey.get(key), used_ms: now })
      .onConflict('content_key')
      .merge(['used_ms']);
  }
}

/** @throws `Error` for a content that is not there */
export async function readContent<T>(knex: Knex, key: string): Promise<T> {
  const row = await knex<ContentsRow>(TABLE_CONTENTS)
    .where({ content_key: key })
    .first('content');
  if (!row) {
    throw new Error(`The database does not hold the content '${key}'`);
  }
  const json = await gunzipLater(row.content, LIMITS);
  return JSON.parse(json.toString('utf8'));
}
