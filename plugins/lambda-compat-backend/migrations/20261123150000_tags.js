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
 * # Where tags pointed to, and when
 *
 * A row of `watched_tags` is one tag seen by one observer, and the queue of
 * looks at once, as `lambda_entities` is for readings: due, leased, done. A look
 * that finds nothing new changes this row only: an interval that lasts has no
 * end of its own, its end is `seen_ms` of the tag. There is no row per look.
 *
 * A move is written with the interval it begins, in one transaction that only
 * the holder of the lease can commit, so that no move is lost or written twice.
 * Of what platform images it is made is found out afterwards: moves are `pending`
 * until then. What others are told of moves is worked off from `tell_state`.
 *
 * "None" is 0 in columns of times and the empty text in others, so that all can
 * be compared and be part of keys. Times are milliseconds since 1970.
 */

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('watched_tags', table => {
    table.comment('Tags that components name, with the looks that are due');
    table.text('tag_id').primary();
    addText(table, 'registry').comment('Host in completed references');
    addText(table, 'repository');
    addText(table, 'tag');
    addText(table, 'observer').comment('Host of the mirror; empty: registry');
    addText(table, 'host').comment('Host that is asked');
    addText(table, 'image').comment('registry/repository:tag, for searches');
    addText(table, 'pin_class');
    addText(table, 'not_watched').comment('no-component or excluded');
    addNumber(table, 'entities_total').comment('Components that name it');
    addNumber(table, 'entities_unpinned').comment('Of those, without digest');
    addMs(table, 'created_ms');
    addMs(table, 'unused_ms').comment('Since when no component names it');
    addMs(table, 'next_due_ms');
    addMs(table, 'requested_ms').comment('When somebody asked for a look');
    addMs(table, 'interval_ms').comment('Between two looks at present');
    addText(table, 'lease_id');
    addMs(table, 'lease_expires_ms');
    addText(table, 'state').comment('unseen, present or gone');
    addText(table, 'digest').comment('What it points to; empty unless present');
    addText(table, 'media_type');
    addMs(table, 'since_after_ms').comment('Last look before digest or state');
    addMs(table, 'since_before_ms').comment('First look at digest or state');
    addMs(table, 'checked_ms').comment('Last look');
    addMs(table, 'seen_ms').comment('Last look with a good answer');
    addText(table, 'failure_code');
    addText(table, 'failure_message');
    addMs(table, 'failing_since_ms');
    addNumber(table, 'failed_attempts');
    addNumber(table, 'gone_votes').comment('Looks in a row that say deleted');
    addMs(table, 'gone_since_ms').comment('First of them');
    addMs(table, 'moved_ms').comment('before_ms of the newest observed move');
    addMs(table, 'settles_ms').comment('When it has held still long enough');
    table.boolean('unstable').notNullable().defaultTo(false);
    table.boolean('moved_though_dated').notNullable().defaultTo(false);
    addNumber(table, 'pending_moves').comment(
      'Moves that are to be classified',
    );
    addMs(table, 'platforms_ms').comment(
      'before_ms of the newest interval of which platforms are written down',
    );
    addMs(table, 'contents_due_ms').comment(
      'Before, contents are not read; whether any are follows from the rest',
    );
    addNumber(table, 'contents_attempts').comment('That failed, in a row');
    addText(table, 'contents_lease_id');
    addMs(table, 'contents_lease_expires_ms');
    table.unique(['registry', 'repository', 'tag', 'observer'], {
      indexName: 'watched_tags_image_idx',
    });
    table.index(['next_due_ms', 'tag_id'], 'watched_tags_due_idx');
    table.index(['moved_ms', 'tag_id'], 'watched_tags_moved_idx');
    table.index(['host'], 'watched_tags_host_idx');
  });

  await knex.schema.createTable('tag_intervals', table => {
    table.comment('Uninterrupted stays of a tag, or a platform of it');
    table.text('interval_id').primary();
    addTagId(table);
    addText(table, 'platform').comment(
      'os/architecture; empty: the tag itself',
    );
    addText(table, 'digest').comment('Empty while it was not there');
    addMs(table, 'after_ms').comment('Last look before; 0 there was none');
    addMs(table, 'before_ms').comment('First look at it');
    addMs(table, 'seen_ms').comment('Last look at it; 0 while it lasts');
    addMs(table, 'ended_ms').comment('First look after it; 0 while it lasts');
    addText(table, 'source').comment('observed or reported');
    addText(table, 'reported_by');
    table.index(
      ['tag_id', 'platform', 'before_ms'],
      'tag_intervals_tag_platform_idx',
    );
    table.index(['digest'], 'tag_intervals_digest_idx');
  });

  await knex.schema.createTable('tag_outages', table => {
    table.comment('Times in which no look at a tag was answered');
    table.text('outage_id').primary();
    addTagId(table);
    addMs(table, 'from_ms').comment('Last good look, or the first failure');
    addMs(table, 'until_ms').comment('First good look after; 0 while it lasts');
    addText(table, 'code').comment('LookFailureCode of the last failure');
    addText(table, 'message');
    table.index(['tag_id', 'from_ms'], 'tag_outages_tag_from_idx');
  });

  await knex.schema.createTable('tag_moves', table => {
    table.comment('When a tag began to point to something else');
    table.text('move_id').primary();
    addTagId(table);
    addMs(table, 'after_ms').comment('Last look at from_digest; 0 not known');
    addMs(table, 'before_ms').comment('First look at to_digest');
    addText(table, 'from_digest').comment('Empty where the tag was gone');
    addText(table, 'to_digest').comment('Empty where the tag is gone');
    addText(table, 'class').comment('TagMoveClass');
    addText(table, 'changes').comment('All classes that hold, with commas');
    addText(table, 'undecided').comment('Why it is pending or undetermined');
    addNumber(table, 'attempts').comment('To classify it');
    table.boolean('unstable').notNullable().defaultTo(false);
    addText(table, 'source').comment('observed or reported');
    addText(table, 'reported_by');
    addText(table, 'tell_state').comment(
      'wait, due, done or none: who is to be told of it',
    );
    addMs(table, 'tell_due_ms');
    addText(table, 'tell_lease_id');
    addMs(table, 'tell_lease_expires_ms');
    addNumber(table, 'tell_attempts');
    table.index(['before_ms', 'move_id'], 'tag_moves_before_idx');
    table.index(['tag_id', 'before_ms', 'move_id'], 'tag_moves_tag_idx');
    table.index(['tell_state', 'tell_due_ms'], 'tag_moves_tell_idx');
  });

  await knex.schema.createTable('tag_move_platforms', table => {
    table.comment('What became of each platform with a move');
    table
      .text('move_id')
      .notNullable()
      .references('move_id')
      .inTable('tag_moves')
      .onDelete('CASCADE');
    table.text('platform').notNullable();
    addText(table, 'from_digest');
    addText(table, 'to_digest');
    addText(table, 'class').comment('PlatformMoveClass');
    table.primary(['move_id', 'platform']);
  });

  await knex.schema.createTable('image_contents', table => {
    table.comment('What indexes, manifests and configurations say, by digest');
    table.text('digest').primary();
    addText(table, 'kind').comment('index, image or config');
    table.text('content').notNullable().comment('JSON');
    addMs(table, 'used_ms').comment('When it was last needed');
    table.index(['used_ms'], 'image_contents_used_idx');
  });

  await knex.schema.createTable('tag_consumers', table => {
    table.comment('Which component named which tag, from when to when');
    table.text('entity_ref').notNullable();
    table.text('reference_id').notNullable();
    addText(table, 'registry');
    addText(table, 'repository');
    addText(table, 'tag');
    addText(table, 'digest').comment('Where the reference has one, too');
    addText(table, 'file').comment('Path in reference_files');
    addMs(table, 'from_ms').comment('First reading of the file that names it');
    addMs(table, 'until_ms').comment(
      'First reading that does not any more; 0 while it does',
    );
    addText(table, 'platform').comment('os/architecture; empty: not known');
    table
      .boolean('shaping')
      .notNullable()
      .comment('The target needs it, and its files get into the artifact');
    table.text('details').notNullable().comment('JSON of the reference');
    table.primary(['entity_ref', 'reference_id', 'from_ms']);
    table.index(
      ['registry', 'repository', 'tag', 'until_ms'],
      'tag_consumers_image_idx',
    );
  });

  await knex.schema.createTable('registry_status', table => {
    table.comment('How each registry that is asked does');
    table.text('host').primary();
    addText(table, 'observer').comment('registry or mirror');
    addText(table, 'day').comment('YYYY-MM-DD in UTC of the counts');
    addNumber(table, 'requests');
    addNumber(table, 'counted').comment('GETs of manifests: pulls to some');
    addNumber(table, 'tokens');
    addNumber(table, 'quota_limit').defaultTo(-1);
    addNumber(table, 'quota_remaining').defaultTo(-1);
    addNumber(table, 'quota_window_s');
    addMs(table, 'quota_seen_ms').comment('0 where it tells no quota');
    addMs(table, 'parked_until_ms');
    addText(table, 'parked_reason');
    addMs(table, 'answered_ms');
    addMs(table, 'failed_ms');
    addText(table, 'failure');
  });

  await knex.schema.alterTable('lambda_entities', table => {
    addText(table, 'native_code').comment(
      'All functions measured whole: none, or all native files are static',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  // By a statement of our own: on SQLite the schema builder would replace the
  // table by a copy, and dropping the original deletes what refers to it.
  await knex.raw('alter table ?? drop column ??', [
    'lambda_entities',
    'native_code',
  ]);
  for (const table of [
    'registry_status',
    'tag_consumers',
    'image_contents',
    'tag_move_platforms',
    'tag_moves',
    'tag_outages',
    'tag_intervals',
    'watched_tags',
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

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addTagId(table) {
  return table
    .text('tag_id')
    .notNullable()
    .references('tag_id')
    .inTable('watched_tags')
    .onDelete('CASCADE');
}
