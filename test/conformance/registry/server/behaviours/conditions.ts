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

import type {
  Behaviour,
  CaseAnswer,
  CaseRequest,
  RequestKind,
} from '../exchange';

/** Which requests a behaviour is about. */
export interface Condition {
  kind?: RequestKind;
  method?: string;
  /** Only the first so many of that kind at that origin. */
  first?: number;
  /** All but the first so many. */
  after?: number;
  reference?: string;
}

function applies(condition: Condition, request: CaseRequest): boolean {
  const { kind, method, first, after, reference } = condition;
  return (
    (kind === undefined || kind === request.kind) &&
    (method === undefined || method === request.method) &&
    (first === undefined || request.earlier < first) &&
    (after === undefined || request.earlier >= after) &&
    (reference === undefined || reference === request.reference)
  );
}

/** Answers some requests in its own way. */
export function answer(
  condition: Condition,
  make:
    | CaseAnswer
    | ((request: CaseRequest) => CaseAnswer | Promise<CaseAnswer>),
): Behaviour {
  return (request, next) => {
    if (!applies(condition, request)) {
      return next();
    }
    return typeof make === 'function' ? make(request) : make;
  };
}

/** Changes what is answered to some requests. */
export function change(
  condition: Condition,
  alter: (answer: CaseAnswer, request: CaseRequest) => CaseAnswer,
): Behaviour {
  return async (request, next) => {
    const answered = await next();
    return applies(condition, request) ? alter(answered, request) : answered;
  };
}

/** Does something else of its own before some requests are answered. */
export function before(condition: Condition, act: () => void): Behaviour {
  return (request, next) => {
    if (applies(condition, request)) {
      act();
    }
    return next();
  };
}

/** Sets headers of an answer; undefined leaves one out. */
export function headers(
  condition: Condition,
  set: Record<string, string | string[] | undefined>,
): Behaviour {
  return change(condition, answered => {
    const names = Object.keys(set).map(name => name.toLowerCase());
    const kept = Object.entries(answered.headers).filter(
      ([name]) => !names.includes(name.toLowerCase()),
    );
    const added = Object.entries(set).filter(
      (entry): entry is [string, string | string[]] => entry[1] !== undefined,
    );
    return { ...answered, headers: Object.fromEntries([...kept, ...added]) };
  });
}

/** Changes the bytes of an answer's body. */
export function body(
  condition: Condition,
  alter: (bytes: Buffer) => CaseAnswer['body'],
): Behaviour {
  return change(condition, answered => ({
    ...answered,
    body: Buffer.isBuffer(answered.body) ? alter(answered.body) : answered.body,
  }));
}
