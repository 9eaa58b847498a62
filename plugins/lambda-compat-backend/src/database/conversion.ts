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
  Problem,
  ReportedFile,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { DateTime } from 'luxon';
import {
  type EntityPlacement,
  getPlacementKey,
} from '../catalog/entityPlacement';
import type { LambdaEntity } from '../catalog/LambdaEntitySource';
import { getCountedClass, KEY_SEPARATOR } from '../coverage/describeCoverage';
import { toPinRank } from '../coverage/pinRanks';
import type {
  EntityFacts,
  StoredFile,
  StoredReference,
} from '../references/entityFacts';
import type { StoredEntity } from '../reports/ReportStore';
import type {
  DbDate,
  ImageReferencesRow,
  LambdaEntitiesRow,
  PlacementColumns,
  ProblemsRow,
  ReferenceFilesRow,
} from './tables';

// PostgreSQL refuses keys above 2,704 bytes, and text in UTF-8 has up to three
// bytes per character. These are parts of keys together with an entity ref.
const MAX_FILE_LENGTH = 500;
// A name of the domain name system and a port; the engine bounds the rest.
const MAX_REGISTRY_LENGTH = 259;

// What is searched for is shorter. Texts from build files can be longer than a
// reader would ever look at. These are parts of keys, too.
const MAX_SEARCH_TEXT_LENGTH = 600;

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
  { committedMs = 0, ...file }: StoredFile,
  position: number,
): ReferenceFilesRow {
  return {
    entity_ref: entityRef,
    position,
    ...file,
    committed_ms: committedMs,
  };
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
  const normalized = getNormalized(reference);
  const [counted] = getCountedClass(reference);
  return {
    entity_ref: entityRef,
    reference_id: reference.id,
    position,
    pin_class: reference.pinClass,
    reachable: reference.reachable,
    registry: normalized?.registry ?? null,
    repository: normalized?.repository ?? null,
    tag: normalized?.tag ?? null,
    digest: normalized?.digest ?? null,
    details: JSON.stringify(details),
    pin: JSON.stringify(pin),
    counted: counted !== undefined,
    pin_rank: counted ? toPinRank(counted) : 0,
    image: getImage(reference),
    file: toPlainText(reference.place.file).slice(0, MAX_FILE_LENGTH),
    line: reference.startLine,
    search_text: toSearchText([
      reference.raw,
      reference.resolved,
      reference.place.file,
    ]),
  };
}

/** Nothing where no registry can have the name: it would not fit the index. */
function getNormalized({ normalized }: StoredReference) {
  return normalized && normalized.registry.length <= MAX_REGISTRY_LENGTH
    ? normalized
    : null;
}

/** `registry/repository`, where the reference names exactly one. */
function getImage(reference: StoredReference): string {
  const normalized = getNormalized(reference);
  return normalized &&
    reference.candidates.length === 0 &&
    reference.pinClass !== 'unresolved'
    ? `${normalized.registry}/${normalized.repository}`
    : '';
}

export function toReference(
  row: Pick<ImageReferencesRow, 'details' | 'pin'>,
): StoredReference {
  return { ...JSON.parse(row.details), pin: JSON.parse(row.pin) };
}

/** The columns of an entity that hold what the catalog says about it. */
export function toPlacementColumns({
  subject,
  placement,
}: LambdaEntity): PlacementColumns {
  const { title, owners, system, lifecycle }: EntityPlacement = placement;
  return {
    placement_key: getPlacementKey(placement),
    sort_name: (title ?? subject.name).toLowerCase(),
    title,
    search_text: toSearchText([subject.entityRef, title]),
    owner_key: owners.join(KEY_SEPARATOR),
    system_ref: system ?? '',
    lifecycle: lifecycle ?? '',
  };
}

export function toProblemRow(
  entityRef: string,
  origin: ProblemsRow['origin'],
  problem: Problem,
  position: number,
): ProblemsRow {
  const { code, severity, line } = problem;
  const [message, fix, file, annotation] = [
    problem.message,
    problem.fix,
    problem.file,
    problem.annotation,
  ].map(text => (text === undefined ? null : toPlainText(text)));
  return {
    entity_ref: entityRef,
    origin,
    position,
    code,
    severity_rank: severity === 'error' ? 0 : 1,
    message: message ?? '',
    fix: fix ?? '',
    file,
    line: line ?? null,
    annotation,
    search_text: toSearchText([message, file, annotation]),
  };
}

function toSearchText(parts: ReadonlyArray<string | null>): string {
  // Most references resolve to what they say.
  const text = [...new Set(parts)].filter(part => part !== null).join(' ');
  return toPlainText(text).slice(0, MAX_SEARCH_TEXT_LENGTH).toLowerCase();
}

/** PostgreSQL keeps no zero characters in text. */
function toPlainText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}
