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

import type { RuntimeProfileState } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  type Architecture,
  type MeasuredImage,
  type PackageType,
  profileFromImage,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import { unpackJson } from '../contents/packing';
import {
  type RuntimeProfilesRow,
  TABLE_RUNTIME_PROFILES,
} from '../database/contentsTables';
import { listProfileStates } from './listProfileStates';
import { listShippedStates } from './listShippedStates';
import type { RuntimeProfiles } from './RuntimeProfiles';

type StayRow = Pick<
  RuntimeProfilesRow,
  'runtime' | 'architecture' | 'before_ms'
>;

interface Measurement {
  image: MeasuredImage;
  /** Of the first look at it, `YYYY-MM-DD`. */
  day: string;
}

interface Query {
  runtime: string;
  architecture: Architecture;
  packageType: PackageType;
  day?: string;
}

/** @see RuntimeProfiles */
export class DatabaseRuntimeProfiles implements RuntimeProfiles {
  readonly #knex: Knex;
  readonly #enabled: boolean;
  readonly #asOf: string | undefined;
  #revision: string | undefined;
  /** Newest first, by runtime and architecture. */
  #measured = new Map<string, Measurement[]>();
  #profiles = new Map<string, RuntimeProfile>();

  /**
   * In memory are the newest measurement of each runtime and the one of a
   * chosen day: some 100 kB each, for at most 54 runtimes on two architectures.
   */
  static create(options: {
    knex: Knex;
    /** Without, what was measured before does not count. */
    enabled: boolean;
    /** A day that is asked for besides now, `YYYY-MM-DD`. */
    asOf?: string;
  }): DatabaseRuntimeProfiles {
    return new DatabaseRuntimeProfiles(options);
  }

  private constructor(options: {
    knex: Knex;
    enabled: boolean;
    asOf?: string;
  }) {
    this.#knex = options.knex;
    this.#enabled = options.enabled;
    this.#asOf = options.asOf;
  }

  async refresh(knex: Knex): Promise<void> {
    if (!this.#enabled) {
      return;
    }
    const revision = JSON.stringify(
      await knex<RuntimeProfilesRow>(TABLE_RUNTIME_PROFILES)
        .count({ count: '*' })
        .max({ newest: 'before_ms' })
        .sum({ sum: 'before_ms' })
        .first(),
    );
    if (revision === this.#revision) {
      return;
    }
    const rows: StayRow[] = await knex<RuntimeProfilesRow>(
      TABLE_RUNTIME_PROFILES,
    )
      .orderBy('before_ms', 'desc')
      .select('runtime', 'architecture', 'before_ms');
    const measured = new Map<string, Measurement[]>();
    for (const row of rows) {
      const stays = measured.get(toKey(row)) ?? [];
      if (this.#isNeeded(row, stays)) {
        stays.push({
          image: await readImage(knex, row),
          day: toDay(row.before_ms),
        });
        measured.set(toKey(row), stays);
      }
    }
    this.#measured = measured;
    this.#profiles = new Map();
    this.#revision = revision;
  }

  find(query: Query): RuntimeProfile | undefined {
    const { day, packageType, runtime } = query;
    const found = this.#measured
      .get(toKey(query))
      ?.find(stay => day === undefined || stay.day <= day);
    if (!found) {
      return undefined;
    }
    const { architecture, digest } = found.image;
    const key = [runtime, architecture, packageType, digest, found.day].join();
    const profile =
      this.#profiles.get(key) ??
      profileFromImage(found.image, { runtime, packageType, asOf: found.day });
    this.#profiles.set(key, profile);
    return profile;
  }

  async list(): Promise<RuntimeProfileState[]> {
    return this.#enabled
      ? listProfileStates(this.#knex)
      : listShippedStates(this.#knex);
  }

  /** The newest, and the first of those that the chosen day already had. */
  #isNeeded(row: StayRow, stays: readonly Measurement[]): boolean {
    const asOf = this.#asOf;
    return (
      stays.length === 0 ||
      (asOf !== undefined &&
        toDay(row.before_ms) <= asOf &&
        stays.every(({ day }) => day > asOf))
    );
  }
}

async function readImage(knex: Knex, row: StayRow): Promise<MeasuredImage> {
  const { runtime, architecture, before_ms } = row;
  const [{ content }] = await knex<RuntimeProfilesRow>(TABLE_RUNTIME_PROFILES)
    .where({ runtime, architecture, before_ms })
    .select('content');
  return unpackJson<MeasuredImage>(content);
}

function toKey(query: Pick<Query, 'runtime' | 'architecture'>): string {
  return `${query.runtime} ${query.architecture}`;
}

function toDay(ms: number | string): string {
  return new Date(Number(ms)).toISOString().slice(0, 10);
}
