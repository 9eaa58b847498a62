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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ImageFacts } from '@lambda-compat/image-contents';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { packJson, unpackJson } from '../contents/packing';
import {
  type ImageFactsRow,
  type RuntimeImagesRow,
  type RuntimeProfilesRow,
  TABLE_IMAGES,
  TABLE_RUNTIME_IMAGES,
  TABLE_RUNTIME_PROFILES,
} from '../database/contentsTables';
import {
  TABLE_INTERVALS,
  TABLE_TAGS,
  type TagIntervalsRow,
  type WatchedTagsRow,
} from '../database/tagTables';
import { markRuntimesDue } from '../exposure/markDue';
import type { RegistryObservers } from '../registries/RegistryObservers';
import { listHighest, toMeasuredImage } from './toMeasuredImage';

type NewStay = Pick<RuntimeImagesRow, 'runtime' | 'architecture' | 'registry'> &
  Pick<WatchedTagsRow, 'observer' | 'image'> &
  Pick<TagIntervalsRow, 'digest' | 'after_ms' | 'before_ms' | 'ended_ms'> & {
    known_ended_ms: number | string | null;
  };

/**
 * Keeps what the images of runtimes provide, and when: a profile each time that
 * the tag of a runtime began to point to another image, with the bounds of the
 * looks. Functions on a runtime that provides something else are judged anew.
 */
export class RuntimeProfileUpkeep {
  readonly #knex: Knex;
  readonly #observers: Pick<RegistryObservers, 'isPrimary'>;
  readonly #asOf: string | undefined;
  readonly #logger: LoggerService;

  static create(options: {
    knex: Knex;
    observers: Pick<RegistryObservers, 'isPrimary'>;
    /** The day of which functions are judged, `YYYY-MM-DD`; else today. */
    asOf?: string;
    logger: LoggerService;
  }): RuntimeProfileUpkeep {
    return new RuntimeProfileUpkeep(options);
  }

  private constructor(options: {
    knex: Knex;
    observers: Pick<RegistryObservers, 'isPrimary'>;
    asOf?: string;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#observers = options.observers;
    this.#asOf = options.asOf;
    this.#logger = options.logger.child({ type: 'RuntimeProfileUpkeep' });
  }

  /** Several replicas may do it at once. */
  async run(): Promise<void> {
    for (const stay of await this.#listNew()) {
      if (!this.#observers.isPrimary(stay.registry, stay.observer)) {
        continue;
      }
      if (stay.known_ended_ms === null) {
        await this.#add(stay);
      } else {
        await this.#rows(stay)
          .andWhere('before_ms', stay.before_ms)
          .update({ ended_ms: stay.ended_ms });
      }
    }
  }

  /** Stays whose image is known, and whose profile is not, or still lasts. */
  #listNew(): Promise<NewStay[]> {
    const knex = this.#knex;
    return knex({ r: TABLE_RUNTIME_IMAGES })
      .join({ w: TABLE_TAGS }, join =>
        join
          .on('w.registry', 'r.registry')
          .andOn('w.repository', 'r.repository')
          .andOn('w.tag', 'r.tag'),
      )
      .join({ i: TABLE_INTERVALS }, join =>
        join.on('i.tag_id', 'w.tag_id').andOn('i.platform', 'r.platform'),
      )
      .join({ f: TABLE_IMAGES }, 'f.digest', 'i.digest')
      .leftJoin({ p: TABLE_RUNTIME_PROFILES }, join =>
        join
          .on('p.runtime', 'r.runtime')
          .andOn('p.architecture', 'r.architecture')
          .andOn('p.before_ms', 'i.before_ms'),
      )
      .where({ 'f.state': 'available', 'i.source': 'observed' })
      .andWhere(news =>
        news.whereNull('p.runtime').orWhereRaw('p.ended_ms <> i.ended_ms'),
      )
      .orderBy('i.before_ms')
      .select(
        'r.runtime',
        'r.architecture',
        'r.registry',
        'w.observer',
        'w.image',
        'i.digest',
        'i.after_ms',
        'i.before_ms',
        'i.ended_ms',
        { known_ended_ms: 'p.ended_ms' },
      );
  }

  async #add(stay: NewStay): Promise<void> {
    const { architecture, digest, image, runtime } = stay;
    const row = await this.#knex<ImageFactsRow>(TABLE_IMAGES)
      .where({ digest, state: 'available' })
      .first('facts', 'interpreters');
    if (!row?.facts) {
      return;
    }
    const measured = toMeasuredImage(await unpackJson<ImageFacts>(row.facts), {
      name: image,
      architecture,
      interpreters: JSON.parse(row.interpreters || '[]') as string[],
    });
    const { digest: _digest, ...provided } = measured;
    const key = createHash('sha256')
      .update(JSON.stringify(provided))
      .digest('hex');
    const content = await packJson(measured);
    const isNew = await this.#knex.transaction(async tx => {
      const before = await tx<RuntimeProfilesRow>(TABLE_RUNTIME_PROFILES)
        .where({ runtime, architecture })
        .orderBy('before_ms', 'desc')
        .first('before_ms', 'content_key');
      const inserted = await tx<RuntimeProfilesRow>(TABLE_RUNTIME_PROFILES)
        .insert({
          runtime,
          architecture,
          before_ms: stay.before_ms,
          after_ms: stay.after_ms,
          ended_ms: stay.ended_ms,
          image,
          digest,
          content_key: key,
          highest: JSON.stringify(listHighest(measured)),
          content,
        })
        .onConflict(['runtime', 'architecture', 'before_ms'])
        .ignore()
        .returning('runtime');
      // Else another replica has just done it, or the libraries are the same.
      if (inserted.length === 0 || before?.content_key === key) {
        return false;
      }
      await markRuntimesDue(tx, [runtime]);
      // An older image that could only be read now is no change.
      return Number(stay.before_ms) > Number(before?.before_ms ?? 0);
    });
    if (isNew) {
      this.#logger.info(this.#describe(stay));
    }
  }

  #describe(stay: NewStay): string {
    const name = `${stay.runtime} on ${stay.architecture}`;
    const image = `${stay.image}@${stay.digest}`;
    const since = new Date(Number(stay.before_ms)).toISOString().slice(0, 10);
    return this.#asOf === undefined || this.#asOf >= since
      ? `${name} is judged by ${image}`
      : `${name} was measured in ${image}, first seen on ${since}; functions are judged as of ${
          this.#asOf
        }`;
  }

  #rows({ architecture, runtime }: NewStay) {
    return this.#knex<RuntimeProfilesRow>(TABLE_RUNTIME_PROFILES).where({
      runtime,
      architecture,
    });
  }
}
