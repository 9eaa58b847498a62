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
import { once } from 'node:events';
import { type Exchange, sendError } from '../http/answers';
import type { SampleFault } from './SampleFaults';

const RETRY_AFTER_SECONDS = 20;
// Longer than clients wait for the head of an answer.
const SLOW_MS = 60_000;

/**
 * Misbehaves, as far as that is another answer than the right one.
 *
 * @returns whether the request has had its answer
 */
export async function answerFault(
  exchange: Exchange,
  fault: SampleFault,
): Promise<boolean> {
  const { response } = exchange;
  switch (fault) {
    case 'down':
      exchange.request.socket.destroy();
      return true;
    case 'error':
      sendError(
        exchange,
        500,
        'UNKNOWN',
        'The sample registry is told to fail',
      );
      return true;
    case 'slow':
      await waitUnlessClosed(exchange);
      return response.destroyed;
    case 'rate-limited':
      sendError(exchange, 429, 'TOOMANYREQUESTS', 'Too many requests', {
        'Retry-After': String(RETRY_AFTER_SECONDS),
      });
      return true;
    case 'no-access':
      sendError(exchange, 401, 'UNAUTHORIZED', 'Credentials are needed', {
        'WWW-Authenticate': 'Basic realm="sample registry"',
      });
      return true;
    default:
      return false;
  }
}

async function waitUnlessClosed({ response }: Exchange): Promise<void> {
  const left = new AbortController();
  await Promise.race([
    sleep(SLOW_MS, undefined, { signal: left.signal, ref: false }),
    once(response, 'close', { signal: left.signal }),
  ]).finally(() => left.abort());
}
