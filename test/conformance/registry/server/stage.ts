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
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createCertificate, type SelfSignedCertificate } from './certificate';
import { Content } from './content';
import {
  type Behaviour,
  type CaseAnswer,
  type CaseRequest,
  readRequest,
  text,
} from './exchange';
import { answerHonestly } from './honest';
import type { LoggedRequest } from './log';
import { sendAnswer } from './sendAnswer';
import { TokenService } from './tokens';

/**
 * The servers of a case, each an origin of its own.
 *
 * - `registry`: the one that is asked.
 * - `second`: another registry.
 * - `storage`: where blobs are redirected to; refuses requests that carry an
 *   `Authorization`, as S3 does.
 * - `tokens`: issues tokens for the registry.
 * - `stranger`: has no business with any of them, and a name of its own.
 * - `secure`: a registry with TLS and a certificate nobody knows.
 */
export const ORIGIN_NAMES = [
  'registry',
  'second',
  'storage',
  'tokens',
  'stranger',
  'secure',
] as const;

export type OriginName = (typeof ORIGIN_NAMES)[number];

export type Origins = Partial<Record<OriginName, Behaviour[]>>;

let identity: SelfSignedCertificate | undefined;

/** Everything on loopback that takes part in one case. */
export class Stage {
  readonly content = new Content();
  readonly tokens = new TokenService();
  readonly log: LoggedRequest[] = [];

  readonly #servers = new Map<OriginName, http.Server>();
  readonly #ports = new Map<OriginName, number>();
  readonly #sockets = new Set<Socket>();
  #behaviours: Origins = {};
  #certificate: string | undefined;

  static async start(): Promise<Stage> {
    const stage = new Stage();
    for (const name of ORIGIN_NAMES) {
      await stage.#listen(name);
    }
    return stage;
  }

  private constructor() {}

  /** What the origins do instead of what is right. */
  behave(behaviours: Origins): void {
    this.#behaviours = { ...this.#behaviours, ...behaviours };
  }

  /** Host and port. */
  host(name: OriginName): string {
    return `${name === 'stranger' ? 'localhost' : '127.0.0.1'}:${this.port(
      name,
    )}`;
  }

  port(name: OriginName): number {
    return this.#ports.get(name)!;
  }

  /** As in `http://127.0.0.1:41234`. */
  origin(name: OriginName): string {
    return `${name === 'secure' ? 'https' : 'http'}://${this.host(name)}`;
  }

  /** Of the origin `secure`, in PEM. */
  get certificate(): string {
    return this.#certificate!;
  }

  /** Ends an origin: connections to it are refused from now on. */
  async stop(name: OriginName): Promise<void> {
    const server = this.#servers.get(name)!;
    if (server.listening) {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    }
  }

  async close(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await Promise.all(ORIGIN_NAMES.map(name => this.stop(name)));
  }

  async #listen(name: OriginName): Promise<void> {
    const handle = (message: http.IncomingMessage, out: http.ServerResponse) =>
      void this.#answer(name, message, out);
    const server =
      name === 'secure'
        ? https.createServer(this.#identity(), handle)
        : http.createServer(handle);
    server.keepAliveTimeout = 60_000;
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#servers.set(name, server);
    this.#ports.set(name, (server.address() as AddressInfo).port);
  }

  #identity() {
    // A key takes longer to make than most cases.
    identity ??= createCertificate('127.0.0.1');
    const { certificate, privateKey } = identity;
    this.#certificate = certificate;
    return {
      cert: certificate,
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    };
  }

  async #answer(
    origin: OriginName,
    message: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const read = readRequest(message, this.origin(origin));
    const logged: LoggedRequest = {
      origin,
      kind: read.kind,
      method: read.method,
      path: message.url ?? '',
      reference: read.reference,
      accept: read.accept,
      authorization: message.headers.authorization,
      cookie: message.headers.cookie,
      startedAt: performance.now(),
      endedAt: undefined,
      status: undefined,
      bytes: 0,
    };
    const earlier = this.log.filter(
      other => other.origin === origin && other.kind === read.kind,
    ).length;
    this.log.push(logged);
    response.on('close', () => {
      logged.endedAt ??= performance.now();
    });
    const request = { ...read, earlier };
    const behaviours = this.#behaviours[origin] ?? [];
    const run = async (at: number): Promise<CaseAnswer> =>
      at < behaviours.length
        ? behaviours[at](request, () => run(at + 1))
        : this.#honestly(origin, request);
    await sendAnswer(await run(0), message, response, logged);
  }

  #honestly(origin: OriginName, request: CaseRequest): CaseAnswer {
    switch (origin) {
      case 'storage': {
        const { authorization } = request.headers;
        return authorization === undefined
          ? answerHonestly(this.content, request)
          : text(400, 'Only one auth mechanism allowed');
      }
      case 'tokens':
        return this.tokens.issue(request);
      default:
        return request.kind === 'token'
          ? this.tokens.issue(request)
          : answerHonestly(this.content, request);
    }
  }
}
