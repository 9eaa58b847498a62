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

import type { IncomingMessage } from 'node:http';

export type RequestKind =
  | 'ping'
  | 'manifest'
  | 'blob'
  | 'tags'
  | 'token'
  | 'other';

/** A request as a behaviour sees it. */
export interface CaseRequest {
  kind: RequestKind;
  method: string;
  /** With the query. */
  url: URL;
  /** Empty where the path names none. */
  repository: string;
  /** Tag or digest of a manifest, digest of a blob. */
  reference: string;
  headers: IncomingMessage['headers'];
  /** Media types of `Accept`, without parameters. */
  accept: string[];
  /** How many of this kind were made to this origin before. */
  earlier: number;
}

/** What is sent back. */
export interface CaseAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  /** Left out of answers to HEAD, like a registry does; `undefined` is none. */
  body?: Buffer | AsyncIterable<Buffer>;
  /**
   * `never`: no answer, the connection stays. `reset`: the connection is cut
   * instead. `cut`: it is cut after half of the body. `raw`: the body is all
   * there is, HTTP is what it says itself.
   */
  transport?: 'never' | 'reset' | 'cut' | 'raw';
}

/** Answers a request, or changes what the behaviours after it answer. */
export type Behaviour = (
  request: CaseRequest,
  next: () => Promise<CaseAnswer>,
) => CaseAnswer | Promise<CaseAnswer>;

const ROUTES: [RequestKind, RegExp][] = [
  ['ping', /^\/v2\/?$/],
  ['manifest', /^\/v2\/(?<repository>.+)\/manifests\/(?<reference>[^/]+)$/],
  ['blob', /^\/v2\/(?<repository>.+)\/blobs\/(?<reference>[^/]+)$/],
  ['tags', /^\/v2\/(?<repository>.+)\/tags\/list$/],
  ['blob', /^\/storage\/(?<reference>[^/]+)$/],
  ['token', /^\/token/],
];

export function readRequest(
  message: IncomingMessage,
  origin: string,
): Omit<CaseRequest, 'earlier'> {
  const url = new URL(message.url ?? '/', origin);
  const found = ROUTES.map(([kind, pattern]) => ({
    kind,
    match: pattern.exec(url.pathname),
  })).find(({ match }) => match !== null);
  return {
    kind: found?.kind ?? 'other',
    method: message.method ?? 'GET',
    url,
    repository: found?.match?.groups?.repository ?? '',
    reference: decodeURIComponent(found?.match?.groups?.reference ?? ''),
    headers: message.headers,
    accept: (message.headers.accept ?? '')
      .split(',')
      .map(type => type.split(';')[0].trim())
      .filter(type => type !== ''),
  };
}

export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): CaseAnswer {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** An error as the specification has them. */
export function registryError(
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
): CaseAnswer {
  return json(status, { errors: [{ code, message }] }, headers);
}

export function text(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): CaseAnswer {
  return {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
    body: Buffer.from(body),
  };
}

export function html(status: number, title: string): CaseAnswer {
  return text(
    status,
    `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    { 'Content-Type': 'text/html' },
  );
}
