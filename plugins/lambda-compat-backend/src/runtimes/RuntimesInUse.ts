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

import type { Architecture } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import {
  type RuntimeImagesRow,
  TABLE_RUNTIME_IMAGES,
} from '../database/contentsTables';
import { findRuntimeImage } from './findRuntimeImage';
import {
  findRuntimesInUse,
  listRuntimes,
  type RuntimeInUse,
} from './findRuntimesInUse';

const PLATFORMS: Record<Architecture, string> = {
  x86_64: 'linux/amd64',
  arm64: 'linux/arm64',
};

/** All functions are looked through, where many are, not more often. */
const PAUSE_MS = 600_000;

/** Keeps the list of images of the runtimes that functions are on. */
export class RuntimesInUse {
  readonly #knex: Knex;
  readonly #now: () => number;
  #runtimes = '';
  #lookedAt = 0;

  static create(options: { knex: Knex; now: () => number }): RuntimesInUse {
    return new RuntimesInUse(options);
  }

  private constructor(options: { knex: Knex; now: () => number }) {
    this.#knex = options.knex;
    this.#now = options.now;
  }

  /** Several replicas may do it at once. */
  async synchronize(): Promise<void> {
    const now = this.#now();
    const runtimes = await listRuntimes(this.#knex);
    const key = [...runtimes].sort().join();
    const age = now - this.#lookedAt;
    if (key === this.#runtimes && age >= 0 && age < PAUSE_MS) {
      return;
    }
    await this.#write(await findRuntimesInUse(this.#knex, runtimes), now);
    this.#runtimes = key;
    this.#lookedAt = now;
  }

  async #write(inUse: readonly RuntimeInUse[], now: number): Promise<void> {
    const wanted = inUse.flatMap(({ runtime, architecture }) => {
      const image = findRuntimeImage(runtime);
      return image
        ? {
            runtime,
            architecture,
            ...image,
            platform: PLATFORMS[architecture],
            created_ms: now,
          }
        : [];
    });
    const known = await this.#knex<RuntimeImagesRow>(TABLE_RUNTIME_IMAGES);
    for (const row of wanted.filter(one => !known.some(isSame(one)))) {
      await this.#knex<RuntimeImagesRow>(TABLE_RUNTIME_IMAGES)
        .insert(row)
        .onConflict(['runtime', 'architecture'])
        .merge(['registry', 'repository', 'tag', 'platform']);
    }
    for (const row of known.filter(
      one =>
        !wanted.some(
          ({ runtime, architecture }) =>
            runtime === one.runtime && architecture === one.architecture,
        ),
    )) {
      const { runtime, architecture } = row;
      await this.#knex<RuntimeImagesRow>(TABLE_RUNTIME_IMAGES)
        .where({ runtime, architecture })
        .delete();
    }
  }
}

function isSame(a: Omit<RuntimeImagesRow, 'created_ms'>) {
  return (b: Omit<RuntimeImagesRow, 'created_ms'>) =>
    (
      [
        'runtime',
        'architecture',
        'registry',
        'repository',
        'tag',
        'platform',
      ] as const
    ).every(name => a[name] === b[name]);
}
