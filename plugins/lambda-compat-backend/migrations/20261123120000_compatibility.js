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
 * # Compatibility with runtimes
 *
 * CI uploads what it measured of a function: `function_uploads` has one row for
 * each distinct content, the last ones of each function, and
 * `upload_artifacts` the artifacts of it. The reports themselves are in
 * `measured_contents`, each once, under the hash of what they say: who names
 * the hash of somebody else's artifact cannot change what is known of it.
 *
 * Verdicts follow from uploads, entities and facts. They are stored for
 * reading: in full for each function in `function_verdicts`, and for lists and
 * numbers in columns of `lambda_entities` and in `entity_rules`. `judged_key`
 * says what of the configuration, and which day, they hold for.
 */

const COLUMNS = [
  'verdict_rank',
  'verdict_sentence',
  'verdict_rules',
  'verdict_text',
  'functions_total',
  'functions_measured',
  'measured_ms',
  'judged_key',
];

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('measured_contents', table => {
    table.comment('Reports of artifacts and measured profiles, each once');
    table.text('content_key').primary().comment('SHA-256 of the JSON');
    table.binary('content').notNullable().comment('JSON, gzip');
    table
      .bigInteger('used_ms')
      .notNullable()
      .comment('Last upload of it, milliseconds since 1970');
    table.index(['used_ms'], 'measured_contents_used_idx');
  });

  await knex.schema.createTable('function_uploads', table => {
    table.comment('What CI has measured of functions');
    table.text('upload_id').primary().comment('Told to the one who uploads');
    addEntityRef(table);
    table.text('function_name').notNullable().comment('Unique in the entity');
    table
      .text('upload_key')
      .notNullable()
      .comment('Hash of artifacts and settings, to know the same one again');
    table
      .boolean('current')
      .notNullable()
      .comment('Whether it is the last one measured of the function');
    table.text('runtime').comment('As uploaded, if it was');
    table.text('architecture').comment('As uploaded, if it was');
    table.text('package_type').comment('As uploaded, if it was');
    table.text('profile_key').comment('Content of a measured profile');
    table.text('build').comment('JSON of the build, if it was uploaded');
    table
      .bigInteger('measured_ms')
      .notNullable()
      .comment('As uploaded, milliseconds since 1970');
    table
      .bigInteger('uploaded_ms')
      .notNullable()
      .comment('Last time that it came, milliseconds since 1970');
    table.unique(['entity_ref', 'function_name', 'upload_key'], {
      indexName: 'function_uploads_key_idx',
    });
    table.index(['profile_key'], 'function_uploads_profile_idx');
  });

  await knex.schema.createTable('upload_artifacts', table => {
    table.comment('Artifacts of uploads');
    table.text('upload_id').notNullable().comment('In function_uploads');
    table
      .integer('position')
      .notNullable()
      .comment('0 the function itself, then layers in their order');
    addEntityRef(table);
    table.text('name').notNullable().comment('Of the artifact or the layer');
    table.text('mount').notNullable().comment('function, layer or image');
    table.text('sha256').notNullable().comment('Of the artifact');
    table.text('format').notNullable().comment('ArtifactFormat');
    table.bigInteger('size').notNullable().comment('Bytes');
    table.text('content_key').notNullable().comment('In measured_contents');
    table.primary(['upload_id', 'position']);
    table.index(['content_key'], 'upload_artifacts_content_idx');
    table.index(['entity_ref'], 'upload_artifacts_entity_idx');
  });

  await knex.schema.createTable('function_verdicts', table => {
    table.comment('What was concluded for each function');
    addEntityRef(table);
    table.integer('position').notNullable().comment('Order, from 0');
    table.text('upload_id').comment('What it was concluded from, if anything');
    table
      .text('facts_key')
      .notNullable()
      .comment('Hash of all that it follows from');
    table
      .binary('content')
      .notNullable()
      .comment('JSON of the function without its artifacts, gzip');
    table.primary(['entity_ref', 'position']);
  });

  await knex.schema.createTable('entity_rules', table => {
    table.comment('Which rules speak of an entity');
    addEntityRef(table);
    table.text('rule').notNullable().comment('RuleId');
    table.primary(['entity_ref', 'rule']);
    table.index(['rule', 'entity_ref'], 'entity_rules_rule_idx');
  });

  await knex.schema.alterTable('lambda_entities', table => {
    table
      .integer('verdict_rank')
      .notNullable()
      .defaultTo(2)
      .comment('Worst verdict of the functions: 0 broken to 4 no native code');
    addText(table, 'verdict_sentence').comment('Of the worst function');
    addText(table, 'verdict_rules').comment('Worst first, by commas');
    addText(table, 'verdict_text').comment(
      'Libraries and versions of findings, in lower case',
    );
    table
      .integer('functions_total')
      .notNullable()
      .defaultTo(1)
      .comment('Functions of the entity');
    table
      .integer('functions_measured')
      .notNullable()
      .defaultTo(0)
      .comment('Those of which an artifact was measured');
    table
      .bigInteger('measured_ms')
      .notNullable()
      .defaultTo(0)
      .comment('Oldest measurement of them; 0 none');
    addText(table, 'judged_key').comment(
      'What besides the facts the verdict was concluded with; empty if due',
    );
    table.index(['verdict_rank', 'entity_ref'], 'lambda_entities_verdict_idx');
    table.index(['measured_ms', 'entity_ref'], 'lambda_entities_measured_idx');
    table.index(['judged_key', 'entity_ref'], 'lambda_entities_judged_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('lambda_entities', table => {
    for (const name of ['verdict', 'measured', 'judged']) {
      table.dropIndex([], `lambda_entities_${name}_idx`);
    }
  });
  // By statements of our own: on SQLite the schema builder would replace the
  // table by a copy, and dropping the original deletes what refers to it.
  for (const column of COLUMNS) {
    await knex.raw('alter table ?? drop column ??', [
      'lambda_entities',
      column,
    ]);
  }
  await knex.schema.dropTable('entity_rules');
  await knex.schema.dropTable('function_verdicts');
  await knex.schema.dropTable('upload_artifacts');
  await knex.schema.dropTable('function_uploads');
  await knex.schema.dropTable('measured_contents');
};

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addEntityRef(table) {
  table
    .text('entity_ref')
    .notNullable()
    .references('entity_ref')
    .inTable('lambda_entities')
    .onDelete('CASCADE')
    .comment('The entity that the row belongs to');
}

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
function addText(table, name) {
  return table.text(name).notNullable().defaultTo('');
}
