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

import type { Readable } from 'node:stream';
import { Agent } from 'undici';
import type { RegistryClock } from '../clock';
import { RegistryError } from '../errors';
import { headerOf } from '../headers/answerHeaders';
import type { AnswerHeaders } from '../headers/answerHeaders';
import { createGuardedConnector } from '../address/guardedConnector';
import type { GuardedConnectorOptions } from '../address/guardedConnector';
import type { RegistryLimits, RegistryRequest } from '../types';
import { networkFailure } from './networkFailure';

/** Statuses that ask to ask elsewhere. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What is left of a body that nobody reads: more, and the connection ends. */
const DUMP_BYTES = 64 * 1024;

export interface TransportOptions extends GuardedConnectorOptions {
  limits: RegistryLimits;
  /** Connections to one origin at the same time. */
  connections: number;
  userAgent: string;
  clock: RegistryClock;
  onRequest: ((request: RegistryRequest) => void) | undefined;
}

export interface TransportRequest {
  url: URL;
  method: 'HEAD' | 'GET';
  kind: RegistryRequest['kind'];
  accept: string;
  /** Sent to the origin of `url` only. */
  authorization: string | undefined;
  signal: AbortSignal;
}

export interface TransportAnswer {
  status: number;
  headers: AnswerHeaders;
  body: Readable;
  /** Of the server that gave it, after redirects. */
  origin: string;
  /** Gives up the body, so that the connection is free. */
  discard: () => void;
}

/**
 * HTTP for one registry: one request, and redirects by hand. Nothing here is
 * done twice, and nothing is kept but connections; no cookies.
 */
export class Transport {
  readonly #options: TransportOptions;
  readonly #agent: Agent;

  constructor(options: TransportOptions) {
    const { limits } = options;
    this.#options = options;
    this.#agent = new Agent({
      connect: createGuardedConnector(options),
      connections: options.connections,
      pipelining: 1,
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.idleMs,
      keepAliveTimeout: 15_000,
      keepAliveMaxTimeout: 60_000,
    });
  }

  /**
   * Asks, and follows redirects. `Authorization` is left behind for good at
   * the first step to another origin, also where a later one leads back.
   */
  async ask(request: TransportRequest): Promise<TransportAnswer> {
    let { url, authorization } = request;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await this.#send({ ...request, url, authorization });
      const location = headerOf(answer.headers, 'location');
      if (!REDIRECTS.has(answer.status) || location === null) {
        return answer;
      }
      answer.discard();
      if (redirects >= this.#options.limits.redirects) {
        throw new RegistryError(
          'too-many-redirects',
          this.#options.registry,
          `${request.url.origin} redirects more than ${
            this.#options.limits.redirects
          } times`,
        );
      }
      const next = this.#redirectTarget(location, url);
      if (next.origin !== url.origin) {
        authorization = undefined;
      }
      url = next;
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #redirectTarget(location: string, from: URL): URL {
    const { registry } = this.#options;
    const next = URL.canParse(location, from) ? new URL(location, from) : null;
    if (
      next === null ||
      !(next.protocol === 'https:' || next.protocol === 'http:') ||
      next.username !== '' ||
      next.password !== ''
    ) {
      throw new RegistryError(
        'unexpected-answer',
        registry,
        `${from.origin} redirects to something that cannot be asked`,
      );
    }
    if (from.protocol === 'https:' && next.protocol === 'http:') {
      throw new RegistryError(
        'refused-address',
        registry,
        `${from.origin} redirects to ${next.origin}, which is not encrypted`,
      );
    }
    return next;
  }

  async #send(request: TransportRequest): Promise<TransportAnswer> {
    const { clock, onRequest, registry, userAgent } = this.#options;
    const { url, method, kind, accept, authorization } = request;
    const { origin } = url;
    const started = clock.monotonic();
    let status: number | null = null;
    try {
      const answer = await this.#agent.request({
        origin,
        path: `${url.pathname}${url.search}`,
        method,
        // undici would end the connection after every HEAD.
        reset: false,
        signal: request.signal,
        headers: {
          accept,
          // Digests are of the bytes before any encoding.
          'accept-encoding': 'identity',
          'user-agent': userAgent,
          ...(authorization === undefined ? {} : { authorization }),
        },
      });
      const { body, headers } = answer;
      status = answer.statusCode;
      // Without a listener, a failure of a body that nobody reads would end
      // the process.
      body.on('error', () => {});
      return {
        status,
        headers,
        body,
        origin,
        discard: () => {
          body.dump({ limit: DUMP_BYTES }).catch(() => {});
        },
      };
    } catch (error) {
      throw request.signal.aborted
        ? request.signal.reason
        : networkFailure(error, registry, origin);
    } finally {
      onRequest?.({
        registry,
        origin,
        kind,
        method,
        status,
        durationMs: clock.monotonic() - started,
      });
    }
  }
}
