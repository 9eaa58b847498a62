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

// @ts-check

/*
 * # Coverage of the organization
 *
 * What lists and numbers need of an entity stands in columns of its own, so
 * that they are filtered, sorted and added up by the database.
 *
 * Groups nest, and an entity can have several owners. `group_members` is the
 * closure of that: it says for each value of an entity's `owner_key`,
 * `system_ref` or `runtime_key` to which groups it counts. A value appears once
 * per group, so an entity in two nested groups is counted once in each.
 *
 * `coverage_cells` and `coverage_image_cells` hold the numbers of all entities
 * with the same owner, system, lifecycle and runtime, and of those that agree in
 * one or two of these or exist at all, so that a sum over the organization does
 * not read every entity. They are a copy: they are right while
 * `coverage_revisions` gives them the revision of the facts, and whoever finds
 * them behind reads the entities instead.
 *
 * "None" is the empty text in these columns: the pages of lists continue after
 * the last value, and null is not comparable.
 */

const STATES = [
  'pinned',
  'dated',
  'unpinned',
  'no_images',
  'never_collected',
  'unreadable',
  'partly_read',
  'no_build_file',
  'expired',
];

const PIN_CLASSES = [
  'digest',
  'dated',
  'exact_os',
  'exact',
  'partial',
  'channel',
  'floating',
  'unresolved',
  'invalid',
];

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('lambda_entities', table => {
    addText(table, 'placement_key').comment(
      'Hash of what the catalog says about name and place of the entity',
    );
    addText(table, 'sort_name').comment('Title or name, in lower case');
    table.text('title').comment('Title, if the entity has one');
    addText(table, 'search_text').comment('Entity ref and title, lower case');
    addText(table, 'owner_key').comment('Owners, sorted, separated by commas');
    addText(table, 'system_ref').comment('System that the entity is part of');
    addText(table, 'lifecycle').comment('spec.lifecycle');
    addText(table, 'runtime_key').comment(
      'Runtimes of the functions, sorted, separated by commas',
    );
    table
      .text('pin_state')
      .notNullable()
      .defaultTo('never-collected')
      .comment('CoverageState of the entity');
    table
      .integer('weakest_rank')
      .notNullable()
      .defaultTo(-1)
      .comment('Rank of the weakest reference; -1 not known, 99 none');
    table
      .integer('references_total')
      .notNullable()
      .defaultTo(0)
      .comment('References that the build pulls');
    addCounts(table, 'pins', PIN_CLASSES);
    table
      .integer('problems_total')
      .notNullable()
      .defaultTo(0)
      .comment('Rows of the entity in the table problems');
    table
      .bigInteger('collected_ms')
      .notNullable()
      .defaultTo(0)
      .comment('collected_at in milliseconds since 1970; 0 never');
    table.index(['sort_name', 'entity_ref'], 'lambda_entities_name_idx');
    table.index(['owner_key', 'entity_ref'], 'lambda_entities_owner_idx');
    table.index(['system_ref', 'entity_ref'], 'lambda_entities_system_idx');
    table.index(['lifecycle', 'entity_ref'], 'lambda_entities_lifecycle_idx');
    table.index(['runtime_key', 'entity_ref'], 'lambda_entities_runtime_idx');
    table.index(['pin_state', 'entity_ref'], 'lambda_entities_state_idx');
    table.index(['weakest_rank', 'entity_ref'], 'lambda_entities_weakest_idx');
    table.index(
      ['references_total', 'entity_ref'],
      'lambda_entities_references_idx',
    );
    table.index(['collected_ms', 'entity_ref'], 'lambda_entities_age_idx');
    // These two are read from end to end, in place of the far wider rows.
    table.index(['search_text', 'entity_ref'], 'lambda_entities_search_idx');
    table.index(
      PIN_CLASSES.map(name => `pins_${name}`),
      'lambda_entities_pins_idx',
    );
    table.index(['entity_ref'], 'lambda_entities_failing_idx', {
      predicate: knex.whereNotNull('failure_code'),
    });
    table.index(
      ['problems_total', 'entity_ref'],
      'lambda_entities_problems_idx',
    );
    // Few components have problems, and owners look for those of theirs.
    table.index(['owner_key', 'entity_ref'], 'lambda_entities_mend_idx', {
      predicate: knex.whereRaw('problems_total > 0'),
    });
  });

  await knex.schema.alterTable('image_references', table => {
    table
      .boolean('counted')
      .notNullable()
      .defaultTo(false)
      .comment('Whether the build pulls it, so that it is in every number');
    table
      .integer('pin_rank')
      .notNullable()
      .defaultTo(0)
      .comment('Rank of pin_class, weakest lowest');
    addText(table, 'image').comment('registry/repository');
    addText(table, 'file').comment('Path of the build file');
    table.integer('line').notNullable().defaultTo(0).comment('From 1');
    addText(table, 'search_text').comment(
      'Text, resolved text and file, in lower case',
    );
    table.index(
      ['counted', 'pin_rank', 'entity_ref', 'position'],
      'image_references_pin_idx',
    );
    table.index(
      ['counted', 'image', 'entity_ref', 'position'],
      'image_references_image_idx',
    );
    table.index(
      ['counted', 'file', 'entity_ref', 'position'],
      'image_references_file_idx',
    );
    table.index(
      ['counted', 'entity_ref', 'position', 'pin_rank'],
      'image_references_entity_idx',
    );
    // Read from end to end, in place of the far wider rows.
    table.index(
      ['counted', 'entity_ref', 'search_text'],
      'image_references_search_idx',
    );
  });

  await knex.schema.createTable('problems', table => {
    table.comment('Mistakes that owners can mend');
    table
      .text('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('lambda_entities')
      .onDelete('CASCADE')
      .comment('The entity that the row belongs to');
    table
      .text('origin')
      .notNullable()
      .comment('facts: found in entity and files; source: the last failure');
    table.integer('position').notNullable().comment('Order, from 0');
    table.text('code').notNullable().comment('ProblemCode');
    table
      .integer('severity_rank')
      .notNullable()
      .comment('0 error, 1 warning: what has to be mended first is lowest');
    table.text('message').notNullable().comment('What is wrong');
    table.text('fix').notNullable().comment('What to do about it');
    table.text('file').comment('Where, if it is in a file');
    table.integer('line').comment('Where in the file, from 1');
    table.text('annotation').comment('Key, if it is an annotation');
    addText(table, 'search_text').comment(
      'Message, file, annotation in lower case',
    );
    table.primary(['entity_ref', 'origin', 'position']);
    table.index(
      ['severity_rank', 'entity_ref', 'origin', 'position'],
      'problems_severity_idx',
    );
    table.index(
      ['code', 'entity_ref', 'origin', 'position'],
      'problems_code_idx',
    );
  });

  await knex.schema.createTable('group_members', table => {
    table.comment('To which groups a value of an entity counts');
    table.text('dimension').notNullable().comment('owner, domain or runtime');
    table
      .text('member')
      .notNullable()
      .comment('owner_key, system_ref or runtime_key of entities');
    table
      .text('group_ref')
      .notNullable()
      .comment('Group, domain or runtime; empty for none');
    table
      .boolean('direct')
      .notNullable()
      .comment('False where it counts by way of a nested group');
    table.primary(['dimension', 'member', 'group_ref']);
    table.index(['dimension', 'group_ref', 'member'], 'group_members_idx');
  });

  await knex.schema.createTable('coverage_revisions', table => {
    table.comment('Whether the copies of the numbers are up to date');
    table.text('name').primary().comment('facts or cells');
    table.integer('revision').notNullable().comment('Counts up');
  });
  await knex('coverage_revisions').insert([
    { name: 'facts', revision: 1 },
    { name: 'cells', revision: 0 },
  ]);

  await knex.schema.createTable('coverage_cells', table => {
    table.comment('Numbers of all entities that agree in the key');
    addCell(table, []);
  });
  await knex.schema.createTable('coverage_image_cells', table => {
    table.comment('The same for each image that the entities pull');
    addCell(table, ['image']);
  });

  await knex.schema.createTable('coverage_history', table => {
    table.comment('Numbers of each entity, one row for each stay');
    // No foreign key: what an entity was stays when the entity is gone.
    table.text('entity_ref').notNullable().comment('Also of gone entities');
    table.text('from_day').notNullable().comment('First day, YYYY-MM-DD');
    addText(table, 'until_day').comment(
      'First day on which it was different or gone; empty while it holds',
    );
    addText(table, 'owner_key').comment('As of those days');
    addText(table, 'system_ref').comment('As of those days');
    addText(table, 'lifecycle').comment('As of those days');
    addText(table, 'runtime_key').comment('As of those days');
    table.text('pin_state').notNullable().comment('CoverageState');
    addCounts(table, 'pins', PIN_CLASSES);
    table.primary(['entity_ref', 'from_day']);
    table.index(['until_day', 'from_day'], 'coverage_history_days_idx');
    // To find the open stay of an entity: most rows are open.
    table.index(['until_day', 'entity_ref'], 'coverage_history_open_idx');
  });
  await knex.schema.createTable('coverage_days', table => {
    table.comment('Days on which the numbers were written down');
    table.text('day').primary().comment('YYYY-MM-DD, UTC');
    table.dateTime('taken_at').notNullable().comment('When that was done');
  });
  await knex.schema.createTable('coverage_day_sums', table => {
    table.comment(
      'Numbers of all entities together on one day, for each state',
    );
    table.text('day').notNullable().comment('YYYY-MM-DD, UTC');
    table.text('pin_state').notNullable().comment('CoverageState');
    table.integer('components').notNullable().comment('Entities');
    addCounts(table, 'pins', PIN_CLASSES);
    table.primary(['day', 'pin_state']);
  });

  // What was collected before has none of the new columns. It is read again.
  await knex('lambda_entities').update({
    etag: null,
    facts_key: null,
    next_due_at: new Date(),
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('coverage_day_sums');
  await knex.schema.dropTable('coverage_days');
  await knex.schema.dropTable('coverage_history');
  await knex.schema.dropTable('coverage_image_cells');
  await knex.schema.dropTable('coverage_cells');
  await knex.schema.dropTable('coverage_revisions');
  await knex.schema.dropTable('group_members');
  await knex.schema.dropTable('problems');
  await knex.schema.alterTable('image_references', table => {
    table.dropIndex([], 'image_references_pin_idx');
    table.dropIndex([], 'image_references_image_idx');
    table.dropIndex([], 'image_references_file_idx');
    table.dropIndex([], 'image_references_entity_idx');
    table.dropIndex([], 'image_references_search_idx');
  });
  await dropColumns(knex, 'image_references', [
    'counted',
    'pin_rank',
    'image',
    'file',
    'line',
    'search_text',
  ]);
  await knex.schema.alterTable('lambda_entities', table => {
    for (const name of [
      'name',
      'owner',
      'system',
      'lifecycle',
      'runtime',
      'state',
      'weakest',
      'references',
      'age',
      'search',
      'mend',
      'pins',
      'failing',
      'problems',
    ]) {
      table.dropIndex([], `lambda_entities_${name}_idx`);
    }
  });
  await dropColumns(knex, 'lambda_entities', [
    'placement_key',
    'sort_name',
    'title',
    'search_text',
    'owner_key',
    'system_ref',
    'lifecycle',
    'runtime_key',
    'pin_state',
    'weakest_rank',
    'references_total',
    ...PIN_CLASSES.map(name => `pins_${name}`),
    'problems_total',
    'collected_ms',
  ]);
};

/**
 * By statements of our own: on SQLite the schema builder would replace the
 * table by a copy, and dropping the original deletes what refers to it.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {string[]} columns
 */
async function dropColumns(knex, table, columns) {
  for (const column of columns) {
    await knex.raw('alter table ?? drop column ??', [table, column]);
  }
}

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
function addText(table, name) {
  return table.text(name).notNullable().defaultTo('');
}

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} prefix
 * @param {string[]} names
 */
function addCounts(table, prefix, names) {
  for (const name of names) {
    table.integer(`${prefix}_${name}`).notNullable().defaultTo(0);
  }
}

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string[]} more - further parts of the key
 */
function addCell(table, more) {
  const key = ['owner_key', 'system_ref', 'lifecycle', 'runtime_key', ...more];
  table
    .text('kept')
    .notNullable()
    .comment('Names of the columns that are told apart; the others are empty');
  for (const name of key) {
    addText(table, name);
  }
  table.primary(['kept', ...key]);
  table.integer('components').notNullable().comment('Entities');
  table
    .integer('with_problems')
    .notNullable()
    .comment('Entities with at least one problem');
  addCounts(table, 'state', STATES);
  addCounts(table, 'weakest', PIN_CLASSES);
  addCounts(table, 'pins', PIN_CLASSES);
}
