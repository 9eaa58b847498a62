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

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why a request may not change the samples; undefined where it may.
 *
 * The port is open to every program of this machine, and browsers run programs
 * of strangers: they send an Origin with what a page asks for, and the name of
 * the page's own host where it has let that name point here.
 */
export function refuseStrangers(request: IncomingMessage): string | undefined {
  const { host = '', origin } = request.headers;
  if (origin !== undefined) {
    return 'Pages in a browser may not do this';
  }
  const name = /^(\[[0-9a-f:]+\]|[^:]+)(?::\d+)?$/i.exec(host)?.[1] ?? '';
  return LOOPBACK_HOSTS.includes(name.toLowerCase())
    ? undefined
    : 'The Host header has to name this machine: 127.0.0.1 or localhost';
}
