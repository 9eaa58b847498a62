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

import { toError } from '@backstage/errors';
import type { UnreadableRepository } from './RepositorySource';

// GitHub's and GitLab's secondary limits last about this long.
const DEFAULT_THROTTLE_MS = 15 * 60_000;
const MAX_THROTTLE_MS = 6 * 3_600_000;

const NETWORK_CODES =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_[A-Z_]+|CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)\b/;

/**
 * Turns the error of a URL reader into a sentence of our own. The readers'
 * messages name addresses of APIs and may carry more, so only what is
 * recognised gets through.
 *
 * @param host - what was asked, for example `github.com`
 */
export function describeReadError(
  thrown: unknown,
  host: string,
): UnreadableRepository {
  const error = toError(thrown);
  const text = `${error.message} ${getCode(error)} ${getCode(error.cause)}`;
  const status = getStatus(error);

  if (status === 429 || /rate.?limit/i.test(error.message)) {
    return unreadable(`${host} limits the number of requests at present.`, {
      throttledForMs: readRetryAfter(error) ?? DEFAULT_THROTTLE_MS,
    });
  }
  if (status === 404 || error.name === 'NotFoundError') {
    return unreadable(
      `${host} answered 404: the repository or branch does not exist, or the portal may not see it.`,
    );
  }
  if (status === 401 || status === 403) {
    return unreadable(
      `${host} answered ${status}: the portal's credentials do not allow it to read the repository.`,
    );
  }
  if (
    error.name === 'NotAllowedError' ||
    /not allowed by backend\.reading\.allow/.test(error.message)
  ) {
    return unreadable(
      `The portal may not read from ${host}. Add an integration for it, or list it in backend.reading.allow.`,
    );
  }
  if (status !== undefined && status >= 500) {
    return unreadable(`${host} answered ${status}.`, {
      unreachable: true,
      throttledForMs: readRetryAfter(error),
    });
  }
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return unreadable(`${host} did not answer in time.`, { unreachable: true });
  }
  const network = NETWORK_CODES.exec(text);
  if (network) {
    return unreadable(`${host} could not be reached (${network[1]}).`, {
      unreachable: true,
    });
  }
  if (/does not implement|not implemented|unsupported search/i.test(text)) {
    return unreadable(
      `${host} cannot be searched for build files. Name them in the annotation lambda-compat/dockerfile.`,
    );
  }
  if (status !== undefined) {
    return unreadable(`${host} answered ${status}.`);
  }
  return unreadable(
    `${host} could not be read (${error.name}). The log of the backend says more.`,
  );
}

function unreadable(
  message: string,
  more: Partial<UnreadableRepository> = {},
): UnreadableRepository {
  return { status: 'unreadable', message, ...more };
}

function getStatus(error: { message: string; [key: string]: unknown }) {
  const own = error.statusCode ?? error.status;
  if (typeof own === 'number') {
    return own;
  }
  // The readers write ", 404 Not Found", some "…: 404 Not Found".
  const written = /[,:]\s+([1-5]\d\d)\b/.exec(error.message);
  return written ? Number(written[1]) : undefined;
}

function getCode(value: unknown): string {
  const code = (value as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/** In milliseconds; the header holds seconds or a date. */
function readRetryAfter(error: { [key: string]: unknown }): number | undefined {
  const response = error.response as
    | { headers?: { get?(name: string): unknown } }
    | undefined;
  const header = response?.headers?.get?.('retry-after');
  if (typeof header !== 'string') {
    return undefined;
  }
  const milliseconds = /^\d+$/.test(header)
    ? Number(header) * 1_000
    : Date.parse(header) - Date.now();
  return milliseconds > 0 ? Math.min(milliseconds, MAX_THROTTLE_MS) : undefined;
}
