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
  CollectionFailure,
  ReportedFile,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { DateTime } from 'luxon';
import type { EntityFacts, StoredReference } from '../references/entityFacts';
import type { StoredEntity } from '../reports/ReportStore';
import type {
  DbDate,
  ImageReferencesRow,
  LambdaEntitiesRow,
  ReferenceFilesRow,
} from './tables';

/** ISO 8601 in UTC, whatever the engine gives. */
export function toIso(date: DbDate): string {
  const time = typeof date === 'string' ? new Date(date) : date;
  const iso = DateTime.fromMillis(Number(time), { zone: 'utc' }).toISO();
  if (!iso) {
    throw new Error(`The database holds '${date}' where a date is expected`);
  }
  return iso;
}

function toOptionalIso(date: DbDate | null): string | null {
  return date === null ? null : toIso(date);
}

/** Puts together what the three tables hold about one entity. */
export function toStoredEntity(
  entity: LambdaEntitiesRow,
  files: readonly ReferenceFilesRow[],
  references: readonly ImageReferencesRow[],
): StoredEntity {
  return {
    subject: JSON.parse(entity.subject),
    subjectKey: entity.subject_key,
    nextDueAt: toIso(entity.next_due_at),
    attemptedAt: toOptionalIso(entity.attempted_at),
    collectedAt: toOptionalIso(entity.collected_at),
    failure: toFailure(entity),
    facts: entity.source
      ? {
          source: JSON.parse(entity.source),
          searched: JSON.parse(entity.searched ?? '[]'),
          functions: JSON.parse(entity.functions ?? '[]'),
          problems: JSON.parse(entity.problems ?? '[]'),
          files: files.map(toFile),
          references: references.map(toReference),
        }
      : null,
  };
}

function toFailure(row: LambdaEntitiesRow): CollectionFailure | null {
  return row.failure_code && row.failure_message && row.failing_since
    ? {
        code: row.failure_code as CollectionFailure['code'],
        message: row.failure_message,
        since: toIso(row.failing_since),
        attempts: Number(row.failed_attempts),
      }
    : null;
}

/** The columns of an entity that hold its facts. */
export function toFactsColumns(facts: EntityFacts) {
  return {
    source: JSON.stringify(facts.source),
    searched: JSON.stringify(facts.searched),
    functions: JSON.stringify(facts.functions),
    problems: JSON.stringify(facts.problems),
  };
}

export function toFileRow(
  entityRef: string,
  file: ReportedFile,
  position: number,
): ReferenceFilesRow {
  return { entity_ref: entityRef, position, ...file };
}

function toFile(row: ReferenceFilesRow): ReportedFile {
  return {
    path: row.path,
    url: row.url,
    status: row.status as ReportedFile['status'],
    message: row.message,
    line: row.line,
    target: row.target,
  };
}

export function toReferenceRow(
  entityRef: string,
  reference: StoredReference,
  position: number,
): ImageReferencesRow {
  const { pin, ...details } = reference;
  return {
    entity_ref: entityRef,
    reference_id: reference.id,
    position,
    pin_class: reference.pinClass,
    reachable: reference.reachable,
    registry: reference.normalized?.registry ?? null,
    repository: reference.normalized?.repository ?? null,
    tag: reference.normalized?.tag ?? null,
    digest: reference.normalized?.digest ?? null,
    details: JSON.stringify(details),
    pin: JSON.stringify(pin),
  };
}

export function toReference(
  row: Pick<ImageReferencesRow, 'details' | 'pin'>,
): StoredReference {
  return { ...JSON.parse(row.details), pin: JSON.parse(row.pin) };
}
