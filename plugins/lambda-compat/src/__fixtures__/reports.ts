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
  EntityReport,
  ReportedReference,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

export const ENTITY_REF = 'component:default/orders';

export const DIGEST =
  'sha256:1c4eef651f65e2f7daee7ee785882ac164b02b78fb74503052a26dc061c90b9a';

const REPOSITORY = 'https://github.com/acme/orders/blob/main';

/** A reference on line 1 of `build/Dockerfile` that floats and has no digest. */
export function reference(
  overrides: Partial<ReportedReference> = {},
): ReportedReference {
  const line = overrides.startLine ?? 1;
  const raw = overrides.raw ?? 'arm64v8/amazonlinux:latest';
  return {
    id: `ref-${line}`,
    origin: 'dockerfile-from',
    kind: 'image',
    raw,
    resolved: raw,
    normalized: {
      registry: 'docker.io',
      repository: 'arm64v8/amazonlinux',
      tag: 'latest',
      digest: null,
    },
    pinClass: 'floating',
    role: 'builder',
    reachable: true,
    deferred: false,
    place: {
      file: 'build/Dockerfile',
      startLine: line,
      startColumn: 6,
      endLine: line,
      endColumn: 6 + raw.length,
    },
    startLine: line,
    endLine: line,
    url: `${REPOSITORY}/build/Dockerfile#L${line}`,
    stage: { index: 0, name: 'build' },
    platform: null,
    unresolvedVariables: [],
    steps: [],
    candidates: [],
    problems: [],
    fix: { kind: 'digest-needed' },
    ...overrides,
  };
}

export const PATCH = [
  '--- a/build/Dockerfile',
  '+++ b/build/Dockerfile',
  '@@ -9 +9 @@',
  '-FROM public.ecr.aws/lambda/provided:al2023',
  `+FROM public.ecr.aws/lambda/provided:al2023@${DIGEST}`,
  '',
].join('\n');

export const FLOATING = reference();

export const CHANNEL = reference({
  startLine: 9,
  raw: 'public.ecr.aws/lambda/provided:al2023',
  normalized: {
    registry: 'public.ecr.aws',
    repository: 'lambda/provided',
    tag: 'al2023',
    digest: null,
  },
  pinClass: 'channel',
  role: 'runtime',
  stage: { index: 1, name: null },
  fix: {
    kind: 'ready',
    digest: DIGEST,
    digestSource: 'configuration',
    patch: PATCH,
  },
});

export const PINNED = reference({
  startLine: 14,
  raw: `alpine:3.21@${DIGEST}`,
  normalized: {
    registry: 'docker.io',
    repository: 'library/alpine',
    tag: '3.21',
    digest: DIGEST,
  },
  pinClass: 'digest',
  role: 'tool',
  origin: 'dockerfile-copy-from',
  fix: { kind: 'pinned' },
});

export const UNRESOLVED = reference({
  startLine: 3,
  raw: 'python:${VERSION}-slim',
  resolved: 'python:-slim',
  normalized: null,
  pinClass: 'unresolved',
  unresolvedVariables: ['VERSION'],
  steps: [{ variable: 'VERSION', value: null, source: 'unset' }],
  problems: ['VERSION has no value and no default.'],
  fix: {
    kind: 'not-fixable',
    reason: 'The tag depends on VERSION, which has no value in this file.',
  },
});

export const EXACT = reference({
  startLine: 5,
  raw: 'python:${PY}',
  resolved: 'python:3.13.6',
  normalized: {
    registry: 'docker.io',
    repository: 'library/python',
    tag: '3.13.6',
    digest: null,
  },
  pinClass: 'exact',
  platform: 'linux/arm64',
  steps: [
    {
      variable: 'PY',
      value: '3.13.6',
      source: 'arg-default',
      place: {
        file: 'build/Dockerfile',
        startLine: 2,
        startColumn: 8,
        endLine: 2,
        endColumn: 14,
      },
    },
  ],
  candidates: [
    {
      resolved: 'arm64v8/python:3.13.6',
      normalized: null,
      pinClass: 'exact',
      condition: 'TARGETARCH=arm64',
    },
  ],
});

export const UNREACHABLE = reference({
  startLine: 20,
  raw: 'node:22',
  normalized: {
    registry: 'docker.io',
    repository: 'library/node',
    tag: '22',
    digest: null,
  },
  pinClass: 'partial',
  role: 'test',
  reachable: false,
  stage: { index: 3, name: 'test' },
});

export const STAGE = reference({
  startLine: 15,
  raw: 'build',
  normalized: null,
  kind: 'stage',
  pinClass: 'stage',
  origin: 'dockerfile-copy-from',
  fix: { kind: 'pinned' },
});

/** Ages relative to the test run, so that relative times are known. */
export function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}

/** A complete report: one floating, one channel, one pinned reference. */
export function report(overrides: Partial<EntityReport> = {}): EntityReport {
  return {
    entityRef: ENTITY_REF,
    status: 'complete',
    reason: null,
    stale: false,
    collectedAt: hoursAgo(2),
    attemptedAt: hoursAgo(2),
    nextDueAt: hoursAgo(-4),
    intervalSeconds: 6 * 3600,
    staleAfterSeconds: 24 * 3600,
    failure: null,
    source: {
      type: 'url',
      target: 'https://github.com/acme/orders/tree/main/',
      url: 'https://github.com/acme/orders/tree/main/',
      revision: '9f3c2e1b5d7a4c6e8f0a1b2c3d4e5f60718293a4',
    },
    searched: ['Dockerfile', 'Dockerfile.*', '*.Dockerfile', 'Containerfile'],
    files: [
      {
        path: 'build/Dockerfile',
        url: `${REPOSITORY}/build/Dockerfile`,
        status: 'read',
        message: null,
        line: null,
        target: 'runtime',
      },
    ],
    functions: [
      {
        name: 'orders',
        runtime: {
          value: 'provided.al2023',
          source: 'dockerfile',
          detail: 'build/Dockerfile:9',
        },
        architecture: {
          value: 'x86_64',
          source: 'assumed',
          detail: 'default of AWS Lambda',
        },
        packageType: null,
      },
    ],
    references: [FLOATING, CHANNEL, PINNED, STAGE],
    summary: {
      total: 3,
      pinned: 1,
      changeable: 2,
      unresolved: 0,
      unreachable: 0,
      weakest: 'floating',
      byClass: { floating: 1, channel: 1, digest: 1 },
    },
    problems: [],
    canRefresh: true,
    ...overrides,
  };
}

/** Nothing was read yet. */
export function emptyReport(
  overrides: Partial<EntityReport> = {},
): EntityReport {
  return report({
    collectedAt: null,
    attemptedAt: null,
    files: [],
    functions: [],
    references: [],
    summary: {
      total: 0,
      pinned: 0,
      changeable: 0,
      unresolved: 0,
      unreachable: 0,
      weakest: null,
      byClass: {},
    },
    ...overrides,
  });
}
