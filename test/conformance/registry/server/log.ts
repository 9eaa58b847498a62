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

import type { RequestKind } from './exchange';
import type { OriginName } from './stage';

/** One request that reached one of the origins of a case. */
export interface LoggedRequest {
  origin: OriginName;
  kind: RequestKind;
  method: string;
  /** With the query. */
  path: string;
  reference: string;
  accept: string[];
  authorization: string | undefined;
  cookie: string | undefined;
  /** Milliseconds on one clock for all. */
  startedAt: number;
  /** When the answer was handed over, or the connection ended. */
  endedAt: number | undefined;
  status: number | undefined;
  /** Of the answer's body that went out. */
  bytes: number;
}

/**
 * A condition on what the client was seen to do.
 *
 * @returns undefined where it holds, else a sentence that says what was seen
 */
export interface LogRule {
  title: string;
  check: (log: readonly LoggedRequest[]) => string | undefined;
}

export interface Filter {
  origin?: OriginName;
  kind?: RequestKind;
  method?: string;
  status?: number;
}

function describe(filter: Filter): string {
  return ['status', 'method', 'kind', 'origin']
    .map(key => filter[key as keyof Filter])
    .filter(value => value !== undefined)
    .join(' ');
}

export function select(
  log: readonly LoggedRequest[],
  filter: Filter,
): LoggedRequest[] {
  return log.filter(request =>
    Object.entries(filter).every(
      ([key, value]) => request[key as keyof Filter] === value,
    ),
  );
}

/** At least `minimum` and at most `maximum` requests of a kind. */
export function requests(
  filter: Filter,
  minimum: number,
  maximum = minimum,
): LogRule {
  const range = minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
  return {
    title: `${range} × ${describe(filter) || 'requests'}`,
    check: log => {
      const { length } = select(log, filter);
      return length >= minimum && length <= maximum
        ? undefined
        : `${length} × ${describe(filter) || 'requests'} instead of ${range}`;
    },
  };
}

export function atMost(filter: Filter, maximum: number): LogRule {
  return requests(filter, 0, maximum);
}

export function none(filter: Filter): LogRule {
  return requests(filter, 0);
}

/** Neither credentials nor cookies went to the origin. */
export function nothingSecretTo(origin: OriginName): LogRule {
  return {
    title: `no credentials or cookies to ${origin}`,
    check: log => {
      const told = select(log, { origin }).find(
        request =>
          request.authorization !== undefined || request.cookie !== undefined,
      );
      return told
        ? `${told.authorization ? 'Authorization' : 'Cookie'} sent to ${origin}`
        : undefined;
    },
  };
}

/** Nothing of a kind was asked for a while after an answer of that status. */
export function quietAfter(status: number, ms: number): LogRule {
  return {
    title: `nothing asked for ${ms} ms after a ${status}`,
    check: log => {
      const ended = log.find(request => request.status === status)?.endedAt;
      if (ended === undefined) {
        return `no ${status} was answered`;
      }
      const next = log.find(
        request => request.startedAt > ended && request.origin === 'registry',
      );
      return next && next.startedAt - ended < ms
        ? `asked again ${Math.round(
            next.startedAt - ended,
          )} ms after a ${status}`
        : undefined;
    },
  };
}

/** No more than so many requests were under way at once. */
export function concurrent(maximum: number): LogRule {
  return {
    title: `at most ${maximum} requests at once`,
    check: log => {
      const most = Math.max(
        0,
        ...log.map(
          one =>
            log.filter(
              other =>
                other.startedAt <= one.startedAt &&
                (other.endedAt ?? Infinity) > one.startedAt,
            ).length,
        ),
      );
      return most <= maximum ? undefined : `${most} requests at once`;
    },
  };
}

/** No more than so many requests came within a second of the first. */
export function withinFirstSecond(maximum: number): LogRule {
  return {
    title: `at most ${maximum} requests in the first second`,
    check: log => {
      const early = log.filter(
        request => request.startedAt - log[0].startedAt < 1000,
      );
      return early.length <= maximum
        ? undefined
        : `${early.length} requests in the first second`;
    },
  };
}

/** The client stopped reading before so many bytes of a body were sent. */
export function bytesSent(maximum: number): LogRule {
  return {
    title: `at most ${maximum} bytes of an answer taken`,
    check: log => {
      const most = Math.max(0, ...log.map(request => request.bytes));
      return most <= maximum ? undefined : `${most} bytes taken`;
    },
  };
}

/** All requests of a kind satisfy a condition. */
export function each(
  title: string,
  filter: Filter,
  holds: (request: LoggedRequest) => boolean,
): LogRule {
  return {
    title,
    check: log => {
      const wrong = select(log, filter).find(request => !holds(request));
      return wrong ? `${wrong.method} ${wrong.path}: not so` : undefined;
    },
  };
}
