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

import type {
  FunctionCompatibility,
  MoveComparison,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ImageFacts } from '@lambda-compat/image-contents';
import { selectProfile } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import { packSmall } from '../../artifacts/contents';
import { describeConsumers } from '../../collection/consumers/describeConsumers';
import type {
  ImageComparisons,
  ImageFactsReader,
  StoredImage,
} from '../../contents/ImageFactsReader';
import { toReferenceRow } from '../../database/conversion';
import { readReferences } from '../../references/readReferences';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** When the tag moved to what brought gcc 14. */
export const MOVED = Date.UTC(2025, 3, 2, 0, 4);
export const NOW = MOVED + 7 * DAY;

export const ref = (name: string) => `component:default/${name}`;
export const digest = (text: string) =>
  `sha256:${Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64)}`;

/** Indexes and their images for arm64. */
export const OLDEST = digest('index of february');
export const GOOD = digest('index of march');
export const BAD = digest('index of april');
export const GOOD_ARM64 = digest('arm64 of march');
export const BAD_ARM64 = digest('arm64 of april');
const OLDEST_ARM64 = digest('arm64 of february');

const NEW_VERSIONS = {
  'libstdc++.so.6': [
    'GLIBCXX_3.4.30',
    'GLIBCXX_3.4.31',
    'GLIBCXX_3.4.32',
    'GLIBCXX_3.4.33',
    'CXXABI_1.3.14',
    'CXXABI_1.3.15',
  ],
};

export const REPOSITORY = {
  registry: 'docker.io',
  repository: 'arm64v8/amazonlinux',
};

/* The Dockerfiles of components, and when they were last built: days before. */
const COMPONENTS: Array<{
  name: string;
  owner: string;
  from: string;
  nativeCode?: string;
  /** Days before the move, and what came of the build. */
  built?: { days: number; verdict: string; number: string };
  functions?: Array<{ name: string; runtime: string | null }>;
}> = [
  {
    name: 'orders',
    owner: 'payments',
    from: 'arm64v8/amazonlinux:latest',
    built: { days: -6, verdict: 'broken', number: '812' },
  },
  {
    name: 'refunds',
    owner: 'payments',
    from: 'arm64v8/amazonlinux:latest',
    built: { days: 4, verdict: 'compatible', number: '418' },
  },
  {
    name: 'coupons',
    owner: 'growth',
    from: 'arm64v8/amazonlinux',
    built: { days: 8, verdict: 'other', number: '57' },
  },
  {
    name: 'crawler',
    owner: 'search',
    from: 'arm64v8/amazonlinux:latest',
  },
  {
    name: 'ledger',
    owner: 'growth',
    from: 'arm64v8/amazonlinux:2023.6.20250317.2',
    built: { days: 4, verdict: 'compatible', number: '9' },
  },
  { name: 'fx', owner: 'growth', from: `arm64v8/amazonlinux@${GOOD}` },
  {
    name: 'mailer',
    owner: 'search',
    from: 'arm64v8/amazonlinux:latest',
    nativeCode: 'static',
    built: { days: 30, verdict: 'compatible', number: '3' },
  },
];

/** Writes the tables that collection would have filled. */
export async function insertIncidentWorld(knex: Knex): Promise<void> {
  for (const [index, component] of COMPONENTS.entries()) {
    await insertComponent(knex, component, index);
  }
  await insertTag(knex, 'latest', 'floating', BAD, MOVED);
  await insertTag(knex, '2023.6.20250317.2', 'dated', GOOD, MOVED - 15 * DAY);
  await insertStays(knex, 'latest', [
    ['', OLDEST, 60, 15],
    ['', GOOD, 15, 0],
    ['', BAD, 0, null],
    ['linux/arm64', OLDEST_ARM64, 60, 15],
    ['linux/arm64', GOOD_ARM64, 15, 0],
    ['linux/arm64', BAD_ARM64, 0, null],
  ]);
  await insertStays(knex, '2023.6.20250317.2', [
    ['', GOOD, 15, null],
    ['linux/arm64', GOOD_ARM64, 15, null],
  ]);
  await knex('tag_moves').insert({
    move_id: 'm1',
    tag_id: 'latest',
    after_ms: MOVED - 6 * HOUR,
    before_ms: MOVED,
    from_digest: GOOD,
    to_digest: BAD,
    class: 'content',
    changes: 'content',
    undecided: '',
    source: 'observed',
    reported_by: '',
    tell_state: 'none',
    contents_state: 'available',
    contents_class: 'symbol-versions',
    contents_sentence: 'Symbol versions changed.',
  });
  await knex('tag_move_platforms').insert([
    {
      move_id: 'm1',
      platform: 'linux/arm64',
      from_digest: GOOD_ARM64,
      to_digest: BAD_ARM64,
      class: 'content',
      contents_state: 'available',
      contents_class: 'symbol-versions',
      contents_summary: JSON.stringify({
        class: 'symbol-versions',
        sentence: 'Symbol versions changed.',
        gained: [
          {
            library: 'libstdc++.so.6',
            versions: NEW_VERSIONS['libstdc++.so.6'],
          },
        ],
        lost: [],
        distro: null,
        packages: { added: 2, removed: 0, upgraded: 41, downgraded: 0 },
      }),
    },
    {
      move_id: 'm1',
      platform: 'linux/amd64',
      from_digest: digest('amd64'),
      to_digest: digest('amd64'),
      class: 'unchanged',
      contents_state: 'none',
      contents_class: '',
      contents_summary: '',
    },
  ]);
}

async function insertComponent(
  knex: Knex,
  { built, from, functions, name, nativeCode, owner }: (typeof COMPONENTS)[0],
  index: number,
) {
  const entityRef = ref(name);
  const { references } = readReferences(
    {
      path: 'build/Dockerfile',
      content: `FROM ${from} AS build\nRUN make\nFROM scratch\nCOPY --from=build /out /\n`,
      target: undefined,
      getUrl: line => `https://git.test/${name}#L${line}`,
    },
    ['linux/arm64'],
  );
  const build = built && {
    functionName: name,
    atMs: MOVED - built.days * DAY,
    number: built.number,
    url: null,
    commit: null,
    verdict: built.verdict,
    reason: built.verdict === 'broken' ? 'GLIBCXX_3.4.30' : null,
  };
  await knex('lambda_entities').insert({
    entity_ref: entityRef,
    subject: '{}',
    subject_key: 'k',
    source_host: 'git.test',
    next_due_at: new Date(NOW),
    sort_name: name,
    search_text: entityRef,
    owner_key: `group:default/${owner}`,
    native_code: nativeCode ?? '',
    runtime_key: 'provided.al2023',
    functions_measured: 1,
    verdict_rank: 3,
    collected_ms: NOW,
    builds: build ? JSON.stringify({ total: 1, functions: [build] }) : '',
    built_first_ms: build?.atMs ?? 0,
    built_unfit_ms: build && build.verdict !== 'compatible' ? build.atMs : 0,
    built_clear_ms: build?.verdict === 'compatible' ? build.atMs : 0,
  });
  await knex('reference_files').insert({
    entity_ref: entityRef,
    position: 0,
    path: 'build/Dockerfile',
    status: 'read',
  });
  for (const [position, reference] of references.entries()) {
    await knex('image_references').insert(
      toReferenceRow(entityRef, reference, position),
    );
  }
  const consumers = describeConsumers(entityRef, {
    references,
    functions: [],
  });
  for (const consumer of consumers) {
    await knex('tag_consumers').insert({
      ...consumer,
      platform: 'linux/arm64',
      from_ms: MOVED - 100 * DAY,
      until_ms: 0,
    });
  }
  const all = functions ?? [{ name, runtime: 'provided.al2023' }];
  for (const [position, one] of all.entries()) {
    await knex('function_verdicts').insert({
      entity_ref: entityRef,
      position,
      upload_id: null,
      facts_key: `${index} ${position}`,
      content: packSmall(toFunction(one, nativeCode)),
    });
  }
  if (build) {
    await knex('function_uploads').insert({
      upload_id: `u${index}`,
      entity_ref: entityRef,
      function_name: name,
      upload_key: `k${index}`,
      current: true,
      build: JSON.stringify({ number: build.number }),
      measured_ms: build.atMs,
      uploaded_ms: build.atMs,
      built_verdict: build.verdict,
    });
  }
}

export function toFunction(
  { name, runtime }: { name: string; runtime: string | null },
  nativeCode: string | undefined,
): FunctionCompatibility {
  return {
    id: null,
    name,
    runtime: { value: runtime, source: 'annotation', assumed: false },
    architecture: { value: 'arm64', source: 'annotation', assumed: false },
    packageType: { value: 'zip', source: 'default', assumed: true },
    judgement: {
      verdict: 'unknown',
      findings: [],
      ladder: [],
      files: [],
      sentence: '',
      counts: { broken: 0, 'at-risk': 0, unknown: 0, info: 0 },
      evidence: { grade: 'E0', nativeFiles: 0, countedFiles: 0 },
      runtime: {
        id: runtime,
        architecture: 'arm64',
        profile: null,
        asOf: null,
      },
    },
    nativeCode: (nativeCode ?? 'linked') as 'linked',
    artifacts: [],
    measuredAt: null,
    uploadedAt: null,
    build: null,
  };
}

async function insertTag(
  knex: Knex,
  tag: string,
  pinClass: string,
  points: string,
  sinceMs: number,
) {
  await knex('watched_tags').insert({
    tag_id: tag,
    ...REPOSITORY,
    tag,
    observer: '',
    host: 'registry-1.docker.io',
    image: `docker.io/arm64v8/amazonlinux:${tag}`,
    pin_class: pinClass,
    not_watched: '',
    created_ms: MOVED - 60 * DAY,
    next_due_ms: NOW,
    interval_ms: HOUR,
    state: 'present',
    digest: points,
    since_after_ms: sinceMs - 6 * HOUR,
    since_before_ms: sinceMs,
    checked_ms: NOW,
    seen_ms: NOW,
    moved_ms: sinceMs,
  });
}

async function insertStays(
  knex: Knex,
  tag: string,
  stays: Array<[string, string, number, number | null]>,
) {
  for (const [index, [platform, points, from, until]] of stays.entries()) {
    const ended = until === null ? 0 : MOVED - until * DAY;
    await knex('tag_intervals').insert({
      interval_id: `${tag} ${index}`,
      tag_id: tag,
      platform,
      digest: points,
      after_ms: MOVED - from * DAY - 6 * HOUR,
      before_ms: MOVED - from * DAY,
      seen_ms: ended && ended - 6 * HOUR,
      ended_ms: ended,
      source: 'observed',
      reported_by: '',
    });
  }
}

/** What provided.al2023 had in March 2025, and what came in April. */
export function createImages(
  missing: readonly string[] = [],
): ImageFactsReader {
  const [{ libraries }] = selectProfile({
    runtime: 'provided.al2023',
    architecture: 'arm64',
    packageType: 'zip',
    asOf: '2025-03-15',
  }).states;
  const names = ['libc.so.6', 'libstdc++.so.6'];
  const toFacts = (
    image: string,
    added: Partial<Record<string, readonly string[]>>,
  ): ImageFacts => ({
    schema: 'lambda-compat/image-facts/v1',
    digest: image,
    platform: 'linux/arm64',
    config: {
      created: null,
      labels: {},
      env: [],
      entrypoint: null,
      cmd: null,
      user: '',
      workingDir: '',
    },
    layers: [],
    size: { compressed: 1, unpacked: 1 },
    counts: { files: 1, elfFiles: 1 },
    os: {
      id: 'amzn',
      idLike: [],
      versionId: '2023',
      versionCodename: null,
      name: 'Amazon Linux',
      prettyName: 'Amazon Linux 2023',
      path: 'etc/os-release',
    },
    packageDatabases: [],
    libraries: names.map(name => ({
      name,
      path: `usr/lib64/${name}`,
      soname: name,
      machine: 'aarch64',
      class: 64,
      sha256: '',
      versions: [...libraries[name].versions, ...(added[name] ?? [])].map(
        version => ({ name: version, symbols: null }),
      ),
      complete: true,
      folder: 'usr/lib64',
      foundBy: 'default',
      hidden: [],
    })),
    libraryFolders: [],
    problems: [],
  });
  const facts = new Map<string, ImageFacts>([
    [OLDEST_ARM64, toFacts(OLDEST_ARM64, {})],
    [GOOD_ARM64, toFacts(GOOD_ARM64, {})],
    [BAD_ARM64, toFacts(BAD_ARM64, NEW_VERSIONS)],
  ]);
  return {
    async readImages(_knex, digests) {
      const found = new Map<string, StoredImage>();
      for (const one of digests) {
        const known = facts.get(one);
        if (known) {
          const isMissing = missing.includes(one);
          found.set(one, {
            digest: one,
            platform: 'linux/arm64',
            state: isMissing ? 'pending' : 'available',
            reason: null,
            facts: isMissing ? null : known,
          });
        }
      }
      return found;
    },
  };
}

/** Says what it was asked. */
export function createComparisons(): jest.Mocked<ImageComparisons> {
  const pending: MoveComparison = {
    state: 'pending',
    message: 'It is being compared.',
    comparison: null,
  };
  return { compare: jest.fn().mockResolvedValue(pending) };
}
