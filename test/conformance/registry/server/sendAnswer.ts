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

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CaseAnswer } from './exchange';
import type { LoggedRequest } from './log';

/** Writes an answer, and how much of it went out to the log. */
export async function sendAnswer(
  answer: CaseAnswer,
  message: IncomingMessage,
  response: ServerResponse,
  logged: LoggedRequest,
): Promise<void> {
  const { body, headers, status, transport } = answer;
  message.resume();
  logged.status = transport === undefined ? status : undefined;
  switch (transport) {
    case 'never':
      return;
    case 'reset':
      message.socket.resetAndDestroy();
      return;
    case 'raw':
      message.socket.end(body as Buffer);
      return;
    default:
  }
  if (body === undefined || Buffer.isBuffer(body)) {
    const length = Object.keys(headers).some(
      name => name.toLowerCase() === 'content-length',
    )
      ? {}
      : { 'Content-Length': String(body?.length ?? 0) };
    response.writeHead(status, { ...headers, ...length });
    const sent = message.method === 'HEAD' ? undefined : body;
    if (transport === 'cut') {
      response.write(
        (sent ?? Buffer.alloc(0)).subarray(0, (sent?.length ?? 0) / 2),
      );
      // Lets what is written go out first.
      setTimeout(() => message.socket.destroy(), 20);
      return;
    }
    logged.bytes = sent?.length ?? 0;
    response.end(sent);
    logged.endedAt = performance.now();
    return;
  }
  response.writeHead(status, headers);
  if (message.method === 'HEAD') {
    response.end();
    return;
  }
  await sendPieces(body, response, logged);
}

async function sendPieces(
  pieces: AsyncIterable<Buffer>,
  response: ServerResponse,
  logged: LoggedRequest,
): Promise<void> {
  const closed = new AbortController();
  response.on('close', () => closed.abort());
  try {
    for await (const piece of pieces) {
      if (closed.signal.aborted) {
        return;
      }
      if (!response.write(piece)) {
        await once(response, 'drain', { signal: closed.signal });
      }
      logged.bytes += piece.length;
    }
    response.end();
  } catch (error) {
    if (!closed.signal.aborted) {
      throw error;
    }
  }
}
