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

import { COMPARED_PLATFORMS } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import {
  TABLE_IMAGES,
  TABLE_RUNTIME_IMAGES,
} from '../../database/contentsTables';
import {
  TABLE_CONSUMERS,
  TABLE_INTERVALS,
  TABLE_TAGS,
} from '../../database/tagTables';
import { PRIORITY, type RequestedImage, requestImages } from './requestImages';

type ImageRow = Omit<RequestedImage, 'priority'>;

/** Further ones are found after these have been asked for. */
const MAX_IMAGES = 500;

/**
 * Makes due what watched tags point to and is worth reading, for the platforms
 * of AWS Lambda, the first time a tag is seen too: so that a move fetches only
 * what is new.
 *
 * - what components build on without a digest, for the platforms that they
 *   build for, or both where one does not say;
 * - the images of runtimes in use;
 * - build-stamped tags of the same repositories, because one could pin them.
 *
 * @returns how many were found
 */
export async function planImages(knex: Knex, now: number): Promise<number> {
  const found = [
    ...(await findBuiltOn(knex)).map(image => ({
      ...image,
      priority: PRIORITY.current,
    })),
    ...(await findRuntimes(knex)).map(image => ({
      ...image,
      priority: PRIORITY.current,
    })),
    ...(await findDated(knex)).map(image => ({
      ...image,
      priority: PRIORITY.history,
    })),
  ];
  await requestImages(knex, found, now);
  return found.length;
}

function findBuiltOn(knex: Knex): Promise<ImageRow[]> {
  const others = knex({ o: TABLE_INTERVALS })
    .select(knex.raw('1'))
    .whereRaw('o.tag_id = i.tag_id')
    .where({ 'o.ended_ms': 0, 'o.source': 'observed' })
    .whereNot('o.platform', '')
    .whereNot('o.digest', '')
    .whereRaw('o.platform <> i.platform');
  return selectUnread(knex).whereExists(
    selectConsumers(knex)
      .whereRaw('c.tag = w.tag')
      .andWhere(builds =>
        builds
          .where('c.platform', '')
          .orWhereRaw('c.platform = i.platform')
          // What has one platform is pulled for whatever is built.
          .orWhereNotExists(others),
      ),
  );
}

function findRuntimes(knex: Knex): Promise<ImageRow[]> {
  return selectUnread(knex).whereExists(
    knex({ r: TABLE_RUNTIME_IMAGES })
      .select(knex.raw('1'))
      .whereRaw('r.registry = w.registry')
      .whereRaw('r.repository = w.repository')
      .whereRaw('r.tag = w.tag')
      .whereRaw('r.platform = i.platform'),
  );
}

function findDated(knex: Knex): Promise<ImageRow[]> {
  return selectUnread(knex)
    .where('w.pin_class', 'dated')
    .whereExists(
      selectConsumers(knex).andWhere(builds =>
        builds.where('c.platform', '').orWhereRaw('c.platform = i.platform'),
      ),
    );
}

/** References without a digest that shape an artifact, by repository. */
function selectConsumers(knex: Knex): Knex.QueryBuilder {
  return knex({ c: TABLE_CONSUMERS })
    .select(knex.raw('1'))
    .whereRaw('c.registry = w.registry')
    .whereRaw('c.repository = w.repository')
    .where({ 'c.until_ms': 0, 'c.digest': '', 'c.shaping': true });
}

/** Images to which tags point now, and that nobody has asked for. */
function selectUnread(knex: Knex): Knex.QueryBuilder {
  return knex({ w: TABLE_TAGS })
    .join({ i: TABLE_INTERVALS }, 'i.tag_id', 'w.tag_id')
    .where({
      'w.not_watched': '',
      'i.ended_ms': 0,
      'i.source': 'observed',
    })
    .whereIn('i.platform', [...COMPARED_PLATFORMS])
    .whereNot('i.digest', '')
    .whereNotExists(
      knex({ f: TABLE_IMAGES })
        .select(knex.raw('1'))
        .whereRaw('f.digest = i.digest'),
    )
    .orderBy('w.observer')
    .orderBy('w.tag_id')
    .limit(MAX_IMAGES)
    .select(
      'i.digest',
      'i.platform',
      'w.registry',
      'w.repository',
      'w.observer',
    );
}
