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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolve } from 'node:path';
import { openDatabase } from './migrations';

const DIRECTORY = resolve(__dirname, '../../migrations');

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('migrations, %p', databaseId => {
  it('go up, hold data, go down, and up again', async () => {
    const knex = await databases.init(databaseId);
    await openDatabase(mockServices.database({ knex }));

    const due = new Date(Date.UTC(2026, 0, 1));
    await knex('lambda_entities').insert({
      entity_ref: 'component:default/orders',
      subject: '{}',
      subject_key: 'k',
      source_host: 'github.com',
      next_due_at: due,
    });
    await knex('reference_files').insert({
      entity_ref: 'component:default/orders',
      position: 0,
      path: 'Dockerfile',
      status: 'read',
    });
    await knex('image_references').insert({
      entity_ref: 'component:default/orders',
      reference_id: 'r',
      position: 0,
      pin_class: 'floating',
      reachable: true,
      details: '{}',
      pin: '{}',
    });

    const row = await knex('lambda_entities').first();
    expect(row.failed_attempts).toBe(0);
    expect(new Date(row.next_due_at)).toEqual(due);
    await expect(
      knex('lambda_entities').insert({ ...row, subject: null }),
    ).rejects.toThrow();
    await expect(
      knex('image_references').insert({
        ...(await knex('image_references').first()),
        position: 1,
      }),
    ).rejects.toThrow();

    await knex.migrate.down({ directory: DIRECTORY });
    for (const table of [
      'lambda_entities',
      'reference_files',
      'image_references',
    ]) {
      await expect(knex.schema.hasTable(table)).resolves.toBe(false);
    }
    await knex.migrate.latest({ directory: DIRECTORY });
    await expect(knex('lambda_entities').select()).resolves.toEqual([]);
  });

  it('leave the database alone where they are switched off', async () => {
    const knex = await databases.init(databaseId);
    await openDatabase({
      getClient: async () => knex,
      migrations: { skip: true },
    });
    await expect(knex.schema.hasTable('lambda_entities')).resolves.toBe(false);
  });
});
