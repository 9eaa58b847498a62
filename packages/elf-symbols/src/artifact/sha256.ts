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
  readFrom,
  type RandomAccessSource,
} from '../source/RandomAccessSource';

const STEP = 1024 * 1024;

/**
 * The SHA-256 of a source, in hexadecimal digits. Holds one MiB at a time.
 *
 * @internal
 */
export async function sha256Of(
  source: RandomAccessSource,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  // Fresh memory for each step costs more than the hash.
  const memory = Buffer.allocUnsafe(Math.min(STEP, source.size));
  for (let at = 0; at < source.size; at += STEP) {
    signal?.throwIfAborted();
    const length = Math.min(STEP, source.size - at);
    hash.update(await readFrom(source, at, length, memory));
  }
  return hash.digest('hex');
}
