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
  type ReferenceFilter,
  type ReferenceListItem,
  type ReferenceOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  type ImageReferencesRow,
  TABLE_REFERENCES,
} from '../../database/tables';
import type { StoredReference } from '../../references/entityFacts';
import type { ListPage, ListQuery } from '../CoverageStore';
import { toPinColumn, toPinRank } from '../pinRanks';
import {
  asksForComponent,
  countCells,
  countRows,
  hasOnlyScope,
} from './counts';
import { type KeyColumn, readPage } from './keyset';
import {
  toStored,
  whereFoundWithComponent,
  whereInScope,
  whereVisible,
} from './predicates';
import type { Reading } from './reading';
import {
  COMPONENT_COLUMNS,
  type ComponentColumns,
  joinComponents,
  toComponentOfRow,
} from './rows';

const COMPONENT_KEY: readonly KeyColumn[] = [
  { column: 'r.entity_ref', kind: 'text' },
  { column: 'r.position', kind: 'integer' },
];

const KEYS: Record<ReferenceOrderField, readonly KeyColumn[]> = {
  image: [{ column: 'r.image', kind: 'text' }, ...COMPONENT_KEY],
  pinClass: [{ column: 'r.pin_rank', kind: 'integer' }, ...COMPONENT_KEY],
  component: COMPONENT_KEY,
  file: [{ column: 'r.file', kind: 'text' }, ...COMPONENT_KEY],
};

const COLUMNS = [
  'r.entity_ref',
  'r.reference_id',
  'r.position',
  'r.pin_class',
  'r.pin_rank',
  'r.image',
  'r.file',
  'r.line',
  'r.details',
  ...COMPONENT_COLUMNS,
];

/** A page of the counted references that the filter leaves. */
export async function readReferences(
  reading: Reading,
  query: ListQuery<ReferenceFilter, ReferenceOrderField>,
): Promise<ListPage<ReferenceListItem>> {
  const { filter, orderField, withTotal } = query;
  const { rows, next, previous } = await readPage<
    ImageReferencesRow & ComponentColumns
  >(
    selectReferences(reading, filter).select(
      KEYS[orderField].map(({ column }) => column),
    ),
    KEYS[orderField],
    query,
    page => completeReferences(reading, page),
  );
  return {
    items: rows.map(toItem),
    totalItems: withTotal ? await countReferences(reading, filter) : 0,
    next,
    previous,
  };
}

/** The texts are far wider than what a page is chosen by. */
function completeReferences(
  { knex }: Reading,
  page: Knex.QueryBuilder,
): Knex.QueryBuilder {
  const references = knex(page.as('page')).join(
    { r: TABLE_REFERENCES },
    { 'r.entity_ref': 'page.entity_ref', 'r.position': 'page.position' },
  );
  return joinComponents(references, 'r').select(COLUMNS);
}

/** With the components as `e`, where the filter needs them. */
function selectReferences(
  reading: Reading,
  filter: ReferenceFilter,
): Knex.QueryBuilder {
  const references = reading
    .knex({ r: TABLE_REFERENCES })
    .where('r.counted', true);
  whereInScope(reading, references, filter, 'e');
  whereVisible(reading, references, 'r.entity_ref');
  if (filter.state?.length) {
    references.whereIn('e.pin_state', filter.state);
  }
  if (filter.pinClass?.length) {
    references.whereIn('r.pin_rank', filter.pinClass.map(toPinRank));
  }
  if (filter.image?.length) {
    references.whereIn('r.image', toStored(filter.image));
  }
  whereFoundWithComponent(reading, references, 'r', filter.search);
  return asksForComponent(filter)
    ? joinComponents(references, 'r')
    : references;
}

async function countReferences(
  reading: Reading,
  filter: ReferenceFilter,
): Promise<number> {
  const count = () => countRows(selectReferences(reading, filter));
  if (!hasOnlyScope(filter, 'pinClass')) {
    return count();
  }
  const classes = filter.pinClass?.length
    ? filter.pinClass
    : COUNTED_PIN_CLASSES;
  return countCells(
    reading,
    filter,
    classes.map(name => toPinColumn('pins', name)),
    count,
  );
}

function toItem(row: ImageReferencesRow & ComponentColumns): ReferenceListItem {
  const details: Omit<StoredReference, 'pin'> = JSON.parse(row.details);
  return {
    ...toComponentOfRow(row),
    id: row.reference_id,
    origin: details.origin,
    raw: details.raw,
    resolved: details.resolved,
    image: row.image || null,
    pinClass: row.pin_class as CountedPinClass,
    role: details.role,
    file: row.file,
    line: row.line,
    url: details.url,
  };
}
