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

import type { PinClass } from '@lambda-compat/image-references';
import type { Reading } from '../coverage/queries/reading';
import { toIso } from '../database/conversion';
import {
  TABLE_INTERVALS,
  type TagIntervalsRow,
  type WatchedTagsRow,
} from '../database/tagTables';
import { compareObservers } from '../tags/queries/readEntityHistory';
import { findTags } from '../tags/queries/readTags';
import { groupRows, toTime } from '../tags/queries/tagRows';
import { compareNewest, findStamp } from './candidateAges';
import type { CandidateDigest, ImageName, PinnableImage } from './PinImage';
import { readPlatformDigests, readStayDigests } from './platformDigests';

/** Digests of one repository that are looked at; more are too old to be good. */
const MAX_CANDIDATES = 60;
/** Tags of one repository: dated ones are many where a history was reported. */
const MAX_TAGS = 500;
const MAX_INTERVALS = 2_000;

/** A digest that was seen within this time is still there. */
const FRESH_MS = 3_600_000;

/** The most exact first. */
const EXACTNESS: readonly PinClass[] = [
  'dated',
  'exact-os',
  'exact',
  'partial',
  'channel',
  'floating',
];

type TagRow = WatchedTagsRow;

/**
 * What a tag has pointed to, and the dated tags of its repository, as far as
 * the caller may see the tags. What they hold is not read here.
 */
export async function readPinnableImage(
  reading: Reading,
  name: ImageName,
  { platforms, now }: { platforms: readonly string[]; now: number },
): Promise<PinnableImage> {
  const { registry, repository } = name;
  const tags = keepFirstObservers(
    await findTags(reading, rows =>
      rows
        .where({ 't.registry': registry, 't.repository': repository })
        // The newest of many, and the one that is asked about in any case.
        .orderByRaw('case when t.tag = ? then 0 else 1 end', [name.tag])
        .orderBy([
          { column: 't.since_before_ms', order: 'desc' },
          { column: 't.tag_id', order: 'asc' },
        ])
        .limit(MAX_TAGS),
    ),
  );
  const intervals = groupRows(
    await readIntervals(reading, tags, name.tag),
    row => row.tag_id,
  );
  const own = tags.find(({ tag }) => tag === name.tag);
  const dated = tags.filter(tag => tag.pin_class === 'dated' && tag !== own);
  const aliases = toAliases(tags, intervals);
  const stays = [...(own ? [own] : []), ...dated].flatMap(tag =>
    (intervals.get(tag.tag_id) ?? []).map(stay => ({ tag, stay })),
  );
  const byDigest = groupRows(stays, ({ stay }) => stay.digest);
  const candidates = [...byDigest]
    .map(([digest, seen]) =>
      toCandidate(digest, seen, own, aliases.get(digest)),
    )
    .sort(compareNewest)
    .slice(0, MAX_CANDIDATES);
  const kept = new Set(candidates.map(({ digest }) => digest));
  await addPlatforms(
    reading,
    candidates,
    stays.map(({ stay }) => stay).filter(({ digest }) => kept.has(digest)),
    platforms,
  );
  const isPresent = own?.state === 'present' && own.digest !== '';
  return {
    ...name,
    current: isPresent
      ? {
          digest: own.digest,
          tag: pickAlias(aliases.get(own.digest), name.tag),
        }
      : null,
    currentIsThere: isPresent && now - Number(own.seen_ms) <= FRESH_MS,
    candidates,
  };
}

/** Each tag once, as the registry itself says where it is asked. */
function keepFirstObservers(rows: TagRow[]): TagRow[] {
  const first = new Map<string, TagRow>();
  for (const row of [...rows].sort(compareObservers)) {
    if (!first.has(row.tag)) {
      first.set(row.tag, row);
    }
  }
  return [...first.values()];
}

/** Those of the tag itself come first: they are its channel. */
async function readIntervals(
  { knex }: Reading,
  tags: readonly TagRow[],
  tag: string,
): Promise<TagIntervalsRow[]> {
  const select = (rows: readonly TagRow[]) =>
    knex<TagIntervalsRow>(TABLE_INTERVALS)
      .whereIn(
        'tag_id',
        rows.map(row => row.tag_id),
      )
      .where('platform', '')
      .whereNot('digest', '')
      .orderBy([
        { column: 'before_ms', order: 'desc' },
        { column: 'interval_id', order: 'asc' },
      ])
      .limit(MAX_INTERVALS);
  const own = await select(tags.filter(row => row.tag === tag));
  const others = await select(tags.filter(row => row.tag !== tag));
  return [...own, ...others];
}

/** By digest, the tags that point to it now, or did when they were last seen. */
function toAliases(
  tags: readonly TagRow[],
  intervals: ReadonlyMap<string, TagIntervalsRow[]>,
): Map<string, TagRow[]> {
  const named = tags.flatMap(tag => {
    const [last] = intervals.get(tag.tag_id) ?? [];
    const digest = tag.digest || last?.digest;
    return digest ? [{ tag, digest }] : [];
  });
  return new Map(
    [...groupRows(named, ({ digest }) => digest)].map(([digest, group]) => [
      digest,
      group.map(({ tag }) => tag).sort(compareExactness),
    ]),
  );
}

function compareExactness(a: TagRow, b: TagRow): number {
  const rank = (row: TagRow) => EXACTNESS.indexOf(row.pin_class as PinClass);
  return rank(a) - rank(b) || (a.tag < b.tag ? -1 : 1);
}

/** The most exact tag, where that is another one than the reference's own. */
function pickAlias(
  aliases: readonly TagRow[] | undefined,
  tag: string,
): string | null {
  return aliases?.find(alias => alias.tag !== tag)?.tag ?? null;
}

function toCandidate(
  digest: string,
  seen: ReadonlyArray<{ tag: TagRow; stay: TagIntervalsRow }>,
  own: TagRow | undefined,
  aliases: readonly TagRow[] | undefined,
): CandidateDigest {
  const stays = seen.filter(({ tag }) => tag === own);
  // That it came after another one counts more than what is written on it.
  const isSeenMoving = stays.some(({ stay }) => Number(stay.after_ms) > 0);
  const first = (isSeenMoving ? stays : seen).reduce((a, b) =>
    Number(b.stay.before_ms) < Number(a.stay.before_ms) ? b : a,
  ).stay;
  const [alias] = aliases ?? [];
  const firstSeen = toIso(Number(first.before_ms));
  // A stamped tag that is watched since yesterday may be a year old.
  const stamp =
    alias?.pin_class === 'dated' && !isSeenMoving ? findStamp(alias.tag) : null;
  const isStamped = stamp !== null && stamp < firstSeen;
  return {
    digest,
    tag: alias?.tag ?? null,
    dated: alias?.pin_class === 'dated',
    after: isStamped ? null : toTime(first.after_ms),
    before: isStamped ? stamp : firstSeen,
    stays: stays.map(({ tag, stay }) => ({
      fromMs: Number(stay.before_ms),
      // While it lasts, as far as somebody has looked.
      untilMs: Number(Number(stay.ended_ms) > 0 ? stay.seen_ms : tag.seen_ms),
    })),
    images: new Map(),
  };
}

async function addPlatforms(
  { knex }: Reading,
  candidates: readonly CandidateDigest[],
  stays: readonly TagIntervalsRow[],
  platforms: readonly string[],
): Promise<void> {
  for (const platform of platforms) {
    const known = await readPlatformDigests(
      knex,
      candidates.map(({ digest }) => digest),
      platform,
    );
    const open = stays.filter(({ digest }) => !known.has(digest));
    const seen =
      open.length > 0 ? await readStayDigests(knex, open, platform) : new Map();
    for (const candidate of candidates) {
      const digest = known.has(candidate.digest)
        ? known.get(candidate.digest)
        : seen.get(candidate.digest);
      if (digest !== undefined) {
        candidate.images.set(platform, {
          digest,
          provides: null,
          release: null,
          created: null,
        });
      }
    }
  }
}
