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
  type ComponentCoverage,
  COUNTED_PIN_CLASSES,
  type ProblemListItem,
  type ReferenceListItem,
  type RiskComponent,
  type WhatIfComponent,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Column } from './toCsv';

interface Placed {
  entityRef: string;
  title: string | null;
  owners: string[];
  system: string | null;
}

/** The columns that each table begins with. */
const PLACE_COLUMNS: Array<Column<Placed>> = [
  { header: 'entityRef', read: item => item.entityRef },
  { header: 'title', read: item => item.title },
  { header: 'owners', read: item => item.owners.join(', ') },
  { header: 'system', read: item => item.system },
];

const LAST_READ: Column<{ collectedAt: string | null }> = {
  header: 'lastRead',
  read: item => item.collectedAt,
};

export const componentColumns: Array<Column<ComponentCoverage>> = [
  ...PLACE_COLUMNS,
  { header: 'lifecycle', read: item => item.lifecycle },
  { header: 'runtimes', read: item => item.runtimes.join(', ') },
  { header: 'state', read: item => item.state },
  { header: 'weakest', read: item => item.weakest },
  { header: 'references', read: item => item.references.total },
  ...COUNTED_PIN_CLASSES.map(pinClass => ({
    header: pinClass,
    read: (item: ComponentCoverage) => item.references.byClass[pinClass],
  })),
  LAST_READ,
  { header: 'stale', read: item => item.stale },
  { header: 'failing', read: item => item.failing },
  { header: 'problems', read: item => item.problems.total },
  {
    header: 'firstProblem',
    read: item => item.problems.first?.message ?? null,
  },
];

export const referenceColumns: Array<Column<ReferenceListItem>> = [
  ...PLACE_COLUMNS,
  { header: 'image', read: item => item.image },
  { header: 'raw', read: item => item.raw },
  { header: 'resolved', read: item => item.resolved },
  { header: 'pinClass', read: item => item.pinClass },
  { header: 'origin', read: item => item.origin },
  { header: 'role', read: item => item.role },
  { header: 'file', read: item => item.file },
  { header: 'line', read: item => item.line },
  { header: 'url', read: item => item.url },
  LAST_READ,
];

export const problemColumns: Array<Column<ProblemListItem>> = [
  ...PLACE_COLUMNS,
  { header: 'code', read: item => item.code },
  { header: 'severity', read: item => item.severity },
  { header: 'message', read: item => item.message },
  { header: 'fix', read: item => item.fix },
  { header: 'file', read: item => item.file ?? null },
  { header: 'line', read: item => item.line ?? null },
  { header: 'annotation', read: item => item.annotation ?? null },
  LAST_READ,
];

export const riskColumns: Array<Column<RiskComponent>> = [
  ...PLACE_COLUMNS,
  { header: 'lifecycle', read: item => item.lifecycle },
  { header: 'runtimes', read: item => item.runtimes.join(', ') },
  { header: 'verdict', read: item => item.verdict },
  { header: 'sentence', read: item => item.sentence },
  { header: 'rules', read: item => item.rules.join(', ') },
  { header: 'functions', read: item => item.functions },
  { header: 'measured', read: item => item.measured },
  { header: 'measuredAt', read: item => item.measuredAt },
];

export const whatIfColumns: Array<Column<WhatIfComponent>> = [
  ...PLACE_COLUMNS,
  { header: 'runtimes', read: item => item.runtimes.join(', ') },
  { header: 'verdict', read: item => item.verdict },
  { header: 'outcome', read: item => item.outcome },
  { header: 'reason', read: item => item.reason },
];
