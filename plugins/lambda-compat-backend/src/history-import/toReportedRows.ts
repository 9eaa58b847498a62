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

import { createHash } from 'node:crypto';
import type {
  MoveContentsColumns,
  PlatformContentsColumns,
} from '../database/contentsTables';
import type {
  TagIntervalsRow,
  TagMovePlatformsRow,
  TagMovesRow,
} from '../database/tagTables';
import type { OwnBeginning, ReportedStay } from './toStays';

/** Without what came with moves, which is found out once they are classified. */
type ReportedPlatform = Omit<
  TagMovePlatformsRow,
  keyof PlatformContentsColumns
>;

/** What is stored of a reported history. */
export interface ReportedRows {
  intervals: TagIntervalsRow[];
  moves: Array<Omit<TagMovesRow, keyof MoveContentsColumns>>;
  platforms: ReportedPlatform[];
}

interface Step {
  digest: string;
  fromMs: number;
  seenMs: number;
  /** Last look before; 0 where there was none. */
  afterMs: number;
  /** First look after. */
  endedMs: number;
}

/**
 * The rows of a reported history. Their ids follow from what they say, so that
 * the same report gives the same rows.
 */
export function toReportedRows(
  report: { tagId: string; reportedBy: string },
  stays: readonly ReportedStay[],
  own: OwnBeginning,
): ReportedRows {
  const platforms = new Set(
    stays.flatMap(stay => [...(stay.platforms?.keys() ?? [])]),
  );
  const intervals = [
    ...toSteps(stays, own).map(step => toInterval(report, '', step)),
    ...[...platforms]
      .sort()
      .flatMap(platform =>
        toPlatformSteps(stays, own, platform).map(step =>
          toInterval(report, platform, step),
        ),
      ),
  ];
  const moved = toMoves(report, stays, own);
  return {
    intervals,
    moves: moved.map(({ move }) => move),
    platforms: moved.flatMap(move => move.platforms),
  };
}

function toSteps(stays: readonly ReportedStay[], own: OwnBeginning): Step[] {
  return stays.map(({ digest, fromMs, seenMs }, index) => ({
    digest,
    fromMs,
    seenMs,
    afterMs: stays[index - 1]?.seenMs ?? 0,
    endedMs: stays[index + 1]?.fromMs ?? own.ms,
  }));
}

/** Stays of which platforms are not reported leave gaps. */
function toPlatformSteps(
  stays: readonly ReportedStay[],
  own: OwnBeginning,
  platform: string,
): Step[] {
  const steps: Step[] = [];
  let previous: Step | undefined;
  for (const [index, stay] of stays.entries()) {
    const endedMs = stays[index + 1]?.fromMs ?? own.ms;
    if (!stay.platforms) {
      previous = undefined;
      continue;
    }
    const digest = stay.platforms.get(platform) ?? '';
    if (previous?.digest === digest) {
      Object.assign(previous, { seenMs: stay.seenMs, endedMs });
      continue;
    }
    // Not there before it ever was is nothing to be stored.
    if (digest !== '' || previous) {
      const { fromMs, seenMs } = stay;
      const afterMs = previous?.seenMs ?? 0;
      previous = { digest, fromMs, seenMs, afterMs, endedMs };
      steps.push(previous);
    }
  }
  return steps;
}

function toInterval(
  { tagId, reportedBy }: { tagId: string; reportedBy: string },
  platform: string,
  step: Step,
): TagIntervalsRow {
  return {
    interval_id: toId('interval', tagId, reportedBy, platform, step),
    tag_id: tagId,
    platform,
    digest: step.digest,
    after_ms: step.afterMs,
    before_ms: step.fromMs,
    seen_ms: step.seenMs,
    ended_ms: step.endedMs,
    source: 'reported',
    reported_by: reportedBy,
  };
}

/** Between each stay and the next, and from the last to the first look. */
function toMoves(
  { tagId, reportedBy }: { tagId: string; reportedBy: string },
  stays: readonly ReportedStay[],
  own: OwnBeginning,
) {
  const ends = [...stays, { digest: own.digest, fromMs: own.ms }];
  return stays.flatMap((from, index) => {
    const to = ends[index + 1];
    if (to.digest === from.digest) {
      return [];
    }
    const [afterMs, beforeMs] = [from.seenMs, to.fromMs];
    const digests = [from.digest, to.digest];
    const moveId = toId('move', tagId, reportedBy, digests, afterMs, beforeMs);
    const isGone = to.digest === '';
    const move: ReportedRows['moves'][number] = {
      move_id: moveId,
      tag_id: tagId,
      after_ms: afterMs,
      before_ms: beforeMs,
      from_digest: from.digest,
      to_digest: to.digest,
      // What it amounts to is read from the registry, if it still has both.
      class: isGone ? 'gone' : 'pending',
      changes: isGone ? 'gone' : 'pending',
      undecided: isGone ? '' : 'What it pointed to has not been read yet.',
      attempts: 0,
      unstable: false,
      source: 'reported',
      reported_by: reportedBy,
      tell_state: 'none',
      tell_due_ms: 0,
      tell_lease_id: '',
      tell_lease_expires_ms: 0,
      tell_attempts: 0,
    };
    const platforms = isGone ? toGonePlatforms(moveId, from.platforms) : [];
    return [{ move, platforms }];
  });
}

/** Whoever classifies other moves writes their platforms. */
function toGonePlatforms(
  moveId: string,
  platforms: ReportedStay['platforms'],
): ReportedPlatform[] {
  return [...(platforms ?? [])].sort().map(([platform, digest]) => ({
    move_id: moveId,
    platform,
    from_digest: digest,
    to_digest: '',
    class: 'gone',
  }));
}

/** In the form of a UUID, as all other ids are. */
function toId(...parts: readonly unknown[]): string {
  const digits = createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    // Version 8 is for what one makes up oneself (RFC 9562).
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
