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
  type Exposure,
  EXPOSURES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import { whereVisible } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { TABLE_ENTITIES, TABLE_FILES } from '../../database/tables';
import { type DbMs, TABLE_CONSUMERS } from '../../database/tagTables';
import type { TimedMove } from './decideExposure';
import { getMoveEffect, type MoveEffect } from './moveEffect';

/** A move with the tag that it is of. */
export interface ExposingMove extends TimedMove {
  id: string;
  registry: string;
  repository: string;
  tag: string;
}

/** What {@link selectImpact} gives of each place. */
export interface ImpactRow {
  move_id: string;
  exposure_rank: number;
  ownerless: number;
  partly_read: boolean | number;
  entity_ref: string;
  reference_id: string;
  tag: string;
  digest: string;
  file: string;
  platform: string;
  shaping: boolean | number;
  details: string;
  from_ms: number | string;
  until_ms: number | string;
  title: string | null;
  sort_name: string;
  owner_key: string;
  system_ref: string;
  native_code: string;
  builds: string;
  committed_ms: DbMs;
}

export function toExposureRank(exposure: Exposure): number {
  return EXPOSURES.indexOf(exposure);
}

/**
 * The places that a move concerns, as a query:
 *
 * - those that name the tag, and did when it moved. One that was read for the
 *   first time after that counts, too, unless its component was read before
 *   and did not name the tag: it may have named it for long.
 * - those that named it when it moved, of components that no longer do;
 * - of other components, those that name the repository by a digest or by
 *   another tag.
 */
export function selectImpact(
  reading: Reading,
  move: ExposingMove,
  effects: MoveEffects,
): Knex.QueryBuilder {
  const { knex } = reading;
  const places = knex({ c: TABLE_CONSUMERS })
    .join({ e: TABLE_ENTITIES }, 'e.entity_ref', 'c.entity_ref')
    .where({ 'c.registry': move.registry, 'c.repository': move.repository })
    .where(concerned =>
      concerned
        .where(names =>
          whereNames(names, move)
            .where('c.until_ms', 0)
            .where(since => whereNamedSince(knex, since, move)),
        )
        .orWhere(named =>
          whereNames(named, move)
            .where('c.from_ms', '<=', move.beforeMs)
            .where('c.until_ms', '>', move.beforeMs)
            .whereNotIn('c.entity_ref', selectNaming(knex, move)),
        )
        .orWhere(others =>
          others
            .where('c.until_ms', 0)
            .where(other =>
              other.whereNot('c.digest', '').orWhereNot('c.tag', move.tag),
            )
            .whereNotIn('c.entity_ref', selectNaming(knex, move)),
        ),
    )
    .select('c.*', 'e.title', 'e.sort_name', 'e.owner_key', 'e.system_ref')
    .select('e.native_code', 'e.builds', 'e.built_first_ms')
    .select('e.built_unfit_ms', 'e.built_clear_ms')
    .select(selectCommitted(knex).as('committed_ms'))
    .select(
      knex.raw('? as move_id', [move.id]),
      knex.raw(`case when e.owner_key = '' then 1 else 0 end as ownerless`),
      knex.raw('case when exists ? then 1 else 0 end as partly_read', [
        selectUnread(knex),
      ]),
    );
  whereVisible(reading, places, 'c.entity_ref');
  return knex(places.as('p')).select(
    'p.*',
    rankExposure(knex, move, effects).wrap('(', ') as exposure_rank'),
  );
}

/** What a move is to builds, by their platform. */
export type MoveEffects = ReadonlyMap<string, MoveEffect>;

/** For each platform that a place builds for. */
export async function readEffects(
  { knex }: Reading,
  move: ExposingMove,
): Promise<MoveEffects> {
  const platforms: string[] = await knex(TABLE_CONSUMERS)
    .where({ registry: move.registry, repository: move.repository })
    .distinct('platform')
    .pluck('platform');
  return new Map(
    platforms.map(platform => [platform, getMoveEffect(move, platform)]),
  );
}

/** The same decision as `decideExposure`, but for the reason. */
function rankExposure(
  knex: Knex,
  move: ExposingMove,
  effects: MoveEffects,
): Knex.Raw {
  const having = (effect: MoveEffect) =>
    [...effects].flatMap(([platform, its]) => (its === effect ? platform : []));
  const isOne = (platforms: string[]) =>
    platforms.length === 0
      ? knex.raw('1 = 0')
      : knex.raw(`p.platform in (${platforms.map(() => '?').join(', ')})`, [
          ...platforms,
        ]);
  const rank = toExposureRank;
  const [had, before] = ['unfit', 'first'].map(
    name =>
      `case when p.built_first_ms > 0 then p.built_${name}_ms else p.committed_ms end`,
  );
  return knex.raw(
    `case
      when p.digest <> '' or p.tag <> ? or p.until_ms > 0 or not p.shaping
        then :not-exposed
      when ? then :not-exposed
      when ? then case when p.partly_read = 1 then :possibly else :next-build end
      when p.native_code <> '' then :not-exposed
      when p.built_clear_ms > ? then :not-exposed
      when ? then :possibly
      when p.partly_read = 1 then :possibly
      when (${had}) > ? then :already-built
      when (${before}) between 1 and ? then :next-build
      else :possibly
    end`.replace(/:([a-z-]+)/g, (_, exposure) => `${rank(exposure)}`),
    [
      move.tag,
      isOne(having('unchanged')),
      isOne(having('missing')),
      move.beforeMs,
      isOne(having('not-known')),
      move.beforeMs,
      move.afterMs,
    ],
  );
}

function whereNames(
  places: Knex.QueryBuilder,
  { tag }: ExposingMove,
): Knex.QueryBuilder {
  return places.where('c.tag', tag).where('c.digest', '');
}

function whereNamedSince(
  knex: Knex,
  since: Knex.QueryBuilder,
  { beforeMs }: ExposingMove,
): void {
  since
    .where('c.from_ms', '<=', beforeMs)
    .orWhereRaw('? <= ?', [selectSince(knex), beforeMs]);
}

/**
 * Since when the component of the place `c` has named its tag: 0 where it was
 * never read without it.
 */
export function selectSince(knex: Knex): Knex.QueryBuilder {
  const named = `min(case when s.registry = c.registry
    and s.repository = c.repository and s.tag = c.tag and s.digest = ''
    then s.from_ms end)`;
  return knex({ s: TABLE_CONSUMERS })
    .select(
      knex.raw(`case when ${named} <= min(s.from_ms) then 0 else ${named} end`),
    )
    .whereRaw('s.entity_ref = c.entity_ref');
}

/** The components that name the tag. */
function selectNaming(knex: Knex, move: ExposingMove): Knex.QueryBuilder {
  return knex({ n: TABLE_CONSUMERS }).select('n.entity_ref').where({
    'n.registry': move.registry,
    'n.repository': move.repository,
    'n.tag': move.tag,
    'n.digest': '',
    'n.until_ms': 0,
  });
}

/** Last commit that touched the file of the place `c`; 0 where none is known. */
export function selectCommitted(knex: Knex): Knex.QueryBuilder {
  return knex({ g: TABLE_FILES })
    .select(knex.raw('coalesce(max(g.committed_ms), 0)'))
    .whereRaw('g.entity_ref = c.entity_ref and g.path = c.file');
}

/** The file of the place `c`, where it could not be read to its end. */
function selectUnread(knex: Knex): Knex.QueryBuilder {
  return knex({ f: TABLE_FILES })
    .select(knex.raw('1'))
    .whereRaw('f.entity_ref = c.entity_ref and f.path = c.file')
    .whereNot('f.status', 'read');
}
