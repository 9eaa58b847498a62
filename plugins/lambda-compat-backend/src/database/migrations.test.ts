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

const TABLES = [
  'lambda_entities',
  'reference_files',
  'image_references',
  'problems',
  'group_members',
  'coverage_revisions',
  'coverage_cells',
  'coverage_image_cells',
  'coverage_history',
  'coverage_days',
  'measured_contents',
  'function_uploads',
  'upload_artifacts',
  'function_verdicts',
  'entity_rules',
  'watched_tags',
  'tag_intervals',
  'tag_outages',
  'tag_moves',
  'tag_move_platforms',
  'image_contents',
  'tag_consumers',
  'registry_status',
  'layer_contents',
  'image_facts',
  'image_comparisons',
  'runtime_images',
  'runtime_profiles',
  'exposure_windows',
];

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

    await knex.migrate.rollback({ directory: DIRECTORY }, true);
    for (const table of TABLES) {
      await expect(knex.schema.hasTable(table)).resolves.toBe(false);
    }
    await knex.migrate.latest({ directory: DIRECTORY });
    for (const table of TABLES) {
      await expect(knex.schema.hasTable(table)).resolves.toBe(true);
    }
    await expect(knex('lambda_entities').select()).resolves.toEqual([]);
  });

  it('keep what was known before there were numbers, and read it again', async () => {
    const knex = await databases.init(databaseId);
    const first = { directory: DIRECTORY, name: '20261123060000_init.js' };
    await knex.migrate.up(first);
    const before = {
      entity_ref: 'component:default/orders',
      subject: '{"name":"orders"}',
      subject_key: 'k',
      source_host: 'github.com',
      collected_at: new Date(Date.UTC(2026, 0, 1)),
      source: '{}',
      failure_code: 'LC303',
    };
    await knex('lambda_entities').insert({
      ...before,
      next_due_at: new Date(Date.UTC(2099, 0, 1)),
      etag: 'e',
      facts_key: 'f',
    });
    const file = {
      entity_ref: before.entity_ref,
      position: 0,
      path: 'Dockerfile',
      status: 'read',
    };
    await knex('reference_files').insert(file);
    const reference = {
      entity_ref: before.entity_ref,
      reference_id: 'r',
      position: 0,
      pin_class: 'floating',
      details: '{"raw":"node"}',
      pin: '{}',
    };
    await knex('image_references').insert({ ...reference, reachable: true });
    const time = Date.now();

    await openDatabase(mockServices.database({ knex }));
    const {
      next_due_at: due,
      collected_at: collected,
      ...row
    } = await knex('lambda_entities').first();
    expect(row).toMatchObject({
      subject: before.subject,
      source: '{}',
      failure_code: 'LC303',
      etag: null,
      facts_key: null,
      // Other than every key, so that the next comparison sets the rest.
      placement_key: '',
      pin_state: 'never-collected',
      weakest_rank: -1,
      references_total: 0,
    });
    expect(new Date(collected)).toEqual(before.collected_at);
    expect(Math.abs(new Date(due).getTime() - time)).toBeLessThan(60_000);
    await expect(knex('image_references').first()).resolves.toMatchObject({
      details: reference.details,
      image: '',
      pin_rank: 0,
    });
    await expect(knex('coverage_revisions').orderBy('name')).resolves.toEqual([
      { name: 'cells', revision: 0 },
      { name: 'facts', revision: 1 },
    ]);

    await knex('problems').insert({
      entity_ref: before.entity_ref,
      origin: 'facts',
      position: 0,
      code: 'LC101',
      severity_rank: 1,
      message: 'm',
      fix: 'f',
    });
    await knex.migrate.down({
      directory: DIRECTORY,
      name: '20261123090000_coverage.js',
    } as typeof first);
    const entity = await knex('lambda_entities').first();
    expect(entity).toMatchObject({ subject: before.subject });
    expect(entity).not.toHaveProperty('pin_state');
    await expect(knex('reference_files').select('path')).resolves.toEqual([
      { path: 'Dockerfile' },
    ]);
    const kept = await knex('image_references').first();
    expect(kept).toMatchObject({ details: reference.details });
    expect(kept).not.toHaveProperty('counted');
    await expect(knex.schema.hasTable('problems')).resolves.toBe(false);
  });

  it('take compatibility away without what was there before, and judge all anew', async () => {
    const knex = await databases.init(databaseId);
    await openDatabase(mockServices.database({ knex }));
    const compatibility = {
      directory: DIRECTORY,
      name: '20261123120000_compatibility.js',
    };
    const entity = { entity_ref: 'component:default/orders' };
    await knex('lambda_entities').insert({
      ...entity,
      subject: '{}',
      subject_key: 'k',
      source_host: 'github.com',
      next_due_at: new Date(),
      judged_key: 'j',
    });
    await knex('reference_files').insert({
      ...entity,
      position: 0,
      path: 'Dockerfile',
      status: 'read',
    });
    await knex('entity_rules').insert({ ...entity, rule: 'R1' });

    await knex.migrate.down(compatibility as { directory: string });
    await expect(knex('reference_files').select('path')).resolves.toEqual([
      { path: 'Dockerfile' },
    ]);
    const before = await knex('lambda_entities').first();
    expect(before).toMatchObject({ ...entity, subject_key: 'k' });
    expect(before).not.toHaveProperty('verdict_rank');

    await knex.migrate.up(compatibility as { directory: string });
    await expect(knex('lambda_entities').first()).resolves.toMatchObject({
      ...entity,
      // Not known, and due.
      verdict_rank: 2,
      judged_key: '',
      functions_total: 1,
      functions_measured: 0,
    });
    await expect(knex('entity_rules').select()).resolves.toEqual([]);
  });

  it('take tags away without what was there before', async () => {
    const knex = await databases.init(databaseId);
    await openDatabase(mockServices.database({ knex }));
    const tags = { directory: DIRECTORY, name: '20261123150000_tags.js' };
    const entity = { entity_ref: 'component:default/orders' };
    await knex('lambda_entities').insert({
      ...entity,
      subject: '{}',
      subject_key: 'k',
      source_host: 'github.com',
      next_due_at: new Date(),
    });
    await knex('reference_files').insert({
      ...entity,
      position: 0,
      path: 'Dockerfile',
      status: 'read',
    });
    await knex('watched_tags').insert({ tag_id: 't' });
    await expect(knex('watched_tags').first()).resolves.toMatchObject({
      tag_id: 't',
      digest: '',
      lease_id: '',
      pending_moves: 0,
    });

    await knex.migrate.down(tags as { directory: string });
    await expect(knex('reference_files').select('path')).resolves.toEqual([
      { path: 'Dockerfile' },
    ]);
    await expect(knex('lambda_entities').first()).resolves.toMatchObject({
      ...entity,
      subject_key: 'k',
    });
    await knex.migrate.up(tags as { directory: string });
    await expect(knex('watched_tags').select()).resolves.toEqual([]);
    await expect(knex('lambda_entities').first()).resolves.toMatchObject(
      entity,
    );
  });

  it('take contents away without the history of tags', async () => {
    const knex = await databases.init(databaseId);
    await openDatabase(mockServices.database({ knex }));
    const contents = {
      directory: DIRECTORY,
      name: '20261123180000_contents.js',
    };
    await knex('watched_tags').insert({ tag_id: 't' });
    await knex('tag_moves').insert({ move_id: 'm', tag_id: 't' });
    await knex('tag_move_platforms').insert({ move_id: 'm', platform: 'p' });
    await knex('image_facts').insert({ digest: 'd', facts: Buffer.from('f') });
    const row = await knex('image_facts').first();
    expect(row).toMatchObject({ state: '', priority: 0, attempts: 0 });
    expect(row.facts.toString()).toBe('f');
    await expect(
      knex('runtime_profiles').insert({ runtime: 'r', architecture: 'a' }),
    ).rejects.toThrow();

    await knex.migrate.down(contents as { directory: string });
    await expect(knex.schema.hasTable('image_facts')).resolves.toBe(false);
    const move = await knex('tag_moves').first();
    expect(move).toMatchObject({ move_id: 'm', tag_id: 't' });
    expect(move).not.toHaveProperty('contents_state');
    await expect(
      knex('tag_move_platforms').select('move_id', 'platform'),
    ).resolves.toEqual([{ move_id: 'm', platform: 'p' }]);

    await knex.migrate.up(contents as { directory: string });
    // Moves from before are still to be decided.
    await expect(knex('tag_moves').first()).resolves.toMatchObject({
      move_id: 'm',
      contents_state: '',
    });
    await expect(knex('tag_move_platforms').first()).resolves.toMatchObject({
      platform: 'p',
      contents_summary: '',
    });
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
