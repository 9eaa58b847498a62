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
 * # What is known about Lambdas
 *
 * `lambda_entities` is the list of Lambdas and the queue of work at once: a row
 * is due when `next_due_at` has passed and no lease on it is running. A replica
 * that takes a row writes a lease; only its holder may write a result. A lease
 * that is not renewed expires, and another replica takes the row.
 *
 * A failure is written beside what was known before, never over it.
 *
 * The columns with JSON are text on every engine. They are read whole and never
 * searched.
 */

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('lambda_entities', table => {
    table.comment('Lambdas of the catalog, with the work that is due for them');
    table
      .text('entity_ref')
      .primary()
      .comment('Entity ref in lower case, kind:namespace/name');
    table
      .text('subject')
      .notNullable()
      .comment('JSON of what of the entity decides what is read');
    table
      .text('subject_key')
      .notNullable()
      .comment('Hash of the subject, to see that the entity has changed');
    table
      .text('source_host')
      .notNullable()
      .comment('Host that is read from, to limit the load on each');
    table
      .dateTime('next_due_at')
      .notNullable()
      .comment('When the entity is to be read next');
    table
      .dateTime('requested_at')
      .comment('When somebody asked for it, if that is not served yet');
    table
      .text('lease_id')
      .comment('Who reads the entity at present, if anybody');
    table
      .dateTime('lease_expires_at')
      .comment('When the lease is void unless it is renewed');
    table.dateTime('attempted_at').comment('Last attempt to read the entity');
    table.dateTime('collected_at').comment('Last success, changes or not');
    table
      .text('failure_code')
      .comment('Problem code of the last attempt, if it failed');
    table
      .text('failure_message')
      .comment('Sentence that says why the last attempt failed');
    table
      .dateTime('failing_since')
      .comment('First failure since the last success');
    table
      .integer('failed_attempts')
      .notNullable()
      .defaultTo(0)
      .comment('Failures since the last success');
    table
      .text('etag')
      .comment('What the source called its state when it was last read');
    table
      .text('facts_key')
      .comment('Hash of what besides the files the facts depend on');
    table.text('source').comment('JSON of where the files were read');
    table.text('searched').comment('JSON of what was looked for');
    table.text('functions').comment('JSON of the functions of the entity');
    table.text('problems').comment('JSON of the mistakes that were found');
    table.index(['next_due_at'], 'lambda_entities_next_due_at_idx');
  });

  await knex.schema.createTable('reference_files', table => {
    table.comment('Build files that were looked at for an entity');
    addEntityRef(table);
    table
      .integer('position')
      .notNullable()
      .comment('Order of the files, from 0');
    table.text('path').notNullable().comment('Path in the repository');
    table.text('url').comment('Web view of the file');
    table
      .text('status')
      .notNullable()
      .comment('read, template, invalid or failed');
    table.text('message').comment('Sentence that says why it is not read');
    table.integer('line').comment('Line that the message speaks of, from 1');
    table.text('target').comment('Name or number of the stage that is built');
    table.primary(['entity_ref', 'position']);
  });

  await knex.schema.createTable('image_references', table => {
    table.comment('Places in build files that name an image');
    addEntityRef(table);
    table
      .text('reference_id')
      .notNullable()
      .comment('Stays the same while place and text do');
    table
      .integer('position')
      .notNullable()
      .comment('Order of the references, from 0');
    table
      .text('pin_class')
      .notNullable()
      .comment('How firmly the reference is tied to one image');
    table
      .boolean('reachable')
      .notNullable()
      .comment('Whether the stage that is built needs it');
    table.text('registry').comment('Of the completed reference');
    table.text('repository').comment('Of the completed reference');
    table.text('tag').comment('Of the completed reference');
    table.text('digest').comment('Of the completed reference');
    table.text('details').notNullable().comment('JSON of the whole reference');
    table
      .text('pin')
      .notNullable()
      .comment('JSON of how a digest is written into it, or why it cannot be');
    table.primary(['entity_ref', 'reference_id']);
    table.index(
      ['registry', 'repository', 'tag'],
      'image_references_registry_repository_tag_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('image_references');
  await knex.schema.dropTable('reference_files');
  await knex.schema.dropTable('lambda_entities');
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
