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

import { wrapServer } from '@backstage/backend-openapi-utils/testUtils';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  MoveComparison,
  ReferencePin,
  TagMoveDetails,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type { Incidents } from '../incidents/Incidents';
import type { ReportService } from '../reports/ReportService';
import type { VerdictService } from '../verdicts/VerdictService';
import { createRouter } from './createRouter';

const TIME = '2026-11-23T12:00:00.000Z';
const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;

const details: TagMoveDetails = {
  id: 'm1',
  tagId: 't1',
  image: 'docker.io/arm64v8/amazonlinux:latest',
  observer: { kind: 'registry', host: 'registry-1.docker.io' },
  from: A,
  to: B,
  between: { after: TIME, before: TIME },
  class: 'content',
  changes: ['content'],
  platforms: [{ platform: 'linux/arm64', from: A, to: B, class: 'content' }],
  undecided: null,
  unstable: false,
  source: 'observed',
  reportedBy: null,
  aliases: { from: ['2023.6.20250317.2'], to: [] },
  exposed: 3,
  latest: true,
  impact: { alreadyBuilt: 1, nextBuild: 1, possibly: 1, notExposed: 2 },
  contents: [
    {
      platform: 'linux/arm64',
      state: 'available',
      message: null,
      summary: {
        class: 'symbol-versions',
        sentence: 'Symbol versions changed.',
        gained: [{ library: 'libstdc++.so.6', versions: ['GLIBCXX_3.4.30'] }],
        lost: [],
        distro: null,
        packages: { added: 0, removed: 0, upgraded: 2, downgraded: 0 },
      },
    },
    {
      platform: 'linux/amd64',
      state: 'off',
      message: 'Contents of images are not read, by configuration.',
      summary: null,
    },
  ],
  windows: [
    {
      entityRef: 'component:default/orders',
      tagId: 't1',
      moveId: 'm1',
      image: 'docker.io/arm64v8/amazonlinux:latest',
      reference: 'arm64v8/amazonlinux:latest',
      opened: { after: null, before: '2025-04-02T00:00:00.000Z' },
      closed: null,
      closedBy: null,
      seconds: { least: 60, most: null },
      symbolVersions: null,
    },
  ],
  runtimes: [
    {
      runtime: 'provided.al2023',
      architecture: 'arm64',
      profile: { name: 'p', origin: 'shipped', asOf: null },
      fit: {
        answer: 'no',
        beyond: [
          {
            library: 'libstdc++.so.6',
            versions: ['GLIBCXX_3.4.30'],
            unknown: [],
            highest: [
              {
                namespace: 'GLIBCXX',
                image: 'GLIBCXX_3.4.30',
                runtime: [{ state: 's', version: 'GLIBCXX_3.4.29' }],
              },
            ],
          },
        ],
        libraries: { compared: ['a'], notCompared: [], notInRuntime: [] },
        sentence: 'It is beyond it.',
      },
      components: 3,
    },
    {
      runtime: 'python3.9',
      architecture: 'x86_64',
      profile: null,
      fit: { answer: 'unknown', beyond: [], sentence: 'Not known.' },
      components: 1,
    },
  ],
};

const file = {
  path: 'etc/passwd',
  type: 'file' as const,
  mode: 0o644,
  uid: 0,
  gid: 0,
  size: 1,
  sha256: 'c',
  target: null,
  hardlinkTo: null,
  mtime: 0,
  xattrs: { 'security.capability': '00' },
  device: [1, 2] as [number, number],
};
const os = {
  id: 'amzn',
  idLike: ['fedora'],
  versionId: '2023',
  versionCodename: null,
  name: 'Amazon Linux',
  prettyName: 'Amazon Linux 2023',
  path: 'usr/lib/os-release',
};
const glibc = {
  name: 'glibc',
  version: '2.34',
  architecture: 'aarch64',
  source: null,
};
const image = {
  digest: A,
  platform: 'linux/arm64',
  created: TIME,
  version: null,
};
const comparison: MoveComparison = {
  state: 'available',
  message: null,
  comparison: {
    schema: 'lambda-compat/image-comparison/v1',
    from: image,
    to: { ...image, digest: B },
    class: 'distro',
    sentence: 'Another distribution.',
    distro: { from: os, to: null, changed: true },
    symbolVersions: [
      {
        library: 'libc.so.6',
        path: { from: 'lib64/libc.so.6', to: 'lib64/libc.so.6' },
        gained: [{ name: 'GLIBC_2.39', symbols: 2 }],
        lost: [{ name: 'GLIBC_2.0', symbols: null }],
        highest: [{ namespace: 'GLIBC', from: 'GLIBC_2.34', to: null }],
      },
    ],
    libraries: { added: ['a'], removed: [] },
    packages: {
      system: 'rpm',
      added: [glibc],
      removed: [],
      upgraded: [
        {
          name: 'gcc',
          architecture: '',
          from: '11',
          to: '14',
          source: { from: 'gcc', to: 'gcc14' },
        },
      ],
      downgraded: [],
      others: [{ name: 'k', architecture: '', from: ['1'], to: ['1', '2'] }],
      unchanged: 3,
    },
    configuration: {
      labels: [{ key: 'l', from: null, to: 'x' }],
      env: [],
      entrypoint: { from: null, to: ['/bin/sh'] },
      cmd: null,
      user: { from: '', to: 'root' },
      workingDir: null,
    },
    files: {
      counts: {
        added: 1,
        removed: 0,
        changed: 1,
        attributes: 0,
        times: 4,
        unchanged: 5,
      },
      added: [file],
      removed: [],
      changed: [{ from: file, to: file }],
      attributes: [],
      truncated: false,
    },
    size: {
      from: { compressed: 1, unpacked: 2 },
      to: { compressed: 3, unpacked: 4 },
    },
    undecided: ['The package database is damaged.'],
  },
};

const pin: ReferencePin = {
  suggestion: {
    digest: A,
    platformDigest: B,
    tag: '2023.6.20250317.2',
    fits: 'by-construction',
    why: 'It fits.',
    behind: { releases: 1, since: TIME, sentence: '1 release behind' },
  },
  reason: null,
  rejected: [{ digest: B, tag: null, reason: 'It does not fit.' }],
  alternatives: [{ kind: 'static', text: 'Link it.', code: null }],
  entityRef: 'component:default/orders',
  title: null,
  referenceId: 'r1',
  reference: 'arm64v8/amazonlinux:latest',
  file: 'Dockerfile',
  line: 1,
  url: null,
  platform: 'linux/arm64',
  runtime: 'provided.al2023',
  architecture: 'arm64',
  current: { digest: B, tag: null },
  pinned: `arm64v8/amazonlinux:2023.6.20250317.2@${A}`,
  patch: '--- a/Dockerfile\n',
  noPatch: null,
};
const none: ReferencePin = {
  ...pin,
  suggestion: null,
  reason: 'Nothing fits.',
  rejected: [],
  current: null,
  architecture: null,
  runtime: null,
  platform: null,
  pinned: null,
  patch: null,
  noPatch: null,
};

describe('addIncidentRoutes', () => {
  const incidents: jest.Mocked<Incidents> = {
    getMove: jest.fn(),
    compareMove: jest.fn(),
    compareDigests: jest.fn(),
    listPins: jest.fn(),
    summarize: jest.fn(),
  };
  const entityPins = { listPins: jest.fn() };
  const openFor = jest.fn();
  let server: Server;

  beforeAll(async () => {
    const router = await createRouter({
      auditor: mockServices.auditor.mock(),
      coverage: { openFor: jest.fn() },
      registryEvents: { openFor: jest.fn() },
      entityPins,
      entityTags: { getHistory: jest.fn() },
      httpAuth: mockServices.httpAuth({
        defaultCredentials: mockCredentials.none(),
      }),
      incidents: { openFor },
      reports: {} as ReportService,
      risk: { openFor: jest.fn() },
      tags: { openFor: jest.fn() },
      uploads: { openFor: jest.fn() },
      verdicts: {} as VerdictService,
    });
    const app = express().use(router).use(mockErrorHandler());
    const listen: (port: number, host: string) => Server = app.listen.bind(app);
    app.listen = ((port: number) =>
      listen(port, '127.0.0.1')) as typeof app.listen;
    server = await wrapServer(app);
  });

  beforeEach(() => {
    jest.resetAllMocks();
    openFor.mockResolvedValue(incidents);
    incidents.getMove.mockResolvedValue(details);
    incidents.compareMove.mockResolvedValue(comparison);
    incidents.compareDigests.mockResolvedValue({
      state: 'pending',
      message: 'It is being read.',
      comparison: null,
    });
    incidents.listPins.mockResolvedValue([pin, none]);
    incidents.summarize.mockResolvedValue('## moved\n');
    entityPins.listPins.mockResolvedValue([pin]);
  });

  const get = (path: string, authorization = mockCredentials.user.header()) => {
    const { port } = server.address() as AddressInfo;
    return request(`http://localhost:${port}`)
      .get(`/v1/${path}`)
      .set('Authorization', authorization);
  };

  it('answers with a move and everything that is said of it', async () => {
    for (const [path, body] of [
      ['tag-moves/m1', details],
      ['tag-moves/m1/comparison?platform=linux/arm64/v8', comparison],
      ['tag-moves/m1/pins', { items: [pin, none] }],
      ['tag-moves/m1/summary', { markdown: '## moved\n' }],
    ] as const) {
      const answer = await get(path);
      expect([path, answer.status, answer.body]).toEqual([path, 200, body]);
    }
    expect(incidents.compareMove).toHaveBeenCalledWith('m1', 'linux/arm64/v8');
    expect(openFor).toHaveBeenCalledTimes(4);
  });

  it('compares digests of a tag', async () => {
    const answer = await get(
      `tags/t1/comparison?from=${A}&to=${B}&platform=linux/amd64`,
    );
    expect([answer.status, answer.body.state]).toEqual([200, 'pending']);
    expect(incidents.compareDigests).toHaveBeenCalledWith('t1', {
      from: A,
      to: B,
      platform: 'linux/amd64',
    });
  });

  it('answers with the pins of an entity, whatever the case of its ref', async () => {
    const answer = await get(
      'entities/Component/default/orders/pin-suggestions',
    );
    expect([answer.status, answer.body]).toEqual([200, { items: [pin] }]);
    expect(entityPins.listPins).toHaveBeenCalledWith(
      'component:default/orders',
      { credentials: mockCredentials.user() },
    );
  });

  it.each([
    ['tag-moves/m1/comparison', "'platform' is missing"],
    ['tag-moves/m1/comparison?platform=arm64', "'platform' must be"],
    ['tag-moves/m1?x=1', "Unknown query parameter 'x'"],
    [`tags/t1/comparison?to=${B}&platform=linux/amd64`, "'from' is missing"],
    [
      `tags/t1/comparison?from=latest&to=${B}&platform=linux/amd64`,
      "'from' must be a digest",
    ],
  ])('refuses %s with a sentence', async (path, sentence) => {
    const { body, status } = await get(path);
    expect([status, body.error.name]).toEqual([400, 'InputError']);
    expect(body.error.message).toContain(sentence);
    expect(openFor).not.toHaveBeenCalled();
  });

  it('answers nothing to nobody, and to whom reports are closed', async () => {
    for (const path of [
      'tag-moves/m1',
      'tag-moves/m1/comparison?platform=linux/arm64',
      'tag-moves/m1/pins',
      'tag-moves/m1/summary',
      `tags/t1/comparison?from=${A}&to=${B}&platform=linux/amd64`,
    ]) {
      const nobody = await get(path, mockCredentials.none.header());
      expect([path, nobody.status]).toEqual([path, 401]);
      openFor.mockRejectedValueOnce(new NotAllowedError('closed'));
      const closed = await get(path);
      expect([path, closed.status]).toEqual([path, 403]);
    }
    const path = 'entities/component/default/orders/pin-suggestions';
    const nobody = await get(path, mockCredentials.none.header());
    expect(nobody.status).toBe(401);
    entityPins.listPins.mockRejectedValueOnce(new NotAllowedError('closed'));
    const closed = await get(path);
    expect(closed.status).toBe(403);
  });

  it('says what there is not', async () => {
    const missing = new NotFoundError('no move');
    incidents.getMove.mockRejectedValueOnce(missing);
    incidents.summarize.mockRejectedValueOnce(missing);
    incidents.compareDigests.mockRejectedValueOnce(missing);
    for (const path of [
      'tag-moves/x',
      'tag-moves/x/summary',
      `tags/t1/comparison?from=${A}&to=${B}&platform=linux/amd64`,
    ]) {
      const { status } = await get(path);
      expect([path, status]).toEqual([path, 404]);
    }
  });
});
