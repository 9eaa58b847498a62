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
 * # What is inside of images
 *
 * A row of `image_facts` is the image of one platform, by the digest of its
 * manifest, and the queue of readings at once: due, leased, done, as
 * `watched_tags` is for looks. What is known of it is small and kept for as long
 * as a tag's history names it. The lists of files are in `layer_contents`, each
 * layer once, whatever images it is part of; they are kept for what is likely to
 * be compared.
 *
 * What came with a move is in `image_comparisons`, and in short in columns of
 * `tag_moves` and `tag_move_platforms`, so that lists need no join. An empty
 * `contents_state` says that nobody has decided yet; so it is for moves from
 * before there were these columns.
 *
 * "None" is 0 in columns of times and the empty text in others. Times are
 * milliseconds since 1970.
 */

const MOVE_COLUMNS = ['contents_state', 'contents_class', 'contents_sentence'];

const PLATFORM_COLUMNS = [
  'contents_state',
  'contents_class',
  'contents_message',
  'contents_summary',
];

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('layer_contents', table => {
    table.comment('Files, libraries and kept files of layers, each once');
    table.text('diff_id').primary();
    table.binary('content').notNullable().comment('JSON, gzip');
    addMs(table, 'size').comment('Bytes of content');
    addMs(table, 'read_ms');
    addMs(table, 'used_ms').comment('When it was last needed');
    table.index(['used_ms'], 'layer_contents_used_idx');
  });

  await knex.schema.createTable('image_facts', table => {
    table.comment('Platform images, with the readings that are due');
    table.text('digest').primary().comment('Of the manifest of the platform');
    addText(table, 'platform').comment('os/architecture');
    addText(table, 'registry').comment('Host in completed references');
    addText(table, 'repository');
    addText(table, 'observer').comment('Host of the mirror; empty: registry');
    addText(table, 'state').comment('pending, available, too-large or failed');
    addText(table, 'reason').comment('Why it is not there, as a sentence');
    table.binary('facts').comment('JSON of ImageFacts, gzip');
    addText(table, 'layers').comment('diff_ids with commas, the lowest first');
    addText(table, 'interpreters').comment('JSON: paths of loaders in it');
    addText(table, 'limits_key').comment('Limits that it was too large for');
    addNumber(table, 'priority').comment('Higher ones are read first');
    addMs(table, 'created_ms');
    addMs(table, 'next_due_ms').comment('0 unless it is to be read');
    addText(table, 'lease_id');
    addMs(table, 'lease_expires_ms');
    addNumber(table, 'attempts').comment('That failed, in a row');
    addMs(table, 'read_ms').comment('Last attempt');
    addMs(table, 'used_ms').comment('When somebody last asked for it');
    table.index(['next_due_ms', 'digest'], 'image_facts_due_idx');
  });

  await knex.schema.createTable('image_comparisons', table => {
    table.comment('What differs between two platform images');
    table.text('from_digest').notNullable();
    table.text('to_digest').notNullable();
    addText(table, 'class').comment('ContentsClass');
    table.text('summary').notNullable().comment('JSON of ContentsSummary');
    table
      .binary('content')
      .notNullable()
      .comment('JSON of ImageComparison, gzip');
    addMs(table, 'used_ms').comment('When it was last needed');
    table.primary(['from_digest', 'to_digest']);
    table.index(['used_ms'], 'image_comparisons_used_idx');
  });

  await knex.schema.alterTable('tag_moves', table => {
    addText(table, 'contents_state').comment('ContentsState; empty: undecided');
    addText(table, 'contents_class').comment('ContentsClass, the weightiest');
    addText(table, 'contents_sentence').comment(
      'Of it, or why it is not known',
    );
    table.index(
      ['contents_state', 'before_ms', 'move_id'],
      'tag_moves_contents_state_idx',
    );
    table.index(
      ['contents_class', 'before_ms', 'move_id'],
      'tag_moves_contents_class_idx',
    );
  });
  await knex.schema.alterTable('tag_move_platforms', table => {
    addText(table, 'contents_state').comment('ContentsState; empty: undecided');
    addText(table, 'contents_class').comment('ContentsClass');
    addText(table, 'contents_message').comment('Why it is not known');
    addText(table, 'contents_summary').comment('JSON of ContentsSummary');
    table.index(['from_digest'], 'tag_move_platforms_from_idx');
    table.index(['to_digest'], 'tag_move_platforms_to_idx');
  });

  await knex.schema.createTable('runtime_images', table => {
    table.comment('Images of the runtimes that functions are on');
    table.text('runtime').notNullable();
    table.text('architecture').notNullable();
    addText(table, 'registry').comment('Host in completed references');
    addText(table, 'repository');
    addText(table, 'tag');
    addText(table, 'platform').comment('os/architecture');
    addMs(table, 'created_ms').comment('Since when it is in use');
    table.primary(['runtime', 'architecture']);
    table.index(['registry', 'repository', 'tag'], 'runtime_images_image_idx');
  });

  await knex.schema.createTable('runtime_profiles', table => {
    table.comment('What the images of runtimes provided, and when');
    table.text('runtime').notNullable();
    table.text('architecture').notNullable();
    addMs(table, 'before_ms').comment('First look at it');
    addMs(table, 'after_ms').comment('Last look before; 0 there was none');
    addMs(table, 'ended_ms').comment('First look after it; 0 while it lasts');
    addText(table, 'image').comment('registry/repository:tag');
    addText(table, 'digest').comment('Of the manifest of the platform');
    addText(table, 'content_key').comment('Hash of what it provides');
    table.text('highest').notNullable().comment('JSON, by namespace');
    table.binary('content').notNullable().comment('JSON of it, gzip');
    table.primary(['runtime', 'architecture', 'before_ms']);
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('tag_moves', table => {
    table.dropIndex([], 'tag_moves_contents_state_idx');
    table.dropIndex([], 'tag_moves_contents_class_idx');
  });
  await knex.schema.alterTable('tag_move_platforms', table => {
    table.dropIndex([], 'tag_move_platforms_from_idx');
    table.dropIndex([], 'tag_move_platforms_to_idx');
  });
  // By statements of our own: on SQLite the schema builder would replace the
  // table by a copy, and dropping the original deletes what refers to it.
  for (const [table, columns] of /** @type {const} */ ([
    ['tag_moves', MOVE_COLUMNS],
    ['tag_move_platforms', PLATFORM_COLUMNS],
  ])) {
    for (const column of columns) {
      await knex.raw('alter table ?? drop column ??', [table, column]);
    }
  }
  for (const table of [
    'runtime_profiles',
    'runtime_images',
    'image_comparisons',
    'image_facts',
    'layer_contents',
  ]) {
    await knex.schema.dropTable(table);
  }
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
function addNumber(table, name) {
  return table.integer(name).notNullable().defaultTo(0);
}

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
function addMs(table, name) {
  return table.bigInteger(name).notNullable().defaultTo(0);
}
