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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { RegistryError } from '@lambda-compat/oci-registry';
import {
  createArtifact,
  createProgram,
  createUpload,
  NEEDS_OLD,
} from '../../artifacts/__fixtures__/reports';
import { DefaultReportUploads } from '../../artifacts/DefaultReportUploads';
import {
  LambdaEntitySource,
  toLambdaEntity,
} from '../../catalog/LambdaEntitySource';
import { DatabaseWorkStore } from '../../collection/DatabaseWorkStore';
import { DEFAULT_ENTITY_FILTER } from '../../config/defaultEntityFilter';
import type { StoredImage } from '../../contents/ImageFactsReader';
import type { VisibleEntities } from '../../coverage/CoverageStore';
import { openDatabase } from '../../database/migrations';
import {
  BAD_ARM64,
  createImages,
  digest,
  GOOD_ARM64,
  REPOSITORY,
} from '../../incidents/__fixtures__/incidentWorld';
import { engine } from '../../verdicts/__testUtils__/engine';
import { VerdictWriter } from '../../verdicts/VerdictWriter';
import type { WhatIfQuery } from '../Risk';
import { CandidateImages } from './CandidateImages';
import { ImageSimulation } from './ImageSimulation';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const TODAY = digest('today');
const IMAGE = 'arm64v8/amazonlinux:latest';

const ENTITIES: Entity[] = [
  ['linked', 'provided.al2023'],
  ['static', 'provided.al2023'],
  ['plain', 'nodejs22.x'],
  ['ghost', 'provided.al2023'],
  ['strange', undefined],
].map(([name, runtime]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: name!,
    annotations: {
      'backstage.io/source-location':
        'url:https://github.com/acme/x/tree/main/',
      ...(runtime && { 'lambda-compat/runtime': runtime }),
      'lambda-compat/architecture': 'arm64',
    },
  },
  spec: { type: 'lambda' },
}));

describe.each(databases.eachSupportedId())('ImageSimulation, %p', id => {
  const setup = async (image: Partial<StoredImage> = {}) => {
    const now = () => new Date(Date.UTC(2026, 10, 23, 12));
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const auth = mockServices.auth();
    const catalog = catalogServiceMock({ entities: ENTITIES });
    const policy = { asOf: '2025-03-15', deprecationDays: 180 };
    const verdicts = VerdictWriter.create({ engine, policy, now });
    const work = DatabaseWorkStore.create({ knex, verdicts, now });
    await work.saveSubjects(ENTITIES.map(toLambdaEntity));
    const uploads = DefaultReportUploads.create({
      auth,
      catalog,
      knex,
      source: LambdaEntitySource.create({
        auth,
        catalog,
        filter: DEFAULT_ENTITY_FILTER,
      }),
      verdicts,
      work,
      now,
    });
    const upload = (
      name: string,
      digit: string,
      files: Array<ReturnType<typeof createProgram>>,
    ) =>
      uploads.upload(
        createUpload(createArtifact(digit, files), {
          entityRef: `component:default/${name}`,
        }),
      );
    await upload('linked', 'a', [createProgram(NEEDS_OLD)]);
    await upload('plain', 'b', []);
    const program = createProgram(NEEDS_OLD);
    await upload('static', 'c', [
      {
        ...program,
        report: program.report && {
          ...program.report,
          static: true,
          needed: [],
          versionNeeds: [],
        },
      },
    ]);
    for (const name of ['linked', 'ghost']) {
      await knex('tag_consumers').insert({
        entity_ref: `component:default/${name}`,
        reference_id: 'r',
        ...REPOSITORY,
        tag: 'latest',
        digest: '',
        file: 'Dockerfile',
        from_ms: 1,
        until_ms: 0,
        platform: 'linux/arm64',
        shaping: true,
        details: '{}',
      });
    }
    const known = await createImages().readImages(knex, [
      BAD_ARM64,
      GOOD_ARM64,
    ]);
    const requestImage = jest.fn(
      async (): Promise<StoredImage | undefined> => ({
        ...known.get(BAD_ARM64)!,
        ...image,
      }),
    );
    const resolveTag = jest.fn(async () => ({ digest: TODAY }));
    const simulation = ImageSimulation.create({
      knex,
      images: CandidateImages.create({
        knex,
        requests: { requestImage },
        resolveTag,
      }),
      policy,
      now,
    });
    const simulate = (
      asked = IMAGE,
      visible: VisibleEntities = 'all',
      options: Partial<WhatIfQuery> = {},
    ) =>
      simulation.simulate(
        asked,
        {
          filter: {},
          orderField: 'outcome',
          order: 'asc',
          limit: 10,
          withTotal: true,
          ...options,
        },
        visible,
      );
    return { knex, known, requestImage, resolveTag, simulate };
  };

  it('says of each component whether a build on the image can ask for too much', async () => {
    const { requestImage, resolveTag, simulate } = await setup();
    const page = await simulate();
    expect(
      page.items.map(item => [item.entityRef.split('/')[1], item.outcome]),
    ).toEqual([
      ['ghost', 'can-break'],
      ['linked', 'can-break'],
      ['strange', 'unknown'],
      ['plain', 'not-affected'],
      ['static', 'not-affected'],
    ]);
    expect(page.items[0].reason).toMatch(
      /GLIBCXX up to 3\.4\.33; .* up to 3\.4\.29/,
    );
    expect(page.counts).toEqual({
      breaks: 0,
      'can-break': 2,
      unknown: 1,
      works: 0,
      'not-affected': 2,
    });
    expect(page.target).toEqual({
      runtime: null,
      architecture: null,
      image: {
        name: 'docker.io/arm64v8/amazonlinux:latest',
        digests: { 'linux/arm64': BAD_ARM64 },
      },
      profile: `built on today's image ${TODAY.slice(
        7,
        19,
      )}, then run on the runtime that each function has now, as of 2025-03-15`,
    });
    expect(resolveTag).toHaveBeenCalledWith(
      { ...REPOSITORY, tag: 'latest' },
      expect.anything(),
    );
    expect(requestImage).toHaveBeenCalledWith({
      ...REPOSITORY,
      digest: TODAY,
      platform: 'linux/arm64',
    });
    // Asked again nothing is worked out anew, and the same is said.
    await expect(simulate()).resolves.toEqual(page);
    const filtered = await simulate(IMAGE, 'all', {
      filter: { outcome: ['can-break'] },
    });
    expect([filtered.totalItems, filtered.counts['not-affected']]).toEqual([
      2, 2,
    ]);
  });

  it('works where the runtime has all that the image provides', async () => {
    const { known, requestImage, simulate } = await setup();
    requestImage.mockResolvedValue(known.get(GOOD_ARM64));
    const page = await simulate(`arm64v8/amazonlinux@${digest('march')}`);
    expect(page.counts).toMatchObject({ 'can-break': 0, works: 2 });
    expect(page.target.profile).toMatch(/^built on the image [0-9a-f]{12}, /);
  });

  it('asks only about repositories that a component names which the caller may read', async () => {
    const { resolveTag, simulate } = await setup();
    for (const [image, visible] of [
      ['169.254.169.254/latest/meta-data:x', 'all'],
      ['ghcr.io/acme/secret:1', 'all'],
      [IMAGE, new Set(['component:default/plain'])],
    ] as const) {
      await expect(simulate(image, visible)).rejects.toMatchObject({
        name: 'NotFoundError',
        message: expect.stringMatching(
          /^No component that you may read names the repository/,
        ),
      });
    }
    expect(resolveTag).not.toHaveBeenCalled();
    const { counts, items } = await simulate(
      IMAGE,
      new Set(['component:default/ghost', 'component:default/static']),
    );
    expect(items.map(item => item.entityRef)).toEqual([
      'component:default/ghost',
      'component:default/static',
    ]);
    expect(counts).toMatchObject({ 'can-break': 1, 'not-affected': 1 });
    await expect(simulate('A B')).rejects.toMatchObject({
      name: 'InputError',
    });
  });

  it('takes what a watched tag points to, without asking the registry', async () => {
    const { knex, requestImage, resolveTag, simulate } = await setup();
    await knex('watched_tags').insert({
      tag_id: 't',
      ...REPOSITORY,
      tag: 'latest',
      observer: '',
      host: 'registry-1.docker.io',
      image: 'docker.io/arm64v8/amazonlinux:latest',
      pin_class: 'floating',
      state: 'present',
      digest: digest('watched'),
      created_ms: 1,
      next_due_ms: 1,
      interval_ms: 1,
    });
    await simulate();
    expect(resolveTag).not.toHaveBeenCalled();
    expect(requestImage).toHaveBeenCalledWith(
      expect.objectContaining({ digest: digest('watched') }),
    );
  });

  it('is not there yet while the image is being read', async () => {
    const { simulate } = await setup({ state: 'pending', facts: null });
    await expect(simulate()).rejects.toThrow(ServiceUnavailableError);
    await expect(simulate()).rejects.toThrow(
      "The image 'docker.io/arm64v8/amazonlinux:latest' is being read for linux/arm64",
    );
  });

  it('does not take what it does not know for good', async () => {
    const { requestImage, simulate } = await setup({
      state: 'failed',
      reason: 'The layer is damaged.',
      facts: null,
    });
    const page = await simulate();
    expect(page.items[0]).toMatchObject({
      outcome: 'unknown',
      reason: 'The layer is damaged.',
    });
    expect(page.counts).toMatchObject({ unknown: 3, 'not-affected': 2 });
    requestImage.mockResolvedValue(undefined);
    const off = await simulate();
    expect(off.items[0].reason).toBe(
      'Contents of images are not read, by configuration.',
    );
  });

  it('tells a tag that is not there from a registry that does not answer', async () => {
    const { resolveTag, simulate } = await setup();
    resolveTag.mockRejectedValueOnce(
      new RegistryError('manifest-unknown', 'docker.io', 'it does not know it'),
    );
    await expect(simulate()).rejects.toMatchObject({ name: 'NotFoundError' });
    resolveTag.mockRejectedValueOnce(
      new RegistryError('timeout', 'docker.io', 'it does not answer'),
    );
    await expect(simulate()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});
