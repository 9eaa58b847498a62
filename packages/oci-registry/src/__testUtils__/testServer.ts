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

import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface SeenRequest {
  method: string;
  /** With its query. */
  url: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
}

export interface TestServer {
  origin: string;
  host: string;
  port: number;
  /** In the order in which they came. */
  requests: SeenRequest[];
  /** `HEAD /v2/…` of each. */
  lines(): string[];
  close(): Promise<void>;
}

export type Handler = (request: SeenRequest, response: ServerResponse) => void;

/** A server on loopback that answers as a test says. */
export async function startServer(handler: Handler): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const server: Server = createServer((message, response) => {
    const url = new URL(message.url ?? '/', 'http://server.invalid');
    const request: SeenRequest = {
      method: message.method ?? '',
      url: message.url ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: message.headers,
    };
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    requests,
    lines: () => requests.map(({ method, url }) => `${method} ${url}`),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

/** Answers with a status, headers and a body. */
export function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number | string[]> = {},
  body: string | Buffer = '',
): void {
  response.writeHead(status, headers);
  response.end(body);
}
