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
  FunctionCompatibility,
  TagImpactBuild,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Finding, LastBuild } from '@lambda-compat/compatibility';
import type { BuildColumns } from '../database/exposureTables';
import { toIso } from '../database/conversion';

/** What a build measured is, whatever the next one may be. */
export type BuiltVerdict = NonNullable<TagImpactBuild['builtVerdict']>;

/** The last build of a function, as CI told of it. */
export interface FunctionBuild {
  functionName: string;
  /** Milliseconds since 1970. */
  atMs: number;
  number: string | null;
  url: string | null;
  commit: string | null;
  verdict: BuiltVerdict;
  /** The need that breaks it; null otherwise. */
  reason: string | null;
}

/**
 * The last builds of a component's functions. Functions are deployed apart, so
 * each is exposed by its own last build, and the component as its most exposed
 * function is: one that was not built since a move is not helped by another
 * one that was.
 */
export interface ComponentBuilds {
  /** Of the functions of which a build is known. */
  functions: FunctionBuild[];
  /** Functions of the component, at least one. */
  total: number;
}

export const NO_BUILDS: ComponentBuilds = { functions: [], total: 1 };

/** Rules that speak of the next build, not of what was measured. */
const NEXT_BUILD_RULES: ReadonlySet<Finding['rule']> = new Set([
  'R10',
  'R11',
  'R24',
]);

const MAX_REASON_LENGTH = 200;

/**
 * What was measured of a function. Risks leave it compatible: that its next
 * build can break, or its runtime ends, says nothing of this one.
 */
export function toBuiltVerdict({
  id,
  judgement,
}: Pick<FunctionCompatibility, 'id' | 'judgement'>): BuiltVerdict {
  const { findings } = judgement;
  if (findings.some(({ verdict }) => verdict === 'broken')) {
    return 'broken';
  }
  const isUndecided = findings.some(
    ({ rule, verdict }) => verdict === 'unknown' && !NEXT_BUILD_RULES.has(rule),
  );
  return id === null || judgement.evidence.grade === 'E0' || isUndecided
    ? 'other'
    : 'compatible';
}

/** The builds of a component, from what was concluded for its functions. */
export function toComponentBuilds(
  functions: readonly FunctionCompatibility[],
): ComponentBuilds {
  return {
    total: Math.max(1, functions.length),
    functions: functions.flatMap(one => {
      if (one.measuredAt === null) {
        return [];
      }
      const verdict = toBuiltVerdict(one);
      return {
        functionName: one.name,
        atMs: Date.parse(one.measuredAt),
        number: one.build?.number ?? null,
        url: one.build?.url ?? null,
        commit: one.build?.commit ?? null,
        verdict,
        reason: verdict === 'broken' ? getReason(one) : null,
      };
    }),
  };
}

function getReason({
  judgement,
}: Pick<FunctionCompatibility, 'judgement'>): string | null {
  const broken = judgement.findings.filter(
    ({ verdict }) => verdict === 'broken',
  );
  const [reason = null] = broken.flatMap(
    ({ library, version }) => version ?? library ?? [],
  );
  return reason && reason.slice(0, MAX_REASON_LENGTH);
}

/** The columns by which statements compare builds with moves. */
export function toBuildColumns(builds: ComponentBuilds): BuildColumns {
  const { functions, total } = builds;
  const times = functions.map(({ atMs }) => atMs);
  const unfit = functions.filter(({ verdict }) => verdict !== 'compatible');
  const first = functions.length > 0 ? Math.min(...times) : 0;
  const isClear = unfit.length === 0 && functions.length >= total;
  return {
    builds: functions.length > 0 ? JSON.stringify(builds) : '',
    built_first_ms: first,
    built_unfit_ms: Math.max(0, ...unfit.map(({ atMs }) => atMs)),
    built_clear_ms: isClear ? first : 0,
  };
}

export function parseBuilds({
  builds,
}: Pick<BuildColumns, 'builds'>): ComponentBuilds {
  return builds === '' ? NO_BUILDS : JSON.parse(builds);
}

/** Milliseconds since 1970; 0 where it is not known. */
export interface MoveTimes {
  afterMs: number;
  beforeMs: number;
}

/**
 * What the builds of a component are to a move.
 *
 * - `had`: a build since then had it, and was not measured compatible.
 * - `clear`: every function was built since then, and measured compatible.
 * - `before`: the last build of a function was before it.
 * - `unknown`
 */
export type BuiltSince = 'had' | 'clear' | 'before' | 'unknown';

/**
 * @param committedMs - of the build file; counts where CI told of no build
 */
export function compareBuilds(
  { functions, total }: ComponentBuilds,
  committedMs: number,
  { afterMs, beforeMs }: MoveTimes,
): BuiltSince {
  if (functions.length === 0) {
    if (committedMs > beforeMs) {
      return 'had';
    }
    return committedMs > 0 && committedMs <= afterMs ? 'before' : 'unknown';
  }
  const isSince = ({ atMs }: FunctionBuild) => atMs > beforeMs;
  const isFit = ({ verdict }: FunctionBuild) => verdict === 'compatible';
  if (functions.some(build => isSince(build) && !isFit(build))) {
    return 'had';
  }
  if (functions.length >= total && functions.every(isSince)) {
    return 'clear';
  }
  return functions.some(({ atMs }) => atMs <= afterMs) ? 'before' : 'unknown';
}

/**
 * The build that decides what a component is to a move: a broken one since
 * then, or another that is not compatible, or else the oldest of the last
 * builds, or else the commit.
 *
 * @param move - null where there is none to compare with
 */
export function describeBuild(
  { functions }: ComponentBuilds,
  committedMs: number,
  move: MoveTimes | null,
): TagImpactBuild {
  const build = findDecisive(functions, move);
  if (!build) {
    return {
      lastBuild: committedMs > 0 ? toCommitBuild(committedMs) : null,
      builtVerdict: null,
      builtReason: null,
    };
  }
  const isSince = move !== null && build.atMs > move.beforeMs;
  return {
    lastBuild: toLastBuild(build),
    builtVerdict: isSince ? build.verdict : null,
    builtReason: isSince ? build.reason : null,
  };
}

function findDecisive(
  functions: readonly FunctionBuild[],
  move: MoveTimes | null,
): FunctionBuild | undefined {
  const newestFirst = [...functions].sort((a, b) => b.atMs - a.atMs);
  const since = newestFirst.filter(
    ({ atMs }) => move !== null && atMs > move.beforeMs,
  );
  return (
    since.find(({ verdict }) => verdict === 'broken') ??
    since.find(({ verdict }) => verdict === 'other') ??
    newestFirst.at(-1)
  );
}

export function toLastBuild(
  build: Pick<FunctionBuild, 'atMs' | 'number' | 'url' | 'commit'>,
): LastBuild {
  const { atMs, number, url, commit } = build;
  return { at: toIso(atMs), source: 'upload', number, url, commit };
}

export function toCommitBuild(committedMs: number): LastBuild {
  return {
    at: toIso(committedMs),
    source: 'commit',
    number: null,
    url: null,
    commit: null,
  };
}
