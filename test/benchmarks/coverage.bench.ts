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

/* eslint-disable no-console -- its lines are what it is for */

import type { JsonObject } from '@backstage/types';
import { fillCatalog } from './coverage/fillCatalog';
import { fillCoverage } from './coverage/fillCoverage';
import { fillHistory } from './coverage/fillHistory';
import { createOrganization } from './coverage/organization';
import { checkRequests, listRequests, THEIRS } from './coverage/requests';
import { type Portal, startPortal } from './coverage/startPortal';
import { measure, printRatio } from './coverage/timing';

const SMALL = 1_000;
const LARGE = 10_000;

/** Of the catalog's own page with as many items. */
const LIMIT_OF_CATALOG = 1;
/** Of ourselves with a tenth of the components. */
const LIMIT_OF_GROWTH = 1.5;

const RESTRICTED_TO = [0, 1, 2, 3].map(team => `group:default/team-${team}`);

async function openPortal(
  database: JsonObject,
  components: number,
): Promise<Portal & { owner: string }> {
  const { buildFiles, entities, owner } = createOrganization(components);
  const portal = await startPortal(database);
  await fillCatalog(portal.catalog, entities);
  await analyze(portal.catalog);
  await fillCoverage(portal.plugin, buildFiles);
  await fillHistory(portal.plugin.knex);
  await analyze(portal.plugin.knex);
  return { ...portal, owner };
}

/** Both engines choose better plans then; PostgreSQL does it by itself in time. */
async function analyze(knex: Portal['catalog']): Promise<void> {
  await knex.raw(
    knex.client.config.client === 'pg' ? 'VACUUM ANALYZE' : 'ANALYZE',
  );
}

async function compareOn(
  engine: string,
  describeDatabase: (components: number) => JsonObject,
): Promise<void> {
  const small = await openPortal(describeDatabase(SMALL), SMALL);
  const large = await openPortal(describeDatabase(LARGE), LARGE);
  const smallRequests = await listRequests(small, small.owner);
  const requests = await listRequests(large, large.owner);
  await checkRequests(small, smallRequests);
  await checkRequests(large, [...requests, { name: 'by-query', path: THEIRS }]);

  for (const [index, { name, path }] of requests.entries()) {
    const [ours, theirs, before] = await measure([
      () => large.get(path),
      () => large.get(THEIRS),
      () => small.get(smallRequests[index].path),
    ]);
    const label = `${engine}, ${name}`;
    printRatio(`${label}, by-query`, ours, theirs, LIMIT_OF_CATALOG);
    printRatio(`${label}, 10 × the components`, ours, before, LIMIT_OF_GROWTH);
  }

  large.restrictTo(RESTRICTED_TO);
  for (const { name, path } of requests.filter(request =>
    ['summary', 'groups by owner', 'components by weakest,asc'].includes(
      request.name,
    ),
  )) {
    const [ours, theirs] = await measure([
      () => large.get(path),
      () => large.get(THEIRS),
    ]);
    printRatio(`${engine}, ${name}, conditional permission`, ours, theirs);
  }
  await small.stop();
  await large.stop();
}

/**
 * Every page and grouping of the organization at 10,000 components and 30,000
 * references over HTTP: against the catalog's page of components of the same
 * size, and against ourselves at 1,000 components. The last lines are for
 * information: a caller who may read the components of four teams.
 */
export async function run(): Promise<void> {
  await compareOn('SQLite', () => ({
    client: 'better-sqlite3',
    connection: ':memory:',
  }));
  const { startPostgres } = await import('../support/postgres.mjs');
  const postgres = await startPostgres();
  try {
    await compareOn('PostgreSQL', components => ({
      client: 'pg',
      connection: postgres.connectionString,
      prefix: `portal_${components}_`,
    }));
  } finally {
    await postgres.stop();
  }
}

if (require.main === module) {
  run().then(
    // What a backend leaves running would keep the process for minutes.
    () => process.exit(),
    error => {
      console.error(error);
      process.exit(1);
    },
  );
}
