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

import type { BuildImageFacts, LastBuild } from '@lambda-compat/compatibility';
import type { Architecture } from '@lambda-compat/lambda-runtimes';
import { toTime } from '../../tags/queries/tagRows';
import { getMoveEffect } from '../../tags/exposure/moveEffect';
import { toCommitBuild } from '../componentBuilds';
import {
  type EntityTagFacts,
  findPlatformChange,
  findPlatformDigest,
  type KnownMove,
  type KnownTag,
  type NamedPlace,
  toImageName,
} from '../facts/EntityTagFacts';

/** The function whose build is spoken of. */
export interface BuiltFunction {
  /** Null where it is not known, or only assumed. */
  architecture: Architecture | null;
  lastBuild: LastBuild | null;
}

/** An image that a build pulls, before what is in images was looked up. */
export interface PlannedBuildImage {
  place: NamedPlace;
  facts: Omit<BuildImageFacts, 'provides' | 'unread' | 'moved' | 'aliases'>;
  /** Why there is no digest to look up. */
  unread: BuildImageFacts['unread'];
  moved: PlannedMove | null;
  /** For names of the digests. */
  registry: string;
  repository: string;
}

/** What came since the last build, with the digests to compare. */
export type PlannedMove = Omit<
  NonNullable<BuildImageFacts['moved']>,
  'gained' | 'lost'
>;

/** How old the answer of a registry may be; see rule R24. */
const STALE_AFTER_SECONDS = 86_400;

/** The longest real build files have some tens. */
const MAX_IMAGES = 100;

/** The images that builds of a function pull, as its entity names them now. */
export function planBuildImages(
  { places, tags }: EntityTagFacts,
  built: BuiltFunction,
): PlannedBuildImage[] {
  return places
    .filter(({ row }) => Number(row.until_ms) === 0)
    .slice(0, MAX_IMAGES)
    .map(place => planImage(place, tags.get(toImageName(place.row)), built));
}

function planImage(
  place: NamedPlace,
  tag: KnownTag | undefined,
  built: BuiltFunction,
): PlannedBuildImage {
  const { committedMs, reference, row } = place;
  const pinned = row.digest !== '';
  const platform = row.platform || toPlatform(built.architecture);
  const isWatched = tag !== undefined && tag.row.not_watched === '';
  const digest = pinned
    ? row.digest
    : tag && findPlatformDigest(tag.platforms, platform);
  const lastBuild =
    built.lastBuild ?? (committedMs > 0 ? toCommitBuild(committedMs) : null);
  return {
    place,
    registry: row.registry,
    repository: row.repository,
    facts: {
      reference: reference.raw,
      image: toFullName(place),
      file: row.file || reference.place.file,
      line: reference.startLine,
      pinClass: reference.pinClass,
      role: reference.role,
      reach: getReach(place),
      pinned,
      platform: platform || null,
      digest: digest ?? null,
      seenAt: tag && !pinned ? toTime(tag.row.seen_ms) : null,
      staleAfterSeconds: isWatched && !pinned ? STALE_AFTER_SECONDS : null,
      lastBuild,
    },
    unread: digest ? null : explainMissing(tag, platform),
    moved:
      tag && digest && !pinned
        ? planMove(place, tag, { digest, lastBuild, platform })
        : null,
  };
}

function toPlatform(architecture: Architecture | null): string {
  if (architecture === null) {
    return '';
  }
  return architecture === 'arm64' ? 'linux/arm64' : 'linux/amd64';
}

function toFullName({ row }: NamedPlace): string {
  const tag = row.tag && `:${row.tag}`;
  const digest = row.digest && `@${row.digest}`;
  return `${row.registry}/${row.repository}${tag}${digest}`;
}

function getReach({ reference, row }: NamedPlace): BuildImageFacts['reach'] {
  if (row.shaping) {
    return 'shaping';
  }
  return reference.reachable && !reference.deferred
    ? 'not-shaping'
    : 'unreachable';
}

function explainMissing(
  tag: KnownTag | undefined,
  platform: string,
): NonNullable<BuildImageFacts['unread']> {
  if (!tag || tag.row.not_watched !== '') {
    return { kind: 'not-watched', reason: 'Nobody looks what it points to.' };
  }
  const { row } = tag;
  if (row.state === 'gone') {
    return { kind: 'failed', reason: 'The registry has no such tag any more.' };
  }
  if (row.state === 'unseen') {
    return row.failure_code === ''
      ? { kind: 'pending', reason: 'Nobody has looked yet what it points to.' }
      : { kind: 'failed', reason: row.failure_message };
  }
  if (tag.platforms.size === 0) {
    return { kind: 'pending', reason: 'What it points to is being read.' };
  }
  return platform === ''
    ? {
        kind: 'not-watched',
        reason: 'It is not known for which platform it is pulled.',
      }
    : { kind: 'failed', reason: `It has no image for ${platform}.` };
}

/**
 * What came since the last build, in sum: from what that pulled to what the next
 * one gets. Of several moves the one is named that brought other symbol
 * versions, the newest of those, or else the first.
 */
function planMove(
  place: NamedPlace,
  tag: KnownTag,
  options: { digest: string; lastBuild: LastBuild | null; platform: string },
): PlannedMove | null {
  const { digest, lastBuild, platform } = options;
  const changing = tag.moves.filter(
    move =>
      move.beforeMs >= place.sinceMs &&
      ['changed', 'not-known'].includes(getMoveEffect(move, platform)) &&
      isReplaced(move, platform),
  );
  const since =
    lastBuild === null
      ? changing.slice(-1)
      : changing.filter(move => Date.parse(lastBuild.at) <= move.beforeMs);
  const [first] = since;
  const from = first && findPlatformChange(first, platform)?.from;
  if (!first || !from || from === digest) {
    return null;
  }
  const named = since.findLast(move => isHeavy(move, platform)) ?? first;
  return {
    moveId: named.id,
    after: toTime(named.afterMs),
    before: new Date(named.beforeMs).toISOString(),
    from,
    to: digest,
    sinceBuild:
      lastBuild !== null && Date.parse(lastBuild.at) <= named.afterMs
        ? 'yes'
        : 'unknown',
  };
}

function isReplaced(move: KnownMove, platform: string): boolean {
  const change = findPlatformChange(move, platform);
  return Boolean(change?.from && change.to);
}

function isHeavy(move: KnownMove, platform: string): boolean {
  const weight = findPlatformChange(move, platform)?.contents.class;
  return weight === 'distro' || weight === 'symbol-versions';
}
