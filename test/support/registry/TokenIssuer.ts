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

import { SignJWT } from 'jose';
import crypto from 'node:crypto';
import { createCertificate } from '../../conformance/registry/server/certificate';
import { LoopbackServer } from './servers';

const ISSUER = 'lambda-compat token issuer';
const SERVICE = 'lambda-compat registry';

/** What a token service answers with. */
export interface TokenIssuerOptions {
  field?: 'token' | 'access_token';
  /** Of a token, in seconds; said in `expires_in`. Default 300. */
  lifetime?: number;
  /** Leaves `expires_in` out. */
  silent?: boolean;
}

/**
 * A token service for a real registry: signs what is asked of it, with the
 * certificate in the token (`x5c`), which distribution checks against its
 * bundle.
 */
export class TokenIssuer {
  /** Scopes of the tokens that were issued, in order. */
  readonly issued: string[] = [];
  readonly #server: LoopbackServer;
  readonly #certificate: string;

  static async start(options: TokenIssuerOptions = {}): Promise<TokenIssuer> {
    const identity = createCertificate('localhost');
    const { field = 'token', lifetime = 300, silent = false } = options;
    const issued: string[] = [];
    const server = await LoopbackServer.start((request, response) => {
      const url = new URL(request.url!, 'http://localhost');
      const scopes = url.searchParams.getAll('scope');
      issued.push(scopes.join(' '));
      const access = scopes.map(scope => {
        const [type, name, actions] = scope.split(':');
        return { type, name, actions: actions.split(',') };
      });
      const now = Math.floor(Date.now() / 1000);
      void new SignJWT({ access, jti: crypto.randomUUID() })
        .setProtectedHeader({
          alg: 'RS256',
          typ: 'JWT',
          x5c: [identity.encoded],
        })
        .setIssuer(ISSUER)
        .setSubject('')
        .setAudience(SERVICE)
        .setIssuedAt(now)
        .setNotBefore(now - 10)
        .setExpirationTime(now + lifetime)
        .sign(identity.privateKey)
        .then(token => {
          response.setHeader('Content-Type', 'application/json');
          response.end(
            JSON.stringify({
              [field]: token,
              ...(!silent && { expires_in: lifetime }),
            }),
          );
        });
    });
    return new TokenIssuer(server, identity.certificate, issued);
  }

  private constructor(
    server: LoopbackServer,
    certificate: string,
    issued: string[],
  ) {
    this.#server = server;
    this.#certificate = certificate;
    this.issued = issued;
  }

  /** What a registry needs to know to believe it. */
  get auth() {
    return {
      realm: `${this.#server.origin}/token`,
      issuer: ISSUER,
      service: SERVICE,
      certificate: this.#certificate,
    };
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
