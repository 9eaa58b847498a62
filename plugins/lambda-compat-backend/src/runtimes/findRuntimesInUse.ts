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

import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Architecture } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import { unpackSmall } from '../artifacts/contents';
import { KEY_SEPARATOR } from '../coverage/describeCoverage';
import {
  type FunctionVerdictsRow,
  TABLE_VERDICTS,
} from '../database/compatibilityTables';
import { type LambdaEntitiesRow, TABLE_ENTITIES } from '../database/tables';

/** A runtime, and an architecture on which functions are on it. */
export interface RuntimeInUse {
  runtime: string;
  architecture: Architecture;
}

const ARCHITECTURES: readonly Architecture[] = ['x86_64', 'arm64'];
const PAGE = 200;

/** The runtimes of all entities: by their columns, so that it is cheap. */
export async function listRuntimes(knex: Knex): Promise<Set<string>> {
  const keys: string[] = await knex<LambdaEntitiesRow>(TABLE_ENTITIES)
    .whereNot('runtime_key', '')
    .distinct('runtime_key')
    .pluck('runtime_key');
  return new Set(keys.flatMap(key => key.split(KEY_SEPARATOR)));
}

/**
 * On which architectures functions are on runtimes, by what was concluded of
 * each function. It stops as soon as all that could be found has been.
 */
export async function findRuntimesInUse(
  knex: Knex,
  runtimes: ReadonlySet<string>,
): Promise<RuntimeInUse[]> {
  const found = new Map<string, RuntimeInUse>();
  const most = runtimes.size * ARCHITECTURES.length;
  let last: Pick<FunctionVerdictsRow, 'entity_ref' | 'position'> | undefined;
  while (found.size < most) {
    const rows = await readPage(knex, last);
    for (const { content } of rows) {
      const { runtime, architecture } =
        unpackSmall<FunctionCompatibility>(content);
      if (
        runtime.value !== null &&
        architecture.value !== null &&
        runtimes.has(runtime.value)
      ) {
        found.set(`${runtime.value} ${architecture.value}`, {
          runtime: runtime.value,
          architecture: architecture.value,
        });
      }
    }
    if (rows.length < PAGE) {
      break;
    }
    last = rows[rows.length - 1];
  }
  return [...found.values()];
}

function readPage(
  knex: Knex,
  last: Pick<FunctionVerdictsRow, 'entity_ref' | 'position'> | undefined,
): Promise<Array<Omit<FunctionVerdictsRow, 'upload_id' | 'facts_key'>>> {
  const rows = knex<FunctionVerdictsRow>(TABLE_VERDICTS)
    .orderBy('entity_ref')
    .orderBy('position')
    .limit(PAGE)
    .select('entity_ref', 'position', 'content');
  return last
    ? rows.where(after =>
        after
          .where('entity_ref', '>', last.entity_ref)
          .orWhere(same =>
            same
              .where('entity_ref', last.entity_ref)
              .andWhere('position', '>', last.position),
          ),
      )
    : rows;
}
