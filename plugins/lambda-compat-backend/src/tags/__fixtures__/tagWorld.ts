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

import type { TagMoveClass } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type {
  RegistryStatusRow,
  TagConsumersRow,
  TagIntervalsRow,
  TagMovesRow,
  TagOutagesRow,
  WatchedTagsRow,
} from '../../database/tagTables';

const DAY = 86_400_000;
const MINUTE = 60_000;

export const NOW = Date.UTC(2026, 10, 23, 12);

/** Days before now, as a time. */
export const day = (days: number) => NOW - days * DAY;
export const iso = (time: number) => new Date(time).toISOString();
export const ref = (name: string) => `component:default/${name}`;
export const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

/** Of the team that only its own members see. */
export const HIDDEN = ['secret'];

/*
 * Of the repositories: py is docker.io/library/python, al is
 * docker.io/arm64v8/amazonlinux, build is ghcr.io/acme/build. Times are days
 * before now. `no` in shaping: the target needs the stage, but its files stay
 * out; `unreachable`: it does not. `late` was read for the first time one day
 * ago, `newcomer` was read before, without the tag.
 */
const PLACES = `
  component | owner | native | image               | digest | platform    | shaping     | from | until | file
  orders    | a     | -      | py:3.13             | -      | linux/arm64 | yes         | 100  | -     | Dockerfile
  orders    | a     | -      | al:latest           | -      | linux/arm64 | yes         | 100  | -     | build/Dockerfile
  billing   | a     | -      | py:3.13             | -      | linux/amd64 | yes         | 100  | -     | Dockerfile
  reports   | b     | -      | py:3.13             | -      | -           | yes         | 100  | -     | Dockerfile
  pinned    | b     | -      | py:3.13             | e      | linux/arm64 | yes         | 100  | -     | Dockerfile
  static    | b     | static | py:3.13             | -      | linux/arm64 | yes         | 100  | -     | Dockerfile
  scripts   | b     | none   | py:3.13             | -      | linux/arm64 | yes         | 100  | -     | Dockerfile
  tester    | a     | -      | py:3.13             | -      | linux/arm64 | no          | 100  | -     | Dockerfile
  idle      | a     | -      | py:3.13             | -      | linux/arm64 | unreachable | 100  | -     | Dockerfile
  moved-on  | b     | -      | py:3.13             | -      | linux/arm64 | yes         | 100  | 5     | Dockerfile
  newcomer  | a     | -      | al:2023             | -      | linux/arm64 | yes         | 100  | -     | Dockerfile
  newcomer  | a     | -      | py:3.13             | -      | linux/arm64 | yes         | 1    | -     | Dockerfile
  late      | -     | -      | py:3.13             | -      | linux/arm64 | yes         | 1    | -     | Dockerfile
  other     | b     | -      | py:3.13.6-bookworm  | -      | linux/arm64 | yes         | 100  | -     | Dockerfile
  templated | b     | -      | py:3.13             | -      | linux/arm64 | yes         | 100  | -     | Dockerfile.j2
  double    | a     | -      | py:3.13             | -      | linux/amd64 | yes         | 100  | -     | Dockerfile
  double    | a     | -      | py:3.13             | -      | linux/amd64 | no          | 100  | -     | test/Dockerfile
  secret    | b     | static | build:main          | -      | linux/amd64 | yes         | 100  | -     | Dockerfile
  secret    | b     | static | al:latest           | -      | linux/amd64 | no          | 100  | -     | Dockerfile
`;

const TAGS = `
  id       | image              | observer | state   | digest | since | seen | failure    | moved
  al       | al:latest          | -        | present | a      | 2     | 0    | -          | 2
  al-m     | al:latest          | mirror   | present | b      | 19    | 0    | -          | 19
  py       | py:3.13            | -        | present | e      | 10    | 1    | timeout    | 6
  py-exact | py:3.13.6-bookworm | -        | present | e      | 30    | 0    | -          | -
  build    | build:main         | -        | gone    | -      | 4     | 0    | -          | 4
  node     | node:22            | -        | present | f      | 40    | 39   | -          | 40
  new      | al:2023            | -        | unseen  | -      | -     | -    | dns        | -
`;

const MOVES = `
  id      | tag   | before | from | to | class     | platforms
  al1     | al    | 20     | a    | b  | content   | linux/arm64 content
  al2     | al    | 2      | b    | a  | reverted  | linux/arm64 reverted
  al-m1   | al-m  | 19     | a    | b  | content   | linux/arm64 content
  py1     | py    | 10     | c    | e  | content   | linux/amd64 unchanged, linux/arm64 content
  py2     | py    | 8      | e    | g  | no-op     | linux/amd64 no-op, linux/arm64 no-op
  py3     | py    | 6      | g    | e  | platforms | linux/amd64 unchanged, linux/arm64 unchanged, linux/s390x gained
  build1  | build | 4      | h    | -  | gone      | linux/amd64 gone
  node1   | node  | 40     | i    | f  | pending   | -
`;

const INTERVALS = `
  tag      | platform    | digest | before | ended | source
  al       | -           | a      | 90     | 20    | observed
  al       | linux/arm64 | j      | 90     | 20    | observed
  al       | -           | b      | 20     | 2     | observed
  al       | linux/arm64 | k      | 20     | 2     | observed
  al       | -           | a      | 2      | -     | observed
  al       | linux/arm64 | j      | 2      | -     | observed
  al-m     | -           | a      | 90     | 19    | observed
  al-m     | -           | b      | 19     | -     | observed
  py       | -           | d      | 400    | 90    | reported
  py       | -           | c      | 90     | 10    | observed
  py       | -           | e      | 10     | -     | observed
  py       | linux/amd64 | l      | 90     | -     | observed
  py       | linux/arm64 | m      | 10     | -     | observed
  py-exact | -           | e      | 30     | -     | observed
  build    | -           | h      | 90     | 4     | observed
  build    | -           | -      | 4      | -     | observed
`;

const REPOSITORIES: Record<string, { registry: string; repository: string }> = {
  py: { registry: 'docker.io', repository: 'library/python' },
  al: { registry: 'docker.io', repository: 'arm64v8/amazonlinux' },
  node: { registry: 'docker.io', repository: 'library/node' },
  build: { registry: 'ghcr.io', repository: 'acme/build' },
};

const BUILD = {
  functionName: 'main',
  atMs: day(95),
  number: '7',
  url: null,
  commit: null,
  verdict: 'other',
  reason: null,
};

/** Writes the tables that collection would have filled. */
export async function insertTagWorld(knex: Knex): Promise<void> {
  await insertComponents(knex);
  await insertTags(knex);
  await insertMoves(knex);
  for (const [index, row] of readTable(INTERVALS).entries()) {
    const ended = row.ended === '-' ? 0 : day(Number(row.ended));
    await knex<TagIntervalsRow>('tag_intervals').insert({
      interval_id: `i${index}`,
      tag_id: row.tag,
      platform: text(row.platform),
      digest: toDigest(row.digest),
      after_ms: Number(row.before) === 90 ? 0 : toAfter(row.before),
      before_ms: day(Number(row.before)),
      seen_ms: ended && ended - 15 * MINUTE,
      ended_ms: ended,
      source: row.source as 'observed',
      reported_by: row.source === 'reported' ? 'Quay' : '',
    });
  }
  const outages: TagOutagesRow[] = [
    toOutage('py', 50, 49, 'rate-limited'),
    toOutage('py', 1, null, 'timeout'),
  ];
  await knex('tag_outages').insert(outages);
  const registries: Array<Partial<RegistryStatusRow>> = [
    {
      host: 'registry-1.docker.io',
      observer: 'registry',
      day: '2026-11-23',
      requests: 120,
      counted: 3,
      tokens: 7,
      quota_limit: 100,
      quota_remaining: 19,
      quota_window_s: 21_600,
      quota_seen_ms: day(0),
      parked_until_ms: NOW + DAY,
      parked_reason: 'It asked for it.',
      answered_ms: day(0),
    },
    {
      host: 'ghcr.io',
      observer: 'registry',
      day: '2026-11-22',
      requests: 50,
      parked_until_ms: NOW - DAY,
      parked_reason: 'It asked for it.',
      failed_ms: day(3),
      failure: 'ghcr.io did not answer.',
    },
    { host: 'old.test', observer: 'registry', day: '2026-01-01' },
  ];
  for (const row of registries) {
    await knex('registry_status').insert(row);
  }
}

async function insertComponents(knex: Knex) {
  const known = new Set<string>();
  for (const [index, row] of readTable(PLACES).entries()) {
    const entityRef = ref(row.component);
    if (!known.has(entityRef)) {
      known.add(entityRef);
      await knex('lambda_entities').insert({
        entity_ref: entityRef,
        subject: '{}',
        subject_key: 'k',
        source_host: 'git.test',
        next_due_at: new Date(NOW),
        sort_name: row.component,
        search_text: entityRef,
        owner_key: row.owner === '-' ? '' : `group:default/${row.owner}`,
        system_ref: row.owner === 'a' ? 'system:default/shop' : '',
        native_code: text(row.native),
        collected_ms: day(0),
        // Built before all that moved, and not measured.
        builds: JSON.stringify({ total: 1, functions: [BUILD] }),
        built_first_ms: BUILD.atMs,
        built_unfit_ms: BUILD.atMs,
      });
      await knex('reference_files').insert({
        entity_ref: entityRef,
        position: 0,
        path: row.file,
        status: row.file.endsWith('.j2') ? 'template' : 'read',
      });
    }
    const [repository, tag] = row.image.split(':');
    const shaping = row.shaping === 'yes';
    const consumer: TagConsumersRow = {
      entity_ref: entityRef,
      reference_id: `r${index}`,
      ...REPOSITORIES[repository],
      tag,
      digest: toDigest(row.digest),
      file: row.file,
      from_ms: day(Number(row.from)),
      until_ms: row.until === '-' ? 0 : day(Number(row.until)),
      platform: text(row.platform),
      shaping,
      details: JSON.stringify({
        origin: 'dockerfile-from',
        raw: row.image,
        pinClass: 'partial',
        role: row.shaping === 'no' ? 'test' : 'builder',
        reachable: row.shaping !== 'unreachable',
        deferred: false,
        place: { file: row.file },
        startLine: index + 1,
        url: `https://git.test/${row.file}`,
        stage: { index: 0, name: 'build' },
      }),
    };
    await knex('tag_consumers').insert(consumer);
  }
  for (const member of ['group:default/a', 'group:default/b', '']) {
    await knex('group_members').insert({
      dimension: 'owner',
      member,
      group_ref: member,
      direct: true,
    });
  }
}

async function insertTags(knex: Knex) {
  for (const row of readTable(TAGS)) {
    const [repository, tag] = row.image.split(':');
    const name = { ...REPOSITORIES[repository], tag };
    const failing = row.failure !== '-';
    const columns: Partial<WatchedTagsRow> = {
      tag_id: row.id,
      ...name,
      observer: row.observer === '-' ? '' : 'mirror.test',
      host: toHost(row.observer, name.registry),
      image: `${name.registry}/${name.repository}:${tag}`,
      pin_class: 'partial',
      not_watched: row.id === 'node' ? 'no-component' : '',
      created_ms: day(90),
      next_due_ms: NOW + 15 * MINUTE,
      interval_ms: 15 * MINUTE,
      state: row.state as 'present',
      digest: toDigest(row.digest),
      since_after_ms: row.since === '-' ? 0 : toAfter(row.since),
      since_before_ms: row.since === '-' ? 0 : day(Number(row.since)),
      checked_ms: NOW,
      seen_ms: row.seen === '-' ? 0 : day(Number(row.seen)),
      failure_code: failing ? row.failure : '',
      failure_message: failing ? 'docker.io did not answer.' : '',
      failing_since_ms: failing ? day(1) : 0,
      failed_attempts: failing ? 9 : 0,
      moved_ms: row.moved === '-' ? 0 : day(Number(row.moved)),
    };
    await knex('watched_tags').insert(columns);
  }
}

async function insertMoves(knex: Knex) {
  for (const row of readTable(MOVES)) {
    const columns: Partial<TagMovesRow> = {
      move_id: row.id,
      tag_id: row.tag,
      after_ms: toAfter(row.before),
      before_ms: day(Number(row.before)),
      from_digest: toDigest(row.from),
      to_digest: toDigest(row.to),
      class: row.class as TagMoveClass,
      changes: row.class === 'pending' ? '' : row.class,
      undecided: row.class === 'pending' ? 'Few pulls are left.' : '',
      source: row.class === 'pending' ? 'reported' : 'observed',
      reported_by: row.class === 'pending' ? 'Quay' : '',
      tell_state: 'none',
    };
    await knex('tag_moves').insert(columns);
    for (const part of row.platforms === '-' ? [] : row.platforms.split(', ')) {
      const [platform, platformClass] = part.split(' ');
      await knex('tag_move_platforms').insert({
        move_id: row.id,
        platform,
        class: platformClass,
      });
    }
  }
}

function toOutage(
  tag: string,
  from: number,
  until: number | null,
  code: string,
): TagOutagesRow {
  return {
    outage_id: `${tag}-${from}`,
    tag_id: tag,
    from_ms: day(from),
    until_ms: until === null ? 0 : day(until),
    code,
    message: 'docker.io did not answer.',
  };
}

function toHost(observer: string, registry: string): string {
  if (observer !== '-') {
    return 'mirror.test';
  }
  return registry === 'docker.io' ? 'registry-1.docker.io' : registry;
}

/** A quarter of an hour before: the look before. */
function toAfter(days: string): number {
  return day(Number(days)) - 15 * MINUTE;
}

function toDigest(letter: string): string {
  return letter === '-' ? '' : digest(letter);
}

function text(cell: string): string {
  return cell === '-' ? '' : cell;
}

function readTable(table: string): Array<Record<string, string>> {
  const [head, ...rows] = table
    .trim()
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()));
  return rows.map(row =>
    Object.fromEntries(head.map((name, index) => [name, row[index]])),
  );
}
