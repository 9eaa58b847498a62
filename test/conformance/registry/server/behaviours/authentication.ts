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

import { type Behaviour, registryError } from '../exchange';
import { basic } from '../tokens';
import type { Stage } from '../stage';

/** How a registry words its challenge. */
export interface Challenge {
  realm?: string;
  service?: string;
  /** Makes the whole header, or several, from the usual one. */
  header?: (usual: string) => string | string[];
}

function unauthorized(header: string | string[]) {
  const refusal = registryError(401, 'UNAUTHORIZED', 'authentication required');
  return {
    ...refusal,
    headers: { ...refusal.headers, 'WWW-Authenticate': header },
  };
}

/** Answers only those who bring a token of the stage's token service. */
export function requireToken(
  stage: Stage,
  challenge: Challenge = {},
): Behaviour {
  return (request, next) => {
    if (request.kind === 'token' || stage.tokens.admits(request)) {
      return next();
    }
    const realm = challenge.realm ?? `${stage.origin('tokens')}/token`;
    const service = challenge.service ?? 'conformance';
    const scope = request.repository
      ? `,scope="repository:${request.repository}:pull"`
      : '';
    const usual = `Bearer realm="${realm}",service="${service}"${scope}`;
    return unauthorized(challenge.header?.(usual) ?? usual);
  };
}

/** Answers only a user of the stage. */
export function requireBasic(
  user: string,
  header = 'Basic realm="conformance"',
): Behaviour {
  return (request, next) =>
    request.headers.authorization === basic(user)
      ? next()
      : unauthorized(header);
}
