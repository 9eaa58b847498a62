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

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  mockCredentials,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type {
  LambdaCompatClient,
  TagMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import yaml from 'yaml';
import { measureSample } from '../../packages/backend/src/measurements/measureSample';
import { readSampleMeasurements } from '../../packages/backend/src/measurements/readSampleMeasurements';
import { readSampleDeclaration } from '../../packages/backend/src/registry/readSampleDeclaration';
import { SampleRegistry } from '../../packages/backend/src/registry/SampleRegistry';
import { SampleTags } from '../../packages/backend/src/registry/SampleTags';
import { writeSampleHistory } from '../../packages/backend/src/registry/writeSampleHistory';
import { readTagMoveExpectations, SAMPLES_FOLDER } from '../support/samples';
import { clientOf, startSampleBackend } from '../support/startSampleBackend';

const APP_CONFIG = path.resolve(__dirname, '../../app-config.yaml');
const PATIENCE_MS = 90_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** What decides who is exposed. */
const MEASURED = ['crawler', 'orders', 'refunds', 'router'];

describe('the tags of the samples move as their README says', () => {
  const expected = readTagMoveExpectations();
  const images = [...new Set(expected.map(({ image }) => image))];
  let folder: string;
  let tags: SampleTags;
  let registry: SampleRegistry;
  let backend: TestBackend;
  let client: LambdaCompatClient;

  async function movesOf(image: string): Promise<TagMove[]> {
    const { items } = await client.listTagMoves({
      filter: { search: image },
      limit: 100,
    });
    return items.filter(move => move.image === image);
  }

  async function until(
    what: string,
    isSo: () => Promise<boolean>,
  ): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; !(await isSo()); ) {
      if (Date.now() > end) {
        throw new Error(`Not so after ${PATIENCE_MS} ms: ${what}`);
      }
      await new Promise(done => setTimeout(done, 250));
    }
  }

  const untilSeen = (image: string) =>
    until(`${image} is seen`, async () => {
      const { items } = await client.listTags({ filter: { search: image } });
      return items.some(tag => tag.image === image && tag.state === 'present');
    });

  const untilMoved = (image: string, count: number) =>
    until(
      `${image} has moved ${count} times`,
      async () => (await movesOf(image)).length === count,
    );

  const untilSettled = (image: string) =>
    until(`what came with the moves of ${image} is read`, async () =>
      (await movesOf(image)).every(
        move => move.class !== 'pending' && move.contents.state !== 'pending',
      ),
    );

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lambda-compat-samples-'));
    const declaration = await readSampleDeclaration(SAMPLES_FOLDER);
    const file = path.join(folder, 'history.json');
    tags = await SampleTags.create(declaration);
    registry = await SampleRegistry.start({
      // Moves are made one at a time, so that none can be missed.
      declaration: { ...declaration, stories: [] },
      tags,
      port: 0,
      onError: error => {
        throw error;
      },
    });
    await writeSampleHistory(file, declaration, tags);
    const config = await readPortalConfig(new URL(registry.url).port);
    backend = await startSampleBackend({
      registries: config.registries,
      tags: {
        ...config.tags,
        schedule: {
          unpinned: { seconds: 1 },
          pinned: { seconds: 1 },
          dated: { seconds: 1 },
          holdDown: { seconds: 2 },
        },
        importHistory: [{ file, reportedBy: 'sample history' }],
      },
      runtimes: config.runtimes,
    });
    client = clientOf(backend);
    for (const name of MEASURED) {
      await uploadMeasurement(backend, name);
    }
    for (const image of images) {
      await untilSeen(image);
    }
  }, 180_000);

  afterAll(async () => {
    await backend?.stop();
    await registry?.close();
    await rm(folder, { recursive: true });
  });

  it('and every tag that the portal follows is one that the registry answers for', async () => {
    await until('every tag was asked about', async () => {
      const { items } = await client.listTags({ limit: 100 });
      return items.every(
        ({ failure, notWatched, state }) =>
          notWatched || failure || state !== 'unseen',
      );
    });
    const { items: known } = await client.listTags({ limit: 100 });
    const items = known.filter(({ notWatched }) => !notWatched);
    const unknown = items
      .filter(({ failure }) => failure)
      .map(({ image, failure }) => `${image} ${failure!.code}`);
    expect(unknown.sort()).toEqual([
      'registry.acme.example:5000/platform/lambda-build:7 no-access',
      'registry.acme.example:5000/platform/lambda-python:7.4.2 no-access',
    ]);
    expect(items.length).toBeGreaterThan(15);
    expect(
      items.filter(({ state, failure }) => !failure && state !== 'present'),
    ).toEqual([]);
  });

  it.each(images)('%s', async image => {
    const rows = expected.filter(row => row.image === image);
    const [repository, tag] = splitTag(image);
    let count = rows.filter(({ move }) => move === 'told').length;
    await untilMoved(image, count);
    for (const { move, to } of rows) {
      if (move !== 'told') {
        await tags.move(
          repository,
          tag,
          to ? { kind: 'image', image: to } : { kind: 'delete' },
        );
        count += 1;
        await untilMoved(image, count);
      }
    }
    await untilSettled(image);

    const moves = await movesOf(image);
    const imageOf = (digest: string | null) =>
      Object.keys(tags.requireRepository(repository).images).find(
        name => tags.digestOf(repository, name) === digest,
      );
    const described = [];
    for (const move of [...moves].reverse()) {
      const impact = await client.listTagImpact(move.id, { limit: 100 });
      const namesOf = (isExposed: boolean) =>
        impact.items.filter(
          ({ exposure }) => (exposure !== 'not-exposed') === isExposed,
        );
      described.push({
        image,
        move: move.source === 'reported' ? 'told' : 'observed',
        from: imageOf(move.from),
        to: imageOf(move.to),
        moveClass: move.class,
        brought: move.contents.class ?? undefined,
        platforms: Object.fromEntries(
          move.platforms.map(platform => [platform.platform, platform.class]),
        ),
        exposed: [
          ...new Set(namesOf(true).map(({ entityRef }) => nameOf(entityRef))),
        ].sort(),
        notExposed: Object.fromEntries(
          namesOf(false).map(({ entityRef, reason }) => [
            nameOf(entityRef),
            reason ?? 'same-files',
          ]),
        ),
      });
    }
    expect(described).toEqual(
      rows.map(row => ({
        ...row,
        move: row.move === 'told' ? 'told' : 'observed',
      })),
    );
    expect(
      moves.every(({ observer }) => observer.kind === 'mirror'),
    ).toBeTruthy();
  });
});

/** What the portal is configured with, for a registry on this port. */
async function readPortalConfig(port: string) {
  const text = await readFile(APP_CONFIG, 'utf8');
  const { lambdaCompat } = yaml.parse(
    text.replaceAll(/\$\{(\w+):-([^}]*)\}/g, (_, name, otherwise) =>
      name === 'LAMBDA_COMPAT_SAMPLE_REGISTRY_PORT' ? port : otherwise,
    ),
  );
  return lambdaCompat;
}

async function uploadMeasurement(backend: TestBackend, name: string) {
  const entityRef = `component:default/${name}`;
  const samples = await readSampleMeasurements(SAMPLES_FOLDER);
  const sample = samples.find(({ entity }) => entity === entityRef)!;
  const artifact = await measureSample(sample, SAMPLES_FOLDER);
  const url = `http://127.0.0.1:${backend.server.port()}/api/lambda-compat/v1/reports`;
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        Authorization: mockCredentials.service.header(),
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        schema: 'lambda-compat/upload/v1',
        entityRef,
        artifact,
        measuredAt: new Date(
          Date.now() - (sample.daysAgo ?? 0) * DAY_MS,
        ).toISOString(),
      }),
    });
    if (answer.ok) {
      return;
    }
    // Until the catalog has been read.
    if (Date.now() > end) {
      throw new Error(`${answer.status} ${await answer.text()}`);
    }
    await new Promise(done => setTimeout(done, 500));
  }
}

function splitTag(image: string): [string, string] {
  const colon = image.lastIndexOf(':');
  return [image.slice(0, colon), image.slice(colon + 1)];
}

function nameOf(entityRef: string): string {
  return entityRef.split('/')[1];
}
