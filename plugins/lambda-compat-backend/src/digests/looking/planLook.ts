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
  LookFailureCode,
  TagState,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { WatchedTagsRow } from '../../database/tagTables';
import { getNextAttempt, getNextLook } from './lookTimes';

/** How a look at a tag ended. */
export type LookOutcome =
  | { kind: 'digest'; digest: string; mediaType: string }
  | {
      kind: 'failure';
      code: Exclude<LookFailureCode, 'not-looked'>;
      message: string;
      retryAt?: number;
    };

export interface LookPolicy {
  /** How long a tag has to hold still after it moved. */
  holdDownMs: number;
  /**
   * Between two looks that have to agree that a tag was deleted; its own
   * interval where that is shorter.
   */
  confirmMs: number;
}

/** What is written for a look. Times are milliseconds since 1970. */
export interface LookPlan {
  /** Of the look, at least that of the look before. */
  at: number;
  tag: Partial<WatchedTagsRow> &
    Pick<WatchedTagsRow, 'checked_ms' | 'next_due_ms'>;
  /** A stay that begins; the one before ends with it. */
  begins?: {
    digest: string;
    /** Last look before; 0 where there was none. */
    afterMs: number;
    beforeMs: number;
    /** From what the tag moved; absent at the first look. */
    from?: string;
  };
  /** The move before did not hold still. */
  unsettles?: { beforeMs: number };
  /** An outage begins, or goes on with another cause. */
  fails?: { fromMs: number; code: LookFailureCode; message: string };
  /** Outages end. */
  answered: boolean;
  /** Nobody looked from then on, unless that was an outage. */
  notLookedSinceMs?: number;
}

/** Looks that are later than this many intervals were missed. */
const MISSED_INTERVALS = 3;
const SHORTEST_MISSED_MS = 3_600_000;

/** What waiting mends, and what somebody has to mend. */
const PERMANENT: ReadonlySet<LookFailureCode> = new Set([
  'no-access',
  'manifest-unknown',
  'repository-unknown',
  'not-found',
  'legacy-manifest',
  'refused-address',
  'refused-realm',
]);
const PERMANENT_INTERVALS = 4;

/**
 * Decides what a look means for what is known of a tag. Only an answer that can
 * be believed changes it, and a deletion is believed when two agree.
 *
 * @param row - as it was before the look
 * @param now - of the replica that looked
 */
export function planLook(
  row: WatchedTagsRow,
  outcome: LookOutcome,
  now: number,
  policy: LookPolicy,
): LookPlan {
  // Clocks can be set back, and those of replicas differ. Nothing ends before
  // it began, and no two stays begin at the same time.
  const at = Math.max(
    now,
    Number(row.checked_ms),
    Number(row.seen_ms),
    Number(row.since_before_ms) + 1,
  );
  const look = { row, at, now, policy };
  if (outcome.kind === 'digest') {
    return planDigest(look, outcome);
  }
  if (outcome.code !== 'manifest-unknown' || row.state === 'unseen') {
    return planFailure(look, outcome);
  }
  return row.state === 'gone'
    ? planGood(look, {})
    : planMissing(look, outcome.message);
}

interface Look {
  row: WatchedTagsRow;
  at: number;
  now: number;
  policy: LookPolicy;
}

function planDigest(
  look: Look,
  { digest, mediaType }: { digest: string; mediaType: string },
): LookPlan {
  const { row, at } = look;
  if (row.state === 'present' && row.digest === digest) {
    return planGood(look, {});
  }
  return planChange(look, { state: 'present', digest, mediaType }, at);
}

/** The registry says that there is no such tag, of which it had one. */
function planMissing(look: Look, message: string): LookPlan {
  const { row, at, policy } = look;
  const confirmMs = Math.min(policy.confirmMs, Number(row.interval_ms));
  const since = Number(row.gone_since_ms);
  if (row.gone_votes > 0 && at - since >= confirmMs) {
    return planChange(
      look,
      { state: 'gone', digest: '', mediaType: '' },
      // That look has seen it.
      since,
    );
  }
  const first = row.gone_votes > 0 ? since : at;
  return {
    at,
    answered: false,
    tag: {
      ...toFailureColumns(look, { code: 'manifest-unknown', message }),
      gone_votes: 1,
      gone_since_ms: first,
      next_due_ms: look.now + Math.max(first + confirmMs - at, 1),
    },
  };
}

function planChange(
  look: Look,
  to: { state: TagState; digest: string; mediaType: string },
  beforeMs: number,
): LookPlan {
  const { row, at, policy } = look;
  const isFirst = row.state === 'unseen';
  const afterMs = Number(row.seen_ms);
  const isUnstable = !isFirst && Number(row.settles_ms) > at;
  const settlesMs = at + policy.holdDownMs;
  const isDated = row.pin_class === 'dated' && to.state === 'present';
  const plan = planGood(look, {
    state: to.state,
    digest: to.digest,
    media_type: to.mediaType,
    since_after_ms: afterMs,
    since_before_ms: beforeMs,
    ...(!isFirst && {
      moved_ms: beforeMs,
      settles_ms: settlesMs,
      unstable: isUnstable,
      contents_due_ms: 0,
      contents_attempts: 0,
      ...(isDated && row.state === 'present' && { moved_though_dated: true }),
    }),
  });
  if (isUnstable) {
    // To see whether it has held still.
    plan.tag.next_due_ms = Math.min(
      Number(plan.tag.next_due_ms),
      look.now + policy.holdDownMs,
    );
  }
  return {
    ...plan,
    begins: {
      digest: to.digest,
      afterMs,
      beforeMs,
      ...(!isFirst && { from: row.digest }),
    },
    ...(isUnstable && { unsettles: { beforeMs: Number(row.moved_ms) } }),
  };
}

/** An answer that can be believed. */
function planGood(look: Look, columns: Partial<WatchedTagsRow>): LookPlan {
  const { row, at, now } = look;
  const interval = Number(row.interval_ms);
  const seen = Number(row.seen_ms);
  const missedMs = Math.max(MISSED_INTERVALS * interval, SHORTEST_MISSED_MS);
  const settles = Number(row.settles_ms);
  const due = getNextLook(now, interval, row.host, row.repository);
  const isSettling = Boolean(row.unstable) && settles > at;
  return {
    at,
    answered: row.failure_code !== '',
    ...(seen > 0 && at - seen > missedMs && { notLookedSinceMs: seen }),
    tag: {
      checked_ms: at,
      seen_ms: at,
      failure_code: '',
      failure_message: '',
      failing_since_ms: 0,
      failed_attempts: 0,
      gone_votes: 0,
      gone_since_ms: 0,
      next_due_ms: isSettling ? Math.min(due, now + settles - at) : due,
      ...(Boolean(row.unstable) && settles <= at && { unstable: false }),
      ...columns,
    },
  };
}

function planFailure(
  look: Look,
  failure: Extract<LookOutcome, { kind: 'failure' }>,
): LookPlan {
  const { row, at, now } = look;
  const { code, message, retryAt } = failure;
  return {
    at,
    answered: false,
    fails: { fromMs: Number(row.seen_ms) || at, code, message },
    tag: {
      ...toFailureColumns(look, failure),
      next_due_ms: getNextAttempt(now, {
        failedAttempts: row.failed_attempts,
        intervalMs: Number(row.interval_ms),
        intervals: PERMANENT.has(code) ? PERMANENT_INTERVALS : 1,
        retryAt,
      }),
    },
  };
}

function toFailureColumns(
  { row, at }: Look,
  { code, message }: { code: LookFailureCode; message: string },
) {
  return {
    checked_ms: at,
    failure_code: code,
    failure_message: message,
    failing_since_ms: Number(row.failing_since_ms) || at,
    failed_attempts: Number(row.failed_attempts) + 1,
  };
}
