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

import http from 'node:http';
import { LoopbackServer } from './servers';

/** Answers a request instead of the registry; undefined lets it through. */
export type FrontRule = (request: http.IncomingMessage) =>
  | {
      status: number;
      headers?: Record<string, string>;
      body?: string;
    }
  | undefined;

/** A request that came to the front. */
export interface FrontRequest {
  method: string;
  path: string;
  status: number;
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * Stands before a real registry, as proxies of companies and clouds do: counts,
 * limits, adds headers, and breaks what a test wants broken.
 */
export class RegistryFront {
  readonly requests: FrontRequest[] = [];
  /** Sent with every answer of the registry. */
  headers: Record<string, string> = {};
  rule: FrontRule = () => undefined;
  #server!: LoopbackServer;

  static async start(target: string): Promise<RegistryFront> {
    const front = new RegistryFront();
    const agent = new http.Agent({ keepAlive: true });
    front.#server = await LoopbackServer.start((request, response) => {
      front.#pass(new URL(request.url!, target), agent, request, response);
    });
    return front;
  }

  private constructor() {}

  get host(): string {
    return this.#server.host;
  }

  get origin(): string {
    return this.#server.origin;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  #pass(
    url: URL,
    agent: http.Agent,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void {
    const entry = {
      method: request.method!,
      path: url.pathname,
      status: 0,
      at: Date.now(),
    };
    this.requests.push(entry);
    const own = this.rule(request);
    if (own) {
      entry.status = own.status;
      request.resume();
      response.writeHead(own.status, own.headers).end(own.body);
      return;
    }
    const onward = http.request(
      url,
      {
        agent,
        method: request.method,
        headers: { ...request.headers, host: this.host },
      },
      answer => {
        entry.status = answer.statusCode!;
        response.writeHead(entry.status, {
          ...answer.headers,
          ...this.headers,
        });
        answer.pipe(response);
      },
    );
    onward.on('error', () => {
      entry.status = 502;
      response.destroy();
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }
}
