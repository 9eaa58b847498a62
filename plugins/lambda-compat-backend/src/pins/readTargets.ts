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
import type { PinTarget } from '@lambda-compat/compatibility';
import type { Architecture, PackageType } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import { unpackSmall } from '../artifacts/contents';
import {
  type FunctionUploadsRow,
  type FunctionVerdictsRow,
  TABLE_UPLOADS,
  TABLE_VERDICTS,
} from '../database/compatibilityTables';
import { toIso } from '../database/conversion';
import { toChunks } from '../database/statements';
import { groupRows } from '../tags/queries/tagRows';

/** A function for which a build file builds. */
export interface BuiltFunction {
  name: string;
  runtime: string | null;
  architecture: Architecture | null;
  packageType: PackageType;
  language: PinTarget['language'];
  /** Builds that were measured compatible, newest first. */
  compatible: Array<{ atMs: number; number: string | null }>;
}

/** Builds of one component that are looked at. */
const MAX_BUILDS = 200;

/**
 * The functions of components by entity ref. Which of them a build file builds
 * is written nowhere, so each file is taken to build all of them. Functions of
 * which all code was measured and asks for nothing (none of it native, or all
 * static) are left out where there are others: any image fits them.
 */
export async function readBuiltFunctions(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<Map<string, BuiltFunction[]>> {
  const functions = new Map<string, BuiltFunction[]>();
  for (const chunk of toChunks([...new Set(entityRefs)])) {
    const verdicts = await knex<FunctionVerdictsRow>(TABLE_VERDICTS)
      .whereIn('entity_ref', chunk)
      .orderBy(['entity_ref', 'position'])
      .select('entity_ref', 'content');
    const builds = await readCompatibleBuilds(knex, chunk);
    for (const [entityRef, rows] of groupRows(
      verdicts,
      row => row.entity_ref,
    )) {
      const all = rows.map(({ content }) =>
        unpackSmall<FunctionCompatibility>(content),
      );
      const linked = all.filter(
        ({ nativeCode }) => nativeCode !== 'none' && nativeCode !== 'static',
      );
      const counted = linked.length > 0 ? linked : all;
      functions.set(
        entityRef,
        counted.map(one => ({
          name: one.name,
          runtime: one.runtime.value,
          architecture: one.architecture.value,
          packageType: one.packageType.value ?? 'zip',
          language: readLanguage(one),
          compatible: (builds.get(`${entityRef} ${one.name}`) ?? []).map(
            toBuild,
          ),
        })),
      );
    }
  }
  return functions;
}

async function readCompatibleBuilds(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<Map<string, FunctionUploadsRow[]>> {
  const rows: FunctionUploadsRow[] = await knex(
    knex<FunctionUploadsRow>(TABLE_UPLOADS)
      .whereIn('entity_ref', entityRefs)
      .where('built_verdict', 'compatible')
      .select(
        'entity_ref',
        'function_name',
        'measured_ms',
        'build',
        knex.raw(
          'row_number() over (partition by entity_ref order by measured_ms desc, upload_id) as place',
        ),
      )
      .as('ranked'),
  )
    .where('place', '<=', MAX_BUILDS)
    .orderBy('measured_ms', 'desc')
    .select('*');
  return groupRows(rows, row => `${row.entity_ref} ${row.function_name}`);
}

function toBuild(row: FunctionUploadsRow): BuiltFunction['compatible'][number] {
  const build = row.build === null ? {} : JSON.parse(row.build);
  return { atMs: Number(row.measured_ms), number: build.number ?? null };
}

/** What the first native file that counts is built from. */
function readLanguage({
  judgement,
}: FunctionCompatibility): BuiltFunction['language'] {
  const file = judgement.files.find(
    ({ selection }) => selection === 'loaded' || selection === 'library',
  );
  if (!file) {
    return null;
  }
  const { description } = file;
  if (/\bGo\b/.test(description)) {
    return 'go';
  }
  return /\bRust\b/.test(description) ? 'rust' : 'other';
}

/** The newest compatible build while the tag certainly pointed to a digest. */
export function findMeasured(
  { compatible }: Pick<BuiltFunction, 'compatible'>,
  stays: ReadonlyArray<{ fromMs: number; untilMs: number }>,
  sinceMs: number,
): { at: string; number: string | null } | null {
  const build = compatible.find(
    ({ atMs }) =>
      atMs >= sinceMs &&
      stays.some(({ fromMs, untilMs }) => atMs >= fromMs && atMs <= untilMs),
  );
  return build ? { at: toIso(build.atMs), number: build.number } : null;
}
