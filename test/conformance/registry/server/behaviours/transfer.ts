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

import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour, CaseAnswer, CaseRequest } from '../exchange';
import { answer, type Condition } from './conditions';

/** Sends a request elsewhere. */
export function redirect(
  condition: Condition,
  to: (request: CaseRequest) => string | undefined,
  status = 307,
): Behaviour {
  return answer(condition, request => {
    const location = to(request);
    const headers: Record<string, string> =
      location === undefined ? {} : { Location: location };
    return { status, headers };
  });
}

/** Spaces, which JSON may hold as many of as it likes, without an end. */
export async function* endless(first: Buffer): AsyncIterable<Buffer> {
  const piece = Buffer.alloc(64 * 1024, ' ');
  yield first;
  for (let sent = 0; sent < 1024 * 1024 * 1024; sent += piece.length) {
    yield piece;
  }
}

/** Half of the bytes, and never the rest. */
export async function* stalled(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes.subarray(0, bytes.length / 2);
  await sleep(120_000, undefined, { ref: false });
}

/** A byte now and then. */
export async function* dripping(
  bytes: Buffer,
  everyMs: number,
): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += 1) {
    yield bytes.subarray(at, at + 1);
    await sleep(everyMs, undefined, { ref: false });
  }
}

/** What the server says is not HTTP, or something odd of it. */
export function raw(text: string): CaseAnswer {
  return {
    status: 0,
    headers: {},
    body: Buffer.from(text, 'latin1'),
    transport: 'raw',
  };
}
