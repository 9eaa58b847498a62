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

import tls from 'node:tls';
import type { AddressLookup } from '../address/guardedConnector';
import { Authenticator } from '../auth/Authenticator';
import type { TokenRequest } from '../auth/Authenticator';
import { CredentialsSource } from '../auth/CredentialsSource';
import { readIssuedToken } from '../auth/readIssuedToken';
import type { IssuedToken } from '../auth/TokenCache';
import { QuotaRecord } from '../budget/QuotaRecord';
import { RequestBudget } from '../budget/RequestBudget';
import type { Parking } from '../budget/RequestBudget';
import type { RegistryClock } from '../clock';
import type { AnswerHeaders } from '../headers/answerHeaders';
import { Deadline } from '../http/Deadline';
import { Transport } from '../http/Transport';
import type {
  CredentialsProvider,
  RegistryLimits,
  RegistryQuota,
  RegistryRequest,
} from '../types';
import { Asker } from './Asker';
import type { Answer, Ask } from './ask';
import type { ResolvedSettings } from './settings';

/** What all registries of one client share. */
export interface RegistryContext {
  providers: readonly CredentialsProvider[];
  limits: RegistryLimits;
  userAgent: string;
  onRequest: ((request: RegistryRequest) => void) | undefined;
  onQuota: ((quota: RegistryQuota) => void) | undefined;
  lookup: AddressLookup | undefined;
  clock: RegistryClock;
  /** Aborted when the client is closed. */
  closed: AbortSignal;
}

/** How long it is believed that a registry names no digest in answers to HEAD. */
const SILENT_HEAD_MS = 24 * 3_600_000;

/** Real registries have one; those that name ever new ones start anew. */
const MAX_TOKEN_HOSTS = 8;

/** One registry: its connections, its budget, and what was learned of it. */
export class Registry {
  readonly #settings: ResolvedSettings;
  readonly #context: RegistryContext;
  readonly #transport: Transport;
  readonly #budget: RequestBudget;
  readonly #asker: Asker;
  readonly #tokenAskers = new Map<string, Asker>();
  readonly #quota: QuotaRecord;
  #silentHeadUntil = 0;
  #running = 0;

  constructor(settings: ResolvedSettings, context: RegistryContext) {
    const { limits, clock } = context;
    const { registry } = settings;
    this.#settings = settings;
    this.#context = context;
    this.#quota = new QuotaRecord(registry, context.onQuota);
    this.#budget = new RequestBudget(
      registry,
      settings.credentials === undefined
        ? settings.anonymousBudget
        : settings.budget,
      clock,
    );
    this.#transport = new Transport({
      ...context,
      registry,
      connectMs: limits.connectMs,
      connections: settings.budget.concurrency,
      ca: trustedCertificates(settings.ca),
      mayBePrivate: privateHosts(settings),
    });
    this.#asker = this.#createAsker(
      this.#budget,
      new Authenticator({
        settings,
        clock,
        credentials: new CredentialsSource({
          registry,
          configured: settings.credentials,
          providers: context.providers,
          clock,
          totalMs: limits.totalMs,
          closed: context.closed,
        }),
        issue: request => this.#issueToken(request),
        onCredentials: credentials =>
          this.#budget.change(
            credentials === undefined
              ? settings.anonymousBudget
              : settings.budget,
          ),
      }),
    );
  }

  get name(): string {
    return this.#settings.registry;
  }

  get origin(): string {
    return this.#settings.endpoint.origin;
  }

  /** Whether nothing would be lost with it. */
  get idle(): boolean {
    return this.#running === 0 && this.#budget.idle;
  }

  /** Answers to HEAD lacked a digest not long ago. */
  get headIsSilent(): boolean {
    return this.#context.clock.monotonic() < this.#silentHeadUntil;
  }

  rememberSilentHead(): void {
    this.#silentHeadUntil = this.#context.clock.monotonic() + SILENT_HEAD_MS;
  }

  urlOf(path: string): URL {
    return new URL(path, this.#settings.endpoint);
  }

  async ask(ask: Ask, deadline: Deadline): Promise<Answer> {
    this.#running += 1;
    try {
      return await this.#asker.ask(ask, deadline);
    } finally {
      this.#running -= 1;
      this.#quota.tell(this.#budget.parking);
    }
  }

  park(parking: Parking): void {
    this.#budget.park(parking);
    this.#quota.tell(this.#budget.parking);
  }

  quota(): RegistryQuota {
    return this.#quota.toQuota(this.#budget.parking);
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }

  /** For all who wait for that token, so with time and signal of its own. */
  async #issueToken(request: TokenRequest): Promise<IssuedToken> {
    const { limits, closed } = this.#context;
    const { registry } = this.#settings;
    const { url } = request;
    const deadline = new Deadline(registry, limits.totalMs, [closed]);
    try {
      const answer = await this.#tokenAsker(url).ask(
        {
          url,
          method: 'GET',
          kind: 'token',
          accept: 'application/json',
          what: 'a token',
          maxBytes: limits.tokenBytes,
          repository: null,
          authorization: request.authorization,
        },
        deadline,
      );
      return readIssuedToken(answer.bytes, registry, url.origin);
    } finally {
      deadline.dispose();
    }
  }

  /** Another host has a budget of its own, as it has limits of its own. */
  #tokenAsker(url: URL): Asker {
    const host = url.origin;
    let asker = this.#tokenAskers.get(host);
    if (asker === undefined) {
      if (this.#tokenAskers.size >= MAX_TOKEN_HOSTS) {
        this.#tokenAskers.clear();
      }
      const { registry, budget } = this.#settings;
      asker = this.#createAsker(
        host === this.origin
          ? this.#budget
          : new RequestBudget(registry, budget, this.#context.clock),
        null,
      );
      this.#tokenAskers.set(host, asker);
    }
    return asker;
  }

  #createAsker(
    budget: RequestBudget,
    authenticator: Authenticator | null,
  ): Asker {
    const { clock, limits } = this.#context;
    const now = () => clock.now();
    const isRegistry = authenticator !== null;
    return new Asker({
      registry: this.#settings.registry,
      transport: this.#transport,
      budget,
      authenticator,
      limits,
      clock,
      onAnswer: (headers: AnswerHeaders) => {
        if (isRegistry) {
          this.#quota.note(headers, now());
        }
      },
      onPullsUsedUp: () => {
        if (isRegistry) {
          this.#quota.noteUsedUp(now());
        }
      },
    });
  }
}

/** All that is trusted, where a registry adds to it. */
function trustedCertificates(ca: string | undefined): string[] | undefined {
  if (ca === undefined) {
    return undefined;
  }
  // Since Node.js 22.15; with NODE_EXTRA_CA_CERTS, which the other is without.
  const usual =
    typeof tls.getCACertificates === 'function'
      ? tls.getCACertificates('default')
      : tls.rootCertificates;
  return [...usual, ca];
}

/** Hosts that the configuration names, if it allows them private addresses. */
function privateHosts(
  settings: ResolvedSettings,
): (hostname: string) => boolean {
  const hosts = new Set(
    [
      settings.endpoint.host,
      ...settings.tokenHosts,
      ...settings.redirectHosts,
    ].map(host => bareHostname(new URL(`https://${host}`).hostname)),
  );
  return hostname =>
    settings.allowPrivateAddresses && hosts.has(bareHostname(hostname));
}

/** Connectors are given addresses of version 6 without their brackets. */
function bareHostname(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
