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

import { type CaseAnswer, type CaseRequest, json, text } from './exchange';

interface Issued {
  scope: string;
  until: number;
}

/** What a token service says besides the token. */
export interface TokenSettings {
  field: 'token' | 'access_token';
  /** Seconds; undefined says nothing, which means 60. */
  expiresIn: number | undefined;
  /** Text of `issued_at`. */
  issuedAt?: string;
  /** Who gets tokens; undefined is everybody. */
  user?: string;
}

export const PASSWORD = 'open sesame';

/** Issues bearer tokens and knows those that it issued. */
export class TokenService {
  settings: TokenSettings = { field: 'token', expiresIn: 300 };
  readonly #issued = new Map<string, Issued>();

  issue(request: CaseRequest): CaseAnswer {
    const { field, expiresIn, issuedAt, user } = this.settings;
    if (user !== undefined && request.headers.authorization !== basic(user)) {
      return text(401, 'incorrect username or password');
    }
    const scope = request.url.searchParams.getAll('scope').join(' ');
    const token = `token-${this.#issued.size}-${Buffer.from(scope).toString(
      'base64url',
    )}`;
    this.#issued.set(token, {
      scope,
      until: Date.now() + (expiresIn ?? 60) * 1000,
    });
    return json(200, {
      [field]: token,
      ...(expiresIn !== undefined && { expires_in: expiresIn }),
      ...(issuedAt !== undefined && { issued_at: issuedAt }),
    });
  }

  /** Whether a request carries a token that allows it to read the repository. */
  admits(request: CaseRequest): boolean {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    const issued = this.#issued.get(token ?? '');
    return (
      scheme.toLowerCase() === 'bearer' &&
      issued !== undefined &&
      issued.until > Date.now() &&
      issued.scope.split(' ').some(scope => {
        const [type, name, actions] = scope.split(':');
        return (
          type === 'repository' &&
          name === request.repository &&
          actions.split(',').includes('pull')
        );
      })
    );
  }

  /** No token that was issued counts any more. */
  revokeAll(): void {
    this.#issued.forEach(issued => {
      issued.until = 0;
    });
  }
}

/** Value of `Authorization` of a user of the stage. */
export function basic(user: string): string {
  return `Basic ${Buffer.from(`${user}:${PASSWORD}`).toString('base64')}`;
}
