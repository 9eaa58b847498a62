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

import { maxHeaderSize, type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** How much of a refused request is read at most, so that it can end. */
const MAX_DRAINED_BYTES = 64 * 1024 * 1024;
const MAX_DRAINED_MS = 10_000;

/** The status that Node answers errors of a request with; 400 for the rest. */
const STATUS_BY_CODE: Record<string, number> = {
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers requests whose address and headers are too long in the form that
 * plugins answer errors in. Node refuses them before any plugin sees them, with
 * an empty 431. Other errors of requests are answered as Node does.
 */
export function answerOversizedRequests(server: Server): void {
  const refused = new WeakSet<Socket>();
  server.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket;
    if (refused.has(socket)) {
      // Each further piece of a refused request is an error as well.
      return;
    }
    if (error.code === 'HPE_HEADER_OVERFLOW' && canAnswer(socket)) {
      refused.add(socket);
      refuse(socket);
    } else {
      answerAsNode(socket, error);
    }
  });
}

/** False once the head of another answer is on its way. */
function canAnswer(socket: Socket): boolean {
  const { _httpMessage: pending } = socket as {
    _httpMessage?: { headersSent: boolean };
  };
  return socket.writable && !pending?.headersSent;
}

function refuse(socket: Socket): void {
  const text = JSON.stringify({
    error: {
      name: 'InputError',
      message: `The address and the headers of the request are longer than the ${maxHeaderSize} bytes that are read`,
    },
    response: { statusCode: 400 },
  });
  const before = socket.bytesRead;
  const end = Date.now() + MAX_DRAINED_MS;
  // A connection that is closed over unread data is reset, and the answer is
  // lost with it. So the client may finish, within bounds.
  const timer = setInterval(() => {
    if (
      socket.destroyed ||
      Date.now() > end ||
      socket.bytesRead - before > MAX_DRAINED_BYTES
    ) {
      socket.destroy();
    }
  }, 50);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
  socket.once('end', () => socket.destroy());
  socket.resume();
  socket.end(
    `HTTP/1.1 400 ${STATUS_CODES[400]}\r\n` +
      'Connection: close\r\n' +
      'Content-Type: application/json; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

function answerAsNode(socket: Socket, error: NodeJS.ErrnoException): void {
  if (canAnswer(socket)) {
    const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`,
    );
  }
  socket.destroy(error);
}
