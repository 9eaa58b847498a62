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
  RiskComponent,
  RiskFilter,
  RiskOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { type RuleId, VERDICTS } from '@lambda-compat/compatibility';
import type { Knex } from 'knex';
import type { ListPage, ListQuery } from '../../coverage/CoverageStore';
import { toCollectedAt } from '../../coverage/queries/ages';
import { countRows } from '../../coverage/queries/counts';
import { type KeyColumn, readPage } from '../../coverage/queries/keyset';
import { whereInScope, whereVisible } from '../../coverage/queries/predicates';
import type { Reading } from '../../coverage/queries/reading';
import { splitKey } from '../../coverage/queries/rows';
import {
  type JudgedEntityRow,
  TABLE_RULES,
} from '../../database/compatibilityTables';
import { TABLE_ENTITIES } from '../../database/tables';
import { whereText } from './whereText';

const ORDERS: Record<RiskOrderField, KeyColumn> = {
  name: { column: 'e.sort_name', kind: 'text' },
  owner: { column: 'e.owner_key', kind: 'text' },
  system: { column: 'e.system_ref', kind: 'text' },
  runtime: { column: 'e.runtime_key', kind: 'text' },
  verdict: { column: 'e.verdict_rank', kind: 'integer' },
  measuredAt: { column: 'e.measured_ms', kind: 'bigint' },
};

const COLUMNS = [
  'entity_ref',
  'sort_name',
  'title',
  'owner_key',
  'system_ref',
  'lifecycle',
  'runtime_key',
  'verdict_rank',
  'verdict_sentence',
  'verdict_rules',
  'functions_total',
  'functions_measured',
  'measured_ms',
];

/** A page of the components that the filter leaves. */
export async function readRiskComponents(
  reading: Reading,
  query: ListQuery<RiskFilter, RiskOrderField>,
): Promise<ListPage<RiskComponent>> {
  const { filter, orderField, withTotal } = query;
  const { rows, next, previous } = await readPage<JudgedEntityRow>(
    selectComponents(reading, filter).select(COLUMNS.map(name => `e.${name}`)),
    [ORDERS[orderField], { column: 'e.entity_ref', kind: 'text' }],
    query,
  );
  return {
    items: rows.map(toComponent),
    totalItems: withTotal
      ? await countRows(selectComponents(reading, filter))
      : 0,
    next,
    previous,
  };
}

function selectComponents(
  reading: Reading,
  filter: RiskFilter,
): Knex.QueryBuilder {
  const { knex } = reading;
  const components = knex({ e: TABLE_ENTITIES });
  whereInScope(reading, components, filter, 'e');
  whereVisible(reading, components, 'e.entity_ref');
  if (filter.verdict?.length) {
    components.whereIn(
      'e.verdict_rank',
      filter.verdict.map(verdict => VERDICTS.indexOf(verdict)),
    );
  }
  if (filter.rule?.length) {
    components.whereIn(
      'e.entity_ref',
      knex(TABLE_RULES).select('entity_ref').whereIn('rule', filter.rule),
    );
  }
  whereText(
    reading,
    components,
    ['e.search_text', 'e.verdict_text'],
    filter.search,
  );
  return components;
}

function toComponent(row: JudgedEntityRow): RiskComponent {
  return {
    entityRef: row.entity_ref,
    title: row.title,
    owners: splitKey(row.owner_key),
    system: row.system_ref || null,
    lifecycle: row.lifecycle || null,
    runtimes: splitKey(row.runtime_key),
    verdict: VERDICTS[row.verdict_rank],
    sentence: row.verdict_sentence,
    rules: splitKey(row.verdict_rules) as RuleId[],
    functions: row.functions_total,
    measured: row.functions_measured,
    measuredAt: toCollectedAt(row.measured_ms),
  };
}
