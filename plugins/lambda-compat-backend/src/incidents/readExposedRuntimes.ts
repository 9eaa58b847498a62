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
import type { Architecture, PackageType } from '@lambda-compat/lambda-runtimes';
import { unpackSmall } from '../artifacts/contents';
import type { Reading } from '../coverage/queries/reading';
import {
  type FunctionVerdictsRow,
  TABLE_VERDICTS,
} from '../database/compatibilityTables';
import { toChunks } from '../database/statements';
import { parseDetails } from '../tags/exposure/impactRows';
import {
  type ExposingMove,
  type ImpactRow,
  readEffects,
  selectImpact,
  toExposureRank,
} from '../tags/exposure/selectImpact';
import { groupRows } from '../tags/queries/tagRows';

/** A runtime that exposed functions are on. */
export interface ExposedRuntime {
  runtime: string;
  architecture: Architecture;
  packageType: PackageType;
  /** Exposed components on it that the caller may read. */
  components: number;
}

/** What of a function says what it runs on. */
type Environment = Pick<
  ExposedRuntime,
  'runtime' | 'architecture' | 'packageType'
>;

type PlaceRow = Pick<ImpactRow, 'entity_ref' | 'platform' | 'details'>;

const ARCHITECTURES: Record<string, Architecture> = {
  'linux/amd64': 'x86_64',
  'linux/arm64': 'arm64',
};

/** A component has one function or a few; what more there is changes nothing. */
const MAX_FUNCTIONS = 100;

/** What of a function is said in its verdict, which is much larger. */
type Described = Pick<
  FunctionCompatibility,
  'runtime' | 'architecture' | 'packageType'
>;

/** Some 300 bytes each. */
const MAX_KEPT = 20_000;

/**
 * By what the verdict follows from, so that it cannot be outdated: who looks at
 * an incident comes back, and unpacking thousands of verdicts takes a second.
 */
const kept = new Map<string, Described>();

/**
 * On which runtimes the functions are that a move exposes, most components
 * first. Functions of which the runtime is not known are on none, and so are
 * image functions that run on the image itself.
 */
export async function readExposedRuntimes(
  reading: Reading,
  move: ExposingMove,
): Promise<ExposedRuntime[]> {
  const { knex } = reading;
  const effects = await readEffects(reading, move);
  const places: PlaceRow[] = await knex(
    selectImpact(reading, move, effects).as('i'),
  )
    .where('i.exposure_rank', '<', toExposureRank('not-exposed'))
    .orderBy(['i.entity_ref', 'i.reference_id'])
    .select('i.entity_ref', 'i.platform', 'i.details');
  const byEntity = groupRows(places, row => row.entity_ref);
  const found = new Map<string, ExposedRuntime>();
  for (const chunk of toChunks([...byEntity.keys()])) {
    const functions = await readFunctions(reading, chunk);
    for (const [ref, own] of functions) {
      addComponent(
        found,
        own.flatMap(one => listEnvironments(one, byEntity.get(ref) ?? [])),
      );
    }
  }
  return [...found.values()].sort(compareRuntimes);
}

/** By entity ref. */
async function readFunctions(
  { knex }: Reading,
  entityRefs: readonly string[],
): Promise<Map<string, Described[]>> {
  const rows = await knex<FunctionVerdictsRow>(TABLE_VERDICTS)
    .whereIn('entity_ref', entityRefs)
    .where('position', '<', MAX_FUNCTIONS)
    .select('entity_ref', 'facts_key');
  const missing = new Set(
    rows.flatMap(row => (kept.has(row.facts_key) ? [] : row.entity_ref)),
  );
  const read = new Map<string, Described>();
  if (missing.size > 0) {
    const contents = await knex<FunctionVerdictsRow>(TABLE_VERDICTS)
      .whereIn('entity_ref', [...missing])
      .where('position', '<', MAX_FUNCTIONS)
      .select('facts_key', 'content');
    for (const { content, facts_key: key } of contents) {
      const { architecture, packageType, runtime } =
        unpackSmall<FunctionCompatibility>(content);
      read.set(key, { architecture, packageType, runtime });
    }
  }
  const functions = new Map<string, Described[]>();
  for (const [ref, own] of groupRows(rows, row => row.entity_ref)) {
    functions.set(
      ref,
      own.flatMap(
        row => read.get(row.facts_key) ?? kept.get(row.facts_key) ?? [],
      ),
    );
  }
  if (kept.size + read.size > MAX_KEPT) {
    kept.clear();
  }
  read.forEach((one, key) => kept.set(key, one));
  return functions;
}

/** Each runtime counts a component once. */
function addComponent(
  found: Map<string, ExposedRuntime>,
  environments: readonly Environment[],
): void {
  const own = new Map(environments.map(one => [toKey(one), one]));
  for (const [key, environment] of own) {
    const known = found.get(key);
    found.set(key, {
      ...environment,
      // What runs on the managed runtime is what most functions are.
      ...(known?.packageType === 'zip' && { packageType: 'zip' }),
      components: (known?.components ?? 0) + 1,
    });
  }
}

/** What is built for a platform runs on it, whatever the default says. */
function listEnvironments(
  one: Described,
  places: readonly PlaceRow[],
): Environment[] {
  const packageType = one.packageType.value ?? 'zip';
  return places.flatMap(place => {
    const architecture =
      ARCHITECTURES[place.platform] ?? one.architecture.value;
    const isOwnSystem =
      packageType === 'image' && parseDetails(place).role === 'runtime';
    return one.runtime.value === null || !architecture || isOwnSystem
      ? []
      : { runtime: one.runtime.value, architecture, packageType };
  });
}

function toKey({ runtime, architecture }: Environment): string {
  return `${runtime} ${architecture}`;
}

function compareRuntimes(a: ExposedRuntime, b: ExposedRuntime): number {
  return b.components - a.components || (toKey(a) < toKey(b) ? -1 : 1);
}
