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

import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** More than a layer of a million entries takes; strings end not far beyond. */
const LIMITS = { maxOutputLength: 500 * 1024 ** 2 };

const gzipLater = promisify(gzip);
const gunzipLater = promisify(gunzip);

/** As JSON, packed; not on the main thread but for writing the JSON itself. */
export async function packJson(value: unknown): Promise<Buffer> {
  return gzipLater(Buffer.from(JSON.stringify(value)));
}

/** @throws `Error` for what is no packed JSON */
export async function unpackJson<T>(content: Buffer): Promise<T> {
  const json = await gunzipLater(content, LIMITS);
  return JSON.parse(json.toString('utf8'));
}
