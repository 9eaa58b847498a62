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

import type { Authenticator, Grant } from '../auth/Authenticator';
import { readRefusal } from '../budget/refusals';
import type { Parking, Patience, RequestBudget } from '../budget/RequestBudget';
import type { RegistryClock } from '../clock';
import { RegistryError } from '../errors';
import type { AnswerHeaders } from '../headers/answerHeaders';
import { readBody, readErrorBody } from '../http/bodies';
import type { BodySource } from '../http/bodies';
import type { Deadline } from '../http/Deadline';
import { isReset } from '../http/networkFailure';
import type { Transport, TransportAnswer } from '../http/Transport';
import type { RegistryLimits } from '../types';
import { answerFailure } from './answerFailure';
import type { Answer, Ask } from './ask';

/** Pause before a request that failed on the other side is made once more. */
const SERVER_ERROR_PAUSE_MS = 300;

export interface AskerOptions {
  registry: string;
  transport: Transport;
  budget: RequestBudget;
  /** Null for the token service itself. */
  authenticator: Authenticator | null;
  limits: RegistryLimits;
  clock: RegistryClock;
  /** Called with every answer of the host that was asked. */
  onAnswer: (headers: AnswerHeaders) => void;
  /** Called when the host said that its limit of pulls is used up. */
  onPullsUsedUp: () => void;
}

/** To learn how to ask, and once for a grant that ran out meanwhile. */
const MAX_UNAUTHORIZED = 2;

/** How often each kind of failure is met with another try, in one call. */
interface TriesLeft {
  reset: number;
  serverError: number;
  refused: number;
  unauthorized: number;
}

/**
 * Asks one host, and the only place where anything is asked twice: a
 * connection that was reset, an answer 5xx and a grant that ran out once each,
 * and what the host asked to ask later, as long as the call may wait.
 */
export class Asker {
  readonly #options: AskerOptions;
  #refusals = 0;
  #pullsParking: Parking | null = null;

  constructor(options: AskerOptions) {
    this.#options = options;
  }

  async ask(ask: Ask, deadline: Deadline): Promise<Answer> {
    const patience: Patience = { leftMs: this.#options.limits.waitMs };
    const left: TriesLeft = {
      reset: 1,
      serverError: 1,
      refused: 2,
      unauthorized: MAX_UNAUTHORIZED,
    };
    for (;;) {
      const answer = await this.#try(ask, deadline, patience, left);
      if (answer !== null) {
        return answer;
      }
    }
  }

  /** Null to try again. */
  async #try(
    ask: Ask,
    deadline: Deadline,
    patience: Patience,
    left: TriesLeft,
  ): Promise<Answer | null> {
    this.#refuseParkedPull(ask);
    const grant = await this.#authorize(ask, deadline, left);
    let release = () => {};
    try {
      release = await this.#options.budget.acquire(deadline, patience);
      const answer = await this.#options.transport.ask({
        ...ask,
        authorization: grant?.header ?? ask.authorization,
        signal: deadline.signal,
      });
      if (answer.origin === ask.url.origin) {
        this.#options.onAnswer(answer.headers);
      }
      if (answer.status === 200) {
        return await this.#accept(ask, answer, grant, release);
      }
      const again = await this.#meet(ask, answer, grant, deadline, left);
      // Not before: whoever is next must see that the host asked to wait.
      release();
      return again;
    } catch (error) {
      release();
      if (isReset(error) && left.reset > 0) {
        left.reset -= 1;
        return null;
      }
      throw deadline.failureOf(error);
    } finally {
      grant?.settle();
    }
  }

  async #authorize(
    ask: Ask,
    deadline: Deadline,
    left: TriesLeft,
  ): Promise<Grant | null> {
    const { authenticator } = this.#options;
    return authenticator === null || ask.repository === null
      ? null
      : authenticator.authorize(
          ask.repository,
          deadline,
          left.unauthorized < MAX_UNAUTHORIZED,
        );
  }

  async #accept(
    ask: Ask,
    answer: TransportAnswer,
    grant: Grant | null,
    release: () => void,
  ): Promise<Answer> {
    this.#refusals = 0;
    if (grant !== null) {
      this.#options.authenticator?.accepted(grant);
    }
    const source = this.#sourceOf(answer);
    if (ask.maxBytes === null) {
      return { ...source, bytes: Buffer.alloc(0), release };
    }
    let bytes: Buffer = Buffer.alloc(0);
    if (ask.method === 'HEAD') {
      answer.discard();
    } else {
      bytes = await readBody(source, ask.maxBytes, ask.what);
    }
    release();
    return { ...source, bytes, release };
  }

  /** An answer that is not good: null where it is worth another try. */
  async #meet(
    ask: Ask,
    answer: TransportAnswer,
    grant: Grant | null,
    deadline: Deadline,
    left: TriesLeft,
  ): Promise<null> {
    const { status } = answer;
    const own = answer.origin === ask.url.origin;
    if (status === 401 && own && grant !== null) {
      answer.discard();
      if (
        this.#options.authenticator?.rejected(
          grant,
          answer.headers['www-authenticate'],
        ) === true &&
        left.unauthorized > 0
      ) {
        left.unauthorized -= 1;
        return null;
      }
      throw this.#failureOf(ask, answer, '');
    }
    const body = await this.#errorBody(ask, answer);
    const asksToWait =
      status === 429 ||
      (status === 503 && answer.headers['retry-after'] !== undefined);
    if (asksToWait) {
      const refusal = this.#refused(ask, answer, body, own);
      // Waiting itself, or refusing to, is the budget's.
      if (own && refusal.scope === 'all' && left.refused > 0) {
        left.refused -= 1;
        return null;
      }
      throw new RegistryError(
        refusal.code,
        this.#options.registry,
        `${answer.origin} answered ${status}: ${refusal.reason}`,
        { status, retryAt: refusal.until },
      );
    }
    if (status >= 500 && status !== 501 && left.serverError > 0) {
      left.serverError -= 1;
      await this.#options.clock.sleep(
        SERVER_ERROR_PAUSE_MS * (1 + Math.random()),
        deadline.signal,
      );
      return null;
    }
    if (grant !== null && own && status < 500) {
      this.#options.authenticator?.accepted(grant);
    }
    throw this.#failureOf(ask, answer, body);
  }

  #refused(
    ask: Ask,
    answer: TransportAnswer,
    body: string,
    own: boolean,
  ): ReturnType<typeof readRefusal> {
    const refusal = readRefusal({
      method: ask.method,
      status: answer.status,
      headers: answer.headers,
      body,
      now: this.#options.clock.now(),
      before: this.#refusals,
      jitter: Math.random(),
    });
    // A host that was redirected to says nothing about the registry.
    if (own) {
      this.#refusals += 1;
      if (refusal.scope === 'all') {
        this.#options.budget.park(refusal);
      } else {
        this.#pullsParking = refusal;
      }
      if (refusal.code === 'quota-exhausted') {
        this.#options.onPullsUsedUp();
      }
    }
    return refusal;
  }

  #refuseParkedPull(ask: Ask): void {
    const parking = this.#pullsParking;
    if (ask.kind !== 'manifest' || ask.method !== 'GET' || parking === null) {
      return;
    }
    if (parking.until <= this.#options.clock.now()) {
      this.#pullsParking = null;
      return;
    }
    throw new RegistryError(
      parking.code,
      this.#options.registry,
      `is not asked for manifests before ${new Date(
        parking.until,
      ).toISOString()}: ${parking.reason}`,
      { status: parking.status, retryAt: parking.until },
    );
  }

  async #errorBody(ask: Ask, answer: TransportAnswer): Promise<string> {
    if (ask.method === 'HEAD') {
      answer.discard();
      return '';
    }
    return readErrorBody(
      this.#sourceOf(answer),
      this.#options.limits.errorBytes,
    );
  }

  #failureOf(ask: Ask, answer: TransportAnswer, body: string): RegistryError {
    return answerFailure({
      status: answer.status,
      headers: answer.headers,
      body,
      registry: this.#options.registry,
      origin: answer.origin,
      what: ask.what,
      isTokenService: ask.kind === 'token',
    });
  }

  #sourceOf(answer: TransportAnswer): BodySource {
    return {
      body: answer.body,
      headers: answer.headers,
      registry: this.#options.registry,
      origin: answer.origin,
    };
  }
}
