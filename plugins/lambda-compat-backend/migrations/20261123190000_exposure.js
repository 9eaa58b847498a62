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
 * # Who was exposed to moves of tags, and when
 *
 * Whether a move reaches a component depends on when it was last built. What is
 * known of that stands beside the entity, so that lists are filtered and counted
 * by the database: `builds` names the last build of each function, and the three
 * columns are what statements compare with the time of a move.
 *
 * `exposure_windows` has one row for each time in which the next build of a
 * component would have got what a move brought, or a build had. It refers to
 * nothing: what was stays when entity, tag and move are gone, until it expires.
 *
 * "None" is 0 in columns of times and the empty text in others.
 */

const BUILD_COLUMNS = [
  'builds',
  'built_first_ms',
  'built_unfit_ms',
  'built_clear_ms',
];

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('exposure_windows', table => {
    table.comment('When components were exposed to a move, one row for each');
    table.text('entity_ref').notNullable().comment('Also of gone entities');
    table.text('move_id').notNullable().comment('The move it opened with');
    table.text('tag_id').notNullable();
    addText(table, 'image').comment('registry/repository:tag');
    addText(table, 'reference').comment('As the build file says it');
    addText(table, 'platform').comment('os/architecture; empty: not known');
    addMs(table, 'after_ms').comment('Last look before the move; 0 not known');
    addMs(table, 'before_ms').comment('First look after the move');
    addMs(table, 'closed_ms').comment('0 while it is open');
    addText(table, 'closed_by').comment('Why it closed; empty while open');
    table
      .integer('symbol_versions')
      .notNullable()
      .defaultTo(-1)
      .comment('1: they differ, 0: they do not, -1: not known');
    table.primary(['entity_ref', 'move_id']);
    table.index(['closed_ms', 'entity_ref'], 'exposure_windows_closed_idx');
    table.index(['move_id'], 'exposure_windows_move_idx');
  });

  await knex.schema.alterTable('lambda_entities', table => {
    addText(table, 'builds').comment(
      'JSON of the last build of each function; empty: none is known',
    );
    addMs(table, 'built_first_ms').comment(
      'Oldest last build of its functions; 0: none is known',
    );
    addMs(table, 'built_unfit_ms').comment(
      'Newest last build that was not measured compatible; 0: none',
    );
    addMs(table, 'built_clear_ms').comment(
      'Oldest last build where all are known and compatible; 0 otherwise',
    );
  });
  await knex.schema.alterTable('reference_files', table => {
    addMs(table, 'committed_ms').comment(
      'Last commit that touched it; 0: the source does not say',
    );
  });
  await knex.schema.alterTable('function_uploads', table => {
    addText(table, 'built_verdict').comment(
      'broken, compatible or other, as judged last; empty: not yet',
    );
  });
  await knex.schema.alterTable('watched_tags', table => {
    addText(table, 'exposure_key').comment(
      'What of the tag its components were last made due for',
    );
  });
  // What is stored was concluded without images and builds.
  await knex('lambda_entities').update({ judged_key: '' });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  // By statements of our own: on SQLite the schema builder would replace the
  // table by a copy, and dropping the original deletes what refers to it.
  const drop = (table, column) =>
    knex.raw('alter table ?? drop column ??', [table, column]);
  await drop('watched_tags', 'exposure_key');
  await drop('function_uploads', 'built_verdict');
  await drop('reference_files', 'committed_ms');
  for (const column of BUILD_COLUMNS) {
    await drop('lambda_entities', column);
  }
  await knex.schema.dropTable('exposure_windows');
};

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
function addText(table, name) {
  return table.text(name).notNullable().defaultTo('');
}

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
function addMs(table, name) {
  return table.bigInteger(name).notNullable().defaultTo(0);
}
