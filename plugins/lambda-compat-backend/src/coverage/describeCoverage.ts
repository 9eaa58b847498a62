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
  COUNTED_PIN_CLASSES,
  type CountedPinClass,
  type CoverageState,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { CoverageColumns } from '../database/tables';
import type { EntityFacts, StoredReference } from '../references/entityFacts';
import { isPulled } from '../reports/summarizeReferences';
import { RANK_NONE, RANK_UNKNOWN, toPinRank } from './pinRanks';

// Runtimes are part of database keys, whose length is bounded. One component
// with more than a handful has another problem.
const MAX_RUNTIMES = 8;
const MAX_RUNTIME_LENGTH = 64;

/** Parts the values of an owner key or a runtime key. */
export const KEY_SEPARATOR = ',';

/**
 * What the numbers of the organization need to know about an entity that was
 * read.
 */
export function describeCoverage(facts: EntityFacts): CoverageColumns {
  const classes = facts.references.flatMap(getCountedClass);
  const count = (pinClass: CountedPinClass) =>
    classes.filter(other => other === pinClass).length;
  const state = getState(facts, classes);
  return {
    runtime_key: getRuntimeKey(facts),
    pin_state: state,
    weakest_rank: getWeakestRank(state, classes),
    references_total: classes.length,
    pins_digest: count('digest'),
    pins_dated: count('dated'),
    pins_exact_os: count('exact-os'),
    pins_exact: count('exact'),
    pins_partial: count('partial'),
    pins_channel: count('channel'),
    pins_floating: count('floating'),
    pins_unresolved: count('unresolved'),
    pins_invalid: count('invalid'),
    problems_total: facts.problems.length,
  };
}

/**
 * The class as which a reference is in every number; none where the build does
 * not pull it.
 */
export function getCountedClass(
  reference: Pick<
    StoredReference,
    'kind' | 'reachable' | 'deferred' | 'pinClass'
  >,
): CountedPinClass[] {
  return isPulled(reference)
    ? COUNTED_PIN_CLASSES.filter(name => name === reference.pinClass)
    : [];
}

function getState(
  { files }: EntityFacts,
  classes: readonly CountedPinClass[],
): CoverageState {
  const isUnread = files.some(({ status }) => status !== 'read');
  if (files.length > 0 && files.every(({ status }) => status === 'failed')) {
    return 'unreadable';
  }
  if (classes.some(name => name !== 'digest' && name !== 'dated')) {
    // No file that could still be read would make it better.
    return 'unpinned';
  }
  if (files.length === 0 && classes.length === 0) {
    return 'no-build-file';
  }
  if (isUnread) {
    return 'partly-read';
  }
  if (classes.length === 0) {
    return 'no-images';
  }
  return classes.includes('dated') ? 'dated' : 'pinned';
}

function getWeakestRank(
  state: CoverageState,
  classes: readonly CountedPinClass[],
): number {
  if (classes.length > 0) {
    return Math.min(...classes.map(toPinRank));
  }
  return state === 'no-images' ? RANK_NONE : RANK_UNKNOWN;
}

function getRuntimeKey({ functions }: EntityFacts): string {
  const runtimes = functions.flatMap(({ runtime }) =>
    runtime &&
    runtime.value.length <= MAX_RUNTIME_LENGTH &&
    /^[\w.-]+$/.test(runtime.value)
      ? [runtime.value]
      : [],
  );
  return [...new Set(runtimes)]
    .sort()
    .slice(0, MAX_RUNTIMES)
    .join(KEY_SEPARATOR);
}
