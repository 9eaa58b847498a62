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

import type {
  EntityTagHistory,
  TagHistory,
  TagMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Reading } from '../../coverage/queries/reading';
import { toIso } from '../../database/conversion';
import {
  type FunctionUploadsRow,
  type JudgedEntityRow,
  TABLE_UPLOADS,
} from '../../database/compatibilityTables';
import { TABLE_ENTITIES, TABLE_FILES } from '../../database/tables';
import {
  TABLE_CONSUMERS,
  type TagConsumersRow,
} from '../../database/tagTables';
import { readWindows } from '../../exposure/windows/readWindows';
import { decideExposure, toTimedMove } from '../exposure/decideExposure';
import {
  describePlace,
  type NamedReference,
  parseDetails,
  toNamingPlace,
} from '../exposure/impactRows';
import { getMoveEffect, isWeighty } from '../exposure/moveEffect';
import { selectCommitted, selectSince } from '../exposure/selectImpact';
import type { TagRow } from './describeTags';
import { readHistories } from './readHistory';
import { findTags } from './readTags';

/** Tags of one card. Build files rarely name more than a handful. */
const MAX_TAGS = 50;
const MAX_BUILDS = 100;

type PlaceRow = TagConsumersRow & {
  native_code: string;
  partly_read: number;
  builds: string;
  committed_ms: number | string;
  /** Since when the entity has named the tag; 0 for always. */
  since_ms: number | string;
};

/** A place with what is stored of its reference. */
type Place = PlaceRow & { reference: NamedReference };

/**
 * The history of the tags that an entity names, each as its first observer saw
 * it: the registry where it is asked, or else a mirror.
 */
export async function readEntityHistory(
  reading: Reading,
  entityRef: string,
  { fromMs, now }: { fromMs: number; now: number },
): Promise<EntityTagHistory> {
  const entity = await reading
    .knex<JudgedEntityRow>(TABLE_ENTITIES)
    .where({ entity_ref: entityRef })
    .first('collected_ms');
  const places = await readPlaces(reading, entityRef);
  const isCollected = Number(entity?.collected_ms ?? 0) > 0;
  const tags = await findNamedTags(reading, places);
  const histories = await readHistories(reading, tags, { fromMs, now });
  return {
    entityRef,
    status: getStatus(isCollected, places),
    from: toIso(fromMs),
    tags: histories.map(history => ({
      ...history,
      places: describePlaces(history, places),
    })),
    builds: await readBuilds(reading, entityRef, fromMs),
    windows: await readWindows(reading.knex, {
      entityRefs: [entityRef],
      fromMs,
      now,
    }),
  };
}

function getStatus(
  isCollected: boolean,
  places: readonly Place[],
): EntityTagHistory['status'] {
  if (places.length > 0) {
    return 'available';
  }
  return isCollected ? 'no-tags' : 'not-collected';
}

/** Those that stand in the build files at present, in their order. */
async function readPlaces(
  { knex }: Reading,
  entityRef: string,
): Promise<Place[]> {
  const rows: PlaceRow[] = await knex({ c: TABLE_CONSUMERS })
    .join({ e: TABLE_ENTITIES }, 'e.entity_ref', 'c.entity_ref')
    .where({ 'c.entity_ref': entityRef, 'c.until_ms': 0 })
    .whereNot('c.tag', '')
    .select('c.*', 'e.native_code', 'e.builds')
    .select(selectCommitted(knex).as('committed_ms'))
    .select(selectSince(knex).as('since_ms'))
    .select(
      knex.raw(
        `case when exists (select 1 from ?? f
          where f.entity_ref = c.entity_ref and f.path = c.file
          and f.status <> 'read') then 1 else 0 end as partly_read`,
        [TABLE_FILES],
      ),
    );
  return rows
    .map(row => ({ ...row, reference: parseDetails(row) }))
    .sort((a, b) =>
      a.file === b.file
        ? a.reference.startLine - b.reference.startLine
        : Number(a.file > b.file) - 0.5,
    );
}

/** In the order of their first places. */
async function findNamedTags(
  reading: Reading,
  places: readonly Place[],
): Promise<TagRow[]> {
  const names = new Map(places.map(place => [toName(place), place]));
  const named = [...names.values()].slice(0, MAX_TAGS);
  if (named.length === 0) {
    return [];
  }
  const found = await findTags(reading, tags =>
    tags.where(any => {
      for (const { registry, repository, tag } of named) {
        any.orWhere({
          't.registry': registry,
          't.repository': repository,
          't.tag': tag,
        });
      }
    }),
  );
  const first = new Map<string, TagRow>();
  for (const row of found.sort(compareObservers)) {
    if (!first.has(toName(row))) {
      first.set(toName(row), row);
    }
  }
  return named.flatMap(place => first.get(toName(place)) ?? []);
}

function toName(row: {
  registry: string;
  repository: string;
  tag: string;
}): string {
  return `${row.registry}/${row.repository}:${row.tag}`;
}

/** The registry itself comes first, and what is watched. */
export function compareObservers(
  a: Pick<TagRow, 'observer' | 'not_watched' | 'created_ms' | 'tag_id'>,
  b: Pick<TagRow, 'observer' | 'not_watched' | 'created_ms' | 'tag_id'>,
): number {
  const [one, other] = [a, b].map(row => [
    row.not_watched === '' ? 0 : 1,
    row.observer === '' ? 0 : 1,
    Number(row.created_ms),
  ]);
  const index = one.findIndex((value, place) => value !== other[place]);
  if (index >= 0) {
    return one[index] - other[index];
  }
  return a.tag_id < b.tag_id ? -1 : 1;
}

function describePlaces(
  { tag, moves }: TagHistory,
  places: readonly Place[],
): EntityTagHistory['tags'][number]['places'] {
  return places
    .filter(place => toName(place) === toName(tag))
    .map(place => {
      const move = findLastMove(moves, place);
      return {
        ...describePlace(place, place.reference),
        ...decideExposure(
          toNamingPlace(place, place.reference, tag.tag),
          move && toTimedMove(move),
        ),
      };
    });
}

/**
 * The newest weighty move since the entity names the tag; rather one of the
 * platform that the place builds for, which the newest may not have changed.
 */
function findLastMove(moves: readonly TagMove[], place: Place): TagMove | null {
  const weighty = moves.filter(
    move =>
      isWeighty(move.class) &&
      Date.parse(move.between.before) >= Number(place.since_ms),
  );
  return (
    weighty.find(move => getMoveEffect(move, place.platform) !== 'unchanged') ??
    weighty.at(0) ??
    null
  );
}

async function readBuilds(
  { knex }: Reading,
  entityRef: string,
  fromMs: number,
): Promise<EntityTagHistory['builds']> {
  const rows = await knex<FunctionUploadsRow>(TABLE_UPLOADS)
    .where({ entity_ref: entityRef })
    .where('measured_ms', '>=', fromMs)
    .orderBy([
      { column: 'measured_ms', order: 'desc' },
      { column: 'upload_id', order: 'asc' },
    ])
    .limit(MAX_BUILDS)
    .select('function_name', 'measured_ms', 'build', 'built_verdict');
  return rows.map(row => {
    const build = row.build === null ? {} : JSON.parse(row.build);
    return {
      at: toIso(Number(row.measured_ms)),
      functionName: row.function_name,
      number: build.number ?? null,
      url: build.url ?? null,
      commit: build.commit ?? null,
      // Nobody has judged it yet.
      verdict: row.built_verdict || 'other',
    };
  });
}
