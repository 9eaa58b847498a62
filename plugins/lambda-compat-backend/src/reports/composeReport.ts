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
  ANNOTATION_ENABLED,
  type EntityReport,
  type ReferenceFix,
  type ReportedReference,
  type ReportedTagState,
  type ReportStatus,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { LambdaSubject } from '../catalog/lambdaSubject';
import { readLambdaSettings } from '../catalog/readLambdaSettings';
import { describeFunctions } from '../references/describeFunctions';
import { describeSearched } from '../references/describeSearched';
import type { EntityFacts, StoredReference } from '../references/entityFacts';
import { toTagKey } from '../tags/TagStates';
import type { StoredEntity } from './ReportStore';
import { isPulled, summarizeReferences } from './summarizeReferences';

/** The times of the configuration that a report repeats. */
export interface ReportTimes {
  collectionMs: number;
  staleAfterMs: number;
}

/** The report of an entity for which nothing is collected. */
export function composeNotApplicable(
  entityRef: string,
  reason: 'filter' | 'disabled',
  times: ReportTimes,
): EntityReport {
  return {
    ...composeEmpty(entityRef, times),
    status: 'not-applicable',
    reason:
      reason === 'disabled'
        ? `The annotation ${ANNOTATION_ENABLED} of the entity is 'false'.`
        : 'The entity does not match the filter lambdaCompat.entityFilter, which says what a Lambda is.',
    canRefresh: false,
  };
}

/**
 * The report of an entity that nobody has read yet, with what the entity itself
 * says.
 */
export function composeNeverCollected(
  subject: LambdaSubject,
  stored: StoredEntity | undefined,
  times: ReportTimes,
): EntityReport {
  const settings = readLambdaSettings(subject);
  return {
    ...composeEmpty(subject.entityRef, times),
    status: stored?.failure ? 'failed' : 'never-collected',
    attemptedAt: stored?.attemptedAt ?? null,
    nextDueAt: stored?.nextDueAt ?? null,
    failure: stored?.failure ?? null,
    searched: describeSearched(settings),
    functions: describeFunctions(settings, []).functions,
    problems: settings.problems,
  };
}

/** The report of an entity that was read. */
export function composeCollected(
  stored: StoredEntity,
  facts: EntityFacts,
  options: {
    fixes: ReadonlyMap<StoredReference, ReferenceFix>;
    /** By `toTagKey`; undefined where tags are not watched at all. */
    tags: ReadonlyMap<string, ReportedTagState> | undefined;
    times: ReportTimes;
    now: number;
  },
): EntityReport {
  const { fixes, tags, times, now } = options;
  const { collectedAt, failure } = stored;
  const summary = summarizeReferences(facts.references);
  const status = getStatus(facts, Boolean(failure));
  return {
    ...composeEmpty(stored.subject.entityRef, times),
    status,
    reason: status === 'nothing-found' ? explainNothing(facts) : null,
    stale:
      collectedAt !== null &&
      now - Date.parse(collectedAt) > times.staleAfterMs,
    collectedAt,
    attemptedAt: stored.attemptedAt,
    nextDueAt: stored.nextDueAt,
    failure,
    source: facts.source,
    searched: facts.searched,
    files: facts.files,
    functions: facts.functions,
    references: facts.references.map(reference =>
      toReported(reference, fixes.get(reference), tags),
    ),
    summary,
    problems: facts.problems,
  };
}

function getStatus(facts: EntityFacts, failed: boolean): ReportStatus {
  const { files } = facts;
  const nothingRead =
    files.length > 0 && files.every(({ status }) => status === 'failed');
  if (failed || nothingRead) {
    return 'failed';
  }
  const pulled = facts.references.filter(isPulled);
  const isPartial =
    files.some(({ status }) => status !== 'read') ||
    pulled.some(
      ({ pinClass }) => pinClass === 'unresolved' || pinClass === 'invalid',
    );
  if (isPartial) {
    return 'partial';
  }
  return pulled.length > 0 ? 'complete' : 'nothing-found';
}

function explainNothing({ files, references, searched }: EntityFacts): string {
  if (files.length === 0) {
    return `No build file was found. Looked for ${searched.join(', ')}.`;
  }
  return references.some(({ kind }) => kind === 'scratch')
    ? 'The build pulls no image: it starts from scratch.'
    : 'The build pulls no image.';
}

function toReported(
  { pin, ...reference }: StoredReference,
  fix: ReferenceFix | undefined,
  tags: ReadonlyMap<string, ReportedTagState> | undefined,
): ReportedReference {
  const { normalized } = reference;
  const state = normalized?.tag ? tags?.get(toTagKey(normalized)) : undefined;
  return {
    ...reference,
    fix: pin.kind === 'plan' ? fix ?? { kind: 'digest-needed' } : pin,
    ...(tags && { tagState: state ?? null }),
  };
}

function composeEmpty(entityRef: string, times: ReportTimes): EntityReport {
  return {
    entityRef,
    status: 'never-collected',
    reason: null,
    stale: false,
    collectedAt: null,
    attemptedAt: null,
    nextDueAt: null,
    intervalSeconds: Math.round(times.collectionMs / 1000),
    staleAfterSeconds: Math.round(times.staleAfterMs / 1000),
    failure: null,
    source: null,
    searched: [],
    files: [],
    functions: [],
    references: [],
    summary: summarizeReferences([]),
    problems: [],
    canRefresh: true,
  };
}
