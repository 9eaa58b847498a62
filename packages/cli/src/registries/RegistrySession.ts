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

import {
  RegistryClient,
  type RegistrySettings,
} from '@lambda-compat/oci-registry';
import { version } from '../../package.json';
import { LocalCredentials } from './LocalCredentials';
import { RegistryFailure, registryFailureOf } from './registryFailure';
import { RegistryLane } from './RegistryLane';
import { Turns } from './Turns';

/**
 * What one command may ask for in all. A file can name any number of images,
 * and each is a request to a host that the file chooses.
 */
export const maxQuestions = 500;
/** Questions at the same time, to all registries. */
const maxRunning = 32;

/**
 * Longer than the client's own bounds: several questions share the budget of
 * a registry, and somebody waits for all of them.
 */
const limits = { waitMs: 30_000, totalMs: 90_000 };

/** An answer of a registry, or why there is none. */
export type RegistryAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; failure: RegistryFailure };

export interface RegistrySessionOptions {
  registries: readonly RegistrySettings[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** Told once why something that is configured is not used. */
  note: (sentence: string) => void;
}

/** The registries as one command asks them. `close` has to follow. */
export class RegistrySession {
  readonly #client: RegistryClient;
  readonly #allowed: ReadonlySet<string>;
  readonly #turns = new Turns(maxRunning);
  readonly #lanes = new Map<string, RegistryLane>();

  private constructor(client: RegistryClient, allowed: ReadonlySet<string>) {
    this.#client = client;
    this.#allowed = allowed;
  }

  static open(options: RegistrySessionOptions): RegistrySession {
    const { registries, env, cwd } = options;
    const said = new Set<string>();
    const note = (sentence: string) => {
      if (!said.has(sentence)) {
        said.add(sentence);
        options.note(sentence);
      }
    };
    return new RegistrySession(
      RegistryClient.create({
        registries,
        credentials: [LocalCredentials.create({ env, cwd, note })],
        limits,
        userAgent: `lambda-compat/${version}`,
      }),
      new Set(registries.map(({ host }) => host)),
    );
  }

  /**
   * Asks one registry. Failures are answers; it rejects for a defect only.
   */
  async ask<T>(
    registry: string,
    question: (client: RegistryClient) => Promise<T>,
  ): Promise<RegistryAnswer<T>> {
    const lane = this.#laneOf(registry);
    return lane.turns.take(() =>
      this.#turns.take(async () => {
        if (lane.closed) {
          return { ok: false, failure: lane.closed };
        }
        try {
          const value = await question(this.#client);
          lane.answered();
          return { ok: true, value };
        } catch (error) {
          const isAllowed = this.#allowed.has(registry);
          const failure = registryFailureOf(error, registry, isAllowed);
          lane.failed(failure);
          return { ok: false, failure };
        }
      }),
    );
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #laneOf(registry: string): RegistryLane {
    const lane = this.#lanes.get(registry) ?? new RegistryLane();
    this.#lanes.set(registry, lane);
    return lane;
  }
}
