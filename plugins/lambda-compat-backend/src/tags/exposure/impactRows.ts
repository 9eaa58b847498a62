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

import type { TagImpact } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { splitKey } from '../../coverage/queries/rows';
import { toIso } from '../../database/conversion';
import type { DbMs, TagConsumersRow } from '../../database/tagTables';
import type { StoredReference } from '../../references/entityFacts';
import { describeBuild, parseBuilds } from '../../exposure/componentBuilds';
import {
  decideExposure,
  type NamingPlace,
  type TimedMove,
} from './decideExposure';
import type { ImpactRow } from './selectImpact';

/** What `details` of a consumer holds of its reference, at least. */
export type NamedReference = Pick<
  StoredReference,
  'raw' | 'pinClass' | 'origin' | 'role' | 'stage' | 'reachable' | 'deferred'
> &
  Pick<StoredReference, 'startLine' | 'url' | 'place'>;

type PlaceRow = Pick<
  TagConsumersRow,
  'tag' | 'digest' | 'until_ms' | 'platform' | 'shaping'
> & {
  native_code: string;
  partly_read: boolean | number;
  builds: string;
  committed_ms: DbMs;
};

export function parseDetails(row: { details: string }): NamedReference {
  return JSON.parse(row.details);
}

/** What of a stored place its exposure is decided by. */
export function toNamingPlace(
  row: PlaceRow,
  reference: NamedReference,
  tag: string,
): NamingPlace {
  return {
    sameTag: row.tag === tag,
    pinned: row.digest !== '',
    ended: Number(row.until_ms) > 0,
    reachable: reference.reachable && !reference.deferred,
    shaping: Boolean(row.shaping),
    platform: row.platform,
    nativeCode: row.native_code,
    partlyRead: Boolean(row.partly_read),
    builds: parseBuilds(row),
    committedMs: Number(row.committed_ms),
  };
}

/** Where a place is, and what it says. */
export function describePlace(
  row: Pick<TagConsumersRow, 'file' | 'platform'>,
  reference: NamedReference,
) {
  return {
    reference: reference.raw,
    pinClass: reference.pinClass,
    role: reference.role,
    stage: reference.stage,
    platform: row.platform || null,
    file: row.file || reference.place.file,
    line: reference.startLine,
    url: reference.url,
  };
}

export function toTagImpact(
  row: ImpactRow,
  move: TimedMove & { tag: string },
): TagImpact {
  const reference = parseDetails(row);
  const until = Number(row.until_ms);
  const place = toNamingPlace(row, reference, move.tag);
  return {
    entityRef: row.entity_ref,
    title: row.title,
    ownerRefs: splitKey(row.owner_key),
    systemRef: row.system_ref || null,
    ...decideExposure(place, move),
    ...describeBuild(place.builds, place.committedMs, move),
    ...describePlace(row, reference),
    origin: reference.origin,
    from: toIso(Number(row.from_ms)),
    until: until > 0 ? toIso(until) : null,
  };
}
