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
  Problem,
  ProblemListItem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  type LambdaEntitiesRow,
  type ProblemsRow,
  TABLE_ENTITIES,
} from '../../database/tables';
import { KEY_SEPARATOR } from '../describeCoverage';
import { toCollectedAt } from './ages';

/** By `severity_rank`: what has to be mended first is lowest. */
export const SEVERITIES = ['error', 'warning'] as const satisfies ReadonlyArray<
  Problem['severity']
>;

/** What rows of the lists say of the component that they belong to. */
export const COMPONENT_COLUMNS = [
  'e.title',
  'e.owner_key',
  'e.system_ref',
  'e.collected_ms',
];

export type ComponentColumns = Pick<
  LambdaEntitiesRow,
  'entity_ref' | 'title' | 'owner_key' | 'system_ref' | 'collected_ms'
>;

/** Adds the component of each row, as `e`; every row has one. */
export function joinComponents(
  rows: Knex.QueryBuilder,
  alias: string,
): Knex.QueryBuilder {
  return rows.join(
    { e: TABLE_ENTITIES },
    'e.entity_ref',
    `${alias}.entity_ref`,
  );
}

/** @see COMPONENT_COLUMNS */
export function toComponentOfRow(
  row: ComponentColumns,
): Pick<
  ProblemListItem,
  'entityRef' | 'title' | 'owners' | 'system' | 'collectedAt'
> {
  return {
    entityRef: row.entity_ref,
    title: row.title,
    owners: splitKey(row.owner_key),
    system: row.system_ref || null,
    collectedAt: toCollectedAt(row.collected_ms),
  };
}

export function splitKey(key: string): string[] {
  return key === '' ? [] : key.split(KEY_SEPARATOR);
}

export function toProblem(row: ProblemsRow): Problem {
  return {
    code: row.code as Problem['code'],
    severity: SEVERITIES[row.severity_rank],
    message: row.message,
    fix: row.fix,
    ...(row.file !== null && { file: row.file }),
    ...(row.line !== null && { line: row.line }),
    ...(row.annotation !== null && { annotation: row.annotation }),
  };
}
