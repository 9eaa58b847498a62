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

import type { LambdaFunction } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { RuntimeProfile } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import { readCurrentUploads, type StoredUpload } from '../artifacts/uploads';
import type { JudgedEntityRow } from '../database/compatibilityTables';
import { toLastBuild } from '../exposure/componentBuilds';
import type { EntityTagFacts } from '../exposure/facts/EntityTagFacts';
import type {
  BuildImageReader,
  BuildImages,
} from '../exposure/images/BuildImageReader';
import { type DescribedFunction, describeFunctions } from './describeFunctions';
import { toDay, type VerdictPolicy } from './engine';
import type { MeasuredProfiles } from './MeasuredProfiles';

/** What of an entity decides what its functions are. */
export type JudgedEntity = Pick<
  JudgedEntityRow,
  'entity_ref' | 'subject' | 'functions' | 'runtime_key'
>;

/** A function with what it is judged by. */
export interface JudgedSubject {
  entity: JudgedEntity;
  described: DescribedFunction;
  tags: EntityTagFacts;
  images: BuildImages | undefined;
  runtimeProfile: RuntimeProfile | undefined;
}

/** Reads what functions are judged by, but for their reports. */
export class SubjectReader {
  readonly #policy: VerdictPolicy;
  readonly #images: BuildImageReader | undefined;
  readonly #profiles: MeasuredProfiles | undefined;

  static create(options: {
    policy: VerdictPolicy;
    images?: BuildImageReader;
    profiles?: MeasuredProfiles;
  }): SubjectReader {
    return new SubjectReader(options);
  }

  private constructor(options: {
    policy: VerdictPolicy;
    images?: BuildImageReader;
    profiles?: MeasuredProfiles;
  }) {
    this.#policy = options.policy;
    this.#images = options.images;
    this.#profiles = options.profiles;
  }

  /** The functions of entities with everything but their reports. */
  async read(
    tx: Knex.Transaction,
    entities: readonly JudgedEntity[],
    tags: ReadonlyMap<string, EntityTagFacts>,
    now: Date,
  ): Promise<JudgedSubject[]> {
    const uploads = await readCurrentUploads(
      tx,
      entities.map(row => row.entity_ref),
    );
    const described = entities.flatMap(entity =>
      describeFunctions({
        subject: JSON.parse(entity.subject),
        read: JSON.parse(entity.functions ?? '[]') as LambdaFunction[],
        uploads: uploads.filter(it => it.entityRef === entity.entity_ref),
      }).map(one => ({
        entity,
        described: one,
        tags: tags.get(entity.entity_ref) ?? noTags(entity.entity_ref),
      })),
    );
    const images = await this.#images?.read(
      tx,
      described.map(({ described: { architecture, upload }, tags: own }) => ({
        tags: own,
        built: {
          architecture: architecture.assumed ? null : architecture.value,
          lastBuild: upload && toLastBuild(toBuild(upload)),
        },
      })),
    );
    const profiles = new Map<string, Promise<RuntimeProfile | undefined>>();
    return Promise.all(
      described.map(async (one, index) => ({
        ...one,
        images: images?.[index],
        runtimeProfile: await this.#findProfile(
          tx,
          one.described,
          now,
          profiles,
        ),
      })),
    );
  }

  /** Each once, however many functions are on it. */
  async #findProfile(
    tx: Knex.Transaction,
    { architecture, packageType, runtime }: DescribedFunction,
    now: Date,
    found: Map<string, Promise<RuntimeProfile | undefined>>,
  ): Promise<RuntimeProfile | undefined> {
    if (!this.#profiles || !runtime.value || !architecture.value) {
      return undefined;
    }
    const { asOf = 'today' } = this.#policy;
    const asked = {
      runtime: runtime.value,
      architecture: architecture.value,
      packageType: packageType.value ?? 'zip',
      day: asOf === 'today' ? toDay(now) : asOf,
    } as const;
    const key = Object.values(asked).join(' ');
    const profile = found.get(key) ?? this.#profiles.find(tx, asked);
    found.set(key, profile);
    return profile;
  }
}

/** Of an entity that names none. */
export function noTags(entityRef: string): EntityTagFacts {
  return { entityRef, places: [], tags: new Map() };
}

function toBuild({ build, measuredMs }: StoredUpload) {
  return {
    atMs: measuredMs,
    number: build?.number ?? null,
    url: build?.url ?? null,
    commit: build?.commit ?? null,
  };
}
